"""Workshop files on disk: those that come with the program, and the consultant's own in the home folder."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import facilitator
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.workshop import Workshop, parse
from facilitator.core.workshop_check import BASE, Fault, check, load, placed, step_problems
from facilitator.core.workshop_missing import untranslated
from facilitator.core.workshop_settings import KindCheck
from facilitator.core.workshop_values import Path as Place
from facilitator.core.workshop_values import hint, is_id, is_language, no_id, said

LARGEST = 1_000_000
"""Bytes; a larger file is no workshop."""
OWN = "own/"
"""Goes before the id of an own file that is broken, so that it does not hide the library's of the same id."""


@dataclass(frozen=True, kw_only=True)
class WorkshopSource:
    """One workshop as it lies on disk."""

    id: str
    folder: Path
    own: bool = False
    """From the consultant's home, not from the library."""
    file: str = BASE
    texts: Mapping[str, str] = field(default_factory=dict)
    """File name to its text, the workshop first, then its overlays."""
    workshop: Workshop | None = None
    """None: it cannot be played."""
    faults: tuple[Fault, ...] = ()
    """Why it cannot be played, or which of its overlays cannot be read."""

    def check(self, kinds: Mapping[str, KindCheck], tr: Translator) -> list[Fault]:
        """Every fault of its files; the faults' file names are those in the folder."""
        text = self.texts.get(self.file)
        if text is None:
            return list(self.faults)
        overlays = {Path(name).stem: text for name, text in self.texts.items() if name != self.file}
        found = [fault for fault in self.faults if fault.file not in self.texts]
        return found + _renamed(check(text, overlays, kinds, tr), self.file)

    def refusal(self, kinds: Mapping[str, KindCheck], tr: Translator) -> str:
        """Why no session can be made of it, with file and line; empty when one can.

        A kind that is not installed and settings that a kind does not take are a reason, a faulty overlay is none.
        """
        if self.workshop is None:
            return self.said(self.faults[0])
        faults = placed(step_problems(self.workshop, kinds, tr), self.texts[self.file], self.file)
        return self.said(faults[0]) if faults else ""

    def said(self, fault: Fault) -> str:
        """A fault with the place where it is to be put right."""
        return f"{self.folder / fault.file}:{fault.line}: {fault.sentence}"

    def untranslated(self, kinds: Mapping[str, KindCheck]) -> dict[str, list[Place]]:
        """Language to the places that its overlay leaves in the workshop's own language."""
        if self.workshop is None:
            return {}
        missing = {
            language: untranslated(self.workshop.source, overlay, kinds)
            for language, overlay in self.workshop.overlays.items()
        }
        return {language: places for language, places in missing.items() if places}


def shipped() -> Path:
    """The library's folder: inside an installed package, beside the package in a checkout."""
    package = Path(facilitator.__file__).parent
    inside = package / "workshops"
    return inside if inside.is_dir() else package.parent / "workshops"


def own_folder(home: Path) -> Path:
    """Where the consultant's own workshops are."""
    return home / "workshops"


def library(home: Path | None, tr: Translator | None = None) -> dict[str, WorkshopSource]:
    """Every workshop there is, by id.

    An own one goes before the library's of the same id as long as it can be played; a broken one is listed with its
    faults, under ``own/<id>`` if need be, and hides nothing.
    """
    words = tr or Translator()
    found = {source.id: source for source in _in(shipped(), words, own=False)}
    for source in _in(own_folder(home), words, own=True) if home else ():
        hides = source.workshop is None and source.id in found
        found[f"{OWN}{source.id}" if hides else source.id] = source
    return found


def pick(name: str, home: Path | None, tr: Translator) -> WorkshopSource:
    """The workshop with this id.

    Raises:
        FacilitatorError: there is none; the sentence names the nearest.
    """
    sources = library(home, tr)
    if name not in sources:
        sentence = tr("There is no workshop “{name}”.", name=name)
        raise FacilitatorError(said(sentence, hint(name, sources, tr)))
    return sources[name]


def playable(name: str, home: Path | None, tr: Translator, kinds: Mapping[str, KindCheck]) -> Workshop:
    """The workshop with this id, ready to be run.

    Raises:
        FacilitatorError: there is none, or it cannot be played; the sentence names its first fault.
    """
    source = pick(name, home, tr)
    if why := source.refusal(kinds, tr):
        raise FacilitatorError(why)
    assert source.workshop is not None
    return source.workshop


def at(path: Path, tr: Translator) -> WorkshopSource:
    """The workshop of a file or folder anywhere.

    A file named ``workshop.toml`` comes with its overlays, and an overlay with its workshop.

    Raises:
        FacilitatorError: there is no such file or folder.
    """
    path = path.absolute()
    if path.is_dir():
        return _source(path, BASE, tr, own=True)
    if not path.exists():
        raise FacilitatorError(tr("There is no file {path}.", path=path))
    beside = path.parent / BASE
    return _source(path.parent, BASE if beside.exists() else path.name, tr, own=True)


def copy(source: WorkshopSource, home: Path, name: str, tr: Translator) -> Path:
    """Copies a workshop with its overlays into the home and returns the new folder.

    Raises:
        FacilitatorError: the name cannot be an id, is taken, or the folder cannot be written.
    """
    return put({BASE if file == source.file else file: text for file, text in source.texts.items()}, home, name, tr)


def put(texts: Mapping[str, str], home: Path, name: str, tr: Translator) -> Path:
    """Writes the files of a new own workshop (file name to text), all or none, and returns its folder.

    Raises:
        FacilitatorError: the name cannot be an id, is taken, or the folder cannot be written.
    """
    if why := not_free(home, name, tr):
        raise FacilitatorError(why)
    target = own_folder(home) / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".copy-") as made:
            fresh = Path(made) / name
            fresh.mkdir()
            for file, text in texts.items():
                (fresh / file).write_text(text, encoding="utf-8", newline="")
            os.rename(fresh, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FacilitatorError(tr("Cannot write {path}: {reason}.", path=target, reason=reason)) from error
    return target


def not_free(home: Path, name: str, tr: Translator) -> str:
    """Why an own workshop cannot have this id; empty: it can."""
    if not is_id(name):
        return no_id(name, "id", tr)
    target = own_folder(home) / name
    if target.exists() or target.with_suffix(".toml").exists():
        return tr("{path} is there already: choose another name.", path=target)
    return ""


def _in(root: Path, tr: Translator, *, own: bool) -> Iterator[WorkshopSource]:
    """The workshops of a folder: its folders, and files that stand alone."""
    try:
        entries = sorted(root.iterdir())
    except OSError:
        return
    folders = [entry for entry in entries if entry.is_dir() and entry.name[0] not in "._"]
    for entry in folders:
        yield _source(entry, BASE, tr, own=own)
    for entry in entries:
        if entry.suffix == ".toml" and entry.is_file() and entry.with_suffix("") not in folders:
            yield _source(root, entry.name, tr, own=own)


def _source(folder: Path, file: str, tr: Translator, *, own: bool) -> WorkshopSource:
    name = folder.name if file == BASE else Path(file).stem
    texts: dict[str, str] = {}
    documents: dict[str, dict[str, Any]] = {}
    faults: list[Fault] = []
    for entry in (file, *(_overlays(folder) if file == BASE else ())):
        text = _text(folder / entry, tr)
        if isinstance(text, Fault):
            faults.append(text)
            continue
        texts[entry] = text
        document, wrong = load(text, entry, tr)
        faults += wrong
        if not wrong:
            documents[entry] = document
    workshop = None
    if file in documents:
        stems = {Path(entry).stem: document for entry, document in documents.items() if entry != file}
        readable = {language: document for language, document in stems.items() if is_language(language)}
        try:
            workshop = parse(documents[file], readable, name, tr)
        except FacilitatorError:
            faults += _renamed(check(texts[file], {}, None, tr), file)
    return WorkshopSource(
        id=name, folder=folder, own=own, file=file, texts=texts, workshop=workshop, faults=tuple(faults)
    )


def _renamed(faults: list[Fault], file: str) -> list[Fault]:
    """Faults of the workshop itself under the name that its file has."""
    return [fault if fault.file != BASE else Fault(file, fault.line, fault.sentence) for fault in faults]


def _overlays(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.glob("*.toml") if entry.name != BASE)


def _text(path: Path, tr: Translator) -> str | Fault:
    """The text of a file, or why it has none."""
    try:
        if path.stat().st_size > LARGEST:
            return Fault(path.name, 1, tr("This file is larger than a workshop can be (1 MB)."))
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Fault(path.name, 1, tr("There is no {file} in this folder.", file=path.name))
    except UnicodeDecodeError as error:
        return Fault(path.name, error.object[: error.start].count(b"\n") + 1, tr("This file is not UTF-8 text."))
    except OSError as error:
        reason = error.strerror or str(error)
        return Fault(path.name, 1, tr("This file cannot be read: {reason}.", reason=reason))

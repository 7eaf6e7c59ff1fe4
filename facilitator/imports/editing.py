"""The files of an own workshop while they are edited: nothing that lies on disk is lost, whoever wrote it."""

import codecs
import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import LANGUAGES, N_, Translator
from facilitator.core.text import safe
from facilitator.core.workshop import Workshop, parse
from facilitator.core.workshop_check import BASE, Fault, check, load
from facilitator.core.workshop_settings import KindCheck
from facilitator.imports.library import LARGEST, WorkshopSource

FOREIGN = ("utf-16", "cp1252", "latin-1")
"""What a text that is not UTF-8 may be, in the order in which it is tried."""


class ChangedMeanwhile(FacilitatorError):
    """Another program has written the file since it was read."""


@dataclass(frozen=True)
class TextFile:
    """A file as it was read."""

    path: Path
    before: bytes | None = None
    """What lay on disk; None: there was no file."""
    text: str = ""
    """Its text without control characters, line breaks as ``\\n``."""
    newline: str = "\n"
    said: str = ""
    """What was odd about it: then saving keeps the original beside it."""


def read(path: Path, tr: Translator) -> TextFile:
    """A text file in whatever encoding; an empty one where there is none.

    Raises:
        FacilitatorError: it cannot be read, or is too large.
    """
    content = _content(path, tr)
    if content is None:
        return TextFile(path)
    decoded, encoding = _decoded(content)
    newline = "\r\n" if decoded.count("\r\n") * 2 > decoded.count("\n") else "\n"
    text, said = safe(decoded), ""
    if encoding:
        message = N_("{file} is not UTF-8 text: it was read as {encoding} and will be saved as UTF-8.")
        said = tr(message, file=path.name, encoding=encoding)
    elif text != with_breaks(decoded):
        said = tr("Control characters or invisible ones in {file} have been left out.", file=path.name)
    return TextFile(path, content, text, newline, said)


def write(file: TextFile, text: str, tr: Translator, *, over: bool = False) -> TextFile:
    """Saves a text whole or not at all, and gives the file as it is now. ``over``: also over what another program has
    written meanwhile, which is kept beside it.

    Raises:
        ChangedMeanwhile: another program has written it, and ``over`` is False.
        FacilitatorError: the disk does not take it.
    """
    found = _content(file.path, tr)
    changed = found is not None and found != file.before
    if changed and not over:
        raise ChangedMeanwhile(tr("Another program has changed {file} meanwhile.", file=file.path.name))
    if changed or (file.said and found is not None):
        keep(file.path, found or b"", tr)
    content = text.replace("\n", file.newline).encode()
    _put(file.path, content, tr)
    return replace(file, before=content, text=text, said="")


def keep(path: Path, content: bytes, tr: Translator) -> Path:
    """Puts a version of a file beside it, under a name that nobody has and no workshop reads.

    Raises:
        FacilitatorError: the disk does not take it.
    """
    number = 1
    while (beside := path.with_name(f"{path.name}.kept-{number}")).exists():
        number += 1
    _put(beside, content, tr)
    return beside


def with_breaks(text: str) -> str:
    """A text with line breaks as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _content(path: Path, tr: Translator) -> bytes | None:
    try:
        if path.stat().st_size > LARGEST:
            raise FacilitatorError(tr("{file} is larger than a workshop can be (1 MB).", file=path))
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = error.strerror or str(error)
        raise FacilitatorError(tr("{file} cannot be read: {reason}.", file=path, reason=reason)) from error


def _decoded(content: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding where that is not UTF-8."""
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in FOREIGN if wide else FOREIGN[1:]:
        try:
            return content.decode(encoding), encoding.upper()
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads every byte")


def _put(path: Path, content: bytes, tr: Translator) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise FacilitatorError(tr("Cannot write {path}: {reason}.", path=path, reason=reason)) from error


class Editing:
    """A workshop and its overlays, as they lie on disk and as they are typed."""

    def __init__(self, source: WorkshopSource, tr: Translator) -> None:
        """Reads all files.

        Raises:
            FacilitatorError: one of them cannot be read.
        """
        self.tr = tr
        self.name, self.main = source.id, source.file
        self.folder = source.folder
        names = [source.file]
        if source.file == BASE:
            names += sorted(path.name for path in source.folder.glob("*.toml") if path.name != BASE)
        self.files = {name: read(source.folder / name, tr) for name in names}
        self.texts = {name: file.text for name, file in self.files.items()}
        """As typed."""

    @property
    def changed(self) -> list[str]:
        """Names of the files that differ from what lies on disk."""
        return [name for name, text in self.texts.items() if text != self.files[name].text]

    @property
    def languages(self) -> list[str]:
        """Languages of the program that it could still be translated to."""
        if self.main != BASE:
            return []  # a file that stands alone has no translations
        document, _ = load(self.texts[self.main], BASE, self.tr)
        there = {str(document.get("language") or "en"), *(Path(name).stem for name in self.texts)}
        return [code for code in LANGUAGES if code not in there]

    def workshop(self) -> Workshop:
        """The workshop as typed.

        Raises:
            FacilitatorError: it cannot be played; the sentence names the first fault.
        """
        documents = {}
        for name, text in self.texts.items():
            documents[name], faults = load(text, name, self.tr)
            if faults:
                raise FacilitatorError(f"{name}:{faults[0].line}: {faults[0].sentence}")
        source = documents.pop(self.main)
        overlays = {Path(name).stem: document for name, document in documents.items()}
        return parse(source, overlays, self.name, self.tr)

    def add(self, language: str) -> str:
        """An empty overlay for a language, or the one that is there; its name."""
        name = f"{language}.toml"
        self.files.setdefault(name, read(self.folder / name, self.tr))
        self.texts.setdefault(name, self.files[name].text)
        return name

    def save(self, name: str, *, over: bool = False) -> None:
        """Saves one file.

        Raises:
            ChangedMeanwhile: another program has written it, and ``over`` is False.
            FacilitatorError: the disk does not take it.
        """
        self.files[name] = write(self.files[name], self.texts[name], self.tr, over=over)

    def take_other(self, name: str) -> None:
        """Takes what another program has written; what was typed is kept beside it.

        Raises:
            FacilitatorError: it cannot be read, or the disk does not take the copy.
        """
        other = read(self.files[name].path, self.tr)
        keep(self.files[name].path, self.texts[name].encode(), self.tr)
        self.files[name], self.texts[name] = other, other.text

    def faults(self, kinds: Mapping[str, KindCheck], tr: Translator) -> list[Fault]:
        """Every fault of the texts as typed."""
        texts = dict(self.texts)
        main = texts.pop(self.main)
        overlays = {Path(name).stem: text for name, text in texts.items()}
        found = check(main, overlays, kinds, tr)
        return [renamed(fault, self.main) if fault.file == BASE else fault for fault in found]


def renamed(fault: Fault, name: str) -> Fault:
    """The fault under the name that the workshop's own file has."""
    return Fault(name, fault.line, fault.sentence)

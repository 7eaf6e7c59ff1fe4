"""Writes a package's files: a new folder, each file whole or not at all, and what fails does not stop the rest."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.exports import find
from facilitator.exports.format import Format
from facilitator.exports.package import Package

Progress = Callable[[str, int, int], None]
"""Told before each form of results: its label, how many are done, how many there are."""


@dataclass(frozen=True)
class ExportResult:
    """What an export has made."""

    folder: Path
    files: tuple[Path, ...]
    failures: Mapping[str, str]
    """Form of results → one sentence why it is missing."""


def chosen(names: Iterable[str] | None, package: Package) -> list[Format]:
    """The forms to make: those named, or all that the package's reader may have.

    Raises:
        FacilitatorError: there is no such form, or it is not for this reader.
    """
    known, tr = find(), package.tr
    if names is None:
        return [form for form in known.values() if package.profile in form.profiles]
    forms = []
    for name in dict.fromkeys(names):
        if name not in known:
            message = N_("There is no form of results called “{name}”. There are: {names}.")
            raise FacilitatorError(tr(message, name=name, names=", ".join(known)))
        if package.profile not in known[name].profiles:
            message = N_("“{name}” is not for the profile “{profile}”, only for: {profiles}.")
            profiles = ", ".join(known[name].profiles)
            raise FacilitatorError(tr(message, name=name, profile=package.profile, profiles=profiles))
        forms.append(known[name])
    return forms


def write(
    package: Package, place: Path, formats: Iterable[str] | None = None, progress: Progress | None = None
) -> ExportResult:
    """Writes the forms of results into a new folder under ``place``.

    It touches nothing but the package, so it can run in a thread of its own.

    Raises:
        FacilitatorError: no such form, not for this reader, or the folder cannot be made.
    """
    forms = chosen(formats, package)
    folder = _new_folder(place, package.folder, package.tr)
    written: list[Path] = []
    failures: dict[str, str] = {}
    for done, form in enumerate(forms):
        if progress:
            progress(package.tr(form.label), done, len(forms))
        try:
            for name, content in _made(form, package).items():
                written.append(_written(folder / name, content))
        except FacilitatorError as error:
            failures[form.name] = str(error)
        except OSError as error:
            failures[form.name] = package.tr("{file} cannot be written: {why}.", file=form.file, why=_why(error))
    if not written:
        folder.rmdir()
    return ExportResult(folder, tuple(written), failures)


def in_memory(package: Package) -> tuple[dict[str, bytes], dict[str, str]]:
    """Every form of results that the package's reader may have, as name → content; and form → why it is missing."""
    files: dict[str, bytes] = {}
    failures: dict[str, str] = {}
    for form in chosen(None, package):
        try:
            files |= _made(form, package)
        except FacilitatorError as error:
            failures[form.name] = str(error)
    return files, failures


def _made(form: Format, package: Package) -> Mapping[str, bytes]:
    """The files of one form.

    Raises:
        FacilitatorError: it has a fault.
    """
    try:
        return form.files(package)
    except Exception as error:  # one form with a fault must not cost the others; it is reported
        why = f"{type(error).__name__}: {error}"
        raise FacilitatorError(package.tr("{file} could not be made ({why}).", file=form.file, why=why)) from error


def _new_folder(place: Path, name: str, tr: Translator) -> Path:
    """A folder that was not there: nothing is ever overwritten."""
    number = 1
    while True:
        folder = place / (name if number == 1 else f"{name}-{number}")
        try:
            place.mkdir(parents=True, exist_ok=True)
            folder.mkdir()
        except FileExistsError as error:
            if not place.is_dir():
                raise FacilitatorError(tr("{place} is no folder.", place=place)) from error
            number += 1
        except OSError as error:
            message = tr("{folder} cannot be made: {why}.", folder=folder, why=_why(error))
            raise FacilitatorError(message) from error
        else:
            return folder


def _written(path: Path, content: bytes) -> Path:
    """The file with its whole content, or no file."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return path


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__

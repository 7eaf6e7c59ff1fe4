"""The settings of this machine: ``settings.toml`` in the home folder, a few flat keys that may all be missing."""

import os
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import LANGUAGES, N_, Translator
from facilitator.core.text import line
from facilitator.store.toml_files import read, write

FILE = "settings.toml"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the consultant has chosen once for every session. Empty texts leave the choice to the program."""

    language: str = ""
    """Language of the program; empty: that of the system."""
    theme: str = ""
    """Name of the colour theme; empty: the program's own."""
    client: str = ""
    """Whose sessions Home shows; empty: the client of the newest session."""
    public_screen: bool = True
    """Whether the room sees this screen (most projectors mirror it): then notes, authors, hidden cards and the
    sessions of other clients stay closed until a key opens them."""


@dataclass(frozen=True)
class About:
    """One setting as people meet it: in the file and on the settings screen."""

    key: str
    title: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    """(value, text); empty: any one line of text."""
    examples: tuple[str, ...] = ()
    """Values that are good to know where any text may stand."""


THEMES = ("textual-dark", "light", "projector", "high-contrast")
"""The colours that the program offers first; there are others."""

ABOUT: tuple[About, ...] = (
    About(
        "language",
        N_("Language"),
        N_("Language of the program."),
        (("", N_("that of the system")), *LANGUAGES.items()),
    ),
    About("theme", N_("Colours"), N_("Name of the colour theme."), examples=THEMES),
    About(
        "client",
        N_("Client on Home"),
        N_("Whose sessions Home shows; empty: the client of the newest session."),
    ),
    About(
        "public_screen",
        N_("The room sees this screen"),
        N_("Keeps notes, authors, hidden cards and other clients closed until a key opens them."),
        (("true", N_("yes")), ("false", N_("no, it has a screen of its own"))),
    ),
)
"""Every setting, in the order of file and screen."""


@dataclass(frozen=True)
class Loaded:
    """Settings as read, and what was wrong with their file: each fault is one sentence."""

    settings: Settings
    faults: tuple[str, ...] = ()


def load(home: Path, tr: Translator | None = None) -> Loaded:
    """Reads the settings. Whatever cannot be used is named and has its default; the file is left alone."""
    tr, path = tr or Translator(), home / FILE
    found = read(
        path,
        tr,
        too_large=N_("{file} is too large to be settings; it is not used."),
        unreadable=N_("{file} cannot be read ({reason}); the default settings are used."),
    )
    if found.fault:
        return Loaded(Settings(), (found.fault,))
    return _checked(found.values, found.text, path, tr)


def _checked(document: dict[str, Any], text: str, path: Path, tr: Translator) -> Loaded:
    known = {field.name: field.type for field in fields(Settings)}
    good: dict[str, Any] = {}
    faults: list[str] = []
    for key, value in document.items():
        sentence = _fault(key, value, known, tr)
        if sentence:
            from facilitator.core.workshop_lines import line_at, lines_of

            number = line_at((key,), lines_of(text))
            faults.append(tr("{file}, line {n}: {sentence}", file=path, n=number, sentence=sentence))
        else:
            good[key] = line(value) if isinstance(value, str) else value
    return Loaded(Settings(**good), tuple(faults))


def _fault(key: str, value: Any, known: dict[str, Any], tr: Translator) -> str:
    """What is wrong with one key; empty: nothing."""
    if key not in known:
        from facilitator.core.workshop_values import hint, said

        return said(tr("Unknown key “{key}”.", key=key), hint(key, known, tr))
    if not isinstance(value, known[key]):
        from facilitator.core.workshop_values import wrong_type

        return wrong_type(key, tr("true or false") if known[key] is bool else tr("text"), value, tr)
    options = next(about.choices for about in ABOUT if about.key == key)
    if options and known[key] is str and value not in dict(options):
        from facilitator.core.workshop_values import hint, said

        sentence = tr("“{key}” cannot be “{value}”.", key=key, value=value)
        return said(sentence, hint(value, [option for option, _ in options if option], tr))
    return ""


def written(settings: Settings) -> dict[str, str]:
    """The settings as texts, as screen and file have them."""
    values = {about.key: getattr(settings, about.key) for about in ABOUT}
    return {key: str(value).lower() if isinstance(value, bool) else value for key, value in values.items()}


def changed(settings: Settings, values: dict[str, str]) -> Settings:
    """The settings with new texts in them."""
    types = {field.name: field.type for field in fields(Settings)}
    typed: dict[str, Any] = {
        key: value == "true" if types[key] is bool else line(value) for key, value in values.items()
    }
    return replace(settings, **typed)


def save(home: Path, settings: Settings, tr: Translator | None = None) -> None:
    """Writes the settings with a line of explanation each; a file that has faults is kept beside it.

    Raises:
        FacilitatorError: the folder cannot be written.
    """
    tr, path = tr or Translator(), home / FILE
    text = [f"# {tr('Settings of facilitator. A key that is missing has its default.')}", ""]
    for about in ABOUT:
        text += [
            f"# {tr(about.help)}",
            f"{about.key} = {literal(settings, about.key)}",
            "",
        ]
    try:
        if path.exists() and load(home).faults:
            stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
            os.replace(path, path.with_name(f"settings-{stamp}.toml"))
        write(path, "\n".join(text))
    except OSError as error:
        reason = error.strerror or str(error)
        raise FacilitatorError(
            tr("The settings cannot be saved in {file}: {reason}.", file=path, reason=reason)
        ) from error


def literal(settings: Settings, key: str) -> str:
    """A setting's value as the file has it."""
    value = written(settings)[key]
    if isinstance(getattr(settings, key), bool):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

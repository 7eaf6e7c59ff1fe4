"""The file in which a user gives actions other keys: ``keys.toml`` in the home folder."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.store.toml_files import read, write

FILE = "keys.toml"
NEVER = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that a terminal cannot tell from another one."""

LOCKED = "locked."
"""Begins the ids of the keys that work while the laptop is handed round; they are always the same."""

_NAME = re.compile(r"(?:(?:ctrl|shift|alt|super)\+)*(?:[a-z][a-z0-9_]*|[^\s,+])", re.IGNORECASE)


@dataclass(frozen=True)
class Keys:
    """The keys as read, and what was wrong with their file: each fault is one sentence."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Id of an action to its keys, separated by commas."""
    faults: tuple[str, ...] = ()


def load(home: Path, tr: Translator | None = None, known: Collection[str] | None = None) -> Keys:
    """Reads the file. What cannot be used is named with its line and left out; the file is left alone.

    ``known``: the ids of all actions; None: ids are not looked at.
    """
    tr, path = tr or Translator(), home / FILE
    found = read(
        path,
        tr,
        too_large=N_("{file} is too large to be a list of keys; it is not used."),
        unreadable=N_("{file} cannot be read ({reason}); the usual keys are used."),
    )
    if found.fault:
        return Keys(faults=(found.fault,))
    return _checked(found.values, found.text, path, tr, known) if found.values else Keys()


def _checked(document: dict[str, Any], text: str, path: Path, tr: Translator, known: Collection[str] | None) -> Keys:
    from facilitator.core.workshop_lines import line_at, lines_of

    lines = lines_of(text)
    good: dict[str, str] = {}
    faults: list[str] = []
    for place, value in _flat(document):
        name = ".".join(place)
        sentence = _fault(name, value, tr, known)
        if sentence:
            faults.append(tr("{file}, line {n}: {sentence}", file=path, n=line_at(place, lines), sentence=sentence))
        else:
            good[name] = normal(value)
    return Keys(good, tuple(faults))


def _flat(table: Mapping[str, Any], above: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Every key with its place: ``run.next`` may be written with a dot, in quotes or as a table."""
    found: list[tuple[tuple[str, ...], Any]] = []
    for key, value in table.items():
        found += _flat(value, (*above, key)) if isinstance(value, dict) else [((*above, key), value)]
    return found


def normal(keys: str) -> str:
    """Keys without blanks between them."""
    return ",".join(key.strip() for key in keys.split(","))


def _fault(name: str, value: Any, tr: Translator, known: Collection[str] | None) -> str:
    """What is wrong with one entry; empty: nothing."""
    from facilitator.core.workshop_values import hint, said, wrong_type

    if name.startswith(LOCKED) or (known is not None and name not in known):
        return said(tr("There is no action “{name}”.", name=name), hint(name, known or (), tr))
    if not isinstance(value, str):
        return wrong_type(name, tr("text"), value, tr)
    return key_fault(value, tr)


def key_fault(keys: str, tr: Translator) -> str:
    """Why a list of keys cannot be used; empty: it can."""
    for key in normal(keys).split(","):
        if not _NAME.fullmatch(key):
            return tr("“{key}” is no key: write for example “f4”, “ctrl+s”, “x” or “shift+up”.", key=key)
        if same := NEVER.get(key.lower()):
            return tr("“{key}” and “{same}” are the same key to a terminal: take another.", key=key, same=same)
    return ""


def save(home: Path, keys: Mapping[str, str], about: Mapping[str, str], tr: Translator) -> None:
    """Writes the file, atomically; ``about`` says of each action what it does.

    Raises:
        FacilitatorError: the folder cannot be written.
    """
    import tomli_w

    path = home / FILE
    text = [f"# {tr('Keys of facilitator. An action that is missing has its usual keys.')}", ""]
    for name, value in sorted(keys.items()):
        text += [f"# {about[name]}"] if name in about else []
        text += [tomli_w.dumps({name: value}).strip()]
    try:
        write(path, "\n".join(text) + "\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise FacilitatorError(tr("The keys cannot be saved in {file}: {reason}.", file=path, reason=reason)) from error

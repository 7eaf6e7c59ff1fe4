"""The small TOML files of the home folder, written by people too: settings and keys."""

import os
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.core.i18n import Translator

LARGEST = 100_000
"""Bytes; a larger file is none of these."""


class Document(NamedTuple):
    """A file as it was read; without a file it is empty."""

    values: dict[str, Any]
    text: str = ""
    fault: str = ""
    """Why it was not read, one sentence."""


def read(path: Path, tr: Translator, *, too_large: str, unreadable: str) -> Document:
    """Reads a file, which is left alone whatever is in it.

    Args:
        too_large: sentence with ``{file}``.
        unreadable: sentence with ``{file}`` and ``{reason}``.
    """
    try:
        if path.stat().st_size > LARGEST:
            return Document({}, fault=tr(too_large, file=path))
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Document({})
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Document({}, fault=tr(unreadable, file=path, reason=reason))
    import tomllib  # only where there is such a file: 3 ms of every start

    try:
        return Document(tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        return Document({}, text, tr(unreadable, file=path, reason=error))


def write(path: Path, text: str) -> None:
    """Writes a file, atomically, and its folder where that is missing.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    os.replace(fresh, path)

"""A workshop's documents as TOML that people read and alter: step after step, long texts with their line breaks."""

import re
from collections.abc import Mapping
from typing import Any

import tomli_w

_LONG = re.compile(r'"""\n(?:\\.|[^\\])*?"""', re.DOTALL)
_QUOTE = re.compile(r'(\\\\)|(?<!")\\"(?!\\"|")')


def workshop_text(document: Mapping[str, Any]) -> str:
    """The text of ``workshop.toml``: what the workshop is, its collections, then its steps."""
    head = {key: value for key, value in document.items() if key not in ("collections", "step")}
    parts = [_table(head)]
    for name, collection in document.get("collections", {}).items():
        parts.append(f"[collections.{_key(name)}]\n{_table(collection, 'collections', name)}")
    parts += [f"[[step]]\n{_table(step, 'step')}" for step in document.get("step", [])]
    return "\n".join(parts)


def overlay_text(document: Mapping[str, Any]) -> str:
    """The text of a translation, for example ``nl.toml``."""
    return _dumps(document)


def _table(table: Mapping[str, Any], *path: str) -> str:
    """A table's lines. Small tables in it stand on one line each, larger ones below under their own headers."""
    lines, below = [], dict[str, Any]()
    for key, value in table.items():
        written = _inline(key, value) if isinstance(value, Mapping) else _dumps({key: value})
        if written and not written.startswith("[["):
            lines.append(written)
        else:
            below[key] = value
    for name in reversed(path if below else ()):
        below = {name: below}
    return "\n".join(filter(None, ("".join(lines), _dumps(below))))


def _inline(key: str, table: Mapping[str, Any]) -> str:
    """``minutes = { min = 8, plan = 10, max = 15 }``; empty when the table is too large for a line."""
    inside, opening, closing = _dumps({key: [table]}), "[\n    ", ",\n]\n"
    if inside.startswith("[["):
        return ""
    return f"{_key(key)} = {inside.partition(opening)[2].removesuffix(closing)}\n"


def _key(name: str) -> str:
    return _dumps({name: 0}).removesuffix(" = 0\n")


def _dumps(table: Mapping[str, Any]) -> str:
    """TOML in which a single quotation mark in a long text stands as it is."""
    return _LONG.sub(
        lambda text: _QUOTE.sub(lambda found: found[1] or '"', text[0]), tomli_w.dumps(table, multiline_strings=True)
    )

"""Texts of a workshop in another language, laid over its document.

An overlay has texts and nothing else: ``[step.<id>]`` for ``[[step]]``, and by their ids for every list of
tables (``fields = { owner = "Eigenaar" }``). What it does not say, or says in a wrong shape, stays as it is.
"""

from typing import Any

from facilitator.core.text import line

OVERLAID_TOP = ("title", "purpose", "audience")
OVERLAID_STEP = ("title", "prompt", "notes", "material")
"""Common keys of a step that have texts in them; the settings of its kind come beside them."""
STEP_KEYS = (
    *("id", "kind", *OVERLAID_STEP, "minutes", "priority"),
    *("items", "only", "fixed", "day", "groups", "buffer"),
)
"""What a step of any kind may say. Every further key is a setting of its kind."""
NEVER = ("id", "type", "kind")
"""Keys inside tables that name or switch something and are no text for people."""


def merged(source: dict[str, Any], overlay: dict[str, Any]) -> dict[str, Any]:
    """The document with the overlay's texts in their places; neither is altered."""
    result = dict(source)
    for key in OVERLAID_TOP:
        if key in source:
            result[key] = laid(source[key], overlay.get(key))
    result["collections"] = laid(source.get("collections", {}), overlay.get("collections"))
    texts = overlay.get("step")
    if isinstance(texts, dict) and isinstance(source.get("step"), list):
        result["step"] = [_step(step, texts) for step in source["step"]]
    return result


def _step(step: Any, texts: dict[str, Any]) -> Any:
    key = step.get("id") if isinstance(step, dict) else None
    over = texts.get(key) if isinstance(key, str) else None
    if not isinstance(over, dict):
        return step
    return {name: laid(value, over.get(name)) if overlaid(name) else value for name, value in step.items()}


def overlaid(key: str) -> bool:
    """Whether a key of a step may be said in an overlay: its texts, and any setting of its kind."""
    return key in OVERLAID_STEP or key not in STEP_KEYS


def laid(base: Any, over: Any) -> Any:
    """A value with the texts of an overlay's value in it, wherever both have the same shape."""
    match base, over:
        case str(), str():
            return over if line(over) else base
        case dict(), dict():
            return {key: value if key in NEVER else laid(value, over.get(key)) for key, value in base.items()}
        case list(), list() if texts_only(base) and texts_only(over) and len(base) == len(over):
            return [laid(one, other) for one, other in zip(base, over, strict=True)]
        case list(), dict():
            return [_entry(entry, over) for entry in base]
        case _:
            return base


def texts_between(base: Any, other: Any) -> Any:
    """What an overlay says so that a value becomes the same in another language; None: nothing. ``laid`` undoes it."""
    match base, other:
        case str(), str():
            return other if other != base and line(other) else None
        case dict(), dict():
            found = {key: texts_between(value, other.get(key)) for key, value in base.items() if key not in NEVER}
            return {key: over for key, over in found.items() if over is not None} or None
        case list(), list() if texts_only(base):
            return other if texts_only(other) and len(other) == len(base) and other != base else None
        case list(), list():
            by_id = {entry["id"]: entry for entry in other if isinstance(entry, dict) and "id" in entry}
            entries = {entry["id"]: entry for entry in base if isinstance(entry, dict) and "id" in entry}
            return texts_between(entries, by_id)
        case _:
            return None


def _entry(entry: Any, over: dict[str, Any]) -> Any:
    """An entry of a list of tables, found in the overlay by its id; a bare text there is its title."""
    key = entry.get("id") if isinstance(entry, dict) else None
    texts = over.get(key) if isinstance(key, str) else None
    return laid(entry, {"title": texts} if isinstance(texts, str) else texts)


def texts_only(value: list[Any]) -> bool:
    """Whether a list holds nothing but texts."""
    return all(isinstance(entry, str) for entry in value)

"""Which texts of a workshop an overlay leaves in the workshop's own language."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from msgspec import inspect

from facilitator.core.workshop_overlay import NEVER, OVERLAID_STEP, OVERLAID_TOP
from facilitator.core.workshop_settings import KindCheck
from facilitator.core.workshop_values import Path


def untranslated(source: dict[str, Any], overlay: dict[str, Any], kinds: Mapping[str, KindCheck]) -> list[Path]:
    """Places in the overlay at which a text of a faultless workshop is missing: ``("step", "vote", "notes")``."""
    return [path for path in texts_of(source, kinds) if not _said(overlay, path)]


def texts_of(source: dict[str, Any], kinds: Mapping[str, KindCheck]) -> Iterator[Path]:
    """Where an overlay would have to say something for the workshop to be whole in another language."""
    for key in OVERLAID_TOP:
        if source.get(key):
            yield (key,)
    for name, collection in source.get("collections", {}).items():
        yield ("collections", name, "title")
        for field in collection.get("fields", []):
            yield ("collections", name, "fields", field["id"])
    for step in source["step"]:
        path: Path = ("step", step["id"])
        for key in OVERLAID_STEP:
            if step.get(key):
                yield (*path, key)
        if kind := kinds.get(step["kind"]):
            yield from _texts_in(step, cast("inspect.StructType", inspect.type_info(kind.settings)), path)


def _texts_in(value: Any, info: inspect.Type, path: Path) -> Iterator[Path]:
    """Free texts in a setting: a word out of a fixed few is none, and neither is an id."""
    match info:
        case inspect.StructType() if isinstance(value, dict):
            for field in info.fields:
                key = field.encode_name
                if key in value and key not in NEVER:
                    yield from _texts_in(value[key], field.type, (*path, key))
        case inspect.StrType() if value:
            yield path
        case inspect.CollectionType(item_type=inspect.StrType()) if value:
            yield path
        case inspect.DictType(value_type=inspect.StrType()) if isinstance(value, dict):
            yield from ((*path, key) for key in value)
        case inspect.CollectionType() if isinstance(value, list):
            for entry in value:
                if isinstance(entry, dict) and "id" in entry:
                    yield from _texts_in(entry, info.item_type, (*path, entry["id"]))


def _said(overlay: Any, path: Path) -> bool:
    for key in path:
        if isinstance(overlay, str) and key == "title":
            return True  # a bare text stands for the title of an entry
        if not isinstance(overlay, dict) or key not in overlay:
            return False
        overlay = overlay[key]
    return bool(overlay)

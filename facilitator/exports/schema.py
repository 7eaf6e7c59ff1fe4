"""The JSON schema of a session file, made from the structs that read it."""

from collections.abc import Mapping
from typing import Any

import msgspec

from facilitator.core.records import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENT_ID = "^(0|[1-9][0-9]*)$"


def session_schema(tables: Mapping[str, type[Record]]) -> dict[str, Any]:
    """The schema (draft 2020-12) of a file with these tables.

    Every table maps document ids to documents. Tables and fields that are not described belong to other kinds or to a
    later version and are allowed: the program keeps them too.
    """
    names = sorted(tables)
    types, definitions = msgspec.json.schema_components([tables[name] for name in names], ref_template="#/$defs/{name}")
    return {
        "$schema": DIALECT,
        "title": "facilitator session",
        "type": "object",
        "properties": {
            "_meta": {"type": "object"},
            **{name: _table(document) for name, document in zip(names, types, strict=True)},
        },
        "required": ["_meta", "session"],
        "additionalProperties": {"type": "object"},
        "$defs": definitions,
    }


def _table(document: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "patternProperties": {DOCUMENT_ID: document}, "additionalProperties": False}

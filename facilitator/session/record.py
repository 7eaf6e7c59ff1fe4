"""A session's own file as one of its results, and the schema that describes it."""

from typing import TYPE_CHECKING, Any

from facilitator.exports.schema import session_schema
from facilitator.session.history import Entry
from facilitator.session.schema import Schema
from facilitator.store import checkpoint
from facilitator.store.documents import Tables
from facilitator.store.layout import SCHEMA

if TYPE_CHECKING:
    from facilitator.session.session import Session


def record(session: "Session") -> bytes:
    """The session as a closed ``session.json``: every table as it is now, also while the session goes on.

    Only its first line differs from the file in the session's folder, because that counts the checkpoints: the same
    session always gives the same bytes here.
    """
    tables = {name: dict(documents) for name, documents in list(session.store.tables.items())}
    return closed(tables, session.store.summary)


def closed(tables: Tables, summary: dict[str, Any]) -> bytes:
    """The bytes of a closed ``session.json`` with these documents."""
    return checkpoint.build(tables, schema=SCHEMA, generation=1, head=bytes(16), is_open=False, summary=summary)


def schema(session: "Session") -> dict[str, Any]:
    """The JSON schema of such a file, with the tables of every installed kind."""
    return session_schema({**Schema(session.kinds.values()).types, Entry.table: Entry})

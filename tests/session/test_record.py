import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tinydb import TinyDB

from facilitator.activities import find
from facilitator.core.change import Change
from facilitator.session.record import record, schema
from facilitator.session.session import Session

from .conftest import card


@pytest.fixture
def copy(session: Session, tmp_path: Path) -> Path:
    """The record of a session that goes on, as a session of its own."""
    session.apply_now(Change("add", (card(session, "Zoë's “card”"), session.counted("items", 1))))
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / "session.json").write_bytes(record(session))
    return folder


def test_the_schema_is_valid_and_validates_the_record(session: Session, copy: Path) -> None:
    described = schema(session)
    Draft202012Validator.check_schema(described)
    assert not list(Draft202012Validator(described).iter_errors(json.loads((copy / "session.json").read_bytes())))


@pytest.mark.parametrize(
    ("table", "key", "value"), [("items", "number", "one"), ("steps", "state", "perhaps"), ("session", "title", None)]
)
def test_the_schema_refuses_what_the_program_would_not_write(
    session: Session, copy: Path, table: str, key: str, value: object
) -> None:
    document = json.loads((copy / "session.json").read_bytes())
    next(iter(document[table].values()))[key] = value
    assert list(Draft202012Validator(schema(session)).iter_errors(document))


def test_the_schema_refuses_a_document_id_that_is_no_number(session: Session, copy: Path) -> None:
    document = json.loads((copy / "session.json").read_bytes())
    document["items"]["first"] = next(iter(document["items"].values()))
    assert list(Draft202012Validator(schema(session)).iter_errors(document))


def test_tables_of_kinds_that_are_not_installed_are_allowed(session: Session, copy: Path) -> None:
    document = json.loads((copy / "session.json").read_bytes()) | {"dance.move": {"1": {"step": "waltz"}}}
    assert not list(Draft202012Validator(schema(session)).iter_errors(document))


def test_the_record_opens_as_a_session(copy: Path) -> None:
    opened = Session.open(copy, find())
    assert not opened.store.findings
    assert [step.key for step in sorted(opened.steps, key=lambda s: s.order)] == ["welcome", "collect", "vote", "steps"]
    opened.close()


def test_stock_tinydb_reads_the_record(copy: Path) -> None:
    with TinyDB(copy / "session.json") as db:
        assert [document["title"] for document in db.table("items")] == ["Zoë's “card”"]

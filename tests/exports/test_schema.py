from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from facilitator.core.ids import new_id, to_number
from facilitator.core.records import CORE, Item, SessionInfo, StepRecord
from facilitator.exports.schema import DIALECT, session_schema
from facilitator.exports.session.write import files
from tests.exports.samples import package


class Move(StepRecord, frozen=True, kw_only=True):
    """A record of a kind."""

    steps: tuple[int, ...] = ()


TABLES = {**{record.table: record for record in CORE}, "dance.move": Move}


def document(**tables: Any) -> dict[str, Any]:
    info = SessionInfo(id=new_id(), title="T")
    return {"_meta": {"1": {}}, "session": {str(to_number(info.id)): msgspec.to_builtins(info)}} | tables


def faults(value: dict[str, Any]) -> list[str]:
    written = msgspec.json.decode(msgspec.json.encode(value))
    return [error.message for error in Draft202012Validator(session_schema(TABLES)).iter_errors(written)]


def test_the_schema_is_of_draft_2020_12() -> None:
    schema = session_schema(TABLES)
    assert schema["$schema"] == DIALECT
    Draft202012Validator.check_schema(schema)


def test_a_session_with_nothing_but_its_title_is_valid() -> None:
    assert faults(document()) == []


@pytest.mark.parametrize("missing", ["_meta", "session"])
def test_a_file_without_its_head_is_not(missing: str) -> None:
    whole = document()
    del whole[missing]
    assert faults(whole) == [f"'{missing}' is a required property"]


def test_a_record_of_a_kind_is_described() -> None:
    move = msgspec.to_builtins(Move(id=new_id(), step=new_id(), steps=(1, 2)))
    assert faults(document(**{"dance.move": {"7": move}})) == []
    assert faults(document(**{"dance.move": {"7": move | {"steps": ["left"]}}}))


def test_a_field_of_a_later_version_is_allowed() -> None:
    item = msgspec.to_builtins(Item(id=new_id(), number=1, collection="c", title="t", order=1))
    assert faults(document(items={"7": item | {"mood": "good"}})) == []


def test_a_state_that_does_not_exist_is_refused() -> None:
    item = msgspec.to_builtins(Item(id=new_id(), number=1, collection="c", title="t", order=1))
    assert faults(document(items={"7": item | {"state": "lost"}}))


def test_the_schema_is_written_the_same_however_the_tables_are_ordered() -> None:
    turned = dict(reversed(TABLES.items()))
    made = [files(package(record=b"{}", schema=session_schema(tables))) for tables in (TABLES, turned)]
    assert made[0] == made[1]
    assert made[0]["session.json"] == b"{}"

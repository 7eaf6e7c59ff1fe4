"""The contract of a kind."""

from typing import cast

from facilitator.activities import find
from facilitator.core.activity import Activity, Settings
from facilitator.core.stepview import StepView

KINDS = {"brief", "break", "buffer", "ideas", "dot_voting", "plan"}


def test_the_kinds_of_the_program_are_found() -> None:
    assert set(find()) >= KINDS


def test_the_kind_is_the_name_of_its_folder() -> None:
    assert Activity(package="somewhere.activities.poll", title="Poll", summary="x").kind == "poll"


def test_a_kind_without_settings_takes_none() -> None:
    assert Activity(package="a.b", title="B", summary="x").settings_type is Settings


def test_tables_of_a_kind_carry_its_name() -> None:
    for kind in find().values():
        assert all(table.startswith(f"{kind.kind}.") for table in kind.record_types)


def test_no_two_kinds_share_a_table() -> None:
    tables = [table for kind in find().values() for table in kind.record_types]
    assert len(tables) == len(set(tables))


def test_a_kind_that_keeps_nothing_of_its_screen_changes_no_setting() -> None:
    assert Activity(package="a.b", title="B", summary="x").changed_settings(cast("StepView", None)) == {}

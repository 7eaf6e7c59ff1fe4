"""Sub-groups in the report and on the run sheet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.core.blocks import Bullets, Heading, Profile, Table, Text
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person, Step, SubGroup
from facilitator.session.report import blocks, export, package
from facilitator.session.run_sheet import run_sheet
from facilitator.session.session import Session
from tests.kit.harness import add_items, make_session

STEPS = [{"id": "sharpen", "kind": "ideas", "title": "Sharpen", "items": "cases", "groups": 4}]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = make_session(tmp_path, STEPS, people=["Anna Bakker", "Ben Vries", "Chris Jansen"], title="Test")
    yield made
    made.close()


def people(session: Session) -> list[Person]:
    return sorted(session.table(Person).values(), key=lambda person: person.order)


def group(session: Session, *members: Person, items: tuple[Item, ...] = (), title: str = "", result: str = "") -> None:
    record = SubGroup(
        id=new_id(),
        step=session.steps[0].id,
        title=title,
        order=1.0 + len(session.table(SubGroup)),
        people=tuple(person.id for person in members),
        items=tuple(item.id for item in items),
        result=result,
    )
    session.apply_now(Change("", (record,)))


def table_of(session: Session, profile: Profile) -> Table | None:
    tables = [b for b in blocks(session, profile, session.tr) if isinstance(b, Table)]
    return next((table for table in tables if table.columns[0].title == "Group"), None)


def test_the_client_reads_cards_and_results_without_names(session: Session) -> None:
    anna, ben, chris = people(session)
    one, two = add_items(session, "cases", "Mail", "Invoices")
    group(session, anna, ben, items=(one,), title="Owls", result="Start small\n\nAsk IT")
    group(session, chris, items=(two,))
    found = table_of(session, "client")
    assert found is not None
    assert [column.title for column in found.columns] == ["Group", "Cards"]
    assert found.rows == (("Owls", "1 · Mail"), ("Group 2", "2 · Invoices"))
    shown = blocks(session, "client", session.tr)
    assert Text(text="What “Owls” brought back:") in shown
    assert Bullets(items=("Start small", "Ask IT")) in shown


def test_the_team_reads_who_worked_with_whom(session: Session) -> None:
    anna, ben, chris = people(session)
    group(session, anna, ben)
    group(session, chris)
    found = table_of(session, "team")
    assert found is not None
    assert found.rows == (("Group 1", "Anna Bakker, Ben Vries"), ("Group 2", "Chris Jansen"))


def test_groups_that_only_say_who_was_together_are_nothing_for_the_client(session: Session) -> None:
    group(session, *people(session))
    assert table_of(session, "client") is None
    assert Heading(text="Sub-groups", level=3) not in blocks(session, "client", session.tr)


@pytest.mark.parametrize(("profile", "named"), [("client", False), ("team", True), ("consultant", True)])
def test_no_file_for_the_client_names_who_was_in_a_group(
    session: Session, tmp_path: Path, profile: Profile, named: bool
) -> None:
    (card,) = add_items(session, "cases", "Mail")
    group(session, *people(session), items=(card,), result="Done")
    result = export(session, profile=profile, folder=tmp_path / "out")
    texts = b"".join(path.read_bytes() for path in Path(result.folder).rglob("*") if path.is_file())
    assert (b"Anna Bakker" in texts) is named
    assert b"Done" in texts


def test_a_card_that_is_covered_again_is_not_in_the_report(session: Session) -> None:
    (card,) = add_items(session, "cases", "Secret")
    group(session, *people(session), items=(card,), result="Done")
    session.apply_now(Change("", (replace(card, hidden=True),)))
    found = table_of(session, "team")
    assert found is not None
    assert [column.title for column in found.columns] == ["Group", "People"]


def test_a_person_who_is_no_longer_there_is_left_out(session: Session) -> None:
    anna, ben, _ = people(session)
    group(session, anna, ben)
    session.apply_now(Change("", drops=(anna,)))
    found = table_of(session, "team")
    assert found is not None
    assert found.rows == (("Group 1", "Ben Vries"),)


def test_a_skipped_step_reports_no_groups(session: Session) -> None:
    group(session, *people(session), result="Done")
    session.apply_now(Change("", (replace(session.steps[0], state="skipped"),)))
    assert table_of(session, "consultant") is None


def test_the_run_sheet_has_the_groups_under_their_step(session: Session) -> None:
    anna, ben, chris = people(session)
    (card,) = add_items(session, "cases", "Mail")
    group(session, anna, chris, items=(card,))
    group(session, ben)
    (entry,) = run_sheet(session, session.tr)
    assert [(team.title, team.people, team.cards) for team in entry.teams] == [
        ("Group 1", ("Anna Bakker", "Chris Jansen"), ("1 · Mail",)),
        ("Group 2", ("Ben Vries",), ()),
    ]


def test_before_the_groups_are_made_the_run_sheet_has_none(session: Session) -> None:
    (entry,) = run_sheet(session, session.tr)
    assert (entry.teams, entry.groups) == ((), 4)


def test_groups_of_a_kind_that_is_not_there_are_left_out_of_the_run_sheet(session: Session) -> None:
    group(session, *people(session))
    step: Step = replace(session.steps[0], kind="dance")
    session.apply_now(Change("", (step,)))
    (entry,) = run_sheet(session, session.tr)
    assert entry.teams == ()


def test_who_was_never_there_and_who_facilitates_is_no_participant(session: Session) -> None:
    anna, ben, _ = people(session)
    session.apply_now(Change("", (replace(anna, presence="absent"), replace(ben, facilitator=True))))
    found = package(session, "team")
    assert found.people == 1
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert tables[0].rows == (("Ben Vries (facilitator)",), ("Chris Jansen",))

"""Who may read what, and that the same session gives the same bytes."""

import csv
import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
from markdown_it import MarkdownIt

from facilitator.activities import find
from facilitator.activities.plan import rules as plan
from facilitator.core import tasks
from facilitator.core.blocks import PROFILES, Heading, Profile, Text
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.minutes import around
from facilitator.core.records import Item, Note, Person, Step, Task
from facilitator.exports.writing import ExportResult
from facilitator.session.report import blocks, export, package, place_of
from facilitator.session.session import Session
from facilitator.session.views import view

from .conftest import Wall, card
from .test_secrecy import reveal, voted

AUTHOR, OWNER, ADDRESS = "Annabel Authorsson", "Otto Ownerman", "otto.ownerman@example.org"
NOTE, PARKED, DECISION = "Note about a nervous boss", "Parked thought on licences", "Decision to begin with quotes"


def step_of(session: Session, kind: str) -> Step:
    return next(step for step in session.steps if step.kind == kind)


def read(result: ExportResult) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in result.files}


def make(session: Session, tmp_path: Path, profile: Profile, **more: Any) -> dict[str, bytes]:
    result = export(session, profile=profile, folder=tmp_path / "out", **more)
    assert not result.failures
    return read(result)


@pytest.fixture
async def full(session: Session, wall: Wall) -> Session:
    """A session with a named card, a revealed vote, tasks, and one of every kind of note."""
    author, owner = (Person(id=new_id(), name=name, order=n) for n, name in enumerate((AUTHOR, OWNER), 10))
    owner = msgspec.structs.replace(owner, email=ADDRESS, role="Head of sales")
    named = card(session, "Named | card", author=author.id)
    await session.apply(Change("", (author, owner, named, session.counted("items", 1))))
    vote, _ = await voted(session, [{"1": 1}] * 4 + [{"2": 1}, {}], wall)
    await reveal(session, vote)
    notes = [
        Note(id=new_id(), what=what, text=text, at=session.moment(), step=step_of(session, "ideas").id)
        for what, text in (("note", NOTE), ("parked", PARKED), ("decision", DECISION))
    ]
    await session.apply(Change("", tuple(notes)))
    look = view(session, step_of(session, "plan"))
    made = plan.from_items(look, session.counted)
    assert made is not None
    await session.apply(made)
    look = view(session, step_of(session, "plan"))
    for task in list(look.tasks):
        entry = tasks.Entry(title=f"=Do {task.number}", description="", owner=OWNER, due=f"2027-02-0{task.number}")
        changed = tasks.edited(view(session, step_of(session, "plan")), task, entry)
        assert changed is not None
        await session.apply(changed)
    return session


async def test_the_client_sees_no_author_owner_or_note(full: Session, tmp_path: Path) -> None:
    found = make(full, tmp_path, "client")
    assert set(found) == {"report.md", "tasks.csv"}
    everything = b"".join(found.values())
    for secret in (AUTHOR, OWNER, ADDRESS, NOTE, "Anna", "Bo", "Cem"):
        assert secret.encode() not in everything
    for result in (DECISION, PARKED, "Named \\| card", "=Do 1"):
        assert result.encode() in everything


async def test_no_profile_names_a_voter_or_shows_a_single_ballot(full: Session, tmp_path: Path) -> None:
    for profile in PROFILES:
        everything = b"".join(make(full, tmp_path, profile).values())
        assert b"seat" not in everything
        assert b'{"1":1}' not in everything


async def test_the_team_sees_people_authors_owners_and_times_but_no_notes(full: Session, tmp_path: Path) -> None:
    found = make(full, tmp_path, "team")
    report = found["report.md"].decode()
    for part in (AUTHOR, OWNER, "Head of sales", "## Participants", "## Agenda", "Planned minutes"):
        assert part in report
    assert ADDRESS in found["tasks.csv"].decode()
    assert NOTE not in b"".join(found.values()).decode()
    assert "session.json" not in found


async def test_the_consultant_sees_everything_and_is_told_so(full: Session, tmp_path: Path) -> None:
    found = make(full, tmp_path, "consultant")
    assert set(found) == {
        "report.md",
        "tasks.csv",
        "run-sheet.html",
        "run-sheet.md",
        "session.json",
        "session.schema.json",
    }
    report = found["report.md"].decode()
    assert NOTE in report
    assert "Consultant's copy" in report


async def test_the_plan_is_in_the_report_once_with_its_timeline(full: Session, tmp_path: Path) -> None:
    report = make(full, tmp_path, "team")["report.md"].decode()
    assert report.count("## Plan\n") == 1
    assert "```mermaid\ngantt\n" in report
    assert "| 1 | =Do 1" in report


async def test_the_same_session_gives_the_same_bytes_twice(full: Session, tmp_path: Path) -> None:
    for profile in PROFILES:
        assert make(full, tmp_path, profile) == make(full, tmp_path, profile)


async def test_a_session_gives_the_same_bytes_after_it_was_closed(full: Session, tmp_path: Path) -> None:
    before = make(full, tmp_path, "consultant")
    full.close()
    again = Session.open(full.store.folder, find(), read_only=True)
    assert make(again, tmp_path, "consultant") == before
    again.close()


async def test_a_table_row_keeps_its_shape_whatever_a_card_is_called(full: Session, tmp_path: Path) -> None:
    lines = make(full, tmp_path, "client")["report.md"].decode().split("\n")
    rows = [line for line in lines if "Named \\| card" in line and line.startswith("|")]
    assert rows
    assert all(row.endswith(" |") for row in rows)


def test_results_lie_beside_the_sessions_in_a_folder_that_says_what_they_are(session: Session) -> None:
    result = export(session)
    home = session.store.folder.parent.parent
    assert place_of(session) == home / "exports"
    assert result.folder == home / "exports" / "2027-01-29-acme-first-client"


def test_texts_of_the_workshop_are_in_the_language_asked_for(session: Session) -> None:
    titles = [entry.title for entry in package(session, "consultant", "nl").sheet]
    assert titles[0] == "Welkom"
    assert package(session, "client", "nl").workshop == "Kleine workshop"
    assert package(session, "client").workshop == "Small workshop"


def test_a_part_that_the_reader_may_not_read_has_no_heading_either(session: Session) -> None:
    note = Note(id=new_id(), what="note", text=NOTE, at=session.moment())
    session.apply_now(Change("", (note,)))

    def titles(profile: Profile) -> list[str]:
        return [block.text for block in blocks(session, profile, session.tr) if isinstance(block, Heading)]

    assert "Notes" not in titles("client")
    assert "Notes" not in titles("team")
    assert "Notes" in titles("consultant")


def test_a_skipped_step_is_left_out(session: Session) -> None:
    step = step_of(session, "dot_voting")
    assert "Vote" in repr(blocks(session, "client", session.tr))
    session.apply_now(Change("", (msgspec.structs.replace(step, state="skipped"),)))
    assert "Vote" not in repr(blocks(session, "client", session.tr))


def test_a_step_of_a_kind_that_is_not_installed_says_so(session: Session) -> None:
    step = step_of(session, "ideas")
    session.apply_now(Change("", (msgspec.structs.replace(step, kind="dance"),)))
    texts = [block.text for block in blocks(session, "client", session.tr) if isinstance(block, Text)]
    assert "The kind “dance” of this step is not installed; what it holds is kept." in texts


def test_a_step_whose_settings_do_not_fit_does_not_stop_the_report(session: Session) -> None:
    step = step_of(session, "ideas")
    session.apply_now(Change("", (msgspec.structs.replace(step, settings={"mode": 7}),)))
    texts = [block.text for block in blocks(session, "client", session.tr) if isinstance(block, Text)]
    assert any("The settings of the step “collect” do not fit" in text for text in texts)


def test_parked_thoughts_say_which_are_dealt_with_and_where_they_came_up(session: Session) -> None:
    step = step_of(session, "ideas")
    note = Note(id=new_id(), what="parked", text="Licences?", at=session.moment(), step=step.id, done=True)
    session.apply_now(Change("", (note,)))
    found = [block for block in blocks(session, "client", session.tr) if "Licences" in repr(block)]
    assert "items=('Licences? (Collect)',)" in repr(found)
    assert "done=(True,)" in repr(found)


def test_the_agenda_tells_planned_and_actual_minutes(session: Session) -> None:
    step = step_of(session, "brief")
    session.apply_now(Change("", (msgspec.structs.replace(step, spent=425.0, state="done"),)))
    assert "('Welcome', '5', '7', 'done')" in repr(blocks(session, "team", session.tr))


def test_where_minutes_were_changed_those_of_the_workshop_stand_beside_them(session: Session) -> None:
    step = step_of(session, "brief")
    session.apply_now(Change("", (msgspec.structs.replace(step, minutes=around(3), spent=180.0, state="done"),)))
    found = repr(blocks(session, "team", session.tr))
    assert "('Welcome', '5', '3', '3', 'done')" in found
    assert "title='Workshop'" in found
    assert "title='Workshop'" not in repr(blocks(session, "client", session.tr))


def test_a_session_without_steps_people_or_cards_has_a_report(tmp_path: Path, session: Session) -> None:
    drops = (*session.steps, *session.table(Person).values())
    session.apply_now(Change("", drops=tuple(drops)))
    for profile in PROFILES:
        assert make(session, tmp_path, profile)["report.md"].startswith(b"---\n")


def test_what_a_kind_reports_is_filtered_for_its_reader(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [Text(text="for all"), Text(text="for the team", audience="team")]
    monkeypatch.setattr("facilitator.activities.brief.report.blocks", lambda _: said)
    assert "for the team" not in repr(blocks(session, "client", session.tr))
    assert "for the team" in repr(blocks(session, "team", session.tr))


NASTY = "```\n# x | y\n---\n<!-- [red]x[/nope] | **b** $1$ &lt; =1+1\n\n- a\n1. b"


async def test_texts_full_of_markup_change_no_heading_list_or_table(full: Session, tmp_path: Path) -> None:
    def shape(profile: Profile) -> list[str]:
        body = make(full, tmp_path, profile)["report.md"].decode().partition("\n---\n")[2]
        tokens = MarkdownIt("commonmark").enable("table").parse(body)
        return [token.type for token in tokens if token.type not in ("inline", "paragraph_open", "paragraph_close")]

    before = [shape(profile) for profile in PROFILES]
    info = msgspec.structs.replace(full.info, title=NASTY, client=NASTY)
    people = [msgspec.structs.replace(p, name=NASTY, role=p.role and NASTY) for p in full.table(Person).values()]
    notes = [msgspec.structs.replace(note, text=NASTY) for note in full.table(Note).values()]
    tasks = [msgspec.structs.replace(task, title=NASTY, description=NASTY) for task in full.table(Task).values()]
    items = [msgspec.structs.replace(item, title=NASTY) for item in full.table(Item).values()]
    await full.apply(Change("", (info, *people, *notes, *tasks, *items)))
    assert [shape(profile) for profile in PROFILES] == before


async def test_no_cell_of_the_tasks_begins_like_a_formula(full: Session, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(make(full, tmp_path, "team")["tasks.csv"].decode(), newline="")))
    assert rows[1][0] == "'=Do 1"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


SECRET = "Coffee with Yara about her worries"


async def with_secret(session: Session) -> Session:
    secret = Task(id=new_id(), number=40, title=SECRET, order=40, due="2026-05-01", audience="team")
    below = Task(id=new_id(), number=41, title="Send the invitation", order=41, due="2026-05-02", parent=secret.id)
    await session.apply(Change("", (secret, below)))
    return session


async def test_a_task_that_is_not_for_the_client_is_in_no_file_of_the_client(session: Session, tmp_path: Path) -> None:
    files = make(await with_secret(session), tmp_path, "client")
    assert "Send the invitation" in files["tasks.csv"].decode()
    assert not [name for name, content in files.items() if SECRET.encode() in content]


async def test_the_team_has_the_task_that_is_not_for_the_client(session: Session, tmp_path: Path) -> None:
    files = make(await with_secret(session), tmp_path, "team")
    assert SECRET in files["tasks.csv"].decode()
    assert SECRET in files["report.md"].decode()


async def test_the_client_sees_no_number_of_a_task_above_that_is_left_out(session: Session) -> None:
    (below,) = (task for task in package(await with_secret(session), "client").tasks if task.number == 41)
    assert below.parent is None

"""A new session that goes on from an earlier one, and what it learns from earlier ones."""

from pathlib import Path
from shutil import rmtree

import msgspec
import pytest
from textual.widgets import Input, TextArea

from facilitator.activities import find
from facilitator.app.draft import Draft, about_client, about_minutes, about_starts, as_taken, known_as
from facilitator.app.following import Following, PickParts, words
from facilitator.app.listing import Listing
from facilitator.app.new import NewScreen
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person, Step, Task
from facilitator.core.workshop import Workshop, parse
from facilitator.kit.dialogs import Choose, Message
from facilitator.kit.keybar import KeyBar
from facilitator.kit.rows import Rows
from facilitator.session.earlier import Wanted
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.store.peek import SessionSummary, summaries
from tests.app.shell_app import ShellApp, a_session

TR = Translator()
SOURCE = {
    "title": "Use cases",
    "collections": {"cases": {"title": "Case"}},
    "step": [
        {"id": "welcome", "kind": "brief", "title": "Welcome", "minutes": 10},
        {"id": "collect", "kind": "ideas", "title": "Collect", "minutes": 20, "items": "cases"},
        {"id": "lunch", "kind": "break", "title": "Lunch", "minutes": 30},
        {"id": "steps", "kind": "plan", "title": "First steps", "minutes": 20, "items": "cases"},
    ],
}


@pytest.fixture
def workshop() -> Workshop:
    return parse(SOURCE, {}, "cases")


@pytest.fixture
def first(tmp_path: Path, workshop: Workshop) -> Path:
    """An earlier session of ACME B.V., half done; gives its folder."""
    people = [Person(id=new_id(), name=name, order=n) for n, name in enumerate(("Anna", "Bart"), 1)]
    beginning = Beginning(title="Kick-off", client="ACME B.V.", date="2026-10-01", people=people)
    session = create(tmp_path, workshop, beginning, find())
    cards = [
        Item(id=new_id(), number=n, collection="cases", title=title, order=n) for n, title in enumerate(("A", "B"), 1)
    ]
    task = Task(id=new_id(), number=1, title="Ask IT", order=1, owner=people[0].id)
    steps = [
        msgspec.structs.replace(step, state="done", spent=26 * 60.0)
        for step in session.steps
        if step.key in ("welcome", "collect", "lunch")
    ]
    session.apply_now(Change("", (*cards, task, *steps), history="none"))
    session.close()
    return session.store.folder


def opened(path: Path) -> Session:
    return Session.open(path, find(), read_only=True)


async def fields(app: ShellApp, pilot, workshop: Workshop, client: str = "ACME B.V.", draft: Draft | None = None):
    listing = Listing(summaries(app.home / "sessions"), client)
    screen = NewScreen(app, workshop, draft or Draft(client=client), listing)
    app.show(screen)
    await app.settled(pilot)
    return screen


async def until(pilot, condition) -> None:
    for _ in range(600):
        await pilot.pause(0.01)
        if condition():
            return
    raise AssertionError("it never came to that")


async def to_parts(app: ShellApp, pilot) -> None:
    """From the fields to what is taken over from the only earlier session."""
    await pilot.press("f4")
    await until(pilot, lambda: isinstance(app.screen, Choose))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, PickParts))


async def made(app: ShellApp, pilot) -> Session:
    await pilot.press("ctrl+o")
    await app.settled(pilot, "create")
    return opened(app.answers[0])  # type: ignore[arg-type]


async def test_a_session_goes_on_from_an_earlier_one_with_people_cards_and_tasks(
    tmp_path: Path, first: Path, workshop: Workshop
) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await fields(app, pilot, workshop)
        await to_parts(app, pilot)
        for part in ("■ 2 people", "■ 2 cards", "■ 1 open task", "  As agenda only the 1 step that was not done"):
            assert part in app.text()
        await pilot.press("enter")
        await app.settled(pilot, "earlier")
        assert "Goes on from “Kick-off” (2026-10-01): 2 cards, 1 open task." in app.text()
        assert screen.query_one(TextArea).text == "Anna\nBart"
        session = await made(app, pilot)
        assert session.info.follows == opened(first).info.id
        assert sorted(item.title for item in session.table(Item).values()) == ["A", "B"]
        (task,) = session.table(Task).values()
        assert (task.title, session.table(Person)[task.owner or ""].name) == ("Ask IT", "Anna")
        assert len(session.steps) == 4


async def test_a_second_day_has_only_the_steps_that_are_left(tmp_path: Path, first: Path, workshop: Workshop) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await fields(app, pilot, workshop)
        await to_parts(app, pilot)
        await pilot.press("end", "space", "enter")
        await app.settled(pilot, "earlier")
        assert screen.query_one("#title", Input).value == "Kick-off"
        assert "the 1 step that was not done" in " ".join(app.text().split())
        assert [step.key for step in (await made(app, pilot)).steps] == ["steps"]


async def test_the_choice_can_be_taken_back(tmp_path: Path, first: Path, workshop: Workshop) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await fields(app, pilot, workshop)
        await to_parts(app, pilot)
        await pilot.press("enter")
        await app.settled(pilot, "earlier")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("home", "up", "enter")
        await app.settled(pilot, "earlier")
        assert "Goes on from" not in app.text()
        session = await made(app, pilot)
        assert session.info.follows is None
        assert not session.table(Task)


async def test_an_earlier_session_that_is_gone_at_the_end_is_said_and_nothing_typed_is_lost(
    tmp_path: Path, first: Path, workshop: Workshop
) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await fields(app, pilot, workshop)
        await to_parts(app, pilot)
        await pilot.press("enter")
        await app.settled(pilot, "earlier")
        rmtree(first)
        await pilot.press("ctrl+o")
        await app.settled(pilot, "create")
        assert str(screen.query_one("#fault").render())
        assert screen.query_one(TextArea).text == "Anna\nBart"
        assert not app.answers
        assert not list((tmp_path / "sessions").iterdir())


async def test_an_earlier_session_that_is_damaged_is_a_sentence(
    tmp_path: Path, first: Path, workshop: Workshop
) -> None:
    head, _, rest = (first / "session.json").read_bytes().partition(b"\n")
    (first / "session.json").write_bytes(head + b"\n" + b"\x00" * len(rest))
    for copy in (first / "copies").iterdir():
        copy.unlink()
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await fields(app, pilot, workshop)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Message))
        assert "Not read" in app.text()


async def test_other_clients_sessions_are_not_offered_to_go_on_from(
    tmp_path: Path, first: Path, workshop: Workshop
) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        screen = await fields(app, pilot, workshop, "Bolt")
        assert "f4" not in {entry.key for entry in screen.query_one(KeyBar).entries}


async def test_a_like_client_is_offered_and_its_name_taken_with_one_key(
    tmp_path: Path, first: Path, workshop: Workshop
) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await fields(app, pilot, workshop, "")
        screen.query_one("#client", Input).value = "Acme"
        await pilot.pause()
        assert "F2 uses ACME B.V. (1 earlier session)" in app.text()
        await pilot.press("f2")
        assert screen.query_one("#client", Input).value == "ACME B.V."
        await pilot.pause()
        assert "Earlier: 1 session" in app.text()
        assert "F2 uses" not in app.text()


async def test_a_like_client_is_never_merged_silently(tmp_path: Path, first: Path, workshop: Workshop) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await fields(app, pilot, workshop, "Acme")
        session = await made(app, pilot)
        assert (session.info.client, session.info.follows) == ("Acme", None)


async def test_minutes_of_earlier_sessions_are_planned_with_one_key(
    tmp_path: Path, first: Path, workshop: Workshop
) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await fields(app, pilot, workshop)
        offered = "Minutes as taken in 1 earlier session: 80 → 102 in all. Welcome 10 → 26, Collect 20 → 26"
        assert f"F5 uses it: {offered}" in app.text()
        await pilot.press("f5")
        assert f"✓ {offered}" in app.text()
        steps = {step.key: step.minutes.plan for step in (await made(app, pilot)).steps}
        assert steps == {"welcome": 26, "collect": 26, "lunch": 30, "steps": 20}


async def test_a_wrong_clock_time_is_said_at_once_and_nothing_is_made(tmp_path: Path, workshop: Workshop) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await fields(app, pilot, workshop)
        screen.query_one("#starts", Input).value = "25:00"
        await pilot.press("ctrl+o")
        await app.settled(pilot, "create")
        assert "“25:00” is no clock time" in app.text()
        assert app.focused is screen.query_one("#starts")
        assert not app.answers
        screen.query_one("#starts", Input).value = "9.30"
        assert (await made(app, pilot)).info.starts == "09:30"


async def test_the_label_of_the_field_with_the_focus_stands_out(tmp_path: Path, workshop: Workshop) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await fields(app, pilot, workshop)
        await pilot.press("tab")
        title, client = list(screen.query(".field .label"))[:2]
        assert client.styles.color != title.styles.color
        assert client.styles.text_style.bold


def a_summary(client: str, workshop: str = "cases", **minutes: int) -> SessionSummary:
    return SessionSummary(folder=Path(client), client=client, workshop=workshop, minutes=minutes)


def test_a_client_that_is_known_by_this_name_needs_no_other() -> None:
    assert known_as("acme", [a_summary("Acme"), a_summary("ACME B.V.")]) == ""
    assert known_as("Acme Nord", [a_summary("Acme Süd")]) == ""
    assert known_as("", [a_summary("")]) == ""


def test_going_on_from_another_clients_session_is_said() -> None:
    follows = Following(Path(), "Kick-off", "", "Bolt", "cases", Wanted(), {}, 0, 0)
    said = about_client("Acme", [], follows, TR)
    assert (said.text, said.fault) == ("The session it goes on from is one of Bolt.", True)
    assert not about_client("BOLT AG", [], follows, TR).fault


def test_minutes_of_other_workshops_do_not_count(workshop: Workshop) -> None:
    sessions = [a_summary("A", collect=30), a_summary("B", collect=40), a_summary("C", "other", collect=90)]
    assert as_taken(workshop, sessions) == ({"collect": 35}, 2)


def test_minutes_as_planned_are_no_news(workshop: Workshop) -> None:
    assert about_minutes(workshop, [a_summary("A", collect=20)], False, TR).text == ""


@pytest.mark.parametrize(("typed", "said"), [("", "when the clock is started"), ("9:05", "09:05"), ("1230", "12:30")])
def test_a_clock_time_is_said_as_it_is_read(typed: str, said: str) -> None:
    assert about_starts(typed, TR).text == said


def test_cards_without_a_place_in_another_workshop_are_said() -> None:
    other = parse({"title": "Other", "step": [SOURCE["step"][0]]}, {}, "other")  # type: ignore[index]
    follows = Following(Path(), "Kick-off", "", "Acme", "cases", Wanted(rest=True), {"cases": 2}, 1, 1)
    assert words(follows, other, TR) == (
        "Goes on from “Kick-off”: 1 open task. 2 cards have no place in this workshop."
    )


async def test_an_empty_earlier_session_can_be_gone_on_from(tmp_path: Path, workshop: Workshop) -> None:
    a_session(tmp_path, "Empty", "ACME B.V.")
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await fields(app, pilot, workshop)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await app.settled(pilot, "earlier")
        assert "Goes on from “Empty” (2026-11-22): nothing else." in app.text()
        assert {type(step) for step in (await made(app, pilot)).steps} == {Step}


async def test_all_cards_or_the_chosen_ones_but_not_both(tmp_path: Path, first: Path, workshop: Workshop) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await fields(app, pilot, workshop)
        await to_parts(app, pilot)
        rows = app.screen.query_one(Rows)
        await pilot.press("down", "space")
        assert rows.marked == {"people", "tasks"}
        await pilot.press("up", "space")
        assert rows.marked == {"people", "tasks", "cards"}

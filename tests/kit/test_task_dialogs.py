"""The questions about a task, each in a small app of its own."""

from datetime import date
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Person, Task
from facilitator.core.tasks import Sheet, edited
from facilitator.kit.keybar import KeyBar
from facilitator.kit.rows import Rows
from facilitator.kit.task_dialogs import ChooseOwner, TaskForm, entry, faults

TR = Translator("en")
TODAY = date(2026, 11, 22)


class Asking(App[str | None]):
    """Asks who and ends with the answer."""

    def __init__(self, *names: str, selected: str = "") -> None:
        super().__init__()
        self.dialog = ChooseOwner(TR, "Who?", names, selected)

    def compose(self) -> ComposeResult:
        yield KeyBar(TR)

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.exit)

    @property
    def offered(self) -> list[str]:
        return [row.cells[0] for row in self.dialog.query_one(Rows).rows]


async def answer(app: Asking, *keys: str) -> str | None:
    async with app.run_test() as pilot:
        await press(pilot, *keys)
    return app.return_value


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_everybody_is_offered_once_with_nobody_first() -> None:
    app = Asking("Anna", "Ben", "Anna")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.offered == ["Nobody", "Anna", "Ben"]


async def test_the_cursor_stands_on_the_owner() -> None:
    assert await answer(Asking("Anna", "Ben", selected="Ben"), "enter") == "Ben"


async def test_a_name_typed_without_its_accents_is_nobody_new() -> None:
    app = Asking("Zoë", "Ben")
    async with app.run_test() as pilot:
        await press(pilot, "z", "o", "e")
        assert app.offered == ["Zoë"]


async def test_typing_narrows_the_list_and_offers_the_name_itself() -> None:
    app = Asking("Anna", "Ben")
    async with app.run_test() as pilot:
        await press(pilot, "a", "n")
        assert app.offered == ["Anna", "New person: an"]


async def test_a_known_name_is_no_new_person_however_it_is_written() -> None:
    app = Asking("Anna", "Ben")
    async with app.run_test() as pilot:
        await press(pilot, *"ANNA")
        assert app.offered == ["Anna"]


async def test_a_new_name_is_taken_as_it_was_typed() -> None:
    assert await answer(Asking("Anna"), *"Zo", "enter") == "Zo"


async def test_nobody_is_an_answer() -> None:
    assert await answer(Asking("Anna", selected="Anna"), "up", "enter") == ""


async def test_going_back_is_none() -> None:
    assert await answer(Asking("Anna"), "ctrl+g") is None


async def test_markup_in_a_name_is_only_a_name(tmp_path: Path) -> None:
    app = Asking("[red]Anna[/nope]")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.offered == ["Nobody", "[red]Anna[/nope]"]
        assert app.dialog.query_one(Input).has_focus


VALUES = {"title": "Ask IT", "owner": "Anna", "due": "3.12.", "priority": "high", "description": ""}


def test_the_form_says_what_is_wrong_by_field() -> None:
    found = faults(VALUES | {"title": "", "due": "soon"}, TODAY, TR)
    assert set(found) == {"title", "due"}
    assert faults(VALUES, TODAY, TR) == {}


def test_the_form_gives_what_it_holds() -> None:
    filled = entry(VALUES, TODAY, TR)
    assert (filled.title, filled.owner, filled.due, filled.priority) == ("Ask IT", "Anna", "2026-12-03", "high")


def test_an_unknown_priority_is_none() -> None:
    assert entry(VALUES | {"priority": "?"}, TODAY, TR).priority == ""


async def test_an_owner_whom_nobody_knows_yet_is_offered_again() -> None:
    assert await answer(Asking("Anna", selected="Zo"), "enter") == "Zo"


def test_the_form_names_the_owner_so_that_it_stays_the_same_person() -> None:
    two = [Person(id=new_id(), name="Anna", order=at) for at in (1, 2)]
    task = Task(id=new_id(), number=1, title="Ask", order=1, owner=two[1].id)
    plan = Sheet([task], {person.id: person for person in two}, TR)
    shown = {field.id: field.value for field in TaskForm(plan, task, TODAY)._fields}
    assert shown["owner"] == "Anna (2)"
    assert edited(plan, task, entry(VALUES | shown, TODAY, TR)) is None


def test_a_task_is_given_to_everybody_in_its_form() -> None:
    values = {"title": "Coffee", "description": "", "owner": "", "due": "", "priority": "", "audience": "client"}
    assert entry(values, TODAY, Translator()).audience == "client"
    assert entry(values | {"audience": "team"}, TODAY, Translator()).audience == "team"

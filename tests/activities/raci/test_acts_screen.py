"""What is done to rows and columns with the keys of the screen."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from facilitator.activities.raci.dialogs import ColumnsDialog
from facilitator.activities.raci.letters import LetterGrid
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Task
from facilitator.kit.dialogs import Choose, Confirm
from facilitator.kit.rows import Rows
from tests.activities.raci.driving import ROLES, ROWS, judge, letters, made, now, press
from tests.kit.harness import StepApp, add_items, make_session


def titles(a: StepApp) -> list[str]:
    return [now(a.session).row_title(row) for row in now(a.session).rows]


def heads(a: StepApp) -> list[str]:
    return [now(a.session).column_title(column) for column in now(a.session).columns]


async def test_a_row_is_renamed_and_becomes_a_heading_with_a_colon(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "e")
        a.screen.query_one(Input).value = "Pick"
        await press(a, pilot, "enter")
        await a.settled(pilot)
        assert titles(a)[0] == "Pick"
        await press(a, pilot, "e")
        a.screen.query_one(Input).value = "Before we begin:"
        await press(a, pilot, "enter")
        await a.settled(pilot)
        row = now(a.session).rows[0]
        assert (row.title, row.section) == ("Before we begin", True)
        await press(a, pilot, "e")
        assert a.screen.query_one(Input).value == "Before we begin:"
        await press(a, pilot, "escape")


async def test_a_row_with_letters_is_not_made_a_heading(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", "e")
        a.screen.query_one(Input).value = "Before:"
        await press(a, pilot, "enter")
        await a.settled(pilot)
        assert a.said == ["“Before” has letters; clear them before it becomes a heading."]
        assert letters(a)[0] == ["A", "", ""]


async def test_a_column_gets_another_role_and_a_holder_and_its_yes_lapses(tmp_path: Path) -> None:
    a = made(tmp_path, people=("Anna", "Ben"))
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await edit_column(a, pilot, "IT lead", "Anna")
        assert heads(a)[0] == "IT lead"
        assert "IT lead (Anna)" in a.text()
        await press(a, pilot, "a", "g")
        await a.settled(pilot)
        judge(a)
        assert "✓ 1 of 3 signed off" in a.text()
        await edit_column(a, pilot, "IT lead", "Ben")
        assert "▲ changed since the yes" in a.text()


async def edit_column(a: StepApp, pilot: object, role: str, holder: str) -> None:
    from textual.widgets import Select

    person = next(p.id for p in now(a.session).view.people.values() if p.name == holder)
    await press(a, pilot, "E")
    a.screen.query(Input).first().value = role
    a.screen.query_one(Select).value = person
    await press(a, pilot, "ctrl+o")
    await a.settled(pilot)


async def test_rows_come_in_behind_the_cursor(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "insert")
        a.screen.query_one(TextArea).text = "First\nSecond"
        await press(a, pilot, "ctrl+o")
        await a.settled(pilot)
        assert titles(a) == [ROWS[0], "First", "Second", *ROWS[1:]]
        assert a.query_one(LetterGrid).row == 1


async def test_a_row_and_a_column_are_cleared_each_in_one_change(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", "=", "down", "r", "=", "up")
        await a.settled(pilot)
        await press(a, pilot, "comma")
        await a.settled(pilot)
        assert letters(a)[:2] == [["", "", ""], ["R", "R", "R"]]
        await a.session.undo()
        await pilot.pause()
        await press(a, pilot, ";")
        await a.settled(pilot)
        assert letters(a)[:2] == [["", "A", "A"], ["", "R", "R"]]


async def test_all_that_is_hidden_comes_back_in_one_change_and_one_of_them_alone(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "h", "h", "H")
        await a.settled(pilot)
        assert (titles(a), heads(a)) == ([ROWS[2]], ROLES[1:])
        await press(a, pilot, "v")
        assert isinstance(a.screen, Choose)
        await press(a, pilot, "down", "down", "enter")
        await a.settled(pilot)
        assert titles(a) == ROWS[1:]
        assert a.query_one(LetterGrid).row == 0
        await press(a, pilot, "v", "enter")
        await a.settled(pilot)
        assert (titles(a), heads(a)) == (ROWS, ROLES)
        await a.session.undo()
        assert (titles(a), heads(a)) == (ROWS[1:], ROLES[1:])


async def test_everything_hidden_says_how_it_comes_back(tmp_path: Path) -> None:
    a = made(tmp_path, rows=ROWS[:1], columns=ROLES[:1])
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "h", "H")
        await a.settled(pilot)
        assert "v shows them again" in a.text()
        await press(a, pilot, "v", "enter")
        await a.settled(pilot)
        assert (titles(a), heads(a)) == (ROWS[:1], ROLES[:1])


async def test_rows_come_from_cards_or_from_tasks(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "raci", "kind": "raci", "items": "cards", "rows": ["First"]}])
    add_items(session, "cards", "Quotes")
    session.apply_now(Change("task", (Task(id=new_id(), number=1, title="Call the vendor", order=1),)))
    a = StepApp(session, "raci")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "w")
        assert "1 card of the list" in a.text()
        await press(a, pilot, "down", "enter")
        await a.settled(pilot)
        assert titles(a) == ["First", "Call the vendor"]
        assert now(session).rows[1].task
        await press(a, pilot, "w")
        await a.settled(pilot)
        assert titles(a) == ["First", "Call the vendor", "Quotes"]


async def test_a_row_of_a_task_is_called_as_the_task_is_called_now(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "raci", "kind": "raci", "columns": ROLES}])
    task = Task(id=new_id(), number=1, title="Call the vendor", order=1)
    session.apply_now(Change("task", (task,)))
    a = StepApp(session, "raci")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "w", "a")
        await a.settled(pilot)
        renamed = Task(id=task.id, number=1, title="Write to the vendor", order=1)
        session.apply_now(Change("task", (renamed,)))
        await pilot.pause()
        assert "Write to the vendor" in a.text()
        session.apply_now(Change("drop", (), (renamed,)))
        await pilot.pause()
        assert letters(a) == [["A", "", ""]]
        assert "Call the vendor" in a.text()


async def test_a_row_without_letters_goes_without_a_question(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "x")
        assert not isinstance(a.screen, Confirm)
        await a.settled(pilot)
        assert titles(a) == ROWS[1:]


async def test_keys_that_could_do_nothing_are_not_there(tmp_path: Path) -> None:
    a = made(tmp_path)

    def works(name: str) -> bool:
        return bool(a.activity_screen.check_action("act", (name,)))

    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        assert (works("row_up"), works("row_down")) == (False, True)
        assert (works("column_left"), works("column_right")) == (False, True)
        assert (works("fill_right"), works("sign_off"), works("clear"), works("show_hidden")) == (
            True,
            False,
            False,
            False,
        )
        await press(a, pilot, "end", "end", "a")
        await a.settled(pilot)
        assert (works("row_up"), works("row_down")) == (True, False)
        assert (works("column_left"), works("column_right")) == (True, False)
        assert (works("fill_right"), works("sign_off"), works("clear")) == (False, True, True)


async def test_thresholds_of_the_step_are_those_by_which_it_is_judged(tmp_path: Path) -> None:
    a = made(tmp_path, thresholds={"most_responsible": 1, "few_rows": 0})
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "r", "right", "r")
        await a.settled(pilot)
        judge(a)
        await pilot.pause()
        assert "2 × R, many carry it out: “Choose the vendor”" in a.text()


async def test_thirty_people_fit_into_the_question_for_columns_with_its_title_and_buttons(tmp_path: Path) -> None:
    a = made(tmp_path, people=tuple(f"Person {n}" for n in range(30)))
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "k")
        assert isinstance(a.screen, ColumnsDialog)
        assert "Which columns?" in a.text()
        assert "Cancel" in a.text()
        await press(a, pilot, "tab", "end", "space", "ctrl+o")
        await a.settled(pilot)
        assert heads(a) == [*ROLES, "Person 29"]


async def test_people_who_have_a_column_are_not_offered_again(tmp_path: Path) -> None:
    a = made(tmp_path, people=("Anna", "Ben"))
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "k", "tab", "space", "ctrl+o")
        await a.settled(pilot)
        assert heads(a)[-1] == "Anna"
        await press(a, pilot, "k")
        assert [row.cells[0] for row in a.screen.query_one(Rows).rows] == ["Ben"]
        await press(a, pilot, "escape")


@pytest.mark.parametrize("keys", [("ctrl+o",), ("enter",), ("tab", "ctrl+o")])
async def test_nobody_gets_a_column_who_was_not_marked(tmp_path: Path, keys: Sequence[str]) -> None:
    a = made(tmp_path, people=("Anna", "Ben"))
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "k", *keys)
        assert isinstance(a.screen, ColumnsDialog)
        assert "Nobody is marked: type a role, or mark people with space." in a.text()
        await press(a, pilot, "escape")
        await a.settled(pilot)
        assert heads(a) == ROLES


async def test_enter_on_somebody_gives_that_one_a_column(tmp_path: Path) -> None:
    a = made(tmp_path, people=("Anna", "Ben"))
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "k", "tab", "down", "enter")
        await a.settled(pilot)
        assert heads(a) == [*ROLES, "Ben"]


async def test_without_people_a_role_must_be_typed(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "k", "enter")
        assert "Type a role." in a.text()
        await press(a, pilot, "escape")

from pathlib import Path

import pytest
from textual.widgets import TextArea

from facilitator.activities.raci.dialogs import LettersDialog
from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.pane import FindingRows, FindingsPane
from facilitator.activities.raci.rules import Accepted
from facilitator.core.change import Change
from facilitator.core.ids import from_number
from facilitator.core.records import Person, Task
from facilitator.kit.dialogs import Confirm
from facilitator.session import views
from facilitator.session.redact import Whom, redacted
from facilitator.session.session import Session
from facilitator.session.traces import Traces
from tests.activities.raci.driving import ROLES, ROWS, judge, letters, made, now, press
from tests.kit.harness import StepApp, add_items, make_session


async def test_letters_are_typed_and_taken_again(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", "R", "down", "right", "c", "c", "i")
        await a.settled(pilot)
        assert letters(a) == [["RA", "", ""], ["", "I", ""], ["", "", ""]]
        assert "R/A" in a.text()
        assert "I Informed" in a.text()


async def test_letters_typed_fast_each_land_where_the_cursor_was(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await pilot.press("a", "right", "r", "right", "c", "down", "i", "left", "a")
        await a.settled(pilot)
        assert letters(a)[:2] == [["A", "R", "C"], ["", "A", "I"]]


async def test_two_who_answer_in_a_row_are_a_finding_and_not_refused(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", "right", "a")
        await a.settled(pilot)
        judge(a)
        await pilot.pause()
        assert a.said == []
        assert letters(a)[0] == ["A", "A", ""]
        assert "✗ Choose the vendor" in a.text()


async def test_a_letter_of_another_variant_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    a = made(tmp_path, variant="raci")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "f", "S")
        await a.settled(pilot)
        assert a.said == [
            "F is no letter of this matrix; there are R A C I.",
            "S is no letter of this matrix; there are R A C I.",
        ]
        assert letters(a)[0] == ["", "", ""]


async def test_a_matrix_without_rows_and_columns_says_what_to_press(tmp_path: Path) -> None:
    a = made(tmp_path, rows=[], columns=[])
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        assert "No rows yet: + adds" in a.text()
        assert "No columns yet: k adds" in a.text()
        assert "ctrl+o reads it in" in a.text()
        await press(a, pilot, "a", "enter", "e", "X", "j")
        await a.settled(pilot)
        assert a.said == []


async def test_rows_are_pasted_one_a_line(tmp_path: Path) -> None:
    a = made(tmp_path, rows=[], columns=["IT"])
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "+")
        a.screen.query_one(TextArea).text = "- First\n- Second\n"
        await press(a, pilot, "ctrl+o")
        await a.settled(pilot)
        assert [row.title for row in now(a.session).rows] == ["First", "Second"]
        assert a.query_one(LetterGrid).current[0] == now(a.session).rows[0].id


async def test_rows_that_are_too_many_are_refused_and_what_was_typed_stays(tmp_path: Path) -> None:
    a = made(tmp_path, rows=[], columns=["IT"])
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "+")
        a.screen.query_one(TextArea).text = "x\n" * 1001
        await press(a, pilot, "ctrl+o")
        assert a.said == ["A matrix has at most 1000 rows; these would be too many."]
        assert a.screen.query_one(TextArea).text.count("x") == 1001
        await press(a, pilot, "ctrl+g")


async def test_columns_are_typed_roles_and_marked_people(tmp_path: Path) -> None:
    a = made(tmp_path, columns=[], people=("Anna", "Ben", "Anna"))
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "k", "I", "T", "comma", "L", "a", "w", "tab", "space", "ctrl+o")
        await a.settled(pilot)
        matrix = now(a.session)
        assert [matrix.column_title(column) for column in matrix.columns] == ["IT", "Law", "Anna (1)"]


async def test_sixty_columns_scroll_at_eighty_cells_and_keep_the_titles_of_the_rows(tmp_path: Path) -> None:
    a = made(tmp_path, columns=[f"Role {n}" for n in range(60)])
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "end", "a")
        await a.settled(pilot)
        assert letters(a)[0][59] == "A"
        assert "Choose the" in a.text()
        assert "Role 59 · Choose the vendor" in a.text()


async def test_people_who_left_the_session_keep_their_letters_and_are_called_removed(tmp_path: Path) -> None:
    a = made(tmp_path, columns=[], people=("Anna",))
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "k", "tab", "space", "ctrl+o")
        await a.settled(pilot)
        await press(a, pilot, "a")
        await a.settled(pilot)
        a.session.apply_now(Change("x", (), tuple(a.session.table(Person).values())))
        await pilot.pause()
        assert "(removed)" in a.text()
        assert letters(a)[0] == ["A"]


async def test_enter_opens_the_letters_and_sets_the_chosen_one(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "space")
        assert isinstance(a.screen, LettersDialog)
        await press(a, pilot, "enter")
        await a.settled(pilot)
        assert letters(a)[0][0] == "A"


async def test_a_click_puts_the_cursor_and_a_second_one_opens_the_letters(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        grid = a.query_one(LetterGrid)
        place = (grid._widths.label + grid._widths.column + 1, grid._top + 1)
        await pilot.click(LetterGrid, offset=place)
        assert (grid.row, grid.column) == (1, 1)
        await pilot.click(LetterGrid, offset=place)
        for _ in range(3):
            await pilot.pause()
        assert isinstance(a.screen, LettersDialog)
        await press(a, pilot, "escape")


async def test_a_cell_is_cleared_and_filled_to_the_right(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "c", "=")
        await a.settled(pilot)
        assert letters(a)[0] == ["C", "C", "C"]
        await press(a, pilot, "delete")
        await a.settled(pilot)
        assert letters(a)[0] == ["", "C", "C"]


async def test_a_column_is_copied_to_another(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", "down", "r", "o", "down", "enter")
        await a.settled(pilot)
        assert [row[2] for row in letters(a)] == ["A", "R", ""]


async def test_rows_and_columns_move_hide_and_come_back(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "]", ">")
        await a.settled(pilot)
        assert [row.title for row in now(a.session).rows][:2] == [ROWS[1], ROWS[0]]
        assert [column.title for column in now(a.session).columns][:2] == [ROLES[1], ROLES[0]]
        await press(a, pilot, "H")
        await a.settled(pilot)
        assert "1 hidden" in a.text()
        await press(a, pilot, "v")
        await a.settled(pilot)
        assert len(now(a.session).columns) == 3


async def test_taking_out_a_column_with_letters_asks_and_can_be_undone(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a")
        await a.settled(pilot)
        await press(a, pilot, "X")
        assert isinstance(a.screen, Confirm)
        await press(a, pilot, "right", "enter")
        await a.settled(pilot)
        assert len(now(a.session).columns) == 2
        await a.session.undo()
        await pilot.pause()
        assert letters(a)[0] == ["A", "", ""]


async def test_undoing_the_first_letter_gives_back_the_proposal(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a")
        await a.settled(pilot)
        assert now(a.session).laid
        await a.session.undo()
        await pilot.pause()
        assert not now(a.session).laid
        assert [row.title for row in now(a.session).rows] == ROWS


async def test_a_column_is_signed_off_and_lapses_in_sight(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", "g")
        await a.settled(pilot)
        assert "✓ 1 of 3 signed off" in a.text()
        await press(a, pilot, "down", "r")
        await a.settled(pilot)
        judge(a)
        await pilot.pause()
        assert "✓ 0 of 3 signed off" in a.text()
        assert "▲ changed since the yes" in a.text()


async def test_open_findings_leave_room_for_the_matrix_below_a_long_prompt(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 13)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", "right", "a", "m")
        await a.settled(pilot)
        assert "✗ Choose the vendor" in a.text()
        assert a.screen.query_one(FindingsPane).size.height >= 4


async def test_findings_open_with_a_key_and_enter_goes_to_the_cell(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        assert not a.query_one(FindingsPane).has_class("-open")
        await press(a, pilot, "a")
        await a.settled(pilot)
        await press(a, pilot, "m")
        judge(a)
        await press(a, pilot, "down")
        assert "Nobody has a letter: “Train the first ten”" in a.text()
        await press(a, pilot, "enter")
        assert a.query_one(LetterGrid).has_focus
        assert a.query_one(LetterGrid).current[0] == now(a.session).rows[1].id


async def test_next_finding_goes_from_one_to_the_other(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a")
        await a.settled(pilot)
        judge(a)
        await press(a, pilot, "j", "j")
        assert a.query_one(LetterGrid).row == 1
        await press(a, pilot, "j")
        assert a.query_one(LetterGrid).row == 2


async def test_a_finding_is_accepted_with_a_reason_and_counts_again(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a")
        await a.settled(pilot)
        judge(a)
        await press(a, pilot, "m", "x", *"later", "enter")
        await a.settled(pilot)
        [accepted] = a.session.table(Accepted).values()
        assert (accepted.rule, accepted.reason) == ("no_responsible", "later")
        await press(a, pilot, "end", "x")
        await a.settled(pilot)
        assert not a.session.table(Accepted)


async def test_a_finding_becomes_a_task(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a")
        await a.settled(pilot)
        judge(a)
        await press(a, pilot, "m", "w", "enter")
        await a.settled(pilot)
        assert [task.title for task in a.session.table(Task).values()] == [
            "No R, nobody carries it out: “Choose the vendor”"
        ]


async def test_letters_typed_in_the_findings_change_no_cell(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        a.query_one(FindingRows).focus()
        await press(a, pilot, "a", "r", "c")
        await a.settled(pilot)
        assert letters(a)[0] == ["", "", ""]


async def test_rows_come_from_the_cards_with_one_key(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "raci", "kind": "raci", "items": "cards", "rows": ["First"]}])
    add_items(session, "cards", "Quotes", "Minutes")
    a = StepApp(session, "raci")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "w")
        await a.settled(pilot)
        assert [row.title for row in now(session).rows] == ["First", "Quotes", "Minutes"]
        await press(a, pilot, "w")
        assert a.said == []


async def test_markup_in_titles_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    a = made(tmp_path, rows=["[red]Jo[/nope]"], columns=["[b]IT"])
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        assert "[red]Jo[/nope]" in a.text()
        assert "[b]IT" in a.text()


async def test_the_cursor_goes_to_a_row_by_its_card_and_to_a_cell(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "raci", "kind": "raci", "items": "cards", "columns": ROLES}])
    items = add_items(session, "cards", "Quotes", "Minutes")
    a = StepApp(session, "raci")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        assert a.activity_screen.go_to(items[1].id)
        assert a.query_one(LetterGrid).row == 1
        assert not a.activity_screen.go_to("0000000000000")


def blocked(monkeypatch: pytest.MonkeyPatch, session: Session) -> None:
    """A map says that the holder of the first column is a critical blocker."""
    holder = next(iter(session.table(Person)))
    quadrants = {holder: "critical_blocker"}
    monkeypatch.setattr(views, "facts_of", lambda _session, name, _tr: quadrants if name == "quadrant" else {})


async def test_what_the_map_says_stays_covered_until_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = made(tmp_path, columns=[], people=("Anna",))
    blocked(monkeypatch, a.session)
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "k", "tab", "space", "ctrl+o")
        await a.settled(pilot)
        await press(a, pilot, "a")
        await a.settled(pilot)
        judge(a)
        await pilot.pause()
        assert "critical blocker" not in a.text()
        assert "1 covered finding of the map: u" in a.text()
        await press(a, pilot, "u", "right", "enter")
        await a.settled(pilot)
        assert "critical blocker" in a.text()


async def test_on_a_private_screen_nothing_is_covered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = make_session(
        tmp_path, [{"id": "raci", "kind": "raci", "rows": ROWS, "columns": ["Anna"]}], people=["Anna"]
    )
    blocked(monkeypatch, session)
    a = StepApp(session, "raci", private=True)
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a")
        await a.settled(pilot)
        judge(a)
        await pilot.pause()
        assert "critical blocker" in a.text()


async def test_a_session_for_reading_shows_the_matrix_and_takes_no_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = made(tmp_path)
    monkeypatch.setattr(type(a.context), "read_only", property(lambda _self: True))
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", "+", "x", "enter")
        assert letters(a)[0] == ["", "", ""]
        assert "Choose the vendor" in a.text()


async def test_purging_a_person_leaves_the_matrix_readable(tmp_path: Path) -> None:
    a = made(tmp_path, columns=[], people=("Anna Bakker",))
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "k", "tab", "space", "ctrl+o")
        await a.settled(pilot)
        await press(a, pilot, "a", "g")
        await a.settled(pilot)
        tables = {name: dict(documents) for name, documents in a.session.store.tables.items()}
    holder = next(iter(tables["people"]))
    whom = Whom(Traces(["Anna Bakker"]), frozenset({from_number(holder)}))
    done = redacted(tables, {}, whom, "[removed]", a.session.kinds["raci"].record_types)
    assert "Anna" not in str(done.tables)
    assert len(done.tables["raci.cell"]) == len(done.tables["raci.column"]) == 1
    [column], [signed] = done.tables["raci.column"].values(), done.tables["raci.signed"].values()
    assert column.get("person") == signed.get("person")

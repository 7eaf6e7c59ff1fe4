"""The findings on the screen: going from one to the next, what is accepted and why, what a reader can do."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.pane import FindingRows, FindingsPane
from facilitator.activities.raci.rules import Accepted
from facilitator.activities.raci.screen import RaciScreen
from facilitator.kit.dialogs import AskLine
from facilitator.kit.keybar import KeyBar
from tests.activities.raci.driving import judge, letters, made, now, press
from tests.kit.harness import StepApp


async def begun(a: StepApp, pilot: Any) -> None:
    """An A in the first cell, and its findings: one row without R, two without a letter."""
    await a.settled(pilot)
    await press(a, pilot, "a")
    await a.settled(pilot)
    judge(a)
    await pilot.pause()


async def test_going_to_the_next_finding_shows_what_it_says(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await begun(a, pilot)
        assert not a.query_one(FindingsPane).display
        await press(a, pilot, "j")
        assert a.query_one(FindingsPane).display
        assert a.query_one(LetterGrid).has_focus
        for row in range(3):
            finding, _ = a.query_one(FindingsPane).current
            assert a.query_one(LetterGrid).row == row
            assert finding.key.row == now(a.session).rows[row].id
            assert finding.hint in a.text()
            await press(a, pilot, "j")


async def test_a_matrix_without_letters_is_not_praised(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        judge(a)
        await press(a, pilot, "m")
        assert "Nobody has a letter yet." in a.text()
        assert "Nothing is odd" not in a.text()


async def test_behind_the_last_finding_comes_the_first(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await begun(a, pilot)
        n = len(a.query_one(FindingRows).rows)
        await press(a, pilot, *["j"] * (n + 1))
        assert a.query_one(FindingRows).cursor == 0
        assert a.query_one(LetterGrid).row == 0


async def test_a_finding_that_is_solved_leaves_the_next_one_to_go_to(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await begun(a, pilot)
        await press(a, pilot, "j", "r")
        await a.settled(pilot)
        judge(a)
        await press(a, pilot, "j")
        assert a.query_one(LetterGrid).row == 1


async def test_what_was_accepted_is_not_gone_to(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(120, 40)) as pilot:
        await begun(a, pilot)
        await press(a, pilot, "m", "x", *"later", "enter")
        await a.settled(pilot)
        await press(a, pilot, "escape")
        counting = len(a.query_one(FindingRows).rows) - 1
        for _ in range(counting + 2):
            await press(a, pilot, "j")
            assert a.query_one(FindingsPane).current[1] is None
        await press(a, pilot, "m", "end", "escape", "j")
        assert a.query_one(FindingRows).cursor == 0


@pytest.mark.parametrize("reason", ["", "   "])
async def test_a_finding_is_not_accepted_without_a_reason(tmp_path: Path, reason: str) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await begun(a, pilot)
        await press(a, pilot, "m", "x")
        assert isinstance(a.screen, AskLine)
        a.screen.query_one(Input).value = reason
        await press(a, pilot, "enter")
        await a.settled(pilot)
        assert a.said == ["A finding is accepted with a reason: why can the group live with it?"]
        assert not a.session.table(Accepted)


async def test_an_accepted_finding_stays_in_the_list_with_its_reason_and_marks_nothing(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(120, 40)) as pilot:
        await begun(a, pilot)
        assert "✗ Choose the vendor" in a.text()
        await press(a, pilot, "m", "x", *"after May", "enter")
        await a.settled(pilot)
        await press(a, pilot, "end")
        assert "Accepted: after May" in a.text()
        assert "✗ Choose the vendor" not in a.text()


async def test_leaving_the_question_for_the_reason_accepts_nothing(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await begun(a, pilot)
        await press(a, pilot, "m", "x", "escape")
        await a.settled(pilot)
        assert (a.said, a.session.table(Accepted)) == ([], {})


async def test_the_pane_takes_a_third_of_a_large_screen(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(200, 60)) as pilot:
        await begun(a, pilot)
        assert a.query_one(FindingsPane).size.height >= 15
        assert a.query_one(LetterGrid).size.height >= 30


async def test_a_matrix_without_findings_offers_no_next_one(tmp_path: Path) -> None:
    a = made(tmp_path, rows=["Choose"], columns=["IT", "Board"])
    async with a.run_test(size=(200, 60)) as pilot:
        await begun(a, pilot)
        assert a.activity_screen.check_action("next_finding", ())
        await press(a, pilot, "r", "right", "c")
        await a.settled(pilot)
        judge(a)
        await pilot.pause()
        left = [finding.key.rule for finding, _ in a.query_one(FindingsPane)._entries]
        assert left == ["idle"]
        await press(a, pilot, "m", "x", *"ok", "enter")
        await a.settled(pilot)
        await press(a, pilot, "escape")
        assert not a.activity_screen.check_action("next_finding", ())


async def test_a_reader_sees_findings_and_is_offered_nothing_that_changes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = made(tmp_path)
    matrix = now(a.session)
    from facilitator.activities.raci.cells import typed

    a.session.apply_now(typed(matrix, matrix.rows[0], matrix.columns[0], "A"))
    monkeypatch.setattr(type(a.context), "read_only", property(lambda _self: True))
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "m")
        keys = a.query_one(KeyBar)
        assert a.query_one(FindingRows).has_focus
        assert not a.query_one(FindingRows).check_action("tell", ("accept",))
        assert "Accept" not in a.text().split("\n")[-keys.size.height]
        await press(a, pilot, "x", "w", "enter")
        assert a.query_one(LetterGrid).has_focus
        assert letters(a)[0][0] == "A"


async def test_a_finding_is_gone_to_by_a_click_and_another_one(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(120, 40)) as pilot:
        await begun(a, pilot)
        await pilot.click(FindingRows, offset=(5, 1))
        await pilot.click(FindingRows, offset=(5, 1))
        await pilot.pause()
        assert a.query_one(LetterGrid).row == 1
        assert a.query_one(LetterGrid).has_focus


async def test_what_stands_for_rows_to_come_leads_to_the_first_and_is_not_accepted(tmp_path: Path) -> None:
    a = made(tmp_path, rows=["Choose", "Buy", "Train", "Support"])
    async with a.run_test(size=(120, 40)) as pilot:
        await begun(a, pilot)
        await press(a, pilot, "m", "end", "home")
        rows = a.query_one(FindingRows)
        rows.go_to(next(row.key for row in rows.rows if "3 rows have no letters yet." in row.cells))
        await press(a, pilot, "x")
        await a.settled(pilot)
        assert a.said == [
            "What nobody has come to yet is nothing to live with: fill the rows and columns, or take some out."
        ]
        await press(a, pilot, "enter")
        assert a.query_one(LetterGrid).row == 1


@pytest.mark.parametrize(("size", "there"), [((120, 40), True), ((80, 24), False)])
async def test_the_findings_are_open_from_the_beginning_where_there_is_room(
    tmp_path: Path, size: tuple[int, int], there: bool
) -> None:
    a = made(tmp_path)
    async with a.run_test(size=size) as pilot:
        await a.settled(pilot)
        assert a.query_one(FindingsPane).display is there


@pytest.mark.parametrize(("size", "keys", "there"), [((120, 40), ("m", "m"), False), ((80, 24), ("m",), True)])
async def test_whoever_comes_back_to_the_step_finds_the_findings_as_they_were_left(
    tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...], there: bool
) -> None:
    a = made(tmp_path)
    async with a.run_test(size=size) as pilot:
        await a.settled(pilot)
        await press(a, pilot, *keys)
        await a.activity_screen.remove()
        await a.mount(RaciScreen(a.context))
        assert a.query_one(FindingsPane).display is there

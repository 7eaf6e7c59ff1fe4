"""The letters of a cell as a list: by keys, by mouse, together."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.activities.raci.cells import typed
from facilitator.activities.raci.dialogs import LetterRows, LettersDialog
from facilitator.activities.raci.letters import LetterGrid
from tests.activities.raci.driving import letters, made, now, press
from tests.kit.harness import StepApp


async def opened(a: StepApp, pilot: Any, *keys: str) -> None:
    """Types letters into the first cell and opens the list."""
    await a.settled(pilot)
    await press(a, pilot, *keys)
    await a.settled(pilot)
    await press(a, pilot, "enter")
    assert isinstance(a.screen, LettersDialog)


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("", ["enter"], "A"),
        ("", ["r", "a", "enter"], "RA"),
        ("", ["R", "R", "enter"], "R"),
        ("", ["down", "space", "space", "ctrl+o"], "CI"),
        ("", ["ctrl+o"], ""),
        ("", ["x", "1", "enter"], "A"),
        ("ra", ["enter"], "A"),
        ("ra", ["a", "ctrl+o"], "R"),
        ("ra", ["delete", "enter"], ""),
        ("ra", ["delete", "c", "enter"], "C"),
        ("ra", ["delete", "escape"], "RA"),
    ],
)
async def test_letters_are_marked_and_put_in(tmp_path: Path, before: str, keys: list[str], after: str) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await opened(a, pilot, *before)
        await press(a, pilot, *keys)
        await a.settled(pilot)
        assert letters(a)[0] == [after, "", ""]
        assert a.said == []


async def test_two_letters_are_put_in_with_the_mouse(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await opened(a, pilot)
        await pilot.click(LetterRows, offset=(5, 0))
        await pilot.click(LetterRows, offset=(5, 2))
        await pilot.click(LetterRows, offset=(5, 3))
        await pilot.click(LetterRows, offset=(5, 3))
        await pilot.click("#ok")
        await a.settled(pilot)
        assert letters(a)[0] == ["RC", "", ""]


async def test_putting_in_letters_is_one_change(tmp_path: Path) -> None:
    a = made(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await opened(a, pilot)
        await press(a, pilot, "r", "a", "c", "enter")
        await a.settled(pilot)
        await a.session.undo()
        assert letters(a)[0] == ["", "", ""]


async def test_the_list_shows_letters_with_their_words_and_which_are_there(tmp_path: Path) -> None:
    a = made(tmp_path, variant="daci")
    async with a.run_test(size=(80, 24)) as pilot:
        await opened(a, pilot, "d")
        assert "IT · Choose the vendor" in a.text()
        for line in ("D  Driver", "A  Approver", "C  Contributor", "I  Informed"):
            assert line in a.text()
        assert a.screen.query_one(LetterRows).marked == {"D"}


async def test_a_letter_of_another_variant_can_be_taken_out_alone(tmp_path: Path) -> None:
    a = made(tmp_path, variant="raci")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        put_foreign(a)
        await press(a, pilot, "enter")
        assert a.screen.query_one(LetterRows).marked == {"A", "S"}
        await press(a, pilot, "s", "enter")
        await a.settled(pilot)
        assert letters(a)[0][0] == "A"


def put_foreign(a: StepApp) -> None:
    """A cell as a file of another variant leaves it."""
    matrix = now(a.session)
    a.session.apply_now(typed(matrix, matrix.rows[0], matrix.columns[0], "AS"))


async def test_the_list_is_not_opened_on_a_heading(tmp_path: Path) -> None:
    a = made(tmp_path, rows=["Before:", "Choose"])
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "enter")
        assert not isinstance(a.screen, LettersDialog)
        await press(a, pilot, "a")
        await a.settled(pilot)
        assert a.said == ["“Before” is a heading: it has no letters."]
        assert a.query_one(LetterGrid).row == 0

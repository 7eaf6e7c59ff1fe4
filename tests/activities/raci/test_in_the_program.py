"""The matrix in the whole program: Run's keys beside it, undo, going on, help, a restart, the report."""

from pathlib import Path

import pytest

from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.matrix import Matrix
from facilitator.session.report import export
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.app.driving import running
from tests.facilitating import type_in
from tests.kit.harness import make_session, reopen, step_of

ROWS, ROLES = ["Choose the vendor", "Train the first ten"], ["IT", "Sales lead", "Board"]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    steps = [
        {"id": "raci", "kind": "raci", "rows": ROWS, "columns": ROLES},
        {"id": "end", "kind": "brief"},
    ]
    return make_session(tmp_path, steps, people=["Anna"])


def letters(session: Session) -> list[list[str]]:
    matrix = Matrix(view(session, step_of(session, "raci")))
    return [[matrix.letters(row.id, column.id) for column in matrix.columns] for row in matrix.rows]


async def test_letters_are_undone_one_by_one_and_redone(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.press("a", until=lambda: letters(driver.session)[0][0] == "A")
        await driver.press("r", until=lambda: letters(driver.session)[0][0] == "RA")
        await driver.press("ctrl+z", until=lambda: letters(driver.session)[0][0] == "A")
        await driver.press("ctrl+y", until=lambda: letters(driver.session)[0][0] == "RA")


async def test_keys_as_fast_as_they_come_put_each_letter_where_it_was_typed(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await type_in(driver, "a", "right", "r", "down", "a")
        await driver.until(lambda: letters(driver.session) == [["A", "R", ""], ["", "A", ""]])


async def test_going_on_asks_once_when_a_row_has_nobody_who_answers(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.press("a", until=lambda: letters(driver.session)[0][0] == "A")
        await driver.dialog_opens("n")
        assert "In 1 row nobody answers for it (A)." in driver.words


async def test_the_help_tells_how_to_run_it_in_a_group_and_its_keys(session: Session) -> None:
    async with running(session, size=(120, 40)) as driver:
        await driver.dialog_opens("f1")
        assert "Who does what" in driver.words
        assert "Begin with A" in driver.words


async def test_a_matrix_comes_back_after_a_crash(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.press("a", until=lambda: letters(driver.session)[0][0] == "A")
        folder = driver.session.store.folder
        driver.session.store.abandon()
        again = Session.open(folder, driver.session.kinds)
        assert letters(again)[0][0] == "A"
        again.close()


async def test_the_report_has_the_matrix(session: Session, tmp_path: Path) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.press("a", until=lambda: letters(driver.session)[0][0] == "A")
        done = export(driver.session, folder=tmp_path / "out")
        text = (done.folder / "report.md").read_text()
        assert "| Choose the vendor | A |" in text


async def test_leaving_the_step_and_coming_back_shows_the_same(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.press("a", until=lambda: letters(driver.session)[0][0] == "A")
        await driver.dialog_opens("n")
        await driver.press("enter", until=lambda: driver.step == "end")
        await driver.press("p", until=lambda: driver.step == "raci" and bool(driver.run.query(LetterGrid)))
        await driver.until(lambda: "IT · Choose the vendor" in driver.text)
        assert letters(driver.session)[0][0] == "A"


def test_records_survive_closing(session: Session) -> None:
    from facilitator.activities.raci import axes

    matrix = Matrix(view(session, step_of(session, "raci")))
    session.apply_now(axes.moved(matrix, matrix.all_rows[0], 1))
    again = reopen(session)
    assert [row.title for row in Matrix(view(again, step_of(again, "raci"))).rows] == [ROWS[1], ROWS[0]]
    again.close()


async def test_the_help_of_another_variant_speaks_of_its_letters(tmp_path: Path) -> None:
    step = {"id": "raci", "kind": "raci", "variant": "daci", "rows": ROWS, "columns": ROLES}
    session = make_session(tmp_path, [step])
    async with running(session, size=(120, 40)) as driver:
        await driver.dialog_opens("f1")
        assert "in DACI the driver, D" in driver.words
        assert "influencer" not in driver.words


async def test_a_letter_is_put_in_from_the_palette(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.press("right")
        await driver.dialog_opens("ctrl+p")
        await type_in(driver, *"Letter C")
        await driver.until(lambda: "Letter C" in driver.words)
        await driver.press("enter", until=lambda: letters(driver.session)[0] == ["", "C", ""])


async def test_a_driver_who_approves_as_well_is_written_as_in_daci(tmp_path: Path) -> None:
    step = {"id": "raci", "kind": "raci", "variant": "daci", "rows": ROWS, "columns": ROLES}
    session = make_session(tmp_path, [step])
    async with running(session, size=(80, 24)) as driver:
        await driver.press("a", "d", until=lambda: letters(driver.session)[0][0] == "DA")
        assert "D Driver, A Approver" in driver.words
        await driver.press("r", until=lambda: driver.said)
        assert driver.said == ["R is no letter of this matrix; there are D A C I."]

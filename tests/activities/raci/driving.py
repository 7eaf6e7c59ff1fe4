"""A matrix on its screen."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from facilitator.activities.raci.matrix import Matrix
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import StepApp, make_session, step_of

ROWS, ROLES = ["Choose the vendor", "Train the first ten", "Decide on roll-out"], ["IT", "Sales lead", "Board"]


def made(tmp_path: Path, *, people: tuple[str, ...] = (), **step: Any) -> StepApp:
    whole = {"id": "raci", "kind": "raci", "rows": ROWS, "columns": ROLES, **step}
    return StepApp(make_session(tmp_path, [whole], people=people), "raci")


async def press(a: StepApp, pilot: Pilot[Any], *keys: str) -> None:
    """Presses keys; what they start may still be going on: a dialog that asks is never done."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    for _ in range(3):
        await pilot.pause()


def letters(a: StepApp) -> list[list[str]]:
    matrix = now(a.session)
    return [[matrix.letters(row.id, column.id) for column in matrix.columns] for row in matrix.rows]


def now(session: Session) -> Matrix:
    return Matrix(view(session, step_of(session, "raci")))


def judge(a: StepApp) -> None:
    a.activity_screen.judge()  # type: ignore[attr-defined]

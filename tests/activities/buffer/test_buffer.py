"""Spare time."""

from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from facilitator.activities.buffer.rules import minutes_left, sentence, standing
from facilitator.core.blocks import Text
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Day
from facilitator.core.stepview import StepView
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import StepApp, make_session, step_of

NOON = datetime(2026, 11, 22, 12, 0).astimezone().timestamp()


@pytest.fixture
def spare(tmp_path: Path):
    """The clock began to run on ten minutes of spare time at noon, as planned."""
    steps = [{"id": "a", "kind": "brief"}, {"id": "spare", "kind": "buffer"}, {"id": "b", "kind": "brief"}]
    made = make_session(tmp_path, steps, now=lambda: NOON)
    a, step = step_of(made, "a"), step_of(made, "spare")
    day = Day(id=new_id(), day=1, begun=NOON - 600, ends=NOON + 1200, plan={a.id: (10, 0), step.id: (10, 0)})
    clock = msgspec.structs.replace(made.clock, step=step.id, since=NOON)
    made.apply_now(Change("", (day, clock, msgspec.structs.replace(a, state="done")), history="none"))
    yield made
    made.store.close()


def look(of: Session) -> StepView:
    return view(of, step_of(of, "spare"))


@pytest.mark.parametrize(("minutes", "left"), [(0, 10), (0.5, 10), (4, 6), (9.5, 1), (10, 0), (25, 0)])
def test_it_says_how_much_is_left(spare: Session, minutes: float, left: int) -> None:
    assert minutes_left(look(spare), NOON + minutes * 60) == left


def test_it_says_so_in_words(spare: Session) -> None:
    assert sentence(look(spare), NOON) == "10 minutes of spare time"
    assert sentence(look(spare), NOON + 540) == "1 minute of spare time"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "10 minutes ahead"),
        (9, "1 minute ahead"),
        (10, "on plan"),
        (11, "1 minute behind"),
        (22, "12 minutes behind"),
    ],
)
def test_it_says_how_one_stands_when_one_goes_on_now(spare: Session, minutes: int, words: str) -> None:
    assert words in standing(look(spare), NOON + minutes * 60)


def test_before_the_day_was_begun_there_is_no_plan_to_stand_to(spare: Session) -> None:
    spare.apply_now(Change("", drops=tuple(spare.table(Day).values())))
    assert standing(look(spare), NOON) == ""


def test_while_the_session_stands_elsewhere_nothing_is_said_of_the_plan(spare: Session) -> None:
    clock = msgspec.structs.replace(spare.clock, step=step_of(spare, "b").id)
    spare.apply_now(Change("", (clock,), history="none"))
    assert standing(look(spare), NOON) == ""
    assert minutes_left(look(spare), NOON) == 10


def test_spare_time_that_was_used_up_by_catching_up_is_0_minutes(spare: Session) -> None:
    step = step_of(spare, "spare")
    spare.apply_now(Change("", (msgspec.structs.replace(step, minutes=msgspec.structs.replace(step.minutes, plan=0)),)))
    assert sentence(look(spare), NOON) == "0 minutes of spare time"


def test_the_room_sees_the_prompt_and_not_how_late_it_is(spare: Session) -> None:
    assert spare.kinds["buffer"].scene_of(look(spare)).blocks == (Text(text="Some spare time"),)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)])
async def test_the_screen_says_both(tmp_path: Path, spare: Session, size: tuple[int, int]) -> None:
    app = StepApp(spare, "spare")
    async with app.run_test(size=size) as pilot:
        await app.settled(pilot)
        assert "10 minutes of spare" in app.text()
        assert "Going on now" in app.text()
        step = step_of(spare, "spare")
        spare.apply_now(Change("", (msgspec.structs.replace(step, spent=120.0),)))
        await app.settled(pilot)
        assert "8 minutes of spare" in app.text()

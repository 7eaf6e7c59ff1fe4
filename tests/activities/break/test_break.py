import time
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator.core.blocks import Text
from facilitator.core.change import Change
from facilitator.core.stepview import StepView
from facilitator.kit.big import BigTime
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import StepApp, make_session, step_of

rules = import_module("facilitator.activities.break.rules")
NOON = datetime(2026, 11, 22, 12, 0).astimezone().timestamp()


def session(tmp_path: Path, **following: Any) -> Session:
    steps = [{"id": "a", "kind": "break", "minutes": 15}, {"id": "b", "kind": "brief", **following}]
    return make_session(tmp_path, steps, now=lambda: NOON)


def look(of: Session) -> StepView:
    return view(of, step_of(of, "a"))


def clock(of: Session, **values: Any) -> None:
    of.apply_now(Change("", (msgspec.structs.replace(of.clock, **values),), history="none"))


def test_before_the_clock_runs_the_room_reads_how_long_it_will_be(tmp_path: Path) -> None:
    s = session(tmp_path)
    assert rules.back_at(look(s)) == ""
    assert rules.sentence(look(s)) == "15 minutes of break"
    s.close()


def test_the_running_clock_says_when_the_group_is_back(tmp_path: Path) -> None:
    s = session(tmp_path)
    clock(s, since=NOON)
    assert rules.sentence(look(s)) == "Back at 12:15"
    s.close()


def test_minutes_added_on_the_clock_move_it(tmp_path: Path) -> None:
    s = session(tmp_path)
    clock(s, since=NOON, extra=5)
    assert rules.back_at(look(s)) == "12:20"
    s.close()


def test_minutes_that_were_spent_before_a_pause_count(tmp_path: Path) -> None:
    s = session(tmp_path)
    s.apply_now(Change("", (msgspec.structs.replace(step_of(s, "a"), spent=300.0),), history="none"))
    assert rules.sentence(look(s)) == "10 minutes of break"
    clock(s, since=NOON)
    assert rules.back_at(look(s)) == "12:10"
    s.close()


def test_a_piece_of_a_minute_is_rounded_up(tmp_path: Path) -> None:
    s = session(tmp_path)
    clock(s, since=NOON + 1)
    assert rules.back_at(look(s)) == "12:16"
    s.close()


def test_a_next_step_with_a_fixed_time_decides(tmp_path: Path) -> None:
    s = session(tmp_path, fixed="13:00")
    assert rules.sentence(look(s)) == "Back at 13:00"
    s.close()


def test_a_fixed_time_of_the_next_day_does_not_decide(tmp_path: Path) -> None:
    s = session(tmp_path, fixed="13:00", day=2)
    assert rules.back_at(look(s)) == ""
    s.close()


def test_a_fixed_time_that_is_past_when_the_break_begins_does_not_decide(tmp_path: Path) -> None:
    s = session(tmp_path, fixed="11:45")
    clock(s, since=NOON)
    assert rules.back_at(look(s)) == "12:15"
    s.close()


def test_minutes_added_on_the_clock_count_more_than_a_fixed_time_that_follows(tmp_path: Path) -> None:
    s = session(tmp_path, fixed="12:15")
    clock(s, since=NOON, extra=5)
    assert rules.back_at(look(s)) == "12:20"
    s.close()


def test_a_break_until_a_full_minute_is_not_a_minute_longer(tmp_path: Path) -> None:
    s = session(tmp_path)
    clock(s, since=NOON + 0.1, extra=-0.001)
    assert rules.back_at(look(s)) == "12:15"
    s.close()


def test_a_break_over_midnight_is_back_after_it(tmp_path: Path) -> None:
    s = session(tmp_path)
    clock(s, since=NOON + 11 * 3600 + 50 * 60)
    assert rules.back_at(look(s)) == "00:05"
    s.close()


@pytest.mark.parametrize(("begun", "back"), [((2027, 3, 28, 1, 50), "03:05"), ((2026, 10, 25, 1, 50), "02:05")])
def test_a_break_over_the_change_of_summer_time_is_back_when_the_wall_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: tuple[int, ...], back: str
) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        s = session(tmp_path)
        clock(s, since=datetime(*begun).astimezone().timestamp())  # type: ignore[arg-type]
        assert rules.back_at(look(s)) == back
        s.close()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_clock_that_runs_on_another_step_says_nothing_about_this_one(tmp_path: Path) -> None:
    s = session(tmp_path)
    clock(s, step=step_of(s, "b").id, since=NOON)
    assert rules.sentence(look(s)) == "15 minutes of break"
    s.close()


def test_a_break_that_is_used_up_has_no_minutes_left(tmp_path: Path) -> None:
    s = session(tmp_path)
    s.apply_now(Change("", (msgspec.structs.replace(step_of(s, "a"), spent=5000.0),), history="none"))
    assert rules.sentence(look(s)) == "0 minutes of break"
    s.close()


def test_the_room_sees_the_sentence(tmp_path: Path) -> None:
    s = session(tmp_path, fixed="13:00")
    scene = s.kinds["break"].scene_of(look(s))
    assert scene.blocks == (Text(text="Back at 13:00", strong=True),)
    s.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)])
async def test_the_screen_says_it_as_soon_as_the_clock_runs(tmp_path: Path, size: tuple[int, int]) -> None:
    a = StepApp(session(tmp_path), "a")
    async with a.run_test(size=size) as pilot:
        await a.settled(pilot)
        assert "15 minutes of break" in a.text()
        clock(a.session, since=NOON)
        await a.settled(pilot)
        assert "Back at" in a.text()
        assert a.query_one(BigTime).value == "12:15"

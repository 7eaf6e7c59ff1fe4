"""Agendas for the tests of time: steps by short words, and a day of them."""

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from facilitator.core.agenda_day import begin
from facilitator.core.records import Clock, Day, Minutes, Step


def wall(*parts: int) -> float:
    """The moment at which calendar and clock in the room show this: year, month, day, hour, minute."""
    return datetime(*parts).astimezone().timestamp()  # type: ignore[arg-type]


NINE = wall(2027, 1, 29, 9, 0)
CURRENT = "here"


def step(name: str, order: float, plan: int = 30, least: int | None = None, **more: Any) -> Step:
    minutes = Minutes(min=plan if least is None else least, plan=plan, max=plan)
    more = {"kind": "brief", "key": name, **more}
    return Step(id=name, order=order, minutes=minutes, **more)


def clock(at: str = CURRENT, since: float | None = NINE, **more: Any) -> Clock:
    return Clock(id="clock", step=at, since=since, **more)


def day_of(steps: list[Step], at: str = CURRENT, begun: float = NINE) -> Day:
    """The day as it was begun with these steps."""
    found = begin(steps, clock(at, None), begun)
    assert found is not None
    return found


def fixed_text(minutes: int) -> str:
    """The clock time so many minutes after nine."""
    return f"{9 + minutes // 60:02}:{minutes % 60:02}"


@st.composite
def agendas(draw: st.DrawFn, *, fixed: bool = True) -> list[Step]:
    """A current step and up to nine more, some of them spare time, some fixed, some only ``could``."""
    steps, moment = [step(CURRENT, 0, draw(st.integers(5, 40)))], 0
    for n in range(1, draw(st.integers(1, 10))):
        plan = draw(st.integers(0, 60))
        more: dict[str, Any] = {
            "priority": draw(st.sampled_from(["must", "should", "could"])),
            "buffer": draw(st.sampled_from([0, 0, 5, 15])),
            "kind": draw(st.sampled_from(["brief", "brief", "buffer"])),
        }
        if fixed and draw(st.integers(0, 3)) == 0:
            more["fixed"] = fixed_text(min(14 * 60, moment + draw(st.integers(0, 90))))
        steps.append(step(f"s{n}", n, plan, draw(st.integers(0, plan)), **more))
        moment += plan
    return steps

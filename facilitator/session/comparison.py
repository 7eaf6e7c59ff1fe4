"""Planned against taken: what the workshop planned for each step, what is planned now, what it took."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.core.agenda import ordered, spent
from facilitator.core.records import Step
from facilitator.session.views import title_of

if TYPE_CHECKING:
    from facilitator.session.session import Session


@dataclass(frozen=True)
class Line:
    """One step with its minutes."""

    title: str
    workshop: int | None
    """Planned by the workshop; None: it has no such step, or has it once and this is a repetition."""
    now: int | None
    """Planned now, with what was added on the clock; None: skipped or removed."""
    taken: float
    """Minutes spent so far; 0: none."""
    step: Step | None
    """None: it was removed from the agenda."""


def comparison(session: "Session") -> list[Line]:
    """The steps of the agenda in order, then those of the workshop that were removed."""
    clock, now = session.clock, session.now()
    workshop = session.workshop(session.info.language)
    left = {entry.id: entry for entry in workshop.steps}
    lines = []
    for step in ordered(session.steps):
        own = left.pop(step.key, None)
        extra = clock.extra if clock.step == step.id else step.extra
        lines.append(
            Line(
                title=title_of(session, step),
                workshop=own.minutes.plan if own else None,
                now=None if step.state == "skipped" else max(0, round(step.minutes.plan + extra)),
                taken=spent(step, clock, now) / 60,
                step=step,
            )
        )
    removed = [Line(entry.title, entry.minutes.plan, None, 0.0, None) for entry in left.values()]
    return lines + removed

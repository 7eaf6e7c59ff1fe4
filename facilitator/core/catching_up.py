"""What to do when the plan runs late: a proposal with before and after, for the facilitator to accept or not.

The order in which time is found is the facilitators' own: spare time first, then shorter steps (towards their least,
those with most to spare first), then steps that only *could* be done, and at last later: what does not fit before a
fixed time goes behind it, and what does not fit into the day makes it longer. Fixed steps never move, nor are they
shortened or dropped; nor is the current step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from facilitator.core.agenda import Entry, fixed_at, needs, projection
from facilitator.core.agenda_day import Miss, missed, whole_minutes
from facilitator.core.ids import Id
from facilitator.core.placing import placed
from facilitator.core.records import Clock, Day, Step

SPARE = "buffer"
"""The kind of step that is nothing but spare time."""

Way = Literal["spare", "shorten", "drop", "move"]


@dataclass(frozen=True)
class Cut:
    """One thing that is done to catch up."""

    way: Way
    step: Step
    """As it was."""
    minutes: int
    """Found by it; a move finds none."""
    behind: Step | None = None
    """The fixed step behind which it is moved."""


@dataclass(frozen=True)
class Proposal:
    """How to catch up. Without cuts there is nothing to do, or nothing to be done."""

    cuts: tuple[Cut, ...]
    """In the order in which they are found."""
    steps: tuple[Step, ...]
    """The steps that are altered, as they would be."""
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]
    late: tuple[Miss, ...]
    """What is missed as things stand."""
    over: tuple[Miss, ...]
    """What is missed all the same."""

    @property
    def minutes(self) -> int:
        """Minutes that it finds in all."""
        return sum(cut.minutes for cut in self.cuts)


def propose(steps: Sequence[Step], clock: Clock, now: float, day: Day | None) -> Proposal:
    """What would bring the rest of the day back to its fixed times and its end.

    Without ``day`` (it has not been begun) only the fixed times count.
    """
    before = projection(steps, clock, now, day)
    late = missed(before, clock, now, day)
    if not late:
        return Proposal((), (), tuple(before), tuple(before), (), ())
    cuts = _cuts(steps, before, clock, now, day)
    changed = _changed(steps, cuts)
    new = {step.id: step for step in changed}
    after = projection([new.get(step.id, step) for step in steps], clock, now, day)
    over = missed(after, clock, now, day)
    return Proposal(tuple(cuts), tuple(changed), tuple(before), tuple(after), tuple(late), tuple(over))


def _cuts(steps: Sequence[Step], line: Sequence[Entry], clock: Clock, now: float, day: Day | None) -> list[Cut]:
    """Goes from one fixed time to the next, and at last to the end of the day."""
    begun = day.begun if day else now
    needed = frozenset(step.only.get("winners_of", "") for step in steps)
    lead, moment = (line[0].step, line[0].ends) if line[0].step.id == clock.step else (None, now)
    ahead = [entry.step for entry in line if entry.step is not lead]
    cuts: list[Cut] = []
    moves: dict[Id, Cut] = {}
    waiting: list[Step] = []
    for at, step in enumerate([*ahead, None]):
        target = fixed_at(step, begun) if step else day.ends if day else None
        if step is not None and target is None:
            waiting.append(step)
            continue
        stretch, late = _Stretch(lead, tuple(waiting), needed), 0
        waiting = []
        if target is not None:
            last = step is None or not ahead[at + 1 :]
            stretch, waiting, late = stretch.fitting(target - moment, splits=not last)
        moves |= {gone.id: Cut("move", gone, 0, step) for gone in waiting}
        found = stretch.found(late)
        cuts += found
        if step is not None and target is not None:
            lead, moment = step, max(moment + stretch.left_by(found), target) + needs(step)
    dropped = {cut.step.id for cut in cuts if cut.way == "drop"}
    return [*cuts, *(cut for id_, cut in moves.items() if id_ not in dropped)]


def _changed(steps: Sequence[Step], cuts: Sequence[Cut]) -> list[Step]:
    """The steps that the cuts alter, as they are then."""
    new = {step.id: step for step in steps}
    behind: dict[Id, Step] = {}
    for cut in cuts:
        step = new[cut.step.id]
        if cut.way == "drop":
            new[step.id] = replace(step, state="skipped")
        elif cut.way == "shorten":
            new[step.id] = _shorter(step, cut.minutes)
        elif cut.way == "spare":
            free = min(step.buffer, cut.minutes)
            new[step.id] = _shorter(replace(step, buffer=step.buffer - free), cut.minutes - free)
        elif cut.behind is not None:
            after = behind.get(cut.behind.id, cut.behind)
            behind[cut.behind.id] = step
            new |= {other.id: other for other in placed(list(new.values()), step, new[after.id], step.day)}
    return [new[step.id] for step in steps if new[step.id] != step]


def _shorter(step: Step, minutes: int) -> Step:
    plan = step.minutes.plan - minutes
    return replace(step, minutes=replace(step.minutes, min=min(step.minutes.min, plan), plan=plan))


def _whole(step: Step) -> int:
    """Minutes that a step takes, with those kept free after it."""
    return whole_minutes(needs(step)) + step.buffer


def _spare(step: Step) -> int:
    """Minutes of spare time in and after a step."""
    return step.buffer + (min(step.minutes.plan, whole_minutes(needs(step))) if step.kind == SPARE else 0)


def _slack(step: Step) -> int:
    """Minutes by which a step can be shortened."""
    most = min(step.minutes.plan - step.minutes.min, whole_minutes(needs(step)))
    return 0 if step.kind == SPARE else max(0, most)


@dataclass(frozen=True)
class _Stretch:
    """Steps up to a moment that should not be missed."""

    lead: Step | None
    """The step before them, of which only the minutes kept free after it can be used."""
    steps: tuple[Step, ...]
    needed: frozenset[str]
    """Keys of steps whose winners another step works with: they are not dropped."""

    @property
    def seconds(self) -> float:
        """How long it takes, from the end of the step before."""
        return (self.lead.buffer * 60.0 if self.lead else 0.0) + sum(needs(s) + s.buffer * 60.0 for s in self.steps)

    def fitting(self, seconds: float, *, splits: bool) -> "tuple[_Stretch, list[Step], int]":
        """What fits into so many seconds; the last steps of it, as few as will do, that have to go behind; and by how
        many minutes the rest is too long as it stands. ``splits=False``: nothing can go behind."""
        stay, go = self, list[Step]()
        movable = [step for step in self.steps if step.kind != SPARE]
        while splits and movable and whole_minutes(stay.seconds - seconds) > stay._most:
            go.insert(0, movable.pop())
            stay = _Stretch(stay.lead, tuple(s for s in stay.steps if s is not go[0]), stay.needed)
        return stay, go, whole_minutes(max(0.0, stay.seconds - seconds))

    def left_by(self, cuts: Sequence[Cut]) -> float:
        """Seconds that it takes after these cuts."""
        return self.seconds - sum(
            needs(cut.step) + cut.step.buffer * 60.0 if cut.way == "drop" else cut.minutes * 60.0 for cut in cuts
        )

    @property
    def _most(self) -> int:
        """Minutes that can be found in it."""
        return self._easy + sum(gain for _, gain in self._droppable)

    @property
    def _easy(self) -> int:
        """Those that can be found without dropping a step."""
        return (self.lead.buffer if self.lead else 0) + sum(_spare(step) + _slack(step) for step in self.steps)

    @property
    def _droppable(self) -> list[tuple[Step, int]]:
        """Steps that could be done and are not begun, with the minutes that each gives beyond its spare time and slack
        if it is dropped."""
        return [
            (step, gain)
            for step in self.steps
            if step.priority == "could" and step.kind != SPARE and not step.spent and step.key not in self.needed
            if (gain := _whole(step) - _spare(step) - _slack(step)) > 0
        ]

    def found(self, minutes: int) -> list[Cut]:
        """The cuts that find so many minutes, or as many as there are; a dropped step may give more."""
        dropped = self._dropped(minutes - self._easy)
        minutes -= sum(_whole(step) for step in dropped)
        rest = [step for step in self.steps if step not in dropped]
        lead = [(self.lead, self.lead.buffer)] if self.lead else []
        slack = sorted(((step, _slack(step)) for step in rest), key=lambda pair: -pair[1])
        ways: tuple[tuple[Way, list[tuple[Step, int]]], ...] = (
            ("spare", [*lead, *((step, _spare(step)) for step in rest)]),
            ("shorten", slack),
        )
        cuts: list[Cut] = []
        for way, pairs in ways:
            for step, most in pairs:
                taken = min(most, max(0, minutes))
                minutes -= taken
                cuts += [Cut(way, step, taken)] if taken else []
        return [*cuts, *(Cut("drop", step, _whole(step)) for step in dropped)]

    def _dropped(self, missing: int) -> list[Step]:
        """Of the steps that can be dropped those that give the missing minutes and take the fewest in all; every one
        where that is not enough."""
        if missing <= 0:
            return []
        candidates = self._droppable
        best: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
        for at, (step, gain) in enumerate(candidates):
            for given, (whole, count, chosen) in list(best.items()):
                reached = min(missing, given + gain)
                sum_so_far = (whole + _whole(step), count + 1, (*chosen, at))
                if reached not in best or sum_so_far < best[reached]:
                    best[reached] = sum_so_far
        enough = best[missing][2] if missing in best else range(len(candidates))
        return [candidates[at][0] for at in enough]

"""What the map of a step can be compared with: how it was at other moments."""

from collections.abc import Iterator, Mapping

from facilitator.activities.influence_map.assessing import assessments
from facilitator.activities.influence_map.rules import Before, Snapshot
from facilitator.activities.influence_map.standing import Base, Position, placed_in, steps_before
from facilitator.core.ids import Id
from facilitator.core.stepview import StepView

EARLIER: Id = "earlier"
"""Key of the base that is the client's earlier session."""


def bases(view: StepView) -> list[Base]:
    """What the map can be compared with: first what it is compared with unless another is chosen.

    Snapshots, the latest first; maps of earlier steps; the client's earlier session; what everybody said alone.
    """
    taken = sorted(view.records(Snapshot), key=lambda snapshot: snapshot.at, reverse=True)
    found = [Base(shot.id, shot.at, shot.title, _known(shot.positions)) for shot in taken]
    found += [*_earlier_steps(view), *_earlier_session(view), *_alone(view)]
    return [base for base in found if base.positions]


def _known(positions: Mapping[Id, tuple[float | None, float | None]]) -> dict[Id, Position]:
    return {
        person: (influence, attitude)
        for person, (influence, attitude) in positions.items()
        if influence is not None and attitude is not None
    }


def _earlier_steps(view: StepView) -> Iterator[Base]:
    for step in steps_before(view):
        placed = placed_in(view, step)
        last = max((place.at for place in placed.values()), default="")
        positions = {person: (place.influence, place.attitude) for person, place in placed.items()}
        yield Base(step.id, last, view.title_of(step), _known(positions))


def _earlier_session(view: StepView) -> Iterator[Base]:
    before = sorted(view.table(Before).values(), key=lambda one: one.at)
    if before:
        positions = {one.person: (one.influence, one.attitude) for one in before}
        yield Base(EARLIER, before[-1].at, view.tr("Earlier session"), positions)


def _alone(view: StepView) -> Iterator[Base]:
    for round_ in reversed(assessments(view)):
        if round_.state == "revealed":
            means = {person: (said.influence, said.attitude) for person, said in round_.lines.items()}
            yield Base(round_.id, round_.at, view.tr("Assessed alone, round {n}", n=round_.number), _known(means))

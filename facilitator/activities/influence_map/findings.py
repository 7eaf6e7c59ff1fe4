"""What the map says: who needs attention, where the effort goes, what is not known."""

from collections.abc import Sequence
from typing import NamedTuple

from facilitator.activities.influence_map.assessing import Dispersion, dispersions
from facilitator.activities.influence_map.rules import QUADRANTS, MapSettings, Quadrant, quadrant_name
from facilitator.activities.influence_map.standing import Stand, counts, lost, stands
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.severity import SEVERITIES, Severity
from facilitator.core.stepview import StepView

FALLEN = 3.0
"""Attitude lost since before, from which it is said."""


class Finding(NamedTuple):
    """One thing to talk about."""

    severity: Severity
    text: str
    person: Id | None = None


def effort_shares(everybody: Sequence[Stand]) -> dict[Quadrant | None, float]:
    """The share of the planned effort per quadrant, in percent; empty while no effort is planned."""
    total = sum(stand.card.effort for stand in everybody)
    shares = dict.fromkeys(counts(everybody), 0.0)
    for stand in everybody:
        if total:
            shares[stand.quadrant] += 100 * stand.card.effort / total
    return shares if total else {}


def focus(everybody: Sequence[Stand], settings: MapSettings) -> float | None:
    """The share of the effort, in percent, for those with much influence; None while no effort is planned.

    The guideline is that nearly all of it (80 %) goes to them, whatever their attitude.
    """
    total = sum(stand.card.effort for stand in everybody)
    high = sum(stand.card.effort for stand in everybody if (stand.place.influence or 0.0) > settings.middle)
    return 100 * high / total if total else None


def focus_said(share: float, settings: MapSettings, tr: Translator) -> str:
    """Where the planned effort goes, against the guideline."""
    return tr(
        "{share} % of the effort goes to people with much influence; the guideline is {focus} %.",
        share=round(share),
        focus=settings.focus,
    )


def effort_rows(everybody: Sequence[Stand], settings: MapSettings, tr: Translator) -> list[tuple[str, str]]:
    """Names of the quadrants with their part of the planned effort; those without a place only if there is some."""
    return [
        (quadrant_name(key, settings, tr), f"{round(part)} %")
        for key, part in effort_shares(everybody).items()
        if part or key in QUADRANTS
    ]


def findings(view: StepView, everybody: Sequence[Stand] | None = None) -> list[Finding]:
    """Everything to talk about, the gravest first; independent of the order of the people but for that of the list."""
    tr, settings = view.tr, view.settings
    people = stands(view) if everybody is None else everybody
    found = [*_apart(people, dispersions(view), tr), *_people(people, settings, tr), *_whole(people, settings, tr)]
    if gone := len(lost(view)):
        found.append(
            Finding(
                "hint",
                tr.n(
                    "{n} place is of somebody who is no longer in the session; it is kept and not shown.",
                    "{n} places are of people who are no longer in the session; they are kept and not shown.",
                    gone,
                ),
            )
        )
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def _people(people: Sequence[Stand], settings: MapSettings, tr: Translator) -> list[Finding]:
    found = []
    blocker = quadrant_name("critical_blocker", settings, tr)
    for stand in people:
        name, card, id_ = stand.name, stand.card, stand.person.id
        if stand.quadrant == "critical_blocker":
            if said := _lacks(stand):
                found.append(Finding("error", tr(said, name=name, quadrant=blocker), id_))
            elif not card.due:
                found.append(Finding("warning", tr("{name}: the next step has no date.", name=name), id_))
        if stand.moved is not None and stand.moved[1] <= -FALLEN:
            found.append(
                Finding("warning", tr("{name} is more against it than before. What happened?", name=name), id_)
            )
    if loose := [stand for stand in people if stand.card.next_step and stand.card.task is None]:
        said = tr.n(
            "{name}: the next step is no task yet.",
            "{n} next steps are no task yet; the first is that of {name}.",
            len(loose),
            name=loose[0].name,
        )
        found.append(Finding("hint", said, loose[0].person.id))
    return found


def _lacks(stand: Stand) -> str:
    """What is missing of somebody with influence who is against it, as a sentence to be translated."""
    if stand.card.owner is None and not stand.card.next_step:
        return N_("{name} ({quadrant}): nobody keeps the contact, no next step. Who could talk, one to one?")
    if stand.card.owner is None:
        return N_("{name} ({quadrant}): nobody keeps the contact. Who has a good line?")
    return "" if stand.card.next_step else N_("{name} ({quadrant}): no next step. Begin with a talk one to one.")


def _whole(people: Sequence[Stand], settings: MapSettings, tr: Translator) -> list[Finding]:
    found, many = [], counts(people)
    if placed := len(people) - many[None]:
        if not many["key_champion"]:
            name = quadrant_name("key_champion", settings, tr)
            said = tr("Nobody is among the {quadrant}: who could become one?", quadrant=name)
            found.append(Finding("warning", said))
        share = focus(people, settings)
        if share is None:
            found.append(Finding("hint", tr("No effort is planned for anybody yet.")))
        else:
            low = share < settings.focus
            parts = ", ".join(" ".join(row) for row in effort_rows(people, settings, tr))
            said = f"{focus_said(share, settings, tr)} ({parts})"
            found.append(Finding("warning" if low else "hint", said))
    if placed and many[None] * 100 > settings.unknown * len(people):
        said = tr.n(
            "{n} of {all} is without a place. Ask people who know the informal networks.",
            "{n} of {all} are without a place. Ask people who know the informal networks.",
            many[None],
            all=len(people),
        )
        found.append(Finding("warning", said))
    return found


def _apart(people: Sequence[Stand], apart: dict[Id, Dispersion], tr: Translator) -> list[Finding]:
    """Those whom the assessors see differently: first where they are furthest apart."""
    found = []
    wide = [stand for stand in people if stand.person.id in apart and apart[stand.person.id].wide]
    for stand in sorted(wide, key=lambda stand: -apart[stand.person.id].dispersion):
        said = tr("{name}: you see this differently. What has each of you seen this person do?", name=stand.name)
        found.append(Finding("warning", said, stand.person.id))
    return found


def unfinished(view: StepView) -> str:
    """Why going on now should ask once. It names nobody: the room may see it."""
    many = len({finding.person for finding in findings(view) if finding.severity == "error"})
    if not many:
        return ""
    return view.tr.n(
        "{n} person with much influence who is against it has no contact or next step yet.",
        "{n} people with much influence who are against it have no contact or next step yet.",
        many,
    )


def open_ends(view: StepView) -> list[str]:
    """What is still open when the session is to be finished."""
    said = unfinished(view)
    return [f"{view.title}: {said}"] if said else []

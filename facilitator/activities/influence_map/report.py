"""The map in a report: counts for everybody, people only for the consultant."""

from collections.abc import Sequence

from facilitator.activities.influence_map.assessing import dispersions
from facilitator.activities.influence_map.axes import across, axis_words, middle, quadrant_rows
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.findings import effort_rows, findings, focus, focus_said
from facilitator.activities.influence_map.rules import (
    ADOPTERS,
    CATEGORIES,
    LEVELS,
    QUADRANTS,
    MapSettings,
    quadrant_name,
    signed,
    written,
)
from facilitator.activities.influence_map.standing import Base, Stand, stands
from facilitator.core.blocks import AnyBlock, Bullets, Column, Heading, Plane, Point, Table, Text
from facilitator.core.dates import written_day
from facilitator.core.i18n import Translator
from facilitator.core.stepview import StepView


def blocks(view: StepView) -> list[AnyBlock]:
    """The step's part of the report."""
    tr, compared = view.tr, bases(view)
    base = compared[0] if compared else None
    everybody = stands(view, base)
    if not everybody:
        return [Text(text=tr("Nobody is on the map yet."))]
    rows = tuple((name, str(count)) for name, count in quadrant_rows(everybody, view.settings, tr))
    columns = (Column(title=tr("Quadrant")), Column(title=tr("People"), align="right"))
    return [Table(columns=columns, rows=rows), *_people(view, everybody, base)]


def _people(view: StepView, everybody: Sequence[Stand], base: Base | None) -> list[AnyBlock]:
    tr = view.tr
    said: list[AnyBlock] = [plane(view, everybody)] if any(s.position for s in everybody) else []
    said.append(_table(view, everybody))
    said += _cards(view, everybody)
    said += _movement(everybody, base, tr)
    said += _effort(everybody, view.settings, tr)
    if found := findings(view, everybody):
        said.append(Heading(text=tr("To talk about"), level=3, audience="consultant"))
        said.append(Bullets(items=tuple(finding.text for finding in found), audience="consultant"))
    return said


def plane(view: StepView, everybody: Sequence[Stand]) -> Plane:
    """The map as a chart, for the consultant."""
    tr, settings = view.tr, view.settings
    points = tuple(
        Point(label=stand.name, x=x, y=y, was=across(stand.was) if stand.was else None)
        for stand in everybody
        if stand.position is not None
        for x, y in (across(stand.position),)
    )
    above_right, above_left, below_left, below_right = (quadrant_name(key, settings, tr) for key in QUADRANTS)
    x, y = axis_words(tr)
    return Plane(
        title=view.title,
        x=x,
        y=y,
        quadrants=(above_right, above_left, below_left, below_right),
        middle=middle(settings),
        points=points,
        audience="consultant",
    )


def _table(view: StepView, everybody: Sequence[Stand]) -> Table:
    tr, apart = view.tr, dispersions(view)
    heads = (tr("Influence"), tr("Attitude"), tr("Wanted"), tr("Spread"))
    columns = (
        Column(title=tr("Name"), audience="consultant"),
        *(Column(title=title, align="right", audience="consultant") for title in heads),
        Column(title=tr("Category"), audience="consultant"),
        Column(title=tr("Quadrant"), audience="consultant"),
    )
    rows = []
    for stand in everybody:
        goal, differing = stand.place.wanted, apart.get(stand.person.id)
        rows.append(
            (
                stand.name,
                written(stand.place.influence, tr),
                signed(stand.place.attitude, tr),
                f"{written(goal[0], tr)} / {signed(goal[1], tr)}" if goal else "",
                f"{written(differing.influence_sd, tr)} / {written(differing.attitude_sd, tr)}" if differing else "",
                tr(CATEGORIES[stand.category]) if stand.category else "",
                quadrant_name(stand.quadrant, view.settings, tr),
            )
        )
    return Table(columns=columns, rows=tuple(rows), audience="consultant")


def _cards(view: StepView, everybody: Sequence[Stand]) -> list[AnyBlock]:
    said: list[AnyBlock] = []
    tr = view.tr
    for stand in everybody:
        lines = [f"{title}: {text}" for title, text in card_lines(stand, view) if text]
        if lines:
            said.append(Text(text=stand.name, strong=True, audience="consultant"))
            said.append(Bullets(items=tuple(lines), audience="consultant"))
    return [Heading(text=tr.c("stakeholder", "Cards"), level=3, audience="consultant"), *said] if said else []


def card_lines(stand: Stand, view: StepView) -> list[tuple[str, str]]:
    """What is known of one person: title and text each; an empty text is not known."""
    tr, card, person = view.tr, stand.card, stand.person
    owner = view.people.get(card.owner or "")
    step = f"{card.next_step} ({written_day(card.due, tr)})" if card.due else card.next_step
    return [
        (tr("Organisation"), person.organisation),
        (tr("Role"), person.role),
        (tr("Level"), tr(LEVELS[card.level]) if card.level else ""),
        (tr("Adopter type"), tr(ADOPTERS[card.adopter]) if card.adopter else ""),
        (tr("Concerns"), card.concerns),
        (tr("Needs to hear"), card.message),
        (tr("What did they do"), card.evidence),
        (tr("Keeps the contact"), owner.name if owner else ""),
        (tr.c("stakeholder", "Next step"), step),
        (tr("Effort"), written(card.effort, tr) if card.effort else ""),
    ]


def _movement(everybody: Sequence[Stand], base: Base | None, tr: Translator) -> list[AnyBlock]:
    rows = tuple(
        (
            stand.name,
            f"{written(stand.was[0], tr)} / {signed(stand.was[1], tr)}",
            f"{written(stand.position[0], tr)} / {signed(stand.position[1], tr)}",
        )
        for stand in everybody
        if stand.moved and stand.was and stand.position
    )
    if not rows or base is None:
        return []
    titles = (tr("Name"), tr("Before"), tr("Now"))
    columns = tuple(Column(title=title, audience="consultant") for title in titles)
    named = f"{base.title}, {written_day(base.at[:10], tr)}" if base.at else base.title
    said = Heading(text=tr("Who moved since: {what}", what=named), level=3, audience="consultant")
    return [said, Table(columns=columns, rows=rows, audience="consultant")]


def _effort(everybody: Sequence[Stand], settings: MapSettings, tr: Translator) -> list[AnyBlock]:
    share = focus(everybody, settings)
    if share is None:
        return []
    columns = (
        Column(title=tr("Quadrant"), audience="consultant"),
        Column(title=tr("Effort"), align="right", audience="consultant"),
    )
    return [
        Heading(text=tr("Effort"), level=3, audience="consultant"),
        Table(columns=columns, rows=tuple(effort_rows(everybody, settings, tr)), audience="consultant"),
        Text(text=focus_said(share, settings, tr), audience="consultant"),
    ]

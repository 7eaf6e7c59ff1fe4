"""The sub-groups of a step on paper: for the report and for the run sheet."""

from facilitator.core.blocks import AnyBlock, Bullets, Column, Heading, Table, Text
from facilitator.core.grouping import cards, members, title
from facilitator.core.people import names
from facilitator.core.records import SubGroup
from facilitator.core.stepview import StepView
from facilitator.exports.package import SheetGroup


def blocks(view: StepView) -> list[AnyBlock]:
    """Who worked with whom on what, and what came of it. Names are for the team; cards and results for everybody."""
    groups, tr = view.groups, view.tr
    if not groups:
        return []
    has_cards, results = any(cards(view, group) for group in groups), [group for group in groups if group.result]
    columns = [Column(title=tr("Group")), Column(title=tr("People"), audience="team"), Column(title=tr("Cards"))]
    rows = [(title(g, groups, tr), ", ".join(_people(view, g)), ", ".join(_cards(view, g))) for g in groups]
    found: list[AnyBlock] = [
        Heading(text=tr("Sub-groups"), level=3, audience="client" if has_cards or results else "team"),
        Table(
            columns=tuple(columns[: 3 if has_cards else 2]),
            rows=tuple(row[: 3 if has_cards else 2] for row in rows),
            audience="client" if has_cards else "team",
        ),
    ]
    for group in results:
        lines = tuple(filter(None, (line.strip() for line in group.result.splitlines())))
        found += [Text(text=tr("What “{group}” brought back:", group=title(group, groups, tr))), Bullets(items=lines)]
    return found


def sheet(view: StepView) -> tuple[SheetGroup, ...]:
    """The groups as the run sheet lists them."""
    groups = view.groups
    return tuple(
        SheetGroup(title=title(g, groups, view.tr), people=tuple(_people(view, g)), cards=tuple(_cards(view, g)))
        for g in groups
    )


def _people(view: StepView, group: SubGroup) -> list[str]:
    told_apart = names(view.people.values())
    return [told_apart[person.id] for person in members(view, group)]


def _cards(view: StepView, group: SubGroup) -> list[str]:
    return [f"{item.number} · {item.title}" for item in cards(view, group)]

"""The cards of a step for the report, and what is still open in it."""

from collections.abc import Sequence

from facilitator.activities.ideas.groups import grouped
from facilitator.activities.ideas.reveal import gathering
from facilitator.activities.ideas.rules import covered, filled, put_away, shown
from facilitator.core.agenda import ordered
from facilitator.core.blocks import AnyBlock, Bullets, Column, Heading, Table, Text
from facilitator.core.records import Clock, Item, Step
from facilitator.core.stepview import StepView
from facilitator.core.workshop import Field


def blocks(view: StepView) -> list[AnyBlock]:
    """Cards by group with number, title and filled fields; the parked ones; for the consultant what was put away.

    When a later step works on the same cards, they stand there, and here only how many were collected.
    """
    cards = shown(view)
    if not cards and not put_away(view):
        return [Text(text=view.tr("No cards."))]
    if _shown_later(view):
        made = [item for item in view.all_items.values() if item.step == view.step.id and not item.hidden]
        if _collected_before(view):
            return []  # late and split cards are no news of their own
        sentence = view.tr.n("{n} card came in here.", "{n} cards came in here.", len(made))
        return [Text(text=sentence)] if made else []
    result: list[AnyBlock] = []
    groups = grouped(view, cards)
    for cluster, members in [*groups[1:], groups[0]]:
        if not members:
            continue
        if view.clusters:
            result.append(Heading(text=cluster.title if cluster else view.tr("Not yet grouped"), level=3))
        result.append(_table(view, members))
        result += [block for item in members for block in _answers(view, item)]
    return result + _away(view)


def _shown_later(view: StepView) -> bool:
    """Whether a later step that has been begun, or gone to, works on all of these cards, in the same kind of step."""
    row = ordered(list(view.table(Step).values()))
    at = next((i for i, step in enumerate(row) if step.id == view.step.id), len(row))
    here = {clock.step for clock in view.table(Clock).values()}
    gone_to = {step.id for i, step in enumerate(row) if any(later.id in here for later in row[i:])}
    return any(
        step.kind == view.step.kind
        and step.items == view.step.items
        and step.only in ({}, view.step.only)
        and step.state != "skipped"
        and (bool(step.started) or step.id in gone_to)
        for step in row[at + 1 :]
    )


def _collected_before(view: StepView) -> bool:
    """Whether cards of the same collection came in at an earlier step of this kind."""
    earlier = set()
    for step in ordered(list(view.table(Step).values())):
        if step.id == view.step.id:
            break
        if step.kind == view.step.kind and step.items == view.step.items:
            earlier.add(step.id)
    return any(item.step in earlier for item in view.all_items.values())


def _table(view: StepView, items: Sequence[Item]) -> Table:
    tr = view.tr
    rows = [(str(item.number), item.title, item.text, _author(view, item)) for item in items]
    name = view.collection.title if view.collection else tr("Card")
    columns = (
        Column(title=tr("No."), align="right"),
        Column(title=name),
        Column(title=tr("Description")),
        Column(title=tr("Author"), audience="team"),
    )
    used = [i for i in range(len(columns)) if i < 2 or any(row[i] for row in rows)]
    return Table(columns=tuple(columns[i] for i in used), rows=tuple(tuple(row[i] for i in used) for row in rows))


def _author(view: StepView, item: Item) -> str:
    person = view.people.get(item.author) if item.author else None
    return person.name if person else ""


def _answers(view: StepView, item: Item) -> list[AnyBlock]:
    """The filled fields of a card; those that name a person are for the team."""
    fields = view.collection.fields if view.collection else ()
    given = [field for field in fields if item.fields.get(field.id)]
    people = [field for field in given if field.type == "person"]
    others = [field for field in given if field.type != "person"]
    title = f"{item.number} · {item.title}"
    result: list[AnyBlock] = []
    if others:
        result.append(_answer_table(view, item, title, others))
    if people:
        table = _answer_table(view, item, "" if others else title, people)
        result.append(Table(title=table.title, columns=table.columns, rows=table.rows, audience="team"))
    return result


def _answer_table(view: StepView, item: Item, title: str, fields: Sequence[Field]) -> Table:
    columns = (Column(title=view.tr("Question")), Column(title=view.tr("Answer")))
    return Table(title=title, columns=columns, rows=tuple((f.title, item.fields[f.id]) for f in fields))


def _away(view: StepView) -> list[AnyBlock]:
    tr, away = view.tr, put_away(view)
    parked = tuple(f"{item.number} · {item.title}" for item in away if item.state == "parked")
    result: list[AnyBlock] = []
    if parked:
        result += [Heading(text=tr("Parked cards"), level=3), Bullets(items=parked)]
    rest = []
    for item in away:
        goal = view.all_items.get(item.merged_into or "")
        if item.state == "archived":
            rest.append(tr("{n} · {title} (archived)", n=item.number, title=item.title))
        elif item.state == "merged" and goal:
            rest.append(tr("{n} · {title} (merged into {goal})", n=item.number, title=item.title, goal=goal.number))
    if rest:
        result.append(Heading(text=tr("Archived and merged cards"), level=3, audience="consultant"))
        result.append(Bullets(items=tuple(rest), audience="consultant"))
    return result


def unfinished(view: StepView) -> str:
    """Why going on now should ask once: no cards, covered ones, or nothing done of what the step is for."""
    tr, cards = view.tr, shown(view)
    if waiting := _waiting(view):
        return waiting
    if not cards:
        return tr("There are no cards yet.")
    if view.settings.mode == "cluster" and all(item.cluster is None for item in cards):
        return tr("No card is in a group yet.")
    if (
        view.settings.mode == "sharpen"
        and not any(filled(view, item)[0] for item in cards)
        and filled(view, cards[0])[1]
    ):
        return tr("No card has an answer to any question yet.")
    return ""


def _waiting(view: StepView) -> str:
    if gathering(view) is not None:
        return view.tr("The anonymous cards have not been shown yet.")
    n = len(covered(view))
    return view.tr.n("{n} card is still covered.", "{n} cards are still covered.", n) if n else ""


def open_ends(view: StepView) -> list[str]:
    """What is still open when the session is to be finished: covered cards, and parked ones that came from here."""
    ends = [_waiting(view)]
    parked = [i for i in put_away(view) if i.state == "parked" and i.step == view.step.id]
    if parked:
        ends.append(view.tr.n("{n} card is parked.", "{n} cards are parked.", len(parked)))
    return [end for end in ends if end]

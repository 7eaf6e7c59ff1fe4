"""Findings across steps: what a vote, a map of people and a list of stakeholders say about a matrix."""

from collections.abc import Iterator, Mapping

from facilitator.activities.raci.findings import Finding, Judged, Key, Named, judged, of_rows_and_columns
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Accepted
from facilitator.core.ids import Id
from facilitator.core.text import folded

INFLUENCER = "F"
BLOCKER, CHAMPION = "critical_blocker", "key_champion"
"""Quadrants as the map calls them."""


def across(matrix: Matrix, named: Named | None = None) -> list[Finding]:
    """What the session's other steps add. All but a missing winner tell of the map, so they are not for the room."""
    named = named or matrix.column_title
    quadrants = matrix.view.facts("quadrant")
    return [
        *_winners(matrix),
        *_blockers(matrix, named, quadrants),
        *_champions(matrix, quadrants),
        *_strangers(matrix, named, quadrants),
    ]


def all_findings(matrix: Matrix, named: Named | None = None) -> Judged:
    """Everything that is odd about a matrix, without what was accepted."""
    found = [*of_rows_and_columns(matrix, named), *across(matrix, named)]
    return judged(found, matrix.view.records(Accepted))


def _winners(matrix: Matrix) -> Iterator[Finding]:
    """A use case was chosen, and nobody has talked about who does what in it."""
    view, tr = matrix.view, matrix.view.tr
    if not matrix.rows:
        return
    there = {row.item for row in matrix.all_rows}
    tasks = {row.task for row in matrix.all_rows}
    there |= {task.item for task in view.tasks if task.id in tasks}
    called = {folded(matrix.row_title(row)) for row in matrix.all_rows}
    for id_ in view.facts("winner"):
        item = view.all_items.get(id_)
        if item is None or item.state != "active" or id_ in there or folded(item.title) in called:
            continue
        text = tr("{n} “{title}” was chosen and has no row.", n=item.number, title=item.title)
        yield Finding(Key("no_row", item=id_), "warning", text, tr("Add it as a row, or say why it needs none."))


def _blockers(matrix: Matrix, named: Named, quadrants: Mapping[Id, str]) -> Iterator[Finding]:
    """Who is against it holds a letter on which the work depends."""
    tr = matrix.view.tr
    for column in matrix.all_columns if quadrants else ():
        person = matrix.person_of(column)
        if person is None or quadrants.get(person.id) != BLOCKER:
            continue
        cells = matrix.of_column(column.id)
        for row in matrix.activities:
            if matrix.settings.answering in cells.get(row.id, ""):
                text = tr(
                    "{column} answers for it and is a critical blocker: “{row}”",
                    row=matrix.row_title(row),
                    column=named(column),
                )
                hint = tr("Talk before the work begins: what would have to be true for a yes? Else somebody else.")
                yield Finding(Key("blocker_answers", row.id, column.id), "error", text, hint, private=True)
        if any(INFLUENCER in letters for letters in cells.values()) and INFLUENCER in matrix.settings.words:
            text = tr("{column} is an influencer and a critical blocker.", column=named(column))
            hint = tr("Others listen there first: hear the concerns one to one, give the strongest one a role.")
            yield Finding(Key("blocker_influences", column=column.id), "warning", text, hint, private=True)


def _champions(matrix: Matrix, quadrants: Mapping[Id, str]) -> Iterator[Finding]:
    """Who wants it and counts has nothing to do in it."""
    tr, view = matrix.view.tr, matrix.view
    champions = [id_ for id_, quadrant in quadrants.items() if quadrant == CHAMPION]
    if not champions or not matrix.cells:
        return
    persons = ((matrix.person_of(column), column) for column in matrix.all_columns)
    busy = {person.id for person, column in persons if person and matrix.of_column(column.id)}
    for id_ in champions:
        person = view.people.get(id_)
        if person is not None and id_ not in busy:
            text = tr("{name} is a key champion and has no role.", name=person.name)
            hint = tr("Give what is there something to do: a letter, or the part of an ambassador.")
            yield Finding(Key("idle_champion", person=id_), "warning", text, hint, private=True)


def _strangers(matrix: Matrix, named: Named, quadrants: Mapping[Id, str]) -> Iterator[Finding]:
    """Who does or answers for something is not on the list of stakeholders; asked only where there is one."""
    tr, view = matrix.view.tr, matrix.view
    listed = {*view.facts("stakeholder"), *quadrants}
    wanted = {matrix.settings.does, matrix.settings.answering}
    for column in matrix.all_columns if listed else ():
        person = matrix.person_of(column)
        if person is None or person.id in listed or not wanted & set(matrix.counts(column.id)):
            continue
        text = tr("{column} does or answers for something and is not on the map.", column=named(column))
        hint = tr("Put this person on the map: for it, against it, with how much influence?")
        yield Finding(Key("not_on_map", column=column.id), "hint", text, hint, private=True)

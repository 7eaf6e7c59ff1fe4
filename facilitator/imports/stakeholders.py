"""Lists of stakeholders and charts with quadrants to people with influence and attitude."""

from collections.abc import Sequence
from dataclasses import replace

from msgspec.structs import replace as altered

from facilitator.core.i18n import N_, Translator
from facilitator.core.text import BODY, clean, folded, line
from facilitator.imports.attitudes import unknown
from facilitator.imports.found import FoundStakeholder, FoundStakeholders
from facilitator.imports.judging import TITLES, Judged
from facilitator.imports.people import parse_people
from facilitator.imports.preview import Answers, Notes, Preview
from facilitator.imports.quadrant import Chart, charts
from facilitator.imports.reading import Line, Material, sheets, tables, text_of
from facilitator.imports.stakeholder_charts import of_chart
from facilitator.imports.stakeholder_heads import FIELDS, Roster, merged, rosters
from facilitator.imports.stakeholder_names import filled, once
from facilitator.imports.words import has_words

LONGEST = 1_000
"""Characters of a line that may hold names."""
COLUMNS = {
    "name": N_("name"),
    "first": N_("first name"),
    "middle": N_("name between"),
    "last": N_("last name"),
    "email": N_("e-mail"),
    "organisation": N_("organisation"),
    "department": N_("department"),
    "role": N_("role"),
    "influence": N_("influence"),
    "interest": N_("interest"),
    "attitude": N_("attitude"),
    "category": N_("attitude in a word"),
    "concerns": N_("concerns"),
    "message": N_("what they need to hear"),
    "evidence": N_("notes"),
    "owner": N_("who keeps the contact"),
    "next_step": N_("next step"),
}


def read_stakeholders(text: Material, tr: Translator, answers: Answers = {}) -> Preview:  # noqa: B006 – it is only read
    """The stakeholders of a text: a table, a chart with quadrants, or lines with names.

    Answers are about ``table``, ``column:<n>``, ``scale:<field>``, ``word:<field>:<word>``, ``axis:x``, ``axis:y`` and
    ``places`` (``out`` or ``in``: what becomes of places to fill in).
    """
    notes = Notes(tr, answers)
    notes.measure(text)
    drawn = [chart for chart in charts(text_of(text)) if chart.points]
    sources: list[Roster | Chart] = [*_lists(text), *drawn]
    if not sources:
        if empty := next(charts(text_of(text)), None):
            notes.doubt(tr("The chart in line {n} has no points.", n=empty.line))
            return notes.preview(None)
        return _names(text_of(text), notes)
    source = notes.one_of(sources, lambda one: _about(one, tr))
    if isinstance(source, Chart):
        return _preview(of_chart(source, notes), notes)
    people = _of_list(source, notes)
    if source.own:
        people = _sharpened(people, drawn, tr)
    return _preview(people, notes)


def _about(source: Roster | Chart, tr: Translator) -> tuple[int, str]:
    bare = tr("chart with quadrants") if isinstance(source, Chart) else ", ".join(filter(None, source.heads))
    return source.line, source.title or bare


def _lists(text: Material) -> list[Roster]:
    read = tables(text)
    if read and read[0].form != "cells":
        return merged([roster for table in read for roster in rosters(table)])
    best: list[Roster] = []
    for table in sheets(text):
        found = merged(list(rosters(table)))
        if sum(one.weight for one in found) > sum(one.weight for one in best):
            best = found
    return best


def _of_list(roster: Roster, notes: Notes) -> list[FoundStakeholder]:
    """The people of a table."""
    roster, tr = _with_columns(roster, notes), notes.tr
    judged: dict[str, Judged] = {}
    for field in ("influence", "attitude", "category"):
        if field in roster.fields:
            at = roster.fields.index(field)
            what = "attitude" if field == "category" else field
            cells = [row.cells[at] for row in roster.body if at < len(row.cells)]
            judged[field] = Judged(what, roster.heads[at], cells, notes, own=roster.own)
    people = [person for row in roster.body if (person := _person(row, roster, judged, notes))]
    for one in judged.values():
        one.say()
    if left := [line(" ".join(filter(None, row.cells)), 60) for row in roster.left]:
        notes.doubt(tr("Left out, no part of the list: {texts}.", texts=notes.few(left)))
    return people


def _sharpened(people: Sequence[FoundStakeholder], drawn: Sequence[Chart], tr: Translator) -> list[FoundStakeholder]:
    """The people of a table of ours with the values of the chart above it, which are not rounded."""
    exact = {one.name: one for chart in drawn for one in of_chart(chart, Notes(tr, {}))}
    found = []
    for person in people:
        one = exact.get(person.name)
        same = one is not None and _near(one.influence, person.influence) and _near(one.attitude, person.attitude)
        found.append(altered(person, influence=one.influence, attitude=one.attitude) if one and same else person)
    return found


def _near(exact: float | None, rounded: float | None) -> bool:
    return exact is not None and rounded is not None and abs(exact - rounded) < 0.06


def _with_columns(roster: Roster, notes: Notes) -> Roster:
    tr, fields = notes.tr, list(roster.fields)
    options = [*((field, tr(COLUMNS[field])) for field in FIELDS), ("", tr("not read"))]
    for at, head in enumerate(roster.heads):
        fields[at] = notes.column(at, head, options, fields[at])
    notes.unread(roster.heads, fields)
    return replace(roster, fields=tuple(fields))


def _person(row: Line, roster: Roster, judged: dict[str, Judged], notes: Notes) -> FoundStakeholder | None:
    values: dict[str, str] = {}
    for field, cell in zip(roster.fields, row.cells, strict=False):
        if field and cell and field not in values:
            values[field] = cell
    whole = " ".join(line(values.get(part, "")) for part in ("first", "middle", "last"))
    name = line(values.get("name", "") or whole)
    if not has_words(name):
        text = line(" ".join(filter(None, row.cells)), 60)
        notes.doubt(notes.tr("Line {n} has no name in it and is left out: {text}.", n=row.at, text=text))
        return None
    beside = [clean(values.get("evidence", ""))]
    if not unknown(cell := values.get("interest", "")):
        beside.append(f"{notes.tr('Interest')}: {line(cell)}")
    stance = values.get("attitude", "")
    category = judged["category"].category(values.get("category", "")) if "category" in judged else ""
    attitude = judged["attitude"].value(stance) if "attitude" in judged else None
    if "attitude" in judged and not category:
        category = judged["attitude"].category(stance)
        if category and category != folded(stance).replace(" ", "_"):
            beside.append(f"{notes.tr(TITLES['attitude'])}: {line(stance)}")
    elif "category" in judged and attitude is None and "attitude" not in judged:
        attitude = judged["category"].value(values.get("category", ""))
    return FoundStakeholder(
        name=name,
        influence=judged["influence"].value(values.get("influence", "")) if "influence" in judged else None,
        attitude=attitude,
        category=category,
        evidence=clean("\n".join(filter(None, beside))),
        **{field: line(values.get(field, "")) for field in ("email", "organisation", "department", "role", "owner")},
        **{field: clean(values.get(field, ""), BODY) for field in ("concerns", "message")},
        next_step=line(values.get("next_step", "")),
    )


def _names(text: str, notes: Notes) -> Preview:
    """Plain lines: names and no more."""
    tr = notes.tr
    lines = text.splitlines()
    if long := [one for one in lines if len(one) > LONGEST]:
        notes.doubt(tr.n("{n} line is too long for a name.", "{n} lines are too long for a name.", len(long)))
    people, doubts = parse_people("\n".join(one for one in lines if len(one) <= LONGEST), tr)
    for doubt in doubts:
        notes.doubt(doubt)
    if not people:
        notes.doubt(tr("There are no stakeholders in this text: no table with names, no chart, no lines with names."))
        return notes.preview(None)
    notes.doubt(tr("There are no headings for influence or attitude: nobody gets a place."))
    found = [
        FoundStakeholder(
            name=person.name,
            email=person.email,
            organisation=person.organisation,
            department=person.department,
            role=person.role,
        )
        for person in people
    ]
    return _preview(found, notes)


def _preview(people: Sequence[FoundStakeholder], notes: Notes) -> Preview:
    tr = notes.tr
    people = once(filled(people, notes), notes)
    if not people:
        return notes.preview(None)
    known = sum(person.influence is not None and person.attitude is not None for person in people)
    said = " · ".join(
        (tr.n("{n} stakeholder", "{n} stakeholders", len(people)), tr.n("{n} with a place", "{n} with a place", known))
    )
    heads = (tr("Name"), tr("Influence"), tr("Attitude"), tr("Role"), tr("Notes"))
    rows = [
        (
            person.name,
            "?" if person.influence is None else tr.number(person.influence),
            "?" if person.attitude is None else tr.number(person.attitude),
            " · ".join(filter(None, (person.role, person.department, person.organisation))),
            line(person.concerns or person.evidence or person.next_step, 60),
        )
        for person in people
    ]
    return notes.preview(FoundStakeholders(people=tuple(people)), said, heads, rows)

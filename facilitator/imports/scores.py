"""Tables and charts with values of items by criterion."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite

from facilitator.core.i18n import LANGUAGES, N_, Translator, translator
from facilitator.core.text import folded, line
from facilitator.imports.found import FoundScore, FoundScores
from facilitator.imports.preview import Answers, Notes, Preview
from facilitator.imports.quadrant import Chart, charts
from facilitator.imports.reading import Line, Material, Table, sheets, tables, text_of
from facilitator.imports.words import ACTIVITY, has_words, is_own, nobody, placeholder, words

DEEPEST = 25
MOSTLY = 0.5
"""From this share of numbers among its filled cells a column may be a criterion."""
_TITLES = (
    ACTIVITY
    | frozenset("idea ideas title name case usecase use card initiative project option feature topic".split())
    | frozenset("idee ideeen titel naam kaart initiatief optie idee vorhaben projekt karte massnahme".split())
)
_COMPUTED = frozenset(
    "score scores total sum rank ranking rang rice ice wsjf points average mean avg totaal som gemiddelde punkte "
    "gesamt summe durchschnitt mittelwert votes stemmen stimmen dots no nr id number nummer quadrant priority "
    "prioriteit prioritat median dispersion values spread year date".split()
)
"""Headings of columns that are no judgement of anybody."""
_OWN = ("Rank", "No.", "Score", "Quadrant")
"""What our reports call such columns, in every language."""
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,' ])\d{3}(?:\1\d{3})*")
_VALUE = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*(?:%|/\s*\d+|pts?|x|=)?")
_STARS = re.compile(r"([★⭐]+)☆*")
_NUMBERED = re.compile(r"#?\d{1,4}[.:]?\s+(\S.*)")
_LOW = "low laag gering niedrig little weinig wenig klein small baixo".split()
_HIGH = "high hoog hoch much veel viel gross groot large alto".split()


@dataclass(frozen=True)
class _Sheet:
    heads: tuple[str, ...]
    fields: tuple[str, ...]
    """``title``, ``value`` or empty for each column."""
    body: tuple[Line, ...]
    line: int
    title: str

    @property
    def own(self) -> bool:
        """Whether it is the table of one of our reports."""
        return {"Card", "Score"} <= {
            message for head in self.heads for message in ("Card", "Score") if is_own(head, message)
        }

    @property
    def weight(self) -> int:
        return len(self.body) * self.fields.count("value")

    def cell(self, row: Line, at: int) -> str:
        return row.cells[at] if at < len(row.cells) else ""


def read_scores(text: Material, tr: Translator, answers: Answers = {}) -> Preview:  # noqa: B006 – it is only read
    """The scores of a text: a table with numbers, or a chart with quadrants.

    Answers are about ``table``, ``column:<n>``, ``comma:<n>`` (``decimal`` or ``thousands``) and ``axis:x``, ``axis:y``
    (``up`` or ``down``: where more of it is).
    """
    notes = Notes(tr, answers)
    notes.measure(text)
    sources: list[_Sheet | Chart] = [*_sheets(text), *(chart for chart in charts(text_of(text)) if chart.points)]
    if not sources:
        message = N_("There are no scores in this text: no table with a column of names and one of numbers, no chart.")
        notes.doubt(tr(message))
        return notes.preview(None)
    source = notes.one_of(sources, lambda one: _about(one, tr))
    found = _of_chart(source, notes) if isinstance(source, Chart) else _of_sheet(source, notes)
    if not found.criteria or not found.items:
        notes.doubt(tr("No scores are left with these columns."))
        return notes.preview(None)
    said = " · ".join(
        (
            tr.n("{n} item", "{n} items", len(found.items)),
            tr.n("{n} criterion", "{n} criteria", len(found.criteria)),
        )
    )
    rows = [(one.title, *("" if v is None else tr.number(v) for v in one.values)) for one in found.items]
    return notes.preview(found, said, (tr("Card"), *found.criteria), rows)


def _about(source: _Sheet | Chart, tr: Translator) -> tuple[int, str]:
    bare = tr("chart with quadrants") if isinstance(source, Chart) else ", ".join(filter(None, source.heads))
    return source.line, source.title or bare


def _sheets(text: Material) -> list[_Sheet]:
    """The tables with scores, the largest first."""
    read = tables(text)
    if read and read[0].form != "cells":
        found = [sheet for table in read if (sheet := _sheet(table))]
        return sorted(found, key=lambda sheet: (not sheet.own, -sheet.weight))
    found = [sheet for table in sheets(text) if (sheet := _sheet(table))]
    return sorted(found, key=lambda sheet: -sheet.weight)[:1]


def _sheet(table: Table) -> _Sheet | None:
    best: _Sheet | None = None
    for at, head in enumerate(table.lines[:DEEPEST]):
        if head.filled < 2 or sum(value_of(cell) is not None for cell in head.cells) > head.filled / 2:
            continue
        heads = tuple(map(line, head.cells))
        body = tuple(row for row in table.lines[at + 1 :] if row.filled and tuple(map(line, row.cells)) != heads)
        fields = _fields(heads, body)
        sheet = _Sheet(heads, fields, body, head.at, table.title)
        if "title" in fields and sheet.weight and (best is None or sheet.weight > best.weight):
            best = sheet
    return best


def _fields(heads: Sequence[str], body: Sequence[Line]) -> tuple[str, ...]:
    fields, wordy = [], {}
    for at, head in enumerate(heads):
        cells = [row.cells[at] for row in body if at < len(row.cells) and not nobody(row.cells[at])]
        numbers = sum(value_of(cell) is not None for cell in cells)
        good = bool(head) and bool(cells) and numbers > len(cells) * MOSTLY
        computed = bool(set(words(head)) & _COMPUTED) or any(is_own(head, message) for message in _OWN)
        fields.append("value" if good and not computed and words(head) else "")
        if not good and any(map(has_words, cells)):
            wordy[at] = len(set(cells))
    named = [at for at in wordy if set(words(heads[at])) & _TITLES]
    if wordy:
        fields[named[0] if named else max(wordy, key=lambda at: (wordy[at], -at))] = "title"
    return tuple(fields)


def value_of(cell: str, *, thousands: bool = False) -> float | None:
    """The number in a cell: decimal comma or point, ``80 %``, ``4/5``, stars.

    None: there is none, or it is too large to count with.

    ``thousands``: a comma or point before three digits groups them.
    """
    text = cell.strip().removesuffix("*").strip()
    if stars := _STARS.fullmatch(text):
        return float(len(stars[1]))
    if thousands and _GROUPED.fullmatch(text):
        value = float(re.sub(r"[.,' ]", "", text))
    elif found := _VALUE.fullmatch(text.replace("−", "-")):
        value = float(found[1].replace(",", "."))
    else:
        return None
    return value if isfinite(value) else None


def _of_sheet(sheet: _Sheet, notes: Notes) -> FoundScores:
    sheet, tr = _with_columns(sheet, notes), notes.tr
    places = [at for at, field in enumerate(sheet.fields) if field == "value"]
    title = sheet.fields.index("title") if "title" in sheet.fields else -1
    grouped = {at: _thousands(sheet, at, notes) for at in places}
    parts = {at for at in places if _mixed(sheet, at, notes)}
    items: list[FoundScore] = []
    odd: list[str] = []
    nameless: list[str] = []
    for row in sheet.body:
        name = line(sheet.cell(row, title)) if title >= 0 else ""
        cells = [sheet.cell(row, at) for at in places]
        if not name or placeholder(name) or (row.filled == 1):
            nameless.append(" ".join(filter(None, row.cells)))
            continue
        values = tuple(
            None if value is None else value / 100 if at in parts and "%" in cell else value
            for at, cell in zip(places, cells, strict=True)
            for value in (value_of(cell, thousands=grouped[at]),)
        )
        odd += [
            f"{line(cell, 30)} ({line(name, 30)})"
            for cell, value in zip(cells, values, strict=True)
            if value is None and not nobody(cell)
        ]
        items.append(FoundScore(title=name, values=values))
    if odd:
        notes.doubt(tr("No numbers, not read: {cells}.", cells=notes.few(odd)))
    if nameless:
        notes.doubt(tr("Lines that are left out: {texts}.", texts=notes.few(line(text, 50) for text in nameless)))
    twice = [
        item.title for at, item in enumerate(items) if any(folded(item.title) == folded(o.title) for o in items[:at])
    ]
    if twice:
        notes.doubt(tr("The same title more than once: {names}.", names=notes.few(twice)))
    return FoundScores(criteria=tuple(sheet.heads[at] for at in places), items=tuple(items))


def _with_columns(sheet: _Sheet, notes: Notes) -> _Sheet:
    tr, fields = notes.tr, list(sheet.fields)
    options = [("title", tr("title")), ("value", tr("criterion")), ("", tr("not read"))]
    for at, head in enumerate(sheet.heads):
        if head or fields[at]:
            fields[at] = notes.column(at, head, options, fields[at])
    notes.unread(sheet.heads, fields)
    return replace(sheet, fields=tuple(fields))


def _column(sheet: _Sheet, at: int) -> list[str]:
    return [cell for row in sheet.body if (cell := sheet.cell(row, at).strip())]


def _thousands(sheet: _Sheet, at: int, notes: Notes) -> bool:
    """Whether a sign before three digits groups them; asked where it could be either."""
    cells = _column(sheet, at)
    grouped = [cell for cell in cells if _GROUPED.fullmatch(cell)]
    if not grouped:
        return False
    tr = notes.tr
    options = [("thousands", tr("thousands: 1,120 is more than a thousand")), ("decimal", tr("a decimal sign"))]
    plain = not any(re.search(r"[.,](\d{1,2}|\d{4,})$", cell) for cell in cells)
    guess = "thousands" if plain and not any(cell.lstrip("+-").startswith("0") for cell in grouped) else "decimal"
    chosen = notes.choose(f"comma:{at}", tr("The sign in “{value}” is for", value=grouped[0]), options, guess)
    if chosen == "thousands":
        notes.doubt(tr("Read as thousands: {cells}.", cells=notes.few(grouped)))
    return chosen == "thousands"


def _mixed(sheet: _Sheet, at: int, notes: Notes) -> bool:
    """Whether percentages stand beside parts of one, and are read as such."""
    cells = _column(sheet, at)
    shares = [cell for cell in cells if "%" in cell and value_of(cell) is not None]
    others = [value for cell in cells if "%" not in cell and (value := value_of(cell)) is not None]
    if not shares or not others or max(others) > 1:
        return False
    notes.doubt(notes.tr("Percentages beside parts of one, read as parts of one: {cells}.", cells=notes.few(shares)))
    return True


def _of_chart(chart: Chart, notes: Notes) -> FoundScores:
    tr = notes.tr
    criteria, down = [], []
    for axis, ends in (("x", chart.x), ("y", chart.y)):
        name, turned = axis_of(ends)
        called = name or axis
        options = [("up", tr("more of it at the end")), ("down", tr("more of it at the beginning"))]
        down.append(notes.axis(axis, ends, options, "down" if turned else "up") == "down")
        criteria.append(called)
    notes.odd(chart.odd)
    numbered = all(_NUMBERED.fullmatch(point.label) for point in chart.points)
    items = [
        FoundScore(
            title=_NUMBERED.sub(r"\1", point.label) if numbered else point.label,
            values=(
                round(1 - point.x, 6) if down[0] else point.x,
                round(1 - point.y, 6) if down[1] else point.y,
            ),
        )
        for point in chart.points
    ]
    return FoundScores(criteria=tuple(criteria), items=tuple(items), shares=True)


def axis_of(ends: tuple[str, str]) -> tuple[str, bool]:
    """The criterion of an axis out of the words at its ends, and whether more of it is at the beginning."""
    for language in LANGUAGES:
        own = translator(language)
        low, high = (_around(own(message, title="\0")) for message in (N_("{title}: low"), N_("{title}: high")))
        if (one := low.fullmatch(ends[0])) and high.fullmatch(ends[1]):
            return line(one[1]), False
        if (one := high.fullmatch(ends[0])) and low.fullmatch(ends[1]):
            return line(one[1]), True
    turned = any(word in _HIGH for word in words(ends[0])) and any(word in _LOW for word in words(ends[1]))
    known = {*_LOW, *_HIGH}
    kept = [word for word in (ends[1] or ends[0]).split() if folded(word.strip(":()-")) not in known]
    return line(" ".join(kept)) or line(ends[1] or ends[0]), turned


def _around(sentence: str) -> re.Pattern[str]:
    before, _, after = sentence.partition("\0")
    return re.compile(f"{re.escape(before)}(.+){re.escape(after)}")

"""A scoring in the report: the three questions, the table, the picture, and what is still open."""

from collections.abc import Callable

from facilitator.activities.scoring.rules import QUADRANTS, Scores, current, rounds
from facilitator.activities.scoring.sheet import Entry, Sheet, result
from facilitator.activities.scoring.texts import (
    accord,
    axis_words,
    called,
    cut_note,
    distribution,
    formula,
    numbers,
    preset_name,
    quadrant_name,
    round_name,
    score_text,
    sensitivity,
    turnout,
    value_text,
)
from facilitator.core.blocks import AnyBlock, Bullets, Column, Heading, Plane, Point, Table, Text
from facilitator.core.i18n import Translator
from facilitator.core.rounds import Round
from facilitator.core.stepview import StepView

AT_A_GLANCE = 10
"""Most numbers of cards in a sentence on the screen."""


Disagreement = Callable[[Entry, Sheet, Translator], str]


def blocks(view: StepView) -> list[AnyBlock]:
    """The result of the step, then its other rounds in short; nothing of a round that is not revealed."""
    tr, done = view.tr, rounds(view)
    sheet = result(view)
    if not done:
        return [Text(text=tr("Nobody has scored yet."))]
    found: list[AnyBlock] = []
    if sheet is not None:
        found += [*questions(sheet, tr), *_table(sheet, tr)]
        found += [block for block in (plane(sheet, tr),) if block is not None]
        found += [*_dispersion(sheet, tr), *_record(view, sheet)]
    for scores in done:
        if sheet is None or scores.id != sheet.scores.id:
            found += [Heading(text=round_name(scores, tr), level=3), Text(text=_in_short(view, scores))]
    return found


def questions(sheet: Sheet, tr: Translator) -> list[AnyBlock]:
    """What is on top, what can go, where people disagree, and what it depends on."""
    found: list[AnyBlock] = []
    for title, lines, nothing in three_questions(sheet, tr, _criteria):
        found.append(Heading(text=title, level=3))
        found.append(Bullets(items=tuple(lines)) if lines else Text(text=nothing))
    found += [Text(text=line) for line in (cut_note(sheet, tr), accord(sheet.scores, tr)) if line]
    depends = sensitivity(sheet, tr)
    if len(depends) > 1:
        return [*found, Text(text=depends[0]), Bullets(items=tuple(depends[1:]))]
    return found + [Text(text=line) for line in depends]


def three_questions(sheet: Sheet, tr: Translator, on_what: Disagreement) -> list[tuple[str, list[str], str]]:
    """(question, answers, what to say when there are none). ``on_what``: what stands behind the name of a card about
    which people disagree."""
    nowhere = tr("Nobody knows: there is one value for all.")
    if sheet.scores.way == "ballots":
        known = any(figure.dispersion is not None for entry in sheet.entries for figure in entry.figures.values())
        few = tr("Not shown: too few have scored to keep single ballots secret.")
        nowhere = tr("Nowhere: on every card the values are close together.") if known else few
    return [
        (
            tr("What is on top?"),
            [f"{_named(entry)} ({score_text(entry.score, tr)})" for entry in sheet.top],
            tr("No card has all of its values yet."),
        ),
        (
            tr("What can go?"),
            [f"{_named(entry)} ({score_text(entry.score, tr)})" for entry in sheet.can_go],
            tr("Nothing stands out."),
        ),
        (
            tr("Where do we disagree?"),
            [f"{_named(entry)}{on_what(entry, sheet, tr)}" for entry in sheet.disputed],
            nowhere,
        ),
    ]


def _criteria(entry: Entry, sheet: Sheet, tr: Translator) -> str:
    """Without figures: a report has these in the table for the team."""
    return " – " + ", ".join(entry.figures[id_].criterion.title for id_ in entry.disputed)


def _named(entry: Entry) -> str:
    return f"{entry.card.number} · {entry.card.title}"


def _table(sheet: Sheet, tr: Translator) -> list[AnyBlock]:
    if not sheet.entries:
        return []
    columns = [
        Column(title=tr("Rank"), align="right"),
        Column(title=tr("No."), align="right"),
        Column(title=tr("Card")),
        Column(title=tr("Score"), align="right"),
        *(Column(title=one.title, align="right") for one in sheet.criteria),
    ]
    if sheet.axes:
        columns.append(Column(title=tr("Quadrant")))
    return [Table(title=tr("Scores"), columns=tuple(columns), rows=tuple(_row(e, sheet, tr) for e in sheet.ranking))]


def _row(entry: Entry, sheet: Sheet, tr: Translator) -> tuple[str, ...]:
    cells = [str(entry.rank or "–"), str(entry.card.number), entry.card.title]
    cells.append(score_text(entry.score, tr))
    cells += [value_text(entry.figures[one.id], tr) or "–" for one in sheet.criteria]
    if sheet.axes:
        cells.append(quadrant_name(entry.quadrant, sheet.settings, tr) if entry.quadrant else "–")
    return tuple(cells)


def plane(sheet: Sheet, tr: Translator) -> Plane | None:
    """The picture; None: there are no two axes, or no card has a place on them."""
    words = axis_words(sheet, tr)
    points = tuple(
        Point(label=called(entry.card), x=entry.place[0], y=entry.place[1], short=str(entry.card.number))
        for entry in sheet.entries
        if entry.place is not None
    )
    if words is None or not points:
        return None
    above_right, above_left, below_left, below_right = (quadrant_name(key, sheet.settings, tr) for key in QUADRANTS)
    return Plane(
        title=sheet.view.title,
        x=words[0],
        y=words[1],
        quadrants=(above_right, above_left, below_left, below_right),
        points=points,
    )


def _dispersion(sheet: Sheet, tr: Translator) -> list[AnyBlock]:
    """Means, medians, distributions and dispersion, where they may be shown: for the team."""
    rows = [
        (
            str(entry.card.number),
            figure.criterion.title,
            tr.number(figure.line.mean or 0.0),
            tr.number(figure.median or 0.0, 1),
            str(figure.line.raters),
            distribution(figure, tr),
            tr.number(figure.dispersion or 0.0),
        )
        for entry in sheet.entries
        for figure in entry.figures.values()
        if figure.line.counts
    ]
    if not rows:
        return []
    titles = (tr("No."), tr("Criterion"), tr("Mean"), tr("Median"), tr("Values"), tr("Distribution"), tr("Dispersion"))
    columns = tuple(Column(title=title, align="left" if at in (1, 5) else "right") for at, title in enumerate(titles))
    return [Table(title=tr("How far apart the values are"), columns=columns, rows=tuple(rows), audience="team")]


def _record(view: StepView, sheet: Sheet) -> list[AnyBlock]:
    tr = view.tr
    found: list[AnyBlock] = [
        Text(text=tr("How this was scored"), strong=True),
        Bullets(items=tuple(record_lines(sheet, tr))),
    ]
    record = view.table(Round).get(sheet.scores.id)
    if record is not None and record.root:
        text = tr("Root hash of the sealed ballots: {root}", root=record.root)
        found.append(Text(text=text, audience="consultant"))
    return found


def record_lines(sheet: Sheet, tr: Translator) -> list[str]:
    """How a result came about: criteria, formula, turnout, what was corrected, what is missing."""
    scores = sheet.scores
    lines = [preset_name(scores, tr), formula(scores, tr), turnout(scores, tr)]
    corrected = [
        f"{entry.card.number} {figure.criterion.title} {tr.number(figure.line.mean or 0.0, 1)} → "
        f"{tr.number(figure.agreed)}"
        for entry in sheet.entries
        for figure in entry.figures.values()
        if figure.agreed is not None and figure.line.mean is not None
    ]
    if corrected:
        lines.append(tr("Corrected together after the reveal: {what}", what="; ".join(corrected)))
    if sheet.without:
        lines.append(missing(sheet, tr))
    return lines


def missing(sheet: Sheet, tr: Translator, most: int | None = None) -> str:
    """Cards without a score, in a sentence; of many only the first ``most`` numbers."""
    return tr.n(
        "{n} card has no score, because a value is missing: {numbers}",
        "{n} cards have no score, because a value is missing: {numbers}",
        len(sheet.without),
        numbers=numbers((entry.card for entry in sheet.without), most),
    )


def _in_short(view: StepView, scores: Scores) -> str:
    tr = view.tr
    if scores.state == "set aside":
        return tr("This round was set aside; its ballots were never opened.")
    if scores.state != "revealed":
        return tr("This round has not been revealed.")
    sheet = Sheet(view, scores)
    ahead = ", ".join(str(entry.card.number) for entry in sheet.top)
    return f"{turnout(scores, tr)}. {tr('Ahead were: {numbers}.', numbers=ahead) if ahead else ''}".strip()


def unfinished(view: StepView) -> str:
    """Why going on now should ask once: not revealed, values missing, fewer than half have scored."""
    tr, scores = view.tr, current(view)
    if scores is None:
        return tr("Nobody has scored yet.")
    if scores.state == "open":
        return tr("The round is still open.")
    if scores.state == "closed":
        return tr("The round has not been revealed.")
    sheet = Sheet(view, scores)
    if scores.way == "ballots" and 2 * scores.voted < scores.voters:
        return tr("Only {voted} of {voters} have scored.", voted=scores.voted, voters=scores.voters)
    return missing(sheet, tr, AT_A_GLANCE) if sheet.without else ""


def open_ends(view: StepView) -> list[str]:
    """A round that nobody has revealed."""
    scores = current(view)
    if scores is None or scores.state not in ("open", "closed"):
        return []
    return [view.tr("{round} of the scoring has not been revealed.", round=round_name(scores, view.tr))]

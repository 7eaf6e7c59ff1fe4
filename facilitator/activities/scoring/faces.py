"""The three faces of a result: its table, its picture, its questions. Each is given a sheet and shows it."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from facilitator.activities.scoring.compare import heads, revealed_rounds, side_by_side
from facilitator.activities.scoring.entering import ScoreGrid
from facilitator.activities.scoring.report import three_questions
from facilitator.activities.scoring.rules import Quadrant
from facilitator.activities.scoring.sheet import Entry, Sheet
from facilitator.activities.scoring.texts import (
    accord,
    axis_words,
    called,
    criterion_line,
    dispute,
    formula,
    in_words,
    quadrant_counts,
    quadrant_name,
    score_text,
    sensitivity,
    value_text,
)
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.stepview import StepView
from facilitator.kit.board_layout import cut, wrapped
from facilitator.kit.grid import GridLine
from facilitator.kit.grid import Text as Cell
from facilitator.kit.lines import Lines
from facilitator.kit.plane import Frame, Plane, PlanePoint
from facilitator.kit.rows import GAP, Row, RowColumn

SCORE = "="
"""Key of the column of scores: no criterion can have it as its id."""
SYMBOLS: dict[Quadrant, tuple[str, str]] = {
    "quick_wins": ("●", "good"),
    "strategic_bets": ("▲", "strong"),
    "fill_ins": ("■", ""),
    "leave": ("○", "dim"),
}
WIDEST_MARGIN = 20
"""Most cells of the name of a quadrant beside a card: the card must be readable too."""
MOST_LINES = 4
"""Lines for one answer."""
INDENT = "    "
"""Before what belongs to the line above."""
LEAST_TITLE = 30
"""Cells kept for number and title when many rounds are compared: the oldest are left out first."""
ROOM_FOR_LIST = 90
"""Cells from which the cards are listed beside the picture."""


def order(sheet: Sheet, by: str) -> list[Id]:
    """The cards sorted: ``SCORE`` from the top down, a criterion's id from the better end, else by number."""
    if by == SCORE:
        return [entry.card.item for entry in sheet.ranking]
    one = next((one for one in sheet.criteria if one.id == by), None)
    if one is None:
        return [entry.card.item for entry in sorted(sheet.entries, key=lambda entry: entry.card.number)]

    def place(entry: Entry) -> tuple[bool, float, int]:
        value = entry.figures[by].value
        worth = 0.0 if value is None else value if one.invert else -value
        return value is None, worth, entry.card.number

    return [entry.card.item for entry in sorted(sheet.entries, key=place)]


def row_lines(sheet: Sheet, items: Sequence[Id], tr: Translator) -> list[GridLine]:
    """The rows of the table, in that order: rank, number, title; its quadrant behind."""
    lines = []
    wide = max((len(str(entry.card.number)) for entry in sheet.entries), default=1)
    for item in items:
        entry = sheet.at[item]
        rank = f"{entry.rank}." if entry.rank else "–"
        margin = cut(quadrant_name(entry.quadrant, sheet.settings, tr), WIDEST_MARGIN) if entry.quadrant else ""
        title = f"{rank:>4} {entry.card.number:>{wide}} {entry.card.title}"
        lines.append(GridLine(item, title, margin=f" {margin}" if margin else ""))
    return lines


def column_lines(sheet: Sheet, sorted_by: str, tr: Translator) -> list[GridLine]:
    """The columns: the score, then the criteria."""
    titles = [(SCORE, tr("Score")), *((one.id, one.title) for one in sheet.criteria)]
    return [GridLine(key, f"{title} ▼" if key == sorted_by else title) for key, title in titles]


def cell(sheet: Sheet, item: Id, key: str, tr: Translator) -> Cell:
    """What stands in the table: ``*`` the group agreed on it, ``▲`` people disagree."""
    entry = sheet.at[item]
    if key == SCORE:
        if entry.score is None:
            return "", ""
        most = max(sheet.scored[0].score or 0.0, 1.0)
        return _aligned(score_text(entry.score, tr), entry.score, most), "strong"
    figure = entry.figures[key]
    if figure.value is None:
        return "", ""
    corrected = figure.agreed is not None and figure.line.mean is not None
    text = f"{value_text(figure, tr)}{'*' if corrected else ''}"
    text = _aligned(text, figure.value, max(abs(figure.criterion.min), figure.criterion.max))
    return (f"{text} ▲", "warn") if key in entry.disputed else (text, "")


def _aligned(text: str, value: float, most: float) -> str:
    """A number with blanks before it, so that it stands under the others as far as ``most``."""
    return " " * (len(str(int(most))) - len(str(int(abs(value))))) + text


class Picture(Widget):
    """The cards between two axes, with a list of them where there is room."""

    DEFAULT_CSS = """
    Picture { height: 1fr; width: 1fr; }
    Picture > Horizontal { height: 1fr; }
    Picture Lines { width: 30%; min-width: 36; border-left: solid $primary; }
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__(id="picture")
        self.tr = tr

    def compose(self) -> ComposeResult:
        """The plane and the list."""
        with Horizontal():
            yield Plane()
            number = RowColumn(self.tr("No."), width=4, align="right")
            yield Lines([RowColumn("", width=1), number, RowColumn(self.tr("Card"))])

    def on_mount(self) -> None:
        """Says why it may be empty."""
        self.plane.hint = self.tr("No card has a value on both axes yet.")

    def on_resize(self) -> None:
        """The list only where there is room."""
        self.query_one(Lines).display = self.size.width >= ROOM_FOR_LIST

    @property
    def plane(self) -> Plane:
        """What the cards stand on."""
        return self.query_one(Plane)

    def show(self, sheet: Sheet) -> None:
        """The cards as they are now."""
        words, tr = axis_words(sheet, self.tr), self.tr
        if words is None:
            return
        names = quadrant_counts(sheet, tr)
        self.plane.set_frame(Frame(words[0], words[1], (names[0], names[1], names[2], names[3])))
        points, rows = [], []
        for entry in sheet.ranking:
            if entry.place is None or entry.quadrant is None:
                continue
            symbol, style = SYMBOLS[entry.quadrant]
            x, y = entry.place
            number, title = str(entry.card.number), entry.card.title
            points.append(PlanePoint(entry.card.item, x, y, symbol, number, called(entry.card), style))
            rows.append(Row(entry.card.item, (symbol, number, title)))
        self.plane.set_points(points)
        self.query_one(Lines).set_rows(rows)


class Questions(Lines):
    """What is on top, what can go, where people disagree, what it depends on."""

    def __init__(self) -> None:
        super().__init__([RowColumn("", width=1), RowColumn("")], id="questions")
        self._sections: list[tuple[str, list[str], str]] = []

    def show(self, sheet: Sheet, tr: Translator) -> None:
        """The answers as they are now."""
        answers = zip(three_questions(sheet, tr, dispute), ("good", "dim", "warn"), strict=True)
        self._sections = [
            (title, lines or [nothing], style if lines else "") for (title, lines, nothing), style in answers
        ]
        depends = [*sensitivity(sheet, tr), *([said] if (said := accord(sheet.scores, tr)) else [])]
        if depends:
            self._sections.append((tr("How firm is it?"), depends, ""))
        self._fill()

    def _fill(self) -> None:
        """The answers in lines of the width there is."""
        rows: list[Row] = []
        for title, lines, style in self._sections:
            if rows:
                rows.append(Row(len(rows), ("", "")))
            rows.append(Row(len(rows), ("", ""), "strong", across=title))
            for answer in lines:
                rows += [Row(len(rows) + at, ("", part), style) for at, part in enumerate(self._broken(answer))]
        self.set_rows(rows)

    def _broken(self, answer: str) -> Iterator[str]:
        """An answer in lines of the width there is; what belongs to its first line stands further in."""
        width = max(10, self.size.width - 6)
        first, *others = answer.split("\n")
        yield from wrapped(first, width, MOST_LINES)
        for line in others:
            yield from (f"{INDENT}{part}" for part in wrapped(line, width - len(INDENT), MOST_LINES))

    def on_resize(self) -> None:
        """Broken into lines anew."""
        self._fill()
        super().on_resize()


class RoundsTable(Lines):
    """Rounds side by side."""

    def __init__(self) -> None:
        super().__init__(id="rounds")

    def show(self, view: StepView) -> None:
        """The rounds as they are now."""
        rounds, tr = revealed_rounds(view), view.tr
        self.set_rows(())
        columns, needed = [], LEAST_TITLE
        for title in reversed(heads(view, rounds)):
            width = max(12, min(18, cell_len(title)))
            needed += width + GAP
            columns.append(RowColumn(title, width=width, align="right", from_width=needed))
        self.set_columns(RowColumn(tr("No."), width=4, align="right"), RowColumn(tr("Card")), *reversed(columns))
        found = side_by_side(view, rounds)
        self.set_rows(Row(item, (str(number), title, *cells)) for item, number, title, cells in found)


def here(plane: Plane, sheet: Sheet) -> str:
    """The cards that stand where the cursor of the picture is, in words."""
    return " · ".join(called(sheet.at[str(key)].card) for key in plane.here if str(key) in sheet.at)


def below(grid: ScoreGrid, sheet: Sheet, tr: Translator) -> str:
    """What is to be known of the cell under the cursor of the table."""
    entry = sheet.at.get(str(grid.current[0]))
    if entry is None:
        return ""
    if grid.here is not None:
        one = grid.here[1]
        return f"{criterion_line(one, tr)}\n{in_words(entry.figures[one.id], sheet.scores.floor, tr)}"
    parts = [tr("score {score}", score=score_text(entry.score, tr))]
    if entry.quadrant:
        parts.append(quadrant_name(entry.quadrant, sheet.settings, tr))
    if entry.missing:
        parts.append(tr("missing: {criteria}", criteria=", ".join(entry.missing)))
    return f"{formula(sheet.scores, tr)}\n{' · '.join(parts)}"

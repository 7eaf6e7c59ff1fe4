"""After the reveal, or while the group types together: the table, the picture, the questions, the rounds."""

from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from facilitator.activities.scoring.acts import put_value
from facilitator.activities.scoring.compare import revealed_rounds
from facilitator.activities.scoring.entering import ScoreGrid
from facilitator.activities.scoring.faces import (
    SCORE,
    Picture,
    Questions,
    RoundsTable,
    below,
    cell,
    column_lines,
    here,
    order,
    row_lines,
)
from facilitator.activities.scoring.opening import another
from facilitator.activities.scoring.presets import Criterion
from facilitator.activities.scoring.report import AT_A_GLANCE, missing, record_lines
from facilitator.activities.scoring.sheet import Sheet, result
from facilitator.activities.scoring.texts import (
    accord,
    cut_note,
    round_name,
    turnout,
)
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.kit.context import StepContext
from facilitator.kit.dialogs import Message
from facilitator.kit.grid import Grid
from facilitator.kit.grid import Text as Cell
from facilitator.kit.panes import Pane, Worker
from facilitator.kit.plane import Plane
from facilitator.kit.rounds import receipt_lines

Face = Literal["table", "picture", "questions", "rounds"]
WIDE = 150
"""Cells from which the picture stands beside the table."""


class ResultPane(Pane):
    """The result of the step."""

    DEFAULT_CSS = """
    ResultPane > Horizontal { height: 1fr; }
    ResultPane #table { width: 3fr; }
    ResultPane Picture { width: 2fr; }
    ResultPane .-beside Picture { border-left: solid $primary; }
    ResultPane > #detail { height: 3; background: $panel; }
    ResultPane > #detail.-fault { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sort", N_("Sort"), id="scoring.sort"),
        Binding("l", "face('table')", N_("Table"), id="scoring.table"),
        Binding("m", "face('picture')", N_("Picture"), id="scoring.picture"),
        Binding("q", "face('questions')", N_("Questions"), id="scoring.questions"),
        Binding("r", "face('rounds')", N_("Compare rounds"), id="scoring.rounds"),
        Binding("i", "record", N_("How it was scored"), id="scoring.record"),
        Binding("o", "again", N_("Another round"), id="scoring.again"),
    ]
    CHANGES: ClassVar[frozenset[str]] = frozenset({"again"})

    def __init__(self, context: StepContext, worker: Worker) -> None:
        super().__init__(context, worker)
        self.face: Face = "table"
        self._sheet: Sheet | None = None
        self._said_before: dict[str, str] = {}
        self._keys_for: tuple[Face, bool] = (self.face, True)
        self._sorted_by = SCORE
        self._order: list[Id] = []
        self._of: Id = ""
        self._coming: dict[tuple[Id, str], tuple[float | None]] = {}
        """Values on their way to the disk: a fast second key goes on from them."""

    def compose(self) -> ComposeResult:
        """Turnout, the faces, and what is under the cursor."""
        yield Static(classes="pane--strong", id="turnout")
        yield Static(classes="pane--quiet", id="cut")
        with Horizontal(id="both"):
            yield ScoreGrid(self.tr, self.sheet.scores.preset, self._value, self._put, id="table")
            yield Picture(self.tr)
        yield Questions()
        yield RoundsTable()
        yield Static(id="detail")

    @property
    def sheet(self) -> Sheet:
        """The result as it was last read."""
        if self._sheet is None:
            self._sheet = result(self.view)
        assert self._sheet is not None
        return self._sheet

    @property
    def grid(self) -> ScoreGrid:
        """The table."""
        return self.query_one(ScoreGrid)

    def show(self) -> None:
        """The result as it is now. Rows stay in their order until they are sorted again."""
        before = self._sheet
        self._sheet = result(self.view, before)
        sheet, tr = self.sheet, self.tr
        begun = sheet.scores.id != self._of
        if begun:
            self._of = sheet.scores.id
            self._sorted_by = "" if sheet.scores.way == "group" and not sheet.scored else SCORE
            self._order, before = order(sheet, self._sorted_by), None
        elif set(self._order) != set(sheet.at):
            self._order, before = order(sheet, self._sorted_by), None
        said = [f"{round_name(sheet.scores, tr)}: {turnout(sheet.scores, tr)}", accord(sheet.scores, tr)]
        self._say("turnout", " · ".join(part for part in said if part))
        self._say("cut", self._notes())
        self._show_table(before)
        if begun and sheet.scores.way == "group" and sheet.without:
            self.grid.go_to(column=sheet.criteria[0].id)
        self._show_face()

    def _notes(self) -> str:
        """Who goes on and who has no score; before the first value of the group: how values are typed."""
        sheet, tr = self.sheet, self.tr
        if sheet.scores.way == "group" and all(len(entry.missing) == len(sheet.criteria) for entry in sheet.entries):
            return tr("Type the number you agree on; space goes to the next one. Empty is not zero.")
        notes = [cut_note(sheet, tr, AT_A_GLANCE), missing(sheet, tr, AT_A_GLANCE) if sheet.without else ""]
        return " · ".join(note for note in notes if note)

    def _say(self, where: str, text: str) -> None:
        """Puts a text into its place, if it is another: laying out anew costs more than a key has time for."""
        if self._said_before.get(where) != text:
            self._said_before[where] = text
            self.query_one(f"#{where}", Static).update(Content(text), layout=where != "detail")

    def _show_table(self, before: Sheet | None = None) -> None:
        """``before``: what the table shows now, in the same order; only rows that are others are drawn."""
        sheet, tr, grid = self.sheet, self.tr, self.grid
        if before is not None and before.scores == sheet.scores and before.criteria == sheet.criteria:
            new = [item for item in self._order if sheet.at[item] is not before.at.get(item)]
            if new:
                grid.update_rows({line.key: line for line in row_lines(sheet, new, tr)})
            return
        grid.editable = not self.context.read_only
        grid.preset = sheet.scores.preset
        grid.corner = tr("Rank, number, card")
        rows, columns = row_lines(sheet, self._order, tr), column_lines(sheet, self._sorted_by, tr)
        grid.set_cards(rows, columns, sheet.criteria, self._cell)

    def _cell(self, item: Id, key: str) -> Cell:
        return cell(self.sheet, item, key, self.tr)

    def _show_face(self) -> None:
        face, sheet = self.face, self.sheet
        beside = face == "table" and self.size.width >= WIDE and sheet.axes is not None
        both = self.query_one("#both")
        both.display = face in ("table", "picture")
        both.set_class(beside, "-beside")
        self.grid.display = face == "table"
        picture = self.query_one(Picture)
        picture.display = face == "picture" or beside
        self.query_one(Questions).display = face == "questions"
        self.query_one("#rounds").display = face == "rounds"
        if picture.display:
            picture.show(sheet)
        if face == "questions":
            self.query_one(Questions).show(sheet, self.tr)
        if face == "rounds":
            self.query_one(RoundsTable).show(self.view)
        self._tell()

    def on_resize(self) -> None:
        """The picture beside the table only where there is room."""
        if self._sheet is not None:
            self._show_face()

    @on(Grid.Moved)
    @on(ScoreGrid.Said)
    @on(Plane.Moved)
    def _tell(self) -> None:
        detail = self.query_one("#detail", Static)
        detail.display = self.face in ("table", "picture")
        detail.set_class(self.face == "table" and bool(self.grid.fault), "-fault")
        if self.face == "table" and self.query_one(Picture).display:
            self.query_one(Picture).plane.go_to(self.grid.current[0])
        if self.face == "picture":
            self._say("detail", here(self.query_one(Picture).plane, self.sheet))
        else:
            self._say("detail", self.grid.fault or below(self.grid, self.sheet, self.tr))
        shown = self.face, self.grid.here is None
        if shown != self._keys_for:
            self._keys_for = shown
            self.refresh_bindings()

    def possible(self, action: str) -> bool:
        """Rows are sorted where they are seen."""
        return action != "sort" or self.face == "table"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A face is offered where there is another."""
        if action == "face":
            (wanted,) = parameters
            if wanted == "picture" and self.sheet.axes is None:
                return False
            if wanted == "rounds" and len(revealed_rounds(self.view)) < 2:
                return False
            return wanted != self.face
        return super().check_action(action, parameters)

    def action_face(self, face: Face) -> None:
        """Another look at the same result."""
        self.face = face
        self._show_face()
        self.first.focus()

    @property
    def first(self) -> Widget:
        """What gets the keys in this face."""
        if self.face == "picture":
            return self.query_one(Picture).plane
        return self.query_one(f"#{self.face}")

    @on(Plane.Opened)
    def _opened(self, event: Plane.Opened) -> None:
        self.action_face("table")
        self.grid.go_to(row=event.key)

    def action_sort(self) -> None:
        """Sorts by the column under the cursor; once more: by number."""
        column = str(self.grid.current[1])
        self._sorted_by = "" if column == self._sorted_by else column
        self._order = order(self.sheet, self._sorted_by)
        self._show_table()
        self._tell()

    # Values typed in

    def _value(self, item: Id, criterion: str) -> float | None:
        coming = self._coming.get((item, criterion))
        return coming[0] if coming is not None else self.sheet.at[item].figures[criterion].value

    def _put(self, item: Id, one: Criterion, value: float | None) -> None:
        mine = self._coming[item, one.id] = (value,)

        async def work() -> None:
            try:
                if item in self.sheet.at and (change := put_value(self.view, self.sheet, item, one, value)):
                    await self.save(change)
            finally:
                if self._coming.get((item, one.id)) is mine:
                    del self._coming[item, one.id]

        self.worker.start(work, queue=True)

    # Around it

    def action_record(self) -> None:
        """Criteria, formula, turnout, corrections, receipts."""
        self.worker.start(self._record)

    async def _record(self) -> None:
        tr, sheet = self.tr, self.sheet
        lines = record_lines(sheet, tr)
        if sheet.scores.way == "ballots":
            lines += receipt_lines(self.context, sheet.scores.id)
        await self.app.push_screen_wait(Message(tr, round_name(sheet.scores, tr), "\n".join(lines)))

    def action_again(self) -> None:
        """Prepares another round; this result stays."""

        async def work() -> None:
            await self.save(Change(self.tr("Another round"), (another(self.view),)))

        self.worker.start(work)

"""The screen of a matrix: the grid, what the cell under the cursor says, and the findings."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from facilitator.activities.raci import cells, texts
from facilitator.activities.raci.acts import ACTS
from facilitator.activities.raci.cross import all_findings
from facilitator.activities.raci.finding_acts import FINDING_ACTS
from facilitator.activities.raci.findings import Finding, Judged
from facilitator.activities.raci.hand import Hand
from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.pane import FindingRows, FindingsPane
from facilitator.activities.raci.possible import possible
from facilitator.activities.raci.rules import Accepted, Column, Row
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.context import StepContext
from facilitator.kit.grid import Grid
from facilitator.kit.rows import Rows

PAUSE = 0.2
"""Seconds after a letter before the findings are looked for: typing goes before."""
ROOMY = 30
"""From so many lines on the findings are open from the beginning."""


class RaciScreen(ActivityScreen):
    """Letters are typed into cells; findings follow."""

    HELP: ClassVar[str] = texts.HELP
    DEFAULT_CSS = """
    RaciScreen { layout: vertical; }
    RaciScreen > Static { height: 1; width: 1fr; padding: 0 1; }
    RaciScreen > #state { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "act('add_rows')", N_("Rows"), id="raci.add_rows"),
        Binding("k", "act('add_columns')", N_("Columns"), id="raci.add_columns"),
        Binding("w", "act('from_list')", N_("Rows from the list"), id="raci.from_list"),
        Binding("m", "findings", N_("Findings"), id="raci.findings"),
        Binding("j", "next_finding", N_("Next finding"), id="raci.next_finding"),
        Binding("g", "act('sign_off')", N_("Sign off"), id="raci.sign_off"),
        Binding("delete,backspace,full_stop", "act('clear')", N_("Clear"), id="raci.clear"),
        Binding("e", "act('rename_row')", N_("Rename row"), id="raci.rename_row"),
        Binding("E", "act('edit_column')", N_("Edit column"), id="raci.edit_column"),
        Binding("equals_sign", "act('fill_right')", N_("Fill right"), id="raci.fill_right"),
        Binding("o", "act('copy_column')", N_("Copy column"), id="raci.copy_column"),
        Binding("u", "act('uncover')", N_("Open covered"), id="raci.uncover"),
        Binding("insert", "act('insert_rows')", N_("Rows here"), id="raci.insert_rows"),
        Binding("h", "act('hide_row')", N_("Hide row"), id="raci.hide_row"),
        Binding("H", "act('hide_column')", N_("Hide column"), id="raci.hide_column"),
        Binding("v", "act('show_hidden')", N_("Show hidden"), id="raci.show_hidden"),
        Binding("x", "act('remove_row')", N_("Take row out"), id="raci.remove_row"),
        Binding("X", "act('remove_column')", N_("Take column out"), id="raci.remove_column"),
        Binding("left_square_bracket,shift+up", "act('row_up')", N_("Row up"), id="raci.row_up"),
        Binding("right_square_bracket,shift+down", "act('row_down')", N_("Row down"), id="raci.row_down"),
        Binding("less_than_sign,shift+left", "act('column_left')", N_("Column left"), id="raci.column_left"),
        Binding("greater_than_sign,shift+right", "act('column_right')", N_("Column right"), id="raci.column_right"),
        Binding("shift+delete", "act('clear_row')", N_("Clear row"), id="raci.clear_row"),
        Binding("shift+backspace", "act('clear_column')", N_("Clear column"), id="raci.clear_column"),
    ]

    def __init__(self, context: StepContext) -> None:
        super().__init__(context)
        self.matrix = Matrix(self.view)
        self.judged = Judged((), ())
        self._possible: frozenset[str] = frozenset()
        self._turn = asyncio.Lock()
        self._timer: Timer | None = None
        self._open: bool | None = None

    def compose(self) -> ComposeResult:
        """Grid, findings, the cell in words, the whole in a line."""
        yield LetterGrid(self.tr)
        yield FindingsPane(self.tr)
        yield Static(id="cell")
        yield Static(id="said")
        yield Static(id="state")

    def first_focus(self) -> Grid:
        """The grid, where every key works."""
        return self.query_one(LetterGrid)

    # Showing

    def changed(self, tables: frozenset[str]) -> None:
        """Shows the matrix as it is; after a letter only what it alters."""
        self.matrix = Matrix(self.view, self.matrix)
        grid = self.query_one(LetterGrid)
        if self._open is None:
            self._open = self.app.size.height >= ROOMY
            self.query_one(FindingsPane).set_class(self._open, "-open")
        if grid.matrix is not None and self.matrix.same_lines and tables and tables <= {"raci.cell"}:
            grid.show_cells(self.matrix)
            self._judge_soon()
        else:
            grid.show(self.matrix)
            self.judge()
        self._tell()

    def _judge_soon(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.judge)

    def judge(self) -> None:
        """Looks for findings and shows them; those of the map stay covered while the room can see the screen."""
        self.judged = all_findings(self.matrix)
        shown, accepted, _ = self._shown()
        self.query_one(LetterGrid).mark(shown)
        self.query_one(FindingsPane).show(shown, accepted)
        self._tell()

    def _shown(self) -> tuple[list[Finding], list[tuple[Finding, Accepted]], int]:
        """Findings that may be seen now, those accepted, and how many stay covered."""
        covered = self.context.covered
        shown = [finding for finding in self.judged.open if not (finding.private and covered)]
        accepted = [pair for pair in self.judged.accepted if not (pair[0].private and covered)]
        return shown, accepted, len(self.judged.open) - len(shown)

    @on(Grid.Moved)
    def _tell(self) -> None:
        """Says what the cell under the cursor holds, and how the whole stands."""
        matrix, (row, column) = self.matrix, self._at()
        shown, _, covered = self._shown()
        for name, text in (
            ("cell", texts.where(matrix, row, column)),
            ("said", texts.said(matrix, row, column, self.tr)),
            ("state", texts.state(matrix, shown, covered, self.tr)),
        ):
            self.query_one(f"#{name}", Static).update(Content(text), layout=False)
        now = possible(self.context, matrix, row, column, covered)
        if now != self._possible:
            self._possible = now
            self.refresh_bindings()

    def _at(self) -> tuple[Row | None, Column | None]:
        row, column = self.query_one(LetterGrid).current
        rows = (one for one in self.matrix.rows if one.id == row)
        columns = (one for one in self.matrix.columns if one.id == column)
        return next(rows, None), next(columns, None)

    def go_to(self, record: Id) -> bool:
        """Puts the cursor on a row, a column, a cell, or the row of an item or a task."""
        grid, matrix = self.query_one(LetterGrid), self.matrix
        cell = next((cell for cell in matrix.cells.values() if cell.id == record), None)
        row = next((r.id for r in matrix.rows if record in (r.id, r.item, r.task)), None)
        column = next((c.id for c in matrix.columns if record in (c.id, c.person)), None)
        found = grid.go_to(cell.row, cell.column) if cell else bool(row or column) and grid.go_to(row, column)
        if found:
            grid.focus()
        return found

    # Acts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there only when it works."""
        if action == "act":
            return parameters[0] in self._possible
        if action in ("findings", "next_finding"):
            return "findings" in self._possible
        return True

    def _hand(self) -> Hand:
        row, column = self._at()
        return Hand(self.context, row, column, self.app.push_screen_wait, self.query_one(LetterGrid).go_to)

    @work
    async def action_act(self, name: str) -> None:
        """Does what a key stands for, one after the other."""
        async with self._turn:
            try:
                await ACTS[name](self._hand())
            except FacilitatorError as error:
                self.context.report(error)
            if name == "uncover":
                self.judge()

    @on(Grid.Chosen)
    def _chosen(self) -> None:
        if "letters" in self._possible:
            self.action_act("letters")

    @on(LetterGrid.Typed)
    async def _typed(self, event: LetterGrid.Typed) -> None:
        row, column = self._at()
        if row is not None and column is not None and not self.context.read_only:
            self._put(event.letter, row.id, column.id)

    @work
    async def _put(self, letter: str, row: Id, column: Id) -> None:
        """Sets or takes a letter where the cursor was when it was typed."""
        async with self._turn:
            rows = (one for one in self.matrix.rows if one.id == row)
            columns = (one for one in self.matrix.columns if one.id == column)
            for there, across in zip(rows, columns, strict=False):
                try:
                    change = cells.with_letter(self.matrix, there, across, letter)
                except FacilitatorError as error:
                    self.context.report(error)
                else:
                    await self._hand().save(change)

    # Findings

    def action_findings(self) -> None:
        """Opens the findings and goes there; closes them again."""
        pane = self.query_one(FindingsPane)
        inside = self.query_one(FindingRows).has_focus
        pane.set_class(not (inside and pane.has_class("-open")), "-open")
        self.query_one(LetterGrid if inside else FindingRows).focus()

    def action_next_finding(self) -> None:
        """Goes to the cell of the next finding."""
        rows = self.query_one(FindingRows)
        if self.query_one(FindingsPane).current is not None:
            self._go()
            rows.cursor = (rows.cursor + 1) % len(rows.rows)

    @on(Rows.Chosen)
    def _go(self) -> None:
        """Goes from a finding to its cell."""
        entry = self.query_one(FindingsPane).current
        if entry is not None:
            key = entry[0].key
            if self.query_one(LetterGrid).go_to(key.row, key.column):
                self.query_one(LetterGrid).focus()

    @on(FindingRows.Told)
    @work
    async def _told(self, event: FindingRows.Told) -> None:
        """Accepts the finding, makes a task of it, or leaves the list."""
        entry = self.query_one(FindingsPane).current
        if event.what == "leave":
            self.query_one(LetterGrid).focus()
        elif entry is not None and not self.context.read_only:
            async with self._turn:
                await FINDING_ACTS[event.what](self._hand(), *entry)

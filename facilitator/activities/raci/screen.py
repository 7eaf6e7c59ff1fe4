"""The screen of a matrix: the grid, what the cell under the cursor says, and the findings."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.raci import texts
from facilitator.activities.raci.acts import ACTS, set_letter
from facilitator.activities.raci.hand import Hand
from facilitator.activities.raci.judging import Judging
from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.pane import FindingsPane
from facilitator.activities.raci.possible import possible
from facilitator.activities.raci.rules import Column, Row
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.kit.context import StepContext
from facilitator.kit.grid import Grid

OTHERS = frozenset(("items", "tasks", "people", "steps", "session"))
"""Tables beside its own on which the matrix depends."""


class RaciScreen(Judging):
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
        Binding("comma", "act('clear_row')", N_("Clear row"), id="raci.clear_row"),
        Binding("semicolon", "act('clear_column')", N_("Clear column"), id="raci.clear_column"),
    ]

    def __init__(self, context: StepContext) -> None:
        super().__init__(context)
        self._possible: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Grid, findings, the cell in words, the whole in a line."""
        yield LetterGrid(self.tr)
        yield FindingsPane(self.tr, self.view.step.id, read_only=self.context.read_only)
        yield Static(id="cell")
        yield Static(id="said")
        yield Static(id="state")

    @property
    def help_text(self) -> str:
        """How to run it with these letters."""
        return texts.help_of(self.view.settings)

    def first_focus(self) -> Grid:
        """The grid, where every key works."""
        return self.query_one(LetterGrid)

    # Showing

    def changed(self, tables: frozenset[str]) -> None:
        """Shows the matrix as it is; after a letter only what it alters."""
        self.matrix = Matrix(self.view, self.matrix)
        if tables and not tables & OTHERS and not any(table.startswith("raci.") for table in tables):
            self.judge_soon()
            return
        grid = self.query_one(LetterGrid)
        if grid.matrix is not None and self.matrix.same_lines and tables and tables <= {"raci.cell"}:
            grid.show_cells(self.matrix)
            self.judge_soon()
            self.call_after_refresh(self._count)
        else:
            grid.show(self.matrix)
            self.judge()

    def _count(self) -> None:
        """What follows from a letter, once the letter is drawn."""
        if self.is_attached:
            self.query_one(LetterGrid).show_feet()
            self.tell()

    @on(Grid.Moved)
    def _moved(self) -> None:
        self.call_after_refresh(self._tell_there)  # the cursor is drawn first

    def _tell_there(self) -> None:
        if self.is_attached:
            self.tell()

    def tell(self) -> None:
        """Says what the cell under the cursor holds, and how the whole stands."""
        matrix, (row, column) = self.matrix, self._at()
        shown, _, covered = self.shown()
        for name, text in (
            ("cell", texts.where(matrix, row, column)),
            ("said", texts.said(matrix, row, column, self.tr)),
            ("state", texts.state(matrix, shown, covered, self.tr)),
        ):
            self.query_one(f"#{name}", Static).update(Content(text), layout=False)
        now = possible(self.context, matrix, row, column, covered) | ({"next_finding"} if shown else set())
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
            return action in self._possible
        return True

    def hand(self) -> Hand:
        """What an act has to work with now."""
        row, column = self._at()
        return Hand(self.context, row, column, self.app.push_screen_wait, self.query_one(LetterGrid).go_to)

    def action_act(self, name: str) -> None:
        """Does what a key stands for, one after the other."""

        async def work() -> None:
            await ACTS[name](self.hand())
            if name == "uncover":
                self.judge()

        self.worker.start(work, queue=True)

    @on(Grid.Chosen)
    def _chosen(self) -> None:
        if "letters" in self._possible:
            self.action_act("letters")

    @on(LetterGrid.Typed)
    def _typed(self, event: LetterGrid.Typed) -> None:
        """Sets or takes a letter where the cursor was when it was typed."""
        row, column, letter = str(event.row), str(event.column), event.letter
        if event.row is not None and event.column is not None and not self.context.read_only:
            self.worker.start(lambda: set_letter(self.hand(), self.matrix, row, column, letter), queue=True)

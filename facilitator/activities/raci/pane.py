"""The findings as a list: enter goes to the cell, the group may live with one, one may become a task."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from facilitator.activities.raci.findings import MARKS, Finding
from facilitator.activities.raci.rules import Accepted
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.kit.styles import OF_SEVERITY

ROOMY = 30
"""From so many lines of the terminal on the findings are open from the beginning."""
_opened: dict[Id, bool] = {}
"""Step to whether its findings were opened or closed: for as long as the program runs, no part of the session."""


class FindingRows(Rows):
    """The findings; its keys do something with the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Go to the cell"), id="raci.go"),
        Binding("x", "tell('accept')", N_("Accept / count again"), id="raci.accept"),
        Binding("w", "tell('task')", N_("Make it a task"), id="raci.task"),
        Binding("escape,ctrl+g", "tell('leave')", N_("To the matrix"), id="raci.leave"),
    ]

    def __init__(self, columns: Sequence[RowColumn], *, read_only: bool) -> None:
        super().__init__(columns)
        self._read_only = read_only

    @dataclass
    class Told(Message):
        """Something is to be done with the finding under the cursor."""

        what: str

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be done with nothing."""
        if action == "tell" and parameters != ("leave",):
            return bool(self.rows) and not self._read_only
        return super().check_action(action, parameters)

    def action_tell(self, what: str) -> None:
        """Tells what is to be done."""
        self.post_message(self.Told(what))


class FindingsPane(Vertical):
    """The findings, and below them what to do about the one under the cursor."""

    DEFAULT_CSS = """
    FindingsPane { height: 33%; min-height: 5; border-top: solid $primary; display: none; }
    FindingsPane.-open { display: block; }
    FindingsPane > Static { height: auto; max-height: 2; padding: 0 1; background: $panel; }
    """

    def __init__(self, tr: Translator, step: Id, *, read_only: bool = False) -> None:
        super().__init__()
        self.tr, self._step, self._read_only = tr, step, read_only
        self._entries: list[tuple[Finding, Accepted | None]] = []
        self._begun = False

    def compose(self) -> ComposeResult:
        """The list and the line."""
        yield FindingRows([RowColumn("", 1), RowColumn("")], read_only=self._read_only)
        yield Static()

    def on_mount(self) -> None:
        """Open or not as it was left; at first where there is room for it."""
        self.set_class(_opened.get(self._step, self.app.size.height >= ROOMY), "-open")

    def open(self, there: bool) -> None:
        """Opens or closes it, and so it stays when one comes back to the step."""
        _opened[self._step] = there
        self.set_class(there, "-open")

    def show(
        self, found: Sequence[Finding], accepted: Sequence[tuple[Finding, Accepted]], *, begun: bool = True
    ) -> None:
        """Shows findings, those that count first. ``begun``: whether there is a letter that can be odd."""
        self._begun = begun
        self._entries = [*((finding, None) for finding in found), *accepted]
        rows = [
            Row(
                finding.key,
                (MARKS[finding.severity] if by is None else "–", finding.text),
                "dim" if by else OF_SEVERITY[finding.severity],
            )
            for finding, by in self._entries
        ]
        self.query_one(FindingRows).set_rows(rows)
        self._tell()

    @property
    def current(self) -> tuple[Finding, Accepted | None] | None:
        """The finding under the cursor, and how it was accepted."""
        key = self.query_one(FindingRows).current
        return next((entry for entry in self._entries if entry[0].key == key), None)

    @on(Rows.Moved)
    def _tell(self) -> None:
        entry = self.current
        finding, by = entry or (None, None)
        none = self.tr("Nothing is odd about this matrix.") if self._begun else self.tr("Nobody has a letter yet.")
        text = finding.hint if finding else none
        text = self.tr("Accepted: {reason} (x lets it count again)", reason=by.reason) if by else text
        self.query_one(Static).update(Content(text))

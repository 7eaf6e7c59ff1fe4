"""Questions of the matrix: which columns to add, and which letters stand in a cell."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key, Paste
from textual.widgets import Input, Static

from facilitator.core.i18n import N_, Translator
from facilitator.core.text import lines
from facilitator.kit.dialogs import Dialog, LineInput
from facilitator.kit.rows import Row, RowColumn, Rows


class RolesInput(LineInput):
    """A line for several roles; the lines of a paste are kept apart."""

    def _on_paste(self, event: Paste) -> None:
        self.replace(", ".join(lines(event.text)), *self.selection)
        event.stop()
        event.prevent_default()


class ColumnsDialog(Dialog[tuple[list[str], list[str]] | None]):
    """Roles typed, and people marked: (titles, ids of people)."""

    ok = N_("Add columns")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (40, "-tall")]
    DEFAULT_CSS = """
    ColumnsDialog Rows { max-height: 11; }
    ColumnsDialog.-tall Rows { max-height: 24; }
    """
    BINDINGS = [
        Binding("down", "to_list", N_("To the people"), show=False, id="columns.list"),
    ]

    def __init__(self, tr: Translator, people: Sequence[tuple[str, str]]) -> None:
        """``people``: id and name of those who can be added."""
        super().__init__(tr, tr("Which columns?"))
        self._people = people

    def body(self) -> ComposeResult:
        """A line for roles, and the people."""
        yield RolesInput(placeholder=Content(self.tr("Roles, with commas between them")).plain, id="roles")
        if self._people:
            yield Static(Content(self.tr("or people: space marks")), classes="dialog--hint")
            yield Rows([RowColumn("")], [Row(id_, (name,)) for id_, name in self._people], markable=True, id="people")
        yield Static(classes="dialog--fault")

    def action_to_list(self) -> None:
        """Goes from the line to the people."""
        if self._people:
            self.query_one(Rows).focus()

    @property
    def unsaved(self) -> bool:
        """Whether somebody was marked."""
        return self.is_mounted and bool(self._marked)

    @property
    def _marked(self) -> list[str]:
        marked = self.query_one(Rows).marked if self._people else set()
        return [id_ for id_, _ in self._people if id_ in marked]

    @property
    def _typed(self) -> list[str]:
        typed = self.query_one(Input).value.replace(";", ",").split(",")
        return [title.strip() for title in typed if title.strip()]

    def answer(self) -> tuple[list[str], list[str]] | None:
        """What was typed and marked."""
        titles, marked = self._typed, self._marked
        if titles or marked:
            return titles, marked
        tr = self.tr
        fault = tr("Nobody is marked: type a role, or mark people with space.") if self._people else tr("Type a role.")
        self.query_one(".dialog--fault", Static).update(Content(fault))
        return None

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_accept()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        """Enter on somebody without anything typed or marked takes that one."""
        if not self._typed and not self._marked:
            event.rows.marked = {event.key}
        self.action_accept()


class LetterRows(Rows):
    """Letters with their words: a letter's own key or a click marks it, enter takes what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Put in"), id="letters.put"),
        Binding("delete,backspace,full_stop", "none", N_("No letter"), id="letters.none"),
    ]

    def on_key(self, event: Key) -> None:
        """A letter marks its row or takes the mark away."""
        if self.go_to((event.character or "").upper()):
            self._turn()
            event.stop()

    def on_click(self, event: Click) -> None:
        """A click does the same."""
        event.prevent_default()
        if 0 <= (at := event.y + self.scroll_offset.y) < len(self.rows):
            self.cursor = at
            self._turn()

    def _turn(self) -> None:
        self.marked ^= {self.current}
        self.post_message(self.Marked(self, self.current))
        self.refresh()

    def action_none(self) -> None:
        """Takes all marks away."""
        self.marked = set()
        self.refresh()


class LettersDialog(Dialog[str | None]):
    """Which letters stand in a cell: any of them together, or none."""

    ok = N_("Put in")

    def __init__(self, tr: Translator, title: str, letters: str, words: Mapping[str, str], first: str) -> None:
        """``letters``: those of the cell now; ``words``: letters to words, translated; ``first``: under the cursor."""
        super().__init__(tr, title)
        self._before, self._first = frozenset(letters), first
        foreign = [letter for letter in letters if letter not in words]
        self._rows = [Row(letter, (f"{letter}  {words.get(letter, '')}",)) for letter in (*words, *foreign)]

    def body(self) -> ComposeResult:
        """The letters."""
        rows = LetterRows([RowColumn("")], self._rows, markable=True, id="letters")
        rows.marked = set(self._before)
        rows.go_to(self._first)
        yield rows

    def answer(self) -> str:
        """What is marked."""
        return "".join(str(row.key) for row in self._rows if row.key in self.query_one(Rows).marked)

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        """Enter on a letter without having marked any sets or takes that one."""
        rows = self.query_one(Rows)
        if rows.marked == self._before:
            rows.marked = {*self._before} ^ {rows.current}
        self.action_accept()

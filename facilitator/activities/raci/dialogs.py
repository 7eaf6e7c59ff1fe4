"""Questions of the matrix: which columns to add."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Paste
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

    ok = N_("Add")
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

    def answer(self) -> tuple[list[str], list[str]]:
        """What was typed and marked; when nothing was, the person with the cursor."""
        typed = self.query_one(Input).value.replace(";", ",").split(",")
        titles = [title.strip() for title in typed if title.strip()]
        marked = self._marked
        if not titles and not marked and self._people:
            marked = [str(self.query_one(Rows).current)]
        return titles, marked

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _entered(self) -> None:
        self.action_accept()

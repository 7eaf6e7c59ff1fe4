"""A list over the whole screen, with keys of its own and back: people, history, what was kept."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.app.running import Running
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.kit.dialog import Dialog
from facilitator.kit.lines import Lines
from facilitator.kit.rows import Row, RowColumn, Rows


class Panel(Dialog[None]):
    """Title, list, one line of words below. Subclasses give columns and rows and bind their keys."""

    DEFAULT_CSS = """
    Panel > .dialog--box { width: 100%; max-width: 160; height: 100%; margin-bottom: 1; }
    Panel Rows { height: 1fr; max-height: 100%; }
    Panel .panel--words { height: auto; max-height: 5; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "cancel", N_("Back"), id="dialog.cancel"),
    ]
    has_palette: ClassVar[bool] = True
    """Its keys are in the palette as well."""
    ok: ClassVar[str] = ""
    back: ClassVar[str] = N_("Back")
    empty: ClassVar[str] = ""
    """What is said when there is nothing to list."""
    chooses: ClassVar[bool] = False
    """Whether ``enter`` on a row does something."""
    list_type: ClassVar[type[Rows]] = Rows
    """The list, where ``enter`` has a word of its own."""

    def __init__(self, run: Running, title: str, *, at: Hashable = None) -> None:
        """``at``: key of the row on which the cursor is to stand."""
        super().__init__(run.tr, title)
        self.run = run
        self.goal: tuple[Id, Id | None] | None = None
        """Step, and record in it, to which it was left."""
        self._at = at
        self._unhook: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        """Shows what is there, whatever changes it, from now on."""
        self._unhook = self.run.session.on_change(lambda _tables: self.renew())
        if self._at is not None:
            self.list.go_to(self._at)
        self.renew()

    def on_unmount(self) -> None:
        """Shows nothing any more."""
        self._unhook()

    async def visit(self) -> None:
        """Shows the panel; then goes where it was left to."""
        await self.run.ask(self)
        if self.goal is not None:
            await self.run.visit(*self.goal)

    def leave_for(self, step: Id, record: Id | None = None) -> None:
        """Leaves the panel for a step, and a record in it."""
        self.goal = (step, record)
        self.dismiss(None)

    def columns(self) -> Sequence[RowColumn]:
        """The list's columns."""
        raise NotImplementedError

    def rows(self) -> Sequence[Row]:
        """What is listed now."""
        raise NotImplementedError

    def words(self) -> str:
        """The line below the list."""
        return ""

    def body(self) -> ComposeResult:
        """The list and the line below it."""
        yield (self.list_type if self.chooses else Lines)(self.columns(), self.rows(), id="rows")
        yield Static(Content(self._words), classes="panel--words", id="words")

    @property
    def _words(self) -> str:
        return self.words() if self.rows() else self.tr(self.empty)

    @property
    def stands(self) -> bool:
        """Whether its parts are there; a message may come when they have just gone."""
        return bool(self.query("#rows") and self.query("#words"))

    @property
    def list(self) -> Rows:
        """The list."""
        return self.query_one("#rows", Rows)

    @property
    def current(self) -> Hashable:
        """Key of the row under the cursor; None as long as there is no list."""
        return self.list.current if self.stands else None

    def renew(self) -> None:
        """Shows what is there now."""
        if self.stands:
            self.list.set_columns(*self.columns())
            self.list.set_rows(self.rows())
            self.tell()

    def tell(self) -> None:
        """Shows words and keys for the row with the cursor."""
        if self.stands:
            self.query_one("#words", Static).update(Content(self._words))
            self.refresh_bindings()

"""What Home and the list of archives have in common: a heading, a search, the list, words on one line, keys."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from facilitator.app.listing import Listing, columns, details, first_client, row
from facilitator.app.shell import Shell
from facilitator.core.i18n import N_
from facilitator.kit.keybar import KeyBar
from facilitator.kit.rows import Rows
from facilitator.store.peek import SessionSummary


class Search(Input):
    """The field that shortens the list while one types. ``escape`` empties it, ``enter`` keeps what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "leave", N_("To the list"), id="search.leave"),
        Binding("escape,ctrl+g", "empty", N_("Show all again"), id="search.empty"),
    ]

    def action_leave(self) -> None:
        """Goes to the list."""
        self.screen.query_one(Rows).focus()

    def action_empty(self) -> None:
        """Empties the field and goes to the list."""
        self.value = ""
        self.action_leave()


FINDING: tuple[Binding, ...] = (
    Binding("slash", "search", N_("Search"), id="home.search"),
    Binding("a", "everybody(True)", N_("All clients"), id="home.clients"),
    Binding("a", "everybody(False)", N_("One client"), id="home.clients"),
    Binding("r", "reread", N_("Read the list again"), show=False, id="home.reread"),
)
"""The keys of every such list; a subclass puts them where they belong among its own."""


class SessionList(Screen[Path | None]):
    """Sessions line by line: one client's, since the room may see this screen.

    Subclasses say where the sessions come from and what can be done with one.
    """

    DEFAULT_CSS = """
    SessionList {
        #heading { height: 1; width: 100%; padding: 0 1; background: $panel; color: $foreground; }
        #search { height: 1; width: 100%; padding: 0 1; background: $boost; }
        #search:focus { background: $primary 30%; }
        #nothing { height: 1fr; width: 100%; padding: 1 2; }
        #details { height: auto; max-height: 4; width: 100%; padding: 0 1; color: $text-muted; }
    }
    """  # no CSS_PATH: Textual does not read that of an app's first screen
    AUTO_FOCUS = "Rows"
    LIST: ClassVar[type[Rows]] = Rows
    """The list, with the word for what ``enter`` does."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.tr = shell.tr
        self.trouble = ""
        """Why nothing can be listed."""
        self.listing = Listing([], "")
        self.current: SessionSummary | None = None
        """The session under the cursor."""

    def found(self) -> tuple[list[SessionSummary], str]:
        """What is there now, and why it cannot be listed, if so."""
        raise NotImplementedError

    def headline(self) -> str:
        """Whose sessions these are and how many."""
        raise NotImplementedError

    def why_empty(self) -> str:
        """What to do when there is nothing to list."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Heading, search, list, what there is to say about one line, keys."""
        yield Static(id="heading")
        yield Search(placeholder=self.tr("Search"), compact=True, id="search")
        yield self.LIST(id="sessions")
        yield Static(id="nothing")
        yield Static(id="details")
        yield KeyBar(self.tr)

    def on_mount(self) -> None:
        """Everything is there before the first picture."""
        self.show_list()

    @on(Input.Changed)
    def show_list(self) -> None:
        """Shows what is there and fits the search."""
        tr, listing, rows = self.tr, self.listing, self.query_one(Rows)
        found = listing.found(self.query_one(Search).value)
        rows.set_columns(*columns(tr, everybody=listing.everybody))
        rows.set_rows([row(session, tr, everybody=listing.everybody) for session in found])
        rows.display = bool(found)
        self.query_one(Search).display = bool(listing.seen)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not found
        nothing.update(Content("" if found else self.trouble or self.why_empty()))
        self.query_one("#heading", Static).update(Content.assemble("facilitator  ", (self.headline(), "bold")))
        self._show_details()
        self.refresh_bindings()

    @on(Rows.Moved)
    def _show_details(self) -> None:
        before, key = self.current, self.query_one(Rows).current
        self.current = session = next((session for session in self.listing.sessions if session.folder == key), None)
        self.query_one("#details", Static).update(Content(details(session, self.tr) if session else ""))
        if _usable(before) != _usable(session):
            self.refresh_bindings()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, Path):
            self.choose(event.key)

    def choose(self, path: Path) -> None:
        """Does what ``enter`` on a line does."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not there."""
        if action == "search":
            return bool(self.listing.seen)
        if action == "everybody":
            return self.listing.everybody is not parameters[0] and bool(self.listing.everybody or self.listing.unseen)
        return True

    def action_search(self) -> None:
        """Goes to the search field."""
        self.query_one(Search).focus()

    def action_everybody(self, everybody: bool) -> None:
        """Shows all clients' sessions, or one client's again."""
        self.listing = Listing(self.listing.sessions, self.listing.client, everybody)
        self.show_list()

    def action_reread(self) -> None:
        """Reads the folder again."""
        found, self.trouble = self.found()
        client = self.listing.client if self.listing.sessions else first_client(found, self.listing.client)
        self.listing = Listing(found, client, self.listing.everybody)
        self.show_list()


def _usable(session: SessionSummary | None) -> tuple[bool, bool]:
    return session is not None, session is not None and not session.fault

"""Home: the sessions of this computer, and the ways to a new one."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from facilitator.app.listing import Listing, columns, details, first_client, heading, read, row, why_empty
from facilitator.app.shell import Shell
from facilitator.core.i18n import N_
from facilitator.kit.keybar import KeyBar
from facilitator.kit.rows import Rows


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


class Sessions(Rows):
    """The list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Open"), id="sessions.open")]


class HomeScreen(Screen[None]):
    """The list of sessions: one client's, since the room may see this screen."""

    HELP: ClassVar[str] = N_(
        "Every line is one session. *Enter* opens it where it was left; *n* makes a new one out of a workshop. "
        "Only the sessions of one client are listed, because the room may see this screen; *a* lists all of them."
    )
    DEFAULT_CSS = """
    HomeScreen {
        #heading { height: 1; width: 100%; padding: 0 1; background: $panel; color: $foreground; }
        #search { height: 1; width: 100%; padding: 0 1; background: $boost; }
        #search:focus { background: $primary 30%; }
        #nothing { height: 1fr; width: 100%; padding: 1 2; }
        #details { height: auto; max-height: 4; width: 100%; padding: 0 1; color: $text-muted; }
    }
    """  # no CSS_PATH: Textual does not read that of an app's first screen
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New session"), id="home.new"),
        Binding("slash", "search", N_("Search"), id="home.search"),
        Binding("a", "everybody(True)", N_("All clients"), id="home.clients"),
        Binding("a", "everybody(False)", N_("One client"), id="home.clients"),
        Binding("o", "open", N_("Open a folder"), id="home.open"),
        Binding("d", "try_out", N_("Dry run"), show=False, id="home.dry-run"),
        Binding("s", "settings", N_("Settings"), id="home.settings"),
        Binding("r", "reread", N_("Read the list again"), show=False, id="home.reread"),
    ]

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._begin()
        self._just_read = True

    def _begin(self) -> None:
        shell = self.shell
        self.tr = shell.tr
        found, self.trouble = read(shell.home, shell.tr)
        client = first_client(found, shell.client, shell.settings.client)
        chosen = bool(shell.client or shell.settings.client)
        self.listing = Listing(found, client, everybody=not shell.settings.public_screen and not chosen)

    def compose(self) -> ComposeResult:
        """Heading, search, list, what there is to say about one line, keys."""
        yield Static(id="heading")
        yield Search(placeholder=self.tr("Search"), compact=True, id="search")
        yield Sessions(id="sessions")
        yield Static(id="nothing")
        yield Static(id="details")
        yield KeyBar(self.tr)

    def on_mount(self) -> None:
        """Everything is there before the first picture."""
        self._show()

    def on_screen_resume(self) -> None:
        """Back from a session: the list is read again. At the start it has just been read."""
        if self._just_read:
            self._just_read = False
        elif self.query_one(Rows).rows:
            self.action_reread()

    @on(Input.Changed)
    def _show(self) -> None:
        tr, listing, rows = self.tr, self.listing, self.query_one(Rows)
        found = listing.found(self.query_one(Search).value)
        rows.set_columns(*columns(tr, everybody=listing.everybody))
        rows.set_rows([row(session, tr, everybody=listing.everybody) for session in found])
        rows.display = bool(found)
        self.query_one(Search).display = bool(listing.seen)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not found
        nothing.update(Content("" if found else self.trouble or why_empty(listing, tr)))
        words = heading(listing, tr, public=self.shell.settings.public_screen)
        self.query_one("#heading", Static).update(Content.assemble("facilitator  ", (words, "bold")))
        self._show_details()
        self.refresh_bindings()

    @on(Rows.Moved)
    def _show_details(self) -> None:
        key = self.query_one(Rows).current
        session = next((session for session in self.listing.sessions if session.folder == key), None)
        self.query_one("#details", Static).update(Content(details(session, self.tr) if session else ""))

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, Path):
            self.shell.open_session(event.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not there."""
        if action in ("search", "try_out"):
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
        self._show()

    def action_reread(self) -> None:
        """Reads the folder of sessions again."""
        found, self.trouble = read(self.shell.home, self.tr)
        client = self.listing.client if self.listing.sessions else first_client(found)
        self.listing = Listing(found, client, self.listing.everybody)
        self._show()

    def action_try_out(self) -> None:
        """Tries a copy of a session."""
        if isinstance(folder := self.query_one(Rows).current, Path):
            self.shell.try_out(folder)

    @work
    async def action_open(self) -> None:
        """Asks for a folder or file and opens it; a wrong path can be mended."""
        from facilitator.kit.dialogs import AskLine
        from facilitator.store.places import find_session

        tr, typed, hint = self.tr, "", self.tr("A session's folder, or the session.json in it.")
        while True:
            title = tr("Which session?")
            answer = await self.app.push_screen_wait(AskLine(tr, title, value=typed, hint=hint))
            if not answer:
                return
            path = find_session(self.shell.home, answer)
            if path.exists():
                self.shell.open_session(path)
                return
            typed, hint = answer, tr("There is nothing at {path}.", path=path)

    @work
    async def action_new(self) -> None:
        """From the library of workshops to a new session."""
        from facilitator.app.library import LibraryScreen

        folder = await self.app.push_screen_wait(LibraryScreen(self.shell, self.listing))
        if folder:
            self.action_reread()
            self.query_one(Rows).go_to(folder)
            self.shell.open_session(folder)

    @work
    async def action_settings(self) -> None:
        """Shows the settings; Home begins anew with them."""
        from facilitator.app.settings import edit

        if await edit(self.app, self.shell):
            self._begin()
            await self.recompose()
            self._show()
            self.query_one(Rows).focus()

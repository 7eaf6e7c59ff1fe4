"""Home: the sessions of this computer, and the ways to a new one."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from facilitator.app.listing import Listing, first_client, has_archives, heading, read, why_empty
from facilitator.app.session_list import FINDING, Search, SessionList
from facilitator.app.shell import Shell
from facilitator.core.i18n import N_
from facilitator.kit.rows import Rows
from facilitator.store.peek import SessionSummary

__all__ = ["HomeScreen", "Search"]


class Sessions(Rows):
    """The list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Open"), id="sessions.open")]


class HomeScreen(SessionList):
    """The list of sessions."""

    HELP: ClassVar[str] = N_(
        "Every line is one session. *Enter* opens it where it was left; *n* makes a new one out of a workshop. "
        "Only the sessions of one client are listed, because the room may see this screen; *a* lists all of them. "
        "*x* puts a session that is over into the archive: one file that is read back before the session leaves the "
        "list. *z* shows what is archived, and brings it back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New session"), id="home.new"),
        *FINDING,
        Binding("o", "open", N_("Open a folder"), id="home.open"),
        Binding("d", "try_out", N_("Dry run"), show=False, id="home.dry-run"),
        Binding("x", "archive", N_("Archive"), id="home.archive"),
        Binding("z", "archives", N_("Archived"), id="home.archives"),
        Binding("delete", "purge", N_("Remove for good"), show=False, id="home.purge"),
        Binding("s", "settings", N_("Settings"), id="home.settings"),
    ]
    LIST: ClassVar[type[Rows]] = Sessions

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._begin()
        self._just_read = True

    def _begin(self) -> None:
        shell = self.shell
        self.tr = shell.tr
        found, self.trouble = self.found()
        client = first_client(found, shell.client, shell.settings.client)
        chosen = bool(shell.client or shell.settings.client)
        self.listing = Listing(found, client, everybody=not shell.settings.public_screen and not chosen)

    def found(self) -> tuple[list[SessionSummary], str]:
        """The sessions of the home folder."""
        self._archives = has_archives(self.shell.home)
        return read(self.shell.home, self.tr)

    def headline(self) -> str:
        """Whose sessions these are, how many, and what is not shown."""
        return heading(self.listing, self.tr, public=self.shell.settings.public_screen)

    def why_empty(self) -> str:
        """What to do when there is nothing to list."""
        return why_empty(self.listing, self.tr, archived=self._archives)

    def on_screen_resume(self) -> None:
        """Back from a session: the list is read again. At the start it has just been read."""
        if self._just_read:
            self._just_read = False
        elif self.query_one(Rows).rows:
            self.action_reread()

    def choose(self, path: Path) -> None:
        """Opens a session."""
        self.shell.open_session(path)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not there."""
        if action == "try_out":
            return bool(self.listing.seen)
        if action == "archive":
            return self.current is not None and not self.current.fault
        if action == "archives":
            return self._archives
        if action == "purge":
            return self.current is not None
        return super().check_action(action, parameters)

    def action_try_out(self) -> None:
        """Tries a copy of a session."""
        if isinstance(folder := self.query_one(Rows).current, Path):
            self.shell.try_out(folder)

    @work(exclusive=True, group="archive")
    async def action_archive(self) -> None:
        """Puts the session under the cursor into the archive."""
        from facilitator.app.archiving import put_away

        if (session := self.current) and await put_away(self.app, self.shell, session.folder):
            self.action_reread()

    @work(exclusive=True, group="archive")
    async def action_purge(self) -> None:
        """Removes the session under the cursor for good."""
        from facilitator.app.purge import remove

        if (session := self.current) and await remove(self.app, self.shell, session.folder):
            self.action_reread()

    @work
    async def action_archives(self) -> None:
        """Shows what is archived; what is brought back is opened."""
        from facilitator.app.archives import ArchivesScreen

        folder = await self.app.push_screen_wait(ArchivesScreen(self.shell, self.listing))
        self.action_reread()
        if folder:
            self.query_one(Rows).go_to(folder)
            self.shell.open_session(folder)

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
            self.show_list()
            self.query_one(Rows).focus()

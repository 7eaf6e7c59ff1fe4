"""What is archived: the same list as Home's, of archive files."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from facilitator.app.listing import Listing, archived_heading, first_client, read_archives, why_no_archives
from facilitator.app.session_list import FINDING, SessionList
from facilitator.app.shell import Shell
from facilitator.core.i18n import N_
from facilitator.kit.rows import Rows
from facilitator.store.peek import SessionSummary


class Archives(Rows):
    """The list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Bring back"), id="archives.choose")]


class ArchivesScreen(SessionList):
    """The archived sessions. Answers with the folder of one that was brought back."""

    HELP: ClassVar[str] = N_(
        "Every line is one archived session: a file that holds everything and can be read without this program. "
        "*Enter* brings it back to the list and opens it; the archive stays. *v* compares it with the checksums in it. "
        "Its open tasks are shown to no later session while it is only here."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *FINDING,
        Binding("v", "verify", N_("Check it"), id="archives.verify"),
        Binding("escape,ctrl+g,z", "back", N_("Back"), id="archives.back"),
    ]
    LIST: ClassVar[type[Rows]] = Archives

    def __init__(self, shell: Shell, home: Listing) -> None:
        """``home``: what Home lists; the same client is listed here."""
        super().__init__(shell)
        found, self.trouble = self.found()
        client = home.client or first_client(found, shell.client, shell.settings.client)
        self.listing = Listing(found, client, home.everybody)

    def found(self) -> tuple[list[SessionSummary], str]:
        """The archives of the home folder."""
        return read_archives(self.shell.home, self.tr)

    def headline(self) -> str:
        """Whose archives these are, how many, and what is not shown."""
        return archived_heading(self.listing, self.tr, public=self.shell.settings.public_screen)

    def why_empty(self) -> str:
        """Why there is nothing to list."""
        return why_no_archives(self.listing, self.tr)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not there."""
        return self.current is not None if action == "verify" else super().check_action(action, parameters)

    @work(exclusive=True, group="archive")
    async def choose(self, path: Path) -> None:  # type: ignore[override]
        """Brings a session back."""
        from facilitator.app.archiving import bring_back

        session = self.current
        folder = await bring_back(self.app, self.shell, path, session.title if session else path.stem)
        if folder:
            self.dismiss(folder)

    @work(exclusive=True, group="archive")
    async def action_verify(self) -> None:
        """Says whether the archive under the cursor is still as it was made."""
        from facilitator.app.archiving import verify

        if session := self.current:
            await verify(self.app, self.shell, session.folder)

    def action_back(self) -> None:
        """Home again."""
        self.dismiss(None)

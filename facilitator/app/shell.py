"""What the screens ask of the app around them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from facilitator.core.i18n import Translator
from facilitator.store.settings import Settings

if TYPE_CHECKING:
    from facilitator.core.workshop import Workshop


class Shell(Protocol):
    """The app, as Home and the screens before a session see it."""

    home: Path
    """Folder of sessions, own workshops and settings."""
    tr: Translator
    """Language of the screens."""
    settings: Settings
    client: str | None
    """Whose sessions Home shows, if the command line said so."""

    now: Callable[[], float]
    """The wall clock, epoch seconds."""

    def open_session(self, path: Path) -> object:
        """Opens a session folder or its ``session.json`` and shows it; what is in the way is said as a sentence."""

    def try_out(self, what: "Path | Workshop") -> object:
        """A dry run of a workshop, or of a copy of a session: closing it removes it."""

    def use_settings(self, settings: Settings) -> None:
        """Takes over other settings, the language of the screens included."""

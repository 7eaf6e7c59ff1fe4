"""The app: what is around every screen. It opens sessions, quits with care, and shows errors as one sentence."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual._context import active_message_pump
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, Paste
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed

from facilitator.app.themes import DARK, OWN, unknown
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator, translator
from facilitator.core.text import safe
from facilitator.store import keymap
from facilitator.store.notices import ReadOnly
from facilitator.store.places import sessions, shared_folder
from facilitator.store.settings import Settings, load

if TYPE_CHECKING:
    from facilitator.app.commands import Command
    from facilitator.app.run import RunScreen
    from facilitator.core.workshop import Workshop


def _actions() -> type[Any]:
    """The palette's provider, which loads with the palette: Home is on the screen some 15 ms sooner."""
    from facilitator.app.commands import ActionProvider

    return ActionProvider


class FacilitatorApp(App[int], inherit_bindings=False):
    """The program on the screen: Home, and over it one session at a time."""

    TITLE = "facilitator"
    CSS = "CommandPalette SearchIcon { display: none; } ToastRack { margin-bottom: 3; }"
    COMMANDS: ClassVar[set[Any]] = {_actions}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", N_("Help"), priority=True, id="app.help"),
        Binding("question_mark", "help", N_("Help"), show=False, id="app.help"),
        Binding("ctrl+p", "command_palette", N_("All actions"), priority=True, id="app.palette"),
        Binding("ctrl+t", "keep('parked')", N_("Parked thought"), priority=True, show=False, id="run.parked"),
        Binding("ctrl+n", "keep('note')", N_("Keep a note"), priority=True, show=False, id="run.note"),
        Binding("ctrl+r", "keep('decision')", N_("Keep a decision"), priority=True, show=False, id="run.decision"),
        Binding("ctrl+q", "quit", N_("Quit"), priority=True, show=False, id="app.quit"),
        Binding("ctrl+c", "how_to_quit", show=False, system=True),
    ]

    def __init__(
        self,
        home: Path,
        *,
        client: str | None = None,
        session: Path | None = None,
        language: str | None = None,
        read_only: bool = False,
        adopt: bool = False,
        dry_run: bool = False,
        now: Callable[[], float] = time,
    ) -> None:
        """``session``: one to open at once; with ``dry_run`` a copy of it. ``now``: the wall clock, epoch seconds."""
        super().__init__()
        self.home, self.client, self.now = home, client, now
        loaded = load(home)
        self.settings: Settings = loaded.settings
        self.tr: Translator = translator(loaded.settings.language or language or "en")
        self._faults = load(home, self.tr).faults if loaded.faults else ()
        self._language = language
        self._start = (session, read_only, adopt, dry_run)
        self._collects = False
        """Whether garbage is looked for only among what is new: so it is in the program, not in its tests."""
        self.run_screen: RunScreen | None = None
        """The session on the screen."""
        for theme in OWN:
            self.register_theme(theme)
        self._use_theme()
        self.set_keymap(dict(keymap.load(home).keys))

    def get_default_screen(self) -> Screen[Any]:
        """Home, unless a session is opened at once."""
        return super().get_default_screen() if self._start[0] else self._home_screen()

    def _home_screen(self) -> Screen[Any]:
        from facilitator.app.home import HomeScreen

        return HomeScreen(self)

    def on_mount(self) -> None:
        """Says what is wrong with settings, keys and place; opens the session that was asked for."""
        for fault in self._faults:
            self.say(fault, bad=True)
        if sentence := unknown(self.settings.theme, list(self.available_themes), self.tr):
            self.say(sentence, bad=True)
        if (self.home / keymap.FILE).exists():
            self._check_keys()
        if not sessions(self.home).exists() and (place := shared_folder(self.home)):
            advice = N_("{path} seems to lie in {what}: keep live sessions on a local disk.")
            self.say(self.tr(advice, path=self.home, what=place), bad=True)
        path, read_only, adopt, dry_run = self._start
        if path is not None and dry_run:
            self.try_out(path)
        elif path is not None:
            self.open_session(path, read_only=read_only, adopt=adopt)

    @work(group="keys")
    async def _check_keys(self) -> None:
        """Says what is wrong with the file of keys; it takes all screens to know that, so it comes after the start."""
        from facilitator.app.keys import faults

        for fault in await asyncio.to_thread(faults, self.home, self.tr):
            self.say(fault, bad=True)

    def on_ready(self) -> None:
        """Begins to collect garbage, which ``__main__`` keeps from happening while modules load."""
        if not gc.isenabled():
            self._collects = True
            gc.freeze()
            gc.enable()

    # What screens ask of it

    @property
    def private(self) -> bool:
        """Whether the facilitator has said that the room cannot see this screen."""
        return not self.settings.public_screen

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Shows one sentence for a moment; bad news stay longer."""
        self.notify(sentence, severity="error" if bad else "information", timeout=12 if bad else 4, markup=False)

    def use_settings(self, settings: Settings) -> None:
        """Takes over other settings; the language is that of the screens opened from now on."""
        self.settings = settings
        self.tr = translator(settings.language or self._language or "en")
        self._use_theme()

    def _use_theme(self) -> None:
        wanted = self.settings.theme or DARK
        self.theme = wanted if wanted in self.available_themes else DARK

    @work(exclusive=True, group="session")
    async def open_session(self, path: Path, *, read_only: bool = False, adopt: bool = False) -> None:
        """Opens a session and shows it; what is in the way is said as a sentence."""
        await self._open(path, read_only=read_only, adopt=adopt)

    @work(exclusive=True, group="session")
    async def try_out(self, what: "Path | Workshop") -> None:
        """A dry run of a workshop, or of a copy of a session: closing it removes it."""
        from facilitator.app.dry_run import prepared

        if folder := await prepared(self, what):
            await self._open(folder)
        elif self._homeless:
            await self.push_screen(self._home_screen())

    async def _open(self, path: Path, *, read_only: bool = False, adopt: bool = False) -> None:
        from facilitator.app.opening import open_asking
        from facilitator.app.run import RunScreen

        session = await open_asking(self, path, read_only=read_only, adopt=adopt, now=self.now)
        while self.screen.is_modal:  # opened by a fast key meanwhile: below Run it could only come up a second time
            await self.screen.dismiss(None)
        if session is not None:
            self.run_screen = RunScreen(session, self)
            await self.push_screen(self.run_screen)
            if self._collects:
                gc.freeze()  # looking through a large session for garbage would cost a key 20 to 60 ms now and then
        elif self._homeless:
            await self.push_screen(self._home_screen())  # the empty one below cannot be switched

    @property
    def _homeless(self) -> bool:
        return self._start[0] is not None and len(self.screen_stack) == 1

    @work(exclusive=True, group="session")
    async def close_session(
        self, *, again: bool = False, meanwhile: Callable[[Path], Awaitable[Path]] | None = None
    ) -> None:
        """Closes the session; then shows Home, or with ``again`` the session opened anew, repaired if it is damaged.

        ``meanwhile``: what is done with its folder while nobody has it open; it gives the folder as it is called then.
        """
        run, self.run_screen = self.run_screen, None
        if run is None:
            return
        from facilitator.app.opening import ended, repaired

        gc.unfreeze()
        store = run.session.store
        await asyncio.to_thread(ended, run.session, again=again)
        while run in self.screen_stack:
            await self.pop_screen()
        folder = await meanwhile(store.folder) if meanwhile else store.folder
        if again and (store.read_only is not ReadOnly.DAMAGED or await repaired(self, folder)):
            await self._open(folder, read_only=store.read_only is ReadOnly.ASKED)
        if self._homeless:
            await self.push_screen(self._home_screen())  # the empty one below cannot be switched

    async def on_event(self, event: Event) -> None:
        """Passes events on; what is pasted is made safe to draw before any field gets it."""
        if isinstance(event, Paste):
            event.text = safe(event.text)
        await super().on_event(event)

    # Keys of its own

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing of the app works while the laptop is handed round, and no palette over a question."""
        if any(getattr(screen, "locked", False) for screen in self.screen_stack):
            return False
        if action == "keep":
            return self.run_screen is not None and self.run_screen.run.may_keep(self.screen_stack)
        if action in ("command_palette", "help") and self.screen.is_modal:
            return bool(getattr(self.screen, "has_help" if action == "help" else "has_palette", False))
        return True

    @work(exclusive=True, group="quit")
    async def action_quit(self) -> None:  # type: ignore[override]
        """Ends the program; asks when something is open."""
        if self.run_screen is not None:
            from facilitator.app.leaving import may_leave
            from facilitator.app.opening import ended

            if not await may_leave(self.run_screen.run, self.tr("Quit?"), self.tr("Quit"), whole=True):
                return
            await asyncio.to_thread(ended, self.run_screen.session)
            self.run_screen = None
        elif any(getattr(screen, "unsaved", False) for screen in self.screen_stack):
            from facilitator.kit.dialogs import Confirm

            tr = self.tr
            details = tr("Something typed has not been kept yet.")
            if not await self.push_screen_wait(Confirm(tr, tr("Quit?"), tr("Quit"), tr("Stay"), details=details)):
                return
        self.exit(0)

    def action_keep(self, what: str) -> None:
        """Keeps a thought, a note or a decision, whatever is on top of the session."""
        if self.run_screen is not None:
            self.run_screen.action_open("keep", what)

    def action_how_to_quit(self) -> None:
        """Ctrl+c copies; who expects it to quit is told the key."""
        self.say(self.tr("Press ctrl+q to quit."))

    @work(exclusive=True, group="help")
    async def action_help(self) -> None:
        """What can be done here."""
        from facilitator.app.help import show

        await show(self, self.tr)

    def action_command_palette(self) -> None:
        """Every action that works now."""
        from textual.command import CommandPalette

        self.push_screen(CommandPalette(placeholder=self.tr("What do you want to do?"), id="--command-palette"))

    def commands(self) -> "Iterator[Command]":
        """What the palette offers beside the keys."""
        from facilitator.app.app_commands import commands

        return commands(self)

    def turn_public(self) -> None:
        """Turns the rule round that the room can see the screen; until the program ends."""
        self.settings = replace(self.settings, public_screen=self.private)
        self.say(
            self.tr("The room cannot see this screen.") if self.private else self.tr("The room can see this screen.")
        )
        if self.run_screen is not None:
            self.run_screen.renew()

    # Errors

    async def run_action(self, *args: Any, **named: Any) -> bool:
        """Runs an action; an error meant for the user becomes a sentence."""
        try:
            return await super().run_action(*args, **named)
        except FacilitatorError as error:
            self._say_error(error)
            return True

    def _handle_exception(self, error: Exception) -> None:
        """Errors meant for the user become a sentence, wherever they come from; others end the program."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        pump = active_message_pump.get(None)
        lost = isinstance(pump, Screen | App) or not isinstance(pump, Widget)
        if isinstance(cause, FacilitatorError) and (isinstance(error, WorkerFailed) or not lost):
            self._say_error(cause)
            if not isinstance(error, WorkerFailed) and self.run_screen is not None:
                self.run_screen.renew()
            return
        super()._handle_exception(error)

    def _say_error(self, error: FacilitatorError) -> None:
        from facilitator.app.context import sentence

        self.say(sentence(error, self.tr), bad=True)

"""The screens before a session in a small app of their own, and sessions to list on them."""

from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from facilitator.activities import find
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Person
from facilitator.core.workshop import parse
from facilitator.session.starting import Beginning, create
from facilitator.store.settings import Settings

NOON = 1_795_348_800.0
"""22 November 2026, 12:00 UTC."""
SOURCE = {
    "title": "Small workshop",
    "purpose": "Try things out.",
    "group": {"min": 2, "max": 4},
    "step": [{"id": "welcome", "kind": "brief", "title": "Welcome", "minutes": 10}],
}


class ShellApp(App[Any]):
    """An app that notes what it is asked for."""

    def __init__(
        self, home: Path, *, client: str | None = None, settings: Settings | None = None, tr: Translator | None = None
    ) -> None:
        super().__init__()
        self.home = home
        self.tr = tr or Translator()
        self.settings = settings or Settings()
        self.client = client
        self.now = lambda: NOON
        self.opened: list[Path] = []
        self.answers: list[object] = []

    def open_session(self, path: Path) -> None:
        self.opened.append(path)

    def use_settings(self, settings: Settings) -> None:
        self.settings = settings

    def show(self, screen: Screen[Any]) -> None:
        """Puts a screen on top and notes its answer."""
        self.push_screen(screen, self.answers.append)

    async def settled(self, pilot: Pilot[Any], group: str = "") -> None:
        """Waits until everything is drawn, and until the workers of a group are done."""
        await pilot.pause()
        for worker in [worker for worker in self.workers if worker.group == group]:
            await worker.wait()
        await pilot.pause()

    def text(self) -> str:
        """What is on the screen, as text."""
        return "\n".join(strip.text.rstrip() for strip in self.screen._compositor.render_strips())


def a_session(home: Path, title: str, client: str = "", date: str = "2026-11-22", people: tuple[str, ...] = ()) -> Path:
    """A session of a small workshop, closed; gives its folder."""
    persons = [Person(id=new_id(), name=name, order=order) for order, name in enumerate(people, 1)]
    beginning = Beginning(title=title, client=client, date=date, people=persons)
    session = create(home, parse(SOURCE), beginning, find())
    session.close()
    return session.store.folder

"""One step's screen in a small app, with a real session: for the tests of the kinds.

session = make_session(tmp_path, [{"id": "vote", "kind": "dot_voting", "items": "cards"}], people=["Anna", "Ben"])
add_items(session, "cards", "First", "Second")
app = StepApp(session, "vote")
async with app.run_test(size=(80, 24)) as pilot:
    await app.settled(pilot)
    await pilot.press("a")
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import time
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from facilitator.activities import find
from facilitator.app.context import Door
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person, Step
from facilitator.core.workshop import parse
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.keybar import KeyBar
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create


def make_session(
    home: Path,
    steps: Sequence[dict[str, Any]],
    *,
    people: Sequence[str] = (),
    collections: dict[str, Any] | None = None,
    title: str = "Test",
    now: Callable[[], float] = time,
) -> Session:
    """A new session in ``home`` with these steps (as in a workshop file; titles and minutes may be left out)."""
    whole = [{"title": f"Step {n}", "minutes": 10, **step} for n, step in enumerate(steps, 1)]
    named = {step["items"] for step in whole if step.get("items")}
    source = {"title": title, "step": whole}
    source["collections"] = collections or {name: {"title": name.capitalize()} for name in sorted(named)}
    persons = [Person(id=new_id(), name=name, order=n) for n, name in enumerate(people, 1)]
    return create(home, parse(source), Beginning(title=title, people=persons), find(), now)


def reopen(session: Session) -> Session:
    """The session as it comes back after it was closed."""
    session.close()
    return Session.open(session.store.folder, session.kinds)


def add_items(session: Session, collection: str, *titles: str) -> list[Item]:
    """Puts items into a collection and gives them."""
    first = session.number("items")
    items = [
        Item(id=new_id(), number=first + n, collection=collection, title=title, order=first + n)
        for n, title in enumerate(titles)
    ]
    session.apply_now(Change("items", (*items, session.counted("items", len(items)))))
    return items


def step_of(session: Session, key: str) -> Step:
    """The step with this key."""
    return next(step for step in session.steps if step.key == key)


class StepApp(App[Any]):
    """Shows one step's screen as Run does: with the session's changes passed on, and the line of keys below."""

    CSS = "Screen { layout: vertical; }"

    def __init__(
        self, session: Session, step: Step | str, *, tr: Translator | None = None, private: bool = False
    ) -> None:
        super().__init__()
        self.session = session
        self.tr = tr or Translator()
        self.private = private
        self.step = step_of(session, step) if isinstance(step, str) else step
        self.context = Door(session, self.step.id, self)
        self.said: list[str] = []
        """Every sentence that was shown to the facilitator."""

    def say(self, sentence: str, *, bad: bool = False) -> None:
        self.said.append(sentence)

    def compose(self) -> ComposeResult:
        activity = self.session.kinds[self.step.kind]
        self.activity_screen: ActivityScreen = activity.part(activity.screen)(self.context)
        yield self.activity_screen
        yield KeyBar(self.tr)

    def on_mount(self) -> None:
        self.session.on_change(self._changed)
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        self.session.close()

    def _begin(self) -> None:
        self.activity_screen.changed(frozenset())
        wanted = self.activity_screen.first_focus()
        if wanted is not None:
            wanted.focus()

    def _changed(self, tables: frozenset[str]) -> None:
        self.activity_screen.changed(tables)
        self.screen.refresh_bindings()

    async def settled(self, pilot: Pilot[Any]) -> None:
        """Waits until every worker is done and everything is drawn."""
        await pilot.pause()
        await self.workers.wait_for_complete()
        await pilot.pause()

    def text(self) -> str:
        """What is on the screen, as text."""
        strips = self.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

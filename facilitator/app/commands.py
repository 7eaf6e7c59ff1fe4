"""The palette: every action that works now, of whatever is on the screen, and what has no key of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from facilitator.core.i18n import Translator
from facilitator.kit.help import actions


@dataclass(frozen=True)
class Command:
    """One line of the palette."""

    title: str
    help: str
    run: Callable[[], Awaitable[Any] | Any]


def commands(app: App[Any], screen: Screen[Any], tr: Translator) -> list[Command]:
    """What can be done now: by key first, then what screen and app offer beside their keys."""
    found: list[Command] = []
    for action in actions(screen, tr):
        if action.binding.action in ("command_palette", "app.command_palette"):
            continue
        run = partial(app.run_action, action.binding.action, action.node)
        found.append(Command(action.text, ", ".join(action.keys), run))
    for place in (screen, app):
        offered: Callable[[], Iterable[Command]] | None = getattr(place, "commands", None)
        found += offered() if offered else ()
    return found


class ActionProvider(Provider):
    """Searches the commands."""

    def _commands(self) -> list[Command]:
        tr: Translator = getattr(self.app, "tr", None) or Translator()
        return commands(self.app, self.screen, tr)

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """Everything, before a word is typed."""
        for command in self._commands():
            yield DiscoveryHit(_line(Content(command.title), command), command.run, command.title)

    async def search(self, query: str) -> Hits:
        """What fits the words."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.title)
            if score > 0:
                shown = matcher.highlight(command.title) if "[" not in command.title else Content(command.title)
                yield Hit(score, _line(shown, command), command.run, command.title)


def _line(title: Content, command: Command) -> Content:
    return Content.assemble(title, "  ", (command.help, "dim"))

"""The head of a step: which one it is, its title, and what everybody reads. The prompt can be folded.

On a low screen its first paragraph stays when it is folded, and it is folded from the start where there is content to
see below.
"""

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.kit.keybar import key_text
from facilitator.kit.prompt import PromptText


class StepHead(Vertical):
    """Title line and prompt."""

    DEFAULT_CSS = """
    StepHead { height: auto; }
    StepHead > #line { height: 1; width: 1fr; background: $panel; }
    StepHead #title { height: 1; width: 1fr; padding: 0 1; text-style: bold; text-wrap: nowrap; }
    StepHead #key { height: 1; width: auto; color: $text-muted; padding: 0 1; }
    StepHead.-plain #key { display: none; }
    StepHead > #prompt { height: auto; max-height: 35vh; padding: 0 1; scrollbar-size-vertical: 1; }
    StepHead #first { display: none; }
    StepHead.-folded > #prompt { display: none; }
    StepHead.-plain > #prompt { display: none; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    folded: var[bool] = var(False, toggle_class="-folded")
    """Whether the prompt is hidden; on a low screen, all but its first paragraph."""

    def __init__(self, tr: Translator, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._tr = tr
        self._title, self._place, self._has_prompt = "", "", False
        self._step: Id | None = None

    def compose(self) -> ComposeResult:
        """One line, and the prompt below it."""
        with Horizontal(id="line"):
            yield Static(id="title", markup=False)
            yield Static(key_text("ctrl+f"), id="key", markup=False)
        with VerticalScroll(id="prompt", can_focus=False):
            yield PromptText(id="first")
            yield PromptText(id="whole")

    def show(
        self, title: str, place: tuple[int, int] | None, prompt: str, *, step: Id | None = None, content: bool = False
    ) -> None:
        """Another step, or the same anew. ``place``: which one, of how many; ``content``: it has something to see."""
        self._title = title
        self._place = self._tr("Step {n} of {all}", n=place[0], all=place[1]) if place else ""
        self._has_prompt = bool(prompt.strip())
        self.set_class(not self._has_prompt, "-plain")
        self.query_one("#first", PromptText).update(re.split(r"\n\s*\n", prompt.strip())[0])
        self.query_one("#whole", PromptText).update(prompt)
        if step != self._step and self.screen.has_class("-low"):
            self.folded = content
        self._step = step
        self._draw()

    def watch_folded(self) -> None:
        """The sign in the title says which of the two it is."""
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        sign = ("▸ " if self.folded else "▾ ") if self._has_prompt else ""
        place = f"{self._place} · " if self._place else ""
        self.query_one("#title", Static).update(Content(f"{sign}{place}{self._title}"))

    def on_click(self) -> None:
        """A click folds or unfolds."""
        self.folded = not self.folded and self._has_prompt

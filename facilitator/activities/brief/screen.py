"""The screen of a brief: the text for everybody, and the check list below it."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from facilitator.activities.brief.rules import points, toggle
from facilitator.core.i18n import N_
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.prompt import PromptText, lines


class BriefScreen(ActivityScreen):
    """Somebody speaks; what was said is ticked."""

    HELP: ClassVar[str] = N_(
        "Speak freely and let the group read along. Tick each point of the list as soon as it has been said; what is "
        "open is asked about once before you go on."
    )
    SHOWS_PROMPT: ClassVar[bool] = True
    DEFAULT_CSS = """
    BriefScreen VerticalScroll { height: 1fr; padding: 1 2; }
    BriefScreen.-fits VerticalScroll { height: auto; }
    BriefScreen OptionList { height: auto; max-height: 60%; border: none; border-top: solid $primary; }
    BriefScreen OptionList:focus { border: none; border-top: solid $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "tick", N_("Tick"), id="brief.tick"),
    ]

    def compose(self) -> ComposeResult:
        """Text, then the list if there is one."""
        with VerticalScroll():
            yield PromptText(self.view.prompt)
        listed = points(self.view)
        if listed:
            yield OptionList(*(_line(text, done) for text, done in listed))

    def changed(self, tables: frozenset[str]) -> None:
        """Shows text and marks as they are."""
        self.query_one(PromptText).update(self.view.prompt)
        for at, (text, done) in enumerate(points(self.view)):
            self.query_one(OptionList).replace_option_prompt_at_index(at, _line(text, done))

        self._fit()

    def on_resize(self) -> None:
        """The list stands right below the text where both are seen whole; else at the bottom, and the text scrolls."""
        self._fit()

    def _fit(self) -> None:
        text = len(lines(self.view.prompt, max(2, self.size.width - 4))) + 2
        self.set_class(text + len(points(self.view)) + 1 <= self.size.height, "-fits")

    def first_focus(self) -> Widget | None:
        """The list, if there is one; else the text, which may be longer than the screen."""
        return next(iter(self.query(OptionList)), None) or self.query_one(VerticalScroll)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to tick only with a list."""
        if action == "tick":
            return bool(points(self.view)) and not self.context.read_only
        return True

    def action_tick(self) -> None:
        """Ticks the point with the cursor, or takes its mark away."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._toggle(at)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self.context.read_only:
            self._toggle(event.option_index)

    @work(group="brief")
    async def _toggle(self, at: int) -> None:
        await self.context.apply(toggle(self.view, at))


def _line(text: str, done: bool) -> Content:
    return Content(f"{'✓' if done else '○'} {text}")

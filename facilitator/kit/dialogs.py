"""Questions to the facilitator. Each is pushed and waited for: ``answer = await app.push_screen_wait(Confirm(…))``."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input, Static, TextArea

from facilitator.core.i18n import N_, Translator
from facilitator.core.text import BODY, folded, line, safe
from facilitator.kit.dialog import Dialog, LineInput
from facilitator.kit.form import Form, FormField
from facilitator.kit.menu import Menu
from facilitator.kit.rows import Row, RowColumn, Rows

__all__ = ["AskLine", "AskText", "Choose", "Confirm", "Dialog", "Form", "FormField", "LineInput", "Message"]

T = TypeVar("T")


class Confirm(Dialog[bool]):
    """A question with two answers; ``enter`` gives the one that ``default_yes`` says.

    The arrows have priority: a fast ``enter`` behind one must find the focus moved already.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", N_("Other answer"), show=False, priority=True, id="confirm.previous"),
        Binding("right,down", "app.focus_next", N_("Other answer"), show=False, priority=True, id="confirm.next"),
    ]
    cancelled: ClassVar[object] = False

    def __init__(
        self, tr: Translator, question: str, yes: str, no: str, *, default_yes: bool = False, details: str = ""
    ) -> None:
        super().__init__(tr, question)
        self._yes, self._no, self._default_yes, self._details = yes, no, default_yes, details
        self.name_keys(yes, no)

    def body(self) -> ComposeResult:
        """What is said beside the question."""
        if self._details:
            yield Static(Content(self._details))

    def buttons(self) -> ComposeResult:
        """The two answers."""
        yield Button(Content(self._no), id="back", compact=True)
        yield Button(Content(self._yes), id="ok", compact=True)

    def on_mount(self) -> None:
        """The safe answer has the focus."""
        self.query_one("#ok" if self._default_yes else "#back").focus()

    def answer(self) -> bool:
        """Yes."""
        return True


class Message(Dialog[None]):
    """Something to read."""

    AUTO_FOCUS = ""
    has_help: ClassVar[bool] = False
    back: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "accept", N_("OK"), show=False, id="message.ok"),
        Binding("up", "scroll_box(-1)", N_("Up"), show=False, id="message.up"),
        Binding("down", "scroll_box(1)", N_("Down"), show=False, id="message.down"),
        Binding("pageup", "scroll_box(-10)", N_("Page up"), show=False, id="message.pageup"),
        Binding("pagedown", "scroll_box(10)", N_("Page down"), show=False, id="message.pagedown"),
    ]

    def __init__(self, tr: Translator, title: str, text: str | Content) -> None:
        super().__init__(tr, title)
        self._text = text if isinstance(text, Content) else Content(text)

    def body(self) -> ComposeResult:
        """The text."""
        yield Static(self._text)

    def action_accept(self) -> None:
        """Read."""
        self.dismiss(None)

    def action_scroll_box(self, by: int) -> None:
        """Scrolls a text that is longer than the screen."""
        self.query_one(".dialog--box").scroll_relative(y=by, animate=False)


class AskLine(Dialog[str | None]):
    """A question answered with one line. The answer is cleaned (a password is not) and may be empty."""

    def __init__(
        self,
        tr: Translator,
        title: str,
        *,
        value: str = "",
        placeholder: str = "",
        password: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(tr, title)
        self._value, self._placeholder, self._password, self._hint = value, placeholder, password, hint

    def body(self) -> ComposeResult:
        """The field."""
        yield LineInput(
            value=self._value, placeholder=Content(self._placeholder).plain, password=self._password, id="line"
        )
        if self._hint:
            yield Static(Content(self._hint), classes="dialog--hint")

    def answer(self) -> str:
        """What was typed."""
        value = self.query_one("#line", Input).value
        return value if self._password else line(value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_accept()


class AskText(Dialog[str | None]):
    """A question answered with any number of lines; ``ctrl+o`` or the button keeps them."""

    ok: ClassVar[str] = N_("Keep")

    def __init__(self, tr: Translator, title: str, *, value: str = "", hint: str = "") -> None:
        super().__init__(tr, title)
        self.add_class("-wide")
        self._value, self._hint = value, hint

    def body(self) -> ComposeResult:
        """The field."""
        area = TextArea(self._value, id="text", soft_wrap=True, tab_behavior="focus")
        area.styles.height = 12
        yield area
        if self._hint:
            yield Static(Content(self._hint), classes="dialog--hint")

    @property
    def unsaved(self) -> bool:
        """Whether the text was changed."""
        return self.is_mounted and self.query_one("#text", TextArea).text != self._value

    def answer(self) -> str:
        """What was typed, safe to draw and trimmed. Tabs stay: a paste may be cells of a spreadsheet."""
        return safe(self.query_one("#text", TextArea).text).strip()[:BODY].rstrip()


MOST_AT_A_GLANCE = 8
"""Up to so many options are seen at a glance: there is nothing to search."""
LONG = 68
"""Characters from which a choice may be too long for its line; it is then told in full below the list."""


class Choose(Dialog[T | None], Generic[T]):
    """A choice out of a list: arrows and ``enter``; in a longer one, type to see only what contains the words."""

    back: ClassVar[str] = N_("Cancel")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (40, "-tall")]
    DEFAULT_CSS = """
    Choose.-told Rows { max-height: 11; }
    Choose.-tall Rows { max-height: 24; }
    Choose .choose--details { margin-bottom: 1; }
    Choose #whole { min-height: 2; margin-top: 1; }
    Choose #filter, Choose #filter:focus { border: none; height: 1; padding: 0 1; background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('step', -1)", N_("Up"), show=False, id="choose.up"),
        Binding("down", "move('step', 1)", N_("Down"), show=False, id="choose.down"),
        Binding("pageup", "move('page', -1)", N_("Page up"), show=False, id="choose.pageup"),
        Binding("pagedown", "move('page', 1)", N_("Page down"), show=False, id="choose.pagedown"),
    ]

    def __init__(
        self,
        tr: Translator,
        title: str,
        options: Sequence[tuple[T, str]],
        *,
        selected: T | None = None,
        searches: bool = False,
        details: str = "",
    ) -> None:
        """``searches``: a short list has a field to type in as well; ``details``: what to know before one chooses."""
        super().__init__(tr, title)
        self._details = details
        self._searches = searches or len(options) > MOST_AT_A_GLANCE
        self._options = list(options)
        self.set_class(any(len(text) > 56 for _, text in self._options), "-wide")
        self.set_class(any(len(text) > LONG for _, text in self._options), "-told")
        self._selected = selected

    def body(self) -> ComposeResult:
        """What to know, a field to search in, if there is much to search, and the list."""
        if self._details:
            yield Static(Content(self._details), classes="choose--details")
        if self._searches:
            yield LineInput(placeholder=self.tr("Type to search"), id="filter")
        yield Menu([RowColumn("")], self._rows(""), id="options")
        if self.has_class("-told"):
            yield Static("", id="whole", classes="dialog--hint", markup=False)

    def on_mount(self) -> None:
        """The cursor stands on what is chosen now."""
        at = next((i for i, (value, _) in enumerate(self._options) if value == self._selected), None)
        if at is not None:
            self._list.go_to(at)
        self._tell()

    @property
    def _list(self) -> Rows:
        return self.query_one(Rows)

    def _rows(self, words: str) -> list[Row]:
        wanted = folded(words).split()
        return [
            Row(at, (text,))
            for at, (_, text) in enumerate(self._options)
            if all(word in folded(text) for word in wanted)
        ]

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self._list.set_rows(self._rows(event.value))

    @on(Rows.Moved)
    def _tell(self) -> None:
        """The whole of a choice that may be too long for its line."""
        at = self._list.current
        text = self._options[at][1] if isinstance(at, int) else ""
        for whole in self.query("#whole").results(Static):
            whole.update(Content(text if len(text) > LONG else ""))

    def action_move(self, how: str, by: int) -> None:
        """Moves the cursor of the list while the field has the focus."""
        (self._list.action_page if how == "page" else self._list.action_step)(by)

    def answer(self) -> T | None:
        """What the cursor stands on."""
        at = self._list.current
        return self._options[at][0] if isinstance(at, int) else None

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_accept()

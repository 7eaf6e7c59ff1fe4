"""A dialog with several named fields. What is wrong is said under its field; nothing typed is lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from facilitator.core.i18n import N_, Translator
from facilitator.core.text import clean, line
from facilitator.kit.dialog import Dialog, LineInput

LONGEST_LABEL = 24
"""Most cells of a field's title in one line; longer ones are broken."""
Check = Callable[[dict[str, str]], dict[str, str]]
"""From the values to a sentence per faulty field."""


@dataclass(frozen=True)
class FormField:
    """One field of a form."""

    id: str
    title: str
    value: str = ""
    kind: Literal["line", "text", "choice"] = "line"
    choices: Sequence[tuple[str, str]] = ()
    """(value, text) of a choice."""
    hint: str = ""


class Form(Dialog[dict[str, str] | None]):
    """Fields to fill in: ``tab`` goes on, ``enter`` in a line goes to the next field, ``ctrl+o`` saves."""

    ok: ClassVar[str] = N_("Save")

    DEFAULT_CSS = """
    Form .dialog--title { margin-bottom: 0; }
    Form .form--field, Form .form--value { height: auto; width: 1fr; }
    Form .form--title { height: auto; padding-right: 1; color: $text-muted; }
    Form .form--field:focus-within > .form--title { color: $text-accent; text-style: bold; }
    Form Input, Form Input:focus { border: none; height: 1; padding: 0 1; background: $panel; }
    Form TextArea, Form TextArea:focus { border: none; height: 4; padding: 0 1; background: $panel; }
    Form Select.-textual-compact > SelectCurrent { background: $panel; padding: 0 1; }
    Form .form--field:even Input:blur, Form .form--field:even TextArea:blur { background: $foreground 18%; }
    Form .form--field:even Select.-textual-compact:blur > SelectCurrent { background: $foreground 18%; }
    Form Input:focus, Form TextArea:focus { background: $primary 30%; }
    Form Select.-textual-compact:focus > SelectCurrent { background: $primary 30%; }
    Form .dialog--hint, Form .dialog--fault { padding: 0 1; }
    """

    def __init__(self, tr: Translator, title: str, fields: Sequence[FormField], *, check: Check | None = None) -> None:
        super().__init__(tr, title)
        self.add_class("-wide")
        self._fields = list(fields)
        self._check = check

    def body(self) -> ComposeResult:
        """Per field its title, the field, a hint and room for what is wrong with it."""
        labels = 1 + min(LONGEST_LABEL, max((cell_len(field.title) for field in self._fields), default=0))
        for at, field in enumerate(self._fields):
            title = Static(Content(field.title), classes="form--title")
            title.styles.width = labels
            with Horizontal(classes="form--field"):
                yield title
                with Vertical(classes="form--value"):
                    yield self._widget(at, field)
                    if field.hint:
                        yield Static(Content(field.hint), classes="dialog--hint")
                    fault = Static(Content(""), classes="dialog--fault", id=f"fault-{at}")
                    fault.display = False
                    yield fault

    def _widget(self, at: int, field: FormField) -> Widget:
        name = f"field-{at}"
        if field.kind == "text":
            return TextArea(field.value, id=name, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        if field.kind == "choice":
            options = [(Content(text), value) for value, text in field.choices]
            known = field.value in {value for value, _ in field.choices}
            if known:
                return Select(options, value=field.value, allow_blank=False, id=name, compact=True)
            return Select(options, prompt="–", id=name, compact=True)
        return LineInput(value=field.value, id=name)

    @property
    def values(self) -> dict[str, str]:
        """What the fields hold now, cleaned."""
        return {field.id: self._value(at) for at, field in enumerate(self._fields)}

    def _value(self, at: int) -> str:
        widget = self.query_one(f"#field-{at}")
        if isinstance(widget, TextArea):
            return clean(widget.text)
        if isinstance(widget, Input):
            return line(widget.value)
        assert isinstance(widget, Select)
        return "" if widget.is_blank() else str(widget.value)

    @property
    def unsaved(self) -> bool:
        """Whether a field was changed."""
        return self.is_mounted and any(
            self.values[field.id] != (line if field.kind == "line" else clean)(field.value) for field in self._fields
        )

    def answer(self) -> dict[str, str] | None:
        """The values, if the check has nothing against them; else the faults are shown."""
        values = self.values
        faults = self._check(values) if self._check else {}
        first = None
        for at, field in enumerate(self._fields):
            fault = self.query_one(f"#fault-{at}", Static)
            fault.update(Content(faults.get(field.id, "")))
            fault.display = field.id in faults
            if field.id in faults and first is None:
                first = self.query_one(f"#field-{at}")
        if first is not None:
            first.focus()
        return None if faults else values

    @on(Input.Submitted)
    def _next(self) -> None:
        """To the next field; behind the last one to the button that saves, not to the one before it that does not."""
        last = self.query_one(f"#field-{len(self._fields) - 1}")
        self.focus_next("#ok" if self.focused is last else "Input, TextArea, Select")

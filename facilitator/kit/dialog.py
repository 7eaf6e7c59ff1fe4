"""The frame of every dialog: a box in the middle, its buttons, its keys."""

from dataclasses import replace
from typing import Any, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Paste
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from facilitator.core.i18n import N_, Translator
from facilitator.kit.keybar import KeyBar

T = TypeVar("T")


class LineInput(Input):
    """A field of one line. A paste of many lines becomes one line instead of losing all but the first."""

    NAMED: ClassVar[frozenset[str]] = frozenset(("plus", "minus", "slash", "backslash", "at", "underscore"))
    """Printable keys that Textual does not know as such by their names."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Every printable key is typed into the field, whatever is bound around it."""
        return key in self.NAMED or super().check_consume_key(key, character)

    def _on_paste(self, event: Paste) -> None:
        if event.text:
            self.replace(self.one_line(event.text), *self.selection)
        event.stop()
        event.prevent_default()

    def one_line(self, pasted: str) -> str:
        """What of a paste goes into the field: all of its words."""
        return " ".join(pasted.split())


class NameInput(LineInput):
    """A field for a name: of a paste of many lines it takes the first, since the others are no part of a name."""

    def one_line(self, pasted: str) -> str:
        """The words of the first filled line."""
        return super().one_line(next(iter(pasted.strip().splitlines()), ""))


class Dialog(ModalScreen[T]):
    """A question in a box. ``ctrl+o`` is OK in every dialog, ``escape`` or ``ctrl+g`` goes back."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > .dialog--box {
        width: 64; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    Dialog.-wide > .dialog--box { width: 100; }
    Dialog .dialog--title { text-style: bold; width: 1fr; height: auto; margin-bottom: 1; }
    Dialog .dialog--hint { color: $text-muted; width: 1fr; height: auto; }
    Dialog .dialog--fault { color: $text-error; width: 1fr; height: auto; }
    Dialog .dialog--buttons { height: auto; width: 1fr; margin-top: 1; align-horizontal: right; }
    Dialog .dialog--buttons Button { margin-left: 2; background: $panel; color: $foreground; text-style: none; }
    Dialog .dialog--buttons Button:focus { background: $primary; color: $text; text-style: bold; }
    Dialog Input, Dialog TextArea { border: tall $border-blurred; }
    Dialog Input:focus, Dialog TextArea:focus { border: tall $border; }
    Dialog Rows { height: auto; max-height: 14; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "accept", N_("OK"), id="dialog.ok"),
        Binding("escape,ctrl+g", "cancel", N_("Back"), id="dialog.cancel"),
    ]

    ok: ClassVar[str] = N_("OK")
    back: ClassVar[str] = N_("Cancel")
    """Texts of its buttons; an empty one leaves the button out."""
    has_help: ClassVar[bool] = True
    """Whether F1 tells its keys."""
    cancelled: ClassVar[object] = None
    """The answer when it is left without one."""

    def __init_subclass__(cls, **options: Any) -> None:
        """The key says what the button says."""
        own = cls.__dict__
        if text := own.get("ok"):
            cls.BINDINGS = [Binding("ctrl+o", "accept", text, id="dialog.ok"), *own.get("BINDINGS", ())]
        super().__init_subclass__(**options)

    def __init__(self, tr: Translator, title: str) -> None:
        super().__init__()
        self.tr = tr
        self.heading = title

    def name_keys(self, ok: str, back: str) -> None:
        """The keys of this one dialog say what its buttons say; both texts are in the screen's language."""
        words = {"dialog.ok": ok, "dialog.cancel": back}
        for key, bindings in self._bindings.key_to_bindings.items():
            self._bindings.key_to_bindings[key] = [
                replace(binding, description=words.get(binding.id or "", binding.description)) for binding in bindings
            ]

    def compose(self) -> ComposeResult:
        """Title, body, buttons and keys."""
        with VerticalScroll(classes="dialog--box", can_focus=False):
            yield Static(Content(self.heading), classes="dialog--title")
            yield from self.body()
            with Horizontal(classes="dialog--buttons"):
                yield from self.buttons()
        yield KeyBar(self.tr)

    def body(self) -> ComposeResult:
        """What stands between title and buttons."""
        yield from ()

    def buttons(self) -> ComposeResult:
        """The buttons, the safe one first."""
        if self.back:
            yield Button(Content(self.tr(self.back)), id="back", compact=True)
        if self.ok:
            yield Button(Content(self.tr(self.ok)), id="ok", compact=True)

    @property
    def unsaved(self) -> bool:
        """Whether leaving it would throw away more than a moment's typing."""
        return False

    def answer(self) -> T | None:
        """The answer as it stands; None: not good enough yet, which has been shown."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """``ctrl+o`` means nothing where there is no button for it."""
        return bool(self.ok) if action == "accept" else super().check_action(action, parameters)

    def action_accept(self) -> None:
        """Answers."""
        answer = self.answer()
        if answer is not None:
            self.dismiss(answer)

    @work(exclusive=True)
    async def action_cancel(self) -> None:
        """Leaves without an answer; asks once when much has been typed."""
        if self.unsaved:
            from facilitator.kit.dialogs import Confirm

            tr = self.tr
            gone = await self.app.push_screen_wait(
                Confirm(tr, tr("Throw away what you typed?"), tr("Throw away"), tr("Go on typing"))
            )
            if not gone:
                return
        self.dismiss(self.cancelled)  # type: ignore[arg-type]

    @on(Button.Pressed, "#ok")
    def _ok(self) -> None:
        self.action_accept()

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_cancel()

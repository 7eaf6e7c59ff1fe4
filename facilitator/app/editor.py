"""The editor of own workshops: the file, and below it what is wrong with it, checked while one types."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from facilitator.activities import find
from facilitator.app import editor_files
from facilitator.app.shell import Shell
from facilitator.core.i18n import N_, Translator
from facilitator.core.workshop_check import Fault
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports.editing import Editing
from facilitator.kit.keybar import KeyBar
from facilitator.kit.rows import Row, RowColumn, Rows

PAUSE = 0.3
"""Seconds without a key after which the texts are checked."""


class Faults(Rows):
    """The list of faults."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Go there"), id="faults.go")]


class Files(Static):
    """Which files there are and which is shown; a click shows another."""

    def on_click(self) -> None:
        """Asks for a file."""
        assert isinstance(self.screen, EditorScreen)
        self.screen.action_files("choose")


class EditorScreen(Screen[None]):
    """One own workshop with its translations."""

    HELP: ClassVar[str] = N_(
        "The workshop as it lies on disk. Below the text stands what is wrong with it, checked while you type; *F8* "
        "goes there. *F2* shows another file: a translation, or a new one. *F4* tries the workshop without leaving "
        "marks. *Ctrl+o* saves, also with faults, so that you can go on another day."
    )
    CSS_PATH = "editor.tcss"
    AUTO_FOCUS = "TextArea"
    tells_unsaved: ClassVar[bool] = True
    """It knows itself what is not saved."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "files('save')", N_("Save"), id="editor.save"),
        Binding("f8", "next_fault", N_("Next fault"), id="editor.fault"),
        Binding("f2", "files('choose')", N_("File"), id="editor.file"),
        Binding("f4", "files('try_out')", N_("Dry run"), id="editor.dry-run"),
        Binding("escape,ctrl+g", "files('leave')", N_("Back"), id="editor.back"),
    ]

    def __init__(self, shell: Shell, editing: Editing) -> None:
        super().__init__()
        self.shell, self.tr, self.editing = shell, shell.tr, editing
        self.shown = editing.main
        """Name of the file on the screen."""
        self.faults: Sequence[Fault] = ()
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Which file, its text, its faults, keys."""
        tr = self.tr
        yield Files(id="files", markup=False)
        yield text_area(self.shown, self.editing.texts[self.shown])
        yield Static(id="verdict", markup=False)
        yield Faults()
        yield KeyBar(tr)

    def on_mount(self) -> None:
        """Says what was odd about the files, and checks them."""
        for file in self.editing.files.values():
            if file.said:
                self.notify(file.said, severity="warning", timeout=12, markup=False)
        self.check()

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not on disk."""
        self.take_over()
        return bool(self.editing.changed)

    @property
    def areas(self) -> dict[str, TextArea]:
        """The fields by the names of their files; one that was never shown has none."""
        return {str(area.name): area for area in self.query(TextArea)}

    def take_over(self) -> None:
        """What is typed becomes what is edited."""
        self.editing.texts.update({name: area.text for name, area in self.areas.items()})

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.check)

    @work(exclusive=True, group="check")
    async def check(self) -> None:
        """Shows what is wrong with the texts as typed."""
        await self.checked()

    async def checked(self) -> None:
        """The same, and waits for it; the faults are looked for on another thread."""
        self.take_over()
        found = await asyncio.to_thread(self.editing.faults, kind_checks(find()), self.tr)
        if not self.is_attached:
            return
        self.faults, rows = found, self.query_one(Faults)
        several = len(self.editing.texts) > 1
        rows.set_columns(*columns(self.editing, self.tr))
        rows.set_rows(
            Row(at, (*((fault.file,) if several else ()), str(fault.line), fault.sentence))
            for at, fault in enumerate(found)
        )
        rows.display = bool(found)
        self._tell()
        self.refresh_bindings()

    @on(Rows.Moved)
    def _tell(self) -> None:
        """The files, those not saved among them; the fault under the cursor in full, or that there is none."""
        self.query_one(Files).update(files_line(self.editing, self.shown, self.tr))
        self.query_one("#verdict", Static).update(
            Content(verdict(self.faults, self.query_one(Faults).current, self.tr))
        )
        self.query_one("#verdict").set_class(bool(self.faults), "-faults")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a next fault only where there is one."""
        return bool(self.faults) if action == "next_fault" else True

    def action_next_fault(self) -> None:
        """Goes to the next fault below the cursor, then to those of the other files, then round."""
        names = list(self.editing.texts)
        here = (names.index(self.shown), self.areas[self.shown].cursor_location[0] + 1)
        places = [(names.index(fault.file), fault.line) for fault in self.faults]
        at = next((at for at, place in enumerate(places) if place > here), 0)
        self.query_one(Faults).go_to(at)
        self.show(self.faults[at].file, self.faults[at].line)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, int):
            self.show(self.faults[event.key].file, self.faults[event.key].line)

    def show(self, name: str, line: int = 0) -> None:
        """Shows one of the files, and in it the line (from 1; 0: where the cursor was)."""
        if name not in self.areas:
            self.mount(text_area(name, self.editing.texts[name]), after="#files")
        self.shown = name
        for shown, area in self.areas.items():
            area.display = shown == name
        area = self.areas[name]
        area.focus()
        if line:
            area.move_cursor((min(line, area.document.line_count) - 1, 0), center=True)
        self._tell()

    def action_files(self, what: str = "choose") -> None:
        """What is done with the files as a whole."""
        self.run_worker(getattr(editor_files, what)(self), exclusive=True, group="files")


def text_area(name: str, text: str) -> TextArea:
    """The field for one file."""
    return TextArea(text, name=name, show_line_numbers=True, tab_behavior="focus", highlight_cursor_line=False)


def columns(editing: Editing, tr: Translator) -> list[RowColumn]:
    """File, where there are several, line and fault."""
    names = max(map(cell_len, (tr("File"), *editing.texts)))
    file = [RowColumn(tr("File"), width=names)] if len(editing.texts) > 1 else []
    line = tr("Line")
    return [*file, RowColumn(line, width=max(5, cell_len(line)), align="right"), RowColumn(tr("Fault"))]


def files_line(editing: Editing, shown: str, tr: Translator) -> Content:
    """The names of the files, those not saved with a mark."""
    parts: list[str | tuple[str, str]] = [(editing.name, "bold"), "  "]
    for name in editing.texts:
        mark = f" ({tr('not saved')})" if name in editing.changed else ""
        parts += [" ", (f" {name}{mark} ", "reverse" if name == shown else "")]
    return Content.assemble(*parts)


def verdict(faults: Sequence[Fault], at: object, tr: Translator) -> str:
    """The fault under the cursor in full; or that there is none."""
    if not faults:
        return f"✓ {tr('No fault found.')}"
    fault = faults[at if isinstance(at, int) and at < len(faults) else 0]
    number = tr.n("{n} fault", "{n} faults", len(faults))
    return f"✗ {number} · {fault.file}:{fault.line}: {fault.sentence}"

"""How an import is read, before anything is changed: what it would bring, every doubt, and what can be corrected."""

from asyncio import to_thread
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.app.running import Running
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.imports.door import Import
from facilitator.imports.preview import Answers, Choice, Preview
from facilitator.imports.reading import ENCODINGS, Book, Material, decode
from facilitator.kit.dialog import Dialog
from facilitator.kit.dialogs import Choose
from facilitator.kit.lines import Lines
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.session.importing import change, fitted
from facilitator.session.views import title_of

ENCODING = "encoding"
LONG = 200_000
"""Bytes or characters from which on a source is read beside the screen, as sheets of a spreadsheet always are."""
NARROWEST = 7
"""Fewest cells of a column in the preview; columns for which there is no room are counted."""


@dataclass(frozen=True)
class Source:
    """A text, the sheets of a spreadsheet, or the bytes of a file whose encoding can be chosen."""

    content: Material
    data: bytes | None = None
    name: str = ""

    @property
    def long(self) -> bool:
        """Whether reading it takes so long that keys would wait for it."""
        content = self.data if self.data is not None else self.content
        return isinstance(content, Book) or len(content) > LONG

    def read(self, encoding: str) -> tuple[Material, str]:
        """The content, and its encoding; empty: it has none."""
        return decode(self.data, encoding) if self.data is not None else (self.content, "")


class Parts(Rows):
    """How each part was read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Read otherwise"), id="import.otherwise"),
    ]


class ImportPreview(Dialog[Change | None]):
    """Answers with the change that would be made."""

    DEFAULT_CSS = """
    ImportPreview > .dialog--box { width: 120; height: 100%; }
    ImportPreview #said { height: auto; max-height: 2; text-style: bold; }
    ImportPreview #doubts { height: auto; max-height: 6; color: $text-warning; }
    ImportPreview #doubts Static { height: auto; }
    ImportPreview #choices { height: auto; max-height: 33%; margin-top: 1; }
    ImportPreview #table { height: 1fr; min-height: 3; max-height: 100%; margin-top: 1; }
    ImportPreview .dialog--title { margin-bottom: 0; }
    ImportPreview .dialog--buttons { margin-top: 0; }
    ImportPreview.-refused #said { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", N_("Next part"), id="import.next"),
    ]
    HELP: ClassVar[str] = N_(
        "At the top what was found, then every doubt. In the list stands how each part was read: **enter** changes it, "
        "and everything is read again. Below it is what would be imported. Nothing changes before **ctrl+o**, and "
        "**ctrl+z** takes all of it back."
    )
    ok: ClassVar[str] = N_("Import")
    AUTO_FOCUS = "#choices"

    def __init__(self, run: Running, step: Id, form: Import, source: Source) -> None:
        title = next((title_of(run.session, one) for one in run.session.steps if one.id == step), "")
        super().__init__(run.tr, run.tr("Import into “{title}”", title=title))
        self.run, self.step, self.form, self.source = run, step, form, source
        self.answers: dict[str, str] = {}
        self.preview = Preview(None)
        self.change: Change | None = None
        self.fault, self.encoding, self.reading = "", "", False
        if not source.long:
            self._judge(*self._looked(self.answers))

    def _looked(self, answers: Answers) -> tuple[Preview, str]:
        """How it is read when it is answered so, and its encoding; touches nothing of the session."""
        content, encoding = self.source.read(answers.get(ENCODING, ""))
        return self.form.read(content, self.tr, answers), encoding

    async def _read(self) -> None:
        """Reads everything anew, as it is answered now; what is long in a thread, and says so meanwhile."""
        if self.source.long:
            self.reading, self.change = True, None
            self.renew()
            looked = await to_thread(self._looked, dict(self.answers))
            self.reading = False
        else:
            looked = self._looked(self.answers)
        self._judge(*looked)
        self.renew()

    def _judge(self, preview: Preview, encoding: str) -> None:
        """What would become of it in the step."""
        self.preview, self.encoding = fitted(self.run.session, self.step, preview, self.tr), encoding
        self.change, self.fault = None, ""
        if self.preview.found is not None:
            try:
                self.change = change(self.run.session, self.step, self.preview.found, self.tr)
            except FacilitatorError as error:
                self.fault = error.said(self.tr)

    @property
    def choices(self) -> Sequence[Choice]:
        """What can be corrected, the encoding of a file last."""
        if not self.encoding:
            return self.preview.choices
        options = tuple((name, name) for name in ENCODINGS)
        return (*self.preview.choices, Choice(ENCODING, self.tr("Encoding of the file"), options, self.encoding))

    def body(self) -> ComposeResult:
        """What was found, the doubts, how it was read, what it would bring."""
        tr = self.tr
        yield Static(id="said")
        with VerticalScroll(id="doubts", can_focus=False):
            yield Static(id="doubt-words")
        yield Parts([RowColumn(tr("Part")), RowColumn(tr("is read as"))], id="choices")
        yield Lines(id="table")

    @work(group="import", exclusive=True)
    async def on_mount(self) -> None:
        """Shows it, as soon as it is read."""
        if self.source.long:
            await self._read()
        else:
            self.renew()

    def on_resize(self, _event: events.Resize) -> None:
        """Shows as many columns as there is room for."""
        if self.is_mounted and self.query("#table"):
            self._table()

    def renew(self) -> None:
        """Shows how everything is read now."""
        tr, preview = self.tr, self.preview
        said = tr("Reading…") if self.reading else self.fault or preview.said or tr("Nothing to import.")
        if self.change is not None:
            records = len(self.change.puts) + len(self.change.drops)
            said = f"{said} · {tr.n('{n} record would change', '{n} records would change', records)}"
        self.set_class(not self.reading and (bool(self.fault) or preview.found is None), "-refused")
        self.query_one("#said", Static).update(Content(said))
        doubts = self.query_one("#doubts")
        doubts.display = bool(preview.doubts)
        doubts.can_focus = len(preview.doubts) > 3
        words = "\n".join(f"▲ {doubt}" for doubt in preview.doubts)
        self.query_one("#doubt-words", Static).update(Content(words))
        choices = self.query_one("#choices", Rows)
        choices.display = bool(self.choices)
        choices.set_rows([Row(one.key, (one.title, one.said)) for one in self.choices])
        self._table()
        self.query_one("#ok").disabled = self.change is None
        self.refresh_bindings()

    def _table(self) -> None:
        """The preview, as many of its columns as fit."""
        tr, preview, table = self.tr, self.preview, self.query_one("#table", Rows)
        table.display = bool(preview.rows)
        room = max(1, (min(self.size.width, 120) - 26) // (NARROWEST + 2))
        shown, hidden = preview.heads[: room + 1], len(preview.heads) - room - 1
        columns = [RowColumn(head, fraction=2 if at == 0 else 1) for at, head in enumerate(shown)]
        if hidden > 0:
            columns.append(RowColumn(tr("+{n}", n=hidden), 4))
        rows = [
            Row(at, (*cells[: room + 1], *("…" for _ in range(hidden > 0)))) for at, cells in enumerate(preview.rows)
        ]
        table.set_columns(*columns)
        table.set_rows(rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It can be imported as soon as there is something to import."""
        return self.change is not None if action == "accept" else super().check_action(action, parameters)

    def answer(self) -> Change | None:
        """The change, made of what is shown now."""
        return self.change

    @on(Rows.Chosen, "#choices")
    @work(group="import", exclusive=True)
    async def _correct(self, event: Rows.Chosen) -> None:
        choice = next((one for one in self.choices if one.key == event.key), None)
        if choice is None:
            return
        chosen = await self.app.push_screen_wait(Choose(self.tr, choice.title, choice.options, selected=choice.chosen))
        if chosen is not None and chosen != choice.chosen:
            self.answers[choice.key] = chosen
            await self._read()

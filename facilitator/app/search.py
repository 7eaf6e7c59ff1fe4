"""The search of a session: as one types, what it is and where; enter goes there."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.app import kept, people, plan
from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.i18n import N_
from facilitator.core.records import Step
from facilitator.kit.columns import column_widths
from facilitator.kit.dialog import LineInput
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.session.search import Entry, Found, Index, What, excerpt, home_of, spans, words
from facilitator.session.views import title_of

KINDS: dict[What, str] = {
    "card": N_("Card"),
    "task": N_("Task"),
    "decision": N_("Decision"),
    "parked": N_("Parked thought"),
    "note": N_("Note"),
    "person": N_("Person"),
    "step": N_("Step"),
    "notes": N_("Notes"),
}
STATES = {
    "parked": N_("parked"),
    "archived": N_("archived"),
    "merged": N_("merged"),
    "done": N_("done"),
    "dropped": N_("dropped"),
    "skipped": N_("skipped"),
}
STEP_WIDTH = 24
"""Cells of a step's title."""
DETAILS = 400
"""Most characters of what is said about one result."""


async def show(run: Running) -> None:
    """Searches, then goes to what was chosen."""
    search = Search(run, run.tr("Search"))
    await run.ask(search)
    if search.chosen is not None:
        await go(run, search.chosen)


async def go(run: Running, entry: Entry) -> None:
    """Where a result is: the list it stands in, or its step. A card that the step on the screen shows is found there.

    Going anywhere marks nothing as done.
    """
    if entry.what == "task":
        await plan.show(run, at=entry.id)
    elif entry.what == "person":
        await people.show(run, at=entry.id)
    elif entry.what in ("decision", "parked", "note"):
        await kept.show(run, at=entry.id)
    elif entry.what == "card":
        found = home_of(run.session, entry.id)
        if found is None:
            run.say(run.tr("No step of the agenda shows this card."))
        elif not run.point(found[1]):
            await run.visit(*found)
    elif entry.step is not None:
        await run.visit(entry.step)


class Query(LineInput):
    """The field. Its ``enter`` goes to the result with the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.choose", N_("Go there"), id="search.go")]


class Search(Panel):
    """A field, the results, and the whole of the one with the cursor."""

    chooses: ClassVar[bool] = True
    has_palette: ClassVar[bool] = False
    HELP: ClassVar[str] = N_(
        "All words must be there, in any order; capitals and accents make no difference. A number finds the card and "
        "the task that have it. Covered cards and notes are found only while the room cannot see this screen."
    )
    DEFAULT_CSS = """
    Search #query, Search #query:focus { border: none; height: 1; padding: 0 1; background: $primary 30%; }
    Search .panel--words { color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('step', -1)", N_("Up"), show=False, id="search.up"),
        Binding("down", "move('step', 1)", N_("Down"), show=False, id="search.down"),
        Binding("pageup", "move('page', -1)", N_("Page up"), show=False, id="search.pageup"),
        Binding("pagedown", "move('page', 1)", N_("Page down"), show=False, id="search.pagedown"),
    ]

    def __init__(self, run: Running, title: str) -> None:
        super().__init__(run, title)
        self.chosen: Entry | None = None
        self._index = Index(run.session, private=run.private)
        self._query = ""
        self._found = Found((), 0, 0)

    def body(self) -> ComposeResult:
        """The field above the list."""
        yield Query(placeholder=self.tr("Words, or a number"), id="query")
        yield from super().body()

    def on_mount(self) -> None:
        """The field has the keys."""
        self.query_one("#query").focus()

    def on_resize(self) -> None:
        """Other widths show other parts of a text."""
        self.call_after_refresh(self.renew)

    def columns(self) -> Sequence[RowColumn]:
        """What it is, number, text, where."""
        tr = self.tr
        return [
            RowColumn("", max(cell_len(tr(kind)) for kind in KINDS.values())),
            RowColumn(tr("No."), 4, align="right"),
            RowColumn(tr("Text")),
            RowColumn(tr("Step"), STEP_WIDTH, from_width=80),
        ]

    def rows(self) -> Sequence[Row]:
        """The best results."""
        tr, session, wanted = self.tr, self.run.session, words(self._query)
        titles = {step.id: title_of(session, step) for step in session.table(Step).values()}
        width = self.list.size.width if self.is_mounted else 80
        room = column_widths(self.columns(), max(40, width - 2))[2]
        return [
            Row(
                at,
                (
                    tr(KINDS[entry.what]),
                    str(entry.number or ""),
                    self._text(entry, wanted, room),
                    "" if entry.what == "step" else titles.get(entry.step or "", ""),
                ),
                "dim" if entry.state else "",
            )
            for at, entry in enumerate(self._found.entries)
        ]

    def _text(self, entry: Entry, wanted: Sequence[str], room: int) -> str:
        """Title and state; what fits elsewhere in it stands behind, so that every hit is seen."""
        state = f" ({self.tr(STATES[entry.state])})" if entry.state in STATES else ""
        title, _, rest = entry.folded.partition("\n")
        missing = [word for word in wanted if word not in title and word in rest]
        if not missing:
            return excerpt(entry.title, wanted, room - len(state)) + state
        shown = excerpt(entry.title, wanted, max(12, room // 3)) + state
        return f"{shown} · {excerpt(entry.text, missing, max(12, room - len(shown) - 3))}"

    def renew(self) -> None:
        """Searches what is there now."""
        if self._index.revision != self.run.session.revision:
            self._index = Index(self.run.session, private=self.run.private)
        self._found = self._index.find(self._query)
        super().renew()

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        self._query = event.value
        self.list.cursor = 0
        self.renew()

    @on(Rows.Moved)
    def tell(self) -> None:
        """How many there are, and the whole of the one with the cursor, its hits marked."""
        if not self.stands:
            return
        told = [Content(self.words()).stylize("dim")]
        entry = self._entry
        if entry is not None:
            text = "\n".join(part for part in (entry.title, *entry.text.split("\n")) if part.strip())[:DETAILS]
            marked = Content(text)
            for begin, end in spans(text, words(self._query)):
                marked = marked.stylize("bold underline", begin, end)
            told.append(marked)
        self.query_one("#words", Static).update(Content("\n").join(told))
        self.refresh_bindings()

    @property
    def _entry(self) -> Entry | None:
        at = self.list.current
        return self._found.entries[at] if isinstance(at, int) and at < len(self._found.entries) else None

    def words(self) -> str:
        """How many fit, and how many of them are not shown."""
        tr, found = self.tr, self._found
        if not words(self._query):
            return tr("Searches cards, tasks, people, steps and what was kept.")
        if found.count > len(found.entries):
            said = tr("The best {n} of {all}.", n=len(found.entries), all=found.count)
        else:
            said = tr.n("{n} found.", "{n} found.", found.count)
        held = tr.n(
            "{n} more is held back: the room can see this screen.",
            "{n} more are held back: the room can see this screen.",
            found.held_back,
        )
        return f"{said} {held}" if found.held_back else said

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to go to where nothing was found."""
        if action == "choose":
            return bool(self._found.entries)
        return super().check_action(action, parameters)

    def action_move(self, how: str, by: int) -> None:
        """Moves the cursor of the list while the field has the keys."""
        (self.list.action_page if how == "page" else self.list.action_step)(by)

    @on(Rows.Chosen)
    def action_choose(self) -> None:
        """Leaves for the result with the cursor."""
        self.chosen = self._entry
        if self.chosen is not None:
            self.dismiss(None)

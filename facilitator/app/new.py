"""A new session: title, client, day, language, people. Nothing typed is lost, whatever goes wrong."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from facilitator.app.draft import Draft, Said, about_date, about_people, first_language, languages_of, with_people
from facilitator.app.listing import Listing
from facilitator.app.shell import Shell
from facilitator.core.dates import parse_day
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.core.text import line
from facilitator.core.workshop import Workshop
from facilitator.imports.people import parse_people
from facilitator.kit.dialog import LineInput
from facilitator.kit.keybar import KeyBar


class NewScreen(Screen[Path | None]):
    """The fields of a new session. Answers with its folder."""

    HELP: ClassVar[str] = N_(
        "*Tab* goes to the next field, *ctrl+o* makes the session. People: one per line, for example *Anna Bakker*, "
        "*Anna Bakker <anna@example.com>* or *Anna Bakker; Department; Role*. Cells copied from a spreadsheet and the "
        "*To* line of a mail can be pasted as they are."
    )
    CSS_PATH = "new.tcss"
    AUTO_FOCUS = "#title"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "create", N_("Create"), id="new.create"),
        Binding("f3", "earlier", N_("Earlier people"), id="new.earlier"),
        Binding("escape,ctrl+g", "back", N_("Back"), id="new.back"),
    ]

    def __init__(self, shell: Shell, workshop: Workshop, draft: Draft, listing: Listing) -> None:
        super().__init__()
        self.shell = shell
        self.tr = shell.tr
        self.workshop = workshop
        self.draft = draft
        self.listing = listing
        draft.language = first_language(workshop, draft.language, self.tr.language)

    def compose(self) -> ComposeResult:
        """Fields with what there is to say about them."""
        tr, draft = self.tr, self.draft
        own = self.workshop.in_language(draft.language).title
        yield Static(Content(tr("New session: {title}", title=own)), id="heading")
        yield from self._field(tr("Title"), LineInput(draft.title, placeholder=own, id="title", compact=True))
        yield from self._field(tr("Client"), LineInput(draft.client, id="client", compact=True))
        field = LineInput(draft.date, placeholder=self._today().isoformat(), id="date", compact=True)
        yield from self._field(tr("Day"), field, Static(id="said-date"))
        languages = [(name, code) for code, name in languages_of(self.workshop)]
        select = Select(languages, value=draft.language, allow_blank=False, id="language", compact=True)
        yield from self._field(tr("Language"), select)
        hint = tr("People, one per line: name, or name <mail>, or name; department; role")
        yield Static(Content(hint), classes="label", id="people-label")
        yield TextArea(draft.people, id="people", compact=True, tab_behavior="focus", highlight_cursor_line=False)
        yield Static(id="said-people")
        yield Static(id="fault")
        yield KeyBar(self.tr)

    def _field(self, label: str, *widgets: Widget) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static(Content(label), classes="label")
            yield from widgets

    def on_mount(self) -> None:
        """Says what there is to say about what was typed before."""
        self._date_typed()
        self._people_typed()

    def _say(self, where: str, said: Said) -> None:
        widget = self.query_one(where, Static)
        widget.update(Content(said.text))
        widget.set_class(said.fault, "-fault")
        widget.display = bool(said.text)

    def _today(self) -> date:
        return datetime.fromtimestamp(self.shell.now(), UTC).astimezone().date()

    @on(Input.Changed, "#title, #client")
    def _line_typed(self, event: Input.Changed) -> None:
        setattr(self.draft, event.input.id or "", event.value)

    @on(Input.Changed, "#date")
    def _date_typed(self) -> None:
        self.draft.date = self.query_one("#date", Input).value
        self._say("#said-date", about_date(self.draft.date, self._today(), self.tr))

    @on(Select.Changed, "#language")
    def _language_chosen(self, event: Select.Changed) -> None:
        self.draft.language = str(event.value)
        self.query_one("#title", Input).placeholder = self.workshop.in_language(self.draft.language).title

    @on(TextArea.Changed, "#people")
    def _people_typed(self) -> None:
        self.draft.people = self.query_one("#people", TextArea).text
        self._say("#said-people", about_people(self.draft.people, self.workshop, self.tr))

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next("Input, Select, TextArea")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """People can be copied when there are sessions to copy them from."""
        return action != "earlier" or any(not session.fault for session in self.listing.seen)

    @work(exclusive=True, group="create")
    async def action_create(self) -> None:
        """Makes the session; what is in the way is said and the fields stay as they are."""
        day = parse_day(self.draft.date, self._today()) if self.draft.date.strip() else self._today()
        if day is None:
            self.query_one("#date").focus()
            return
        self._say("#fault", Said(""))
        try:
            folder = await asyncio.to_thread(make, self.shell.home, self.workshop, self.draft, day)
        except FacilitatorError as error:
            self._say("#fault", Said(error.said(self.tr), fault=True))
        else:
            self.dismiss(folder)

    def action_back(self) -> None:
        """Goes back to the library, which keeps what was typed."""
        self.dismiss(None)

    @work(exclusive=True, group="earlier")
    async def action_earlier(self) -> None:
        """Copies people of an earlier session into the list."""
        from facilitator.app.earlier import pick_people

        picked = await pick_people(self.app, self.tr, self.listing.seen)
        if picked:
            area = self.query_one("#people", TextArea)
            area.text = with_people(area.text, picked)
            area.move_cursor(area.document.end)
            area.focus()


def make(home: Path, workshop: Workshop, draft: Draft, day: date) -> Path:
    """Makes the session and gives its folder.

    Raises:
        FacilitatorError: the folder cannot be written.
    """
    from facilitator.activities import find
    from facilitator.session.starting import Beginning, create

    people, _ = parse_people(draft.people)
    beginning = Beginning(
        title=line(draft.title),
        client=line(draft.client),
        date=day.isoformat(),
        language=draft.language,
        people=people,
    )
    session = create(home, workshop, beginning, find())
    session.close()
    return session.store.folder

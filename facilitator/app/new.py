"""A new session: title, client, day, language, people. Nothing typed is lost, whatever goes wrong."""

import asyncio
from collections.abc import Mapping
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

from facilitator.app.draft import (
    Draft,
    Said,
    about_client,
    about_date,
    about_minutes,
    about_people,
    about_starts,
    as_taken,
    first_language,
    known_as,
    languages_of,
    with_people,
)
from facilitator.app.listing import Listing
from facilitator.app.shell import Shell
from facilitator.core.dates import parse_day
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.minutes import parse_clock
from facilitator.core.text import line
from facilitator.core.workshop import Workshop
from facilitator.imports.people import parse_people
from facilitator.kit.dialog import LineInput, NameInput
from facilitator.kit.keybar import KeyBar


class _Field(Horizontal):
    """A label and its field; ``:focus-within`` alone does not reach the label when the focus moves."""

    def on_descendant_focus(self) -> None:
        """Shows the label as that of the field with the focus."""
        self.add_class("-focused")

    def on_descendant_blur(self) -> None:
        """Shows it as any other."""
        self.remove_class("-focused")


class NewScreen(Screen[Path | None]):
    """The fields of a new session. Answers with its folder."""

    HELP: ClassVar[str] = N_(
        "*Tab* goes to the next field, *ctrl+o* makes the session. People: one per line, for example *Anna Bakker*, "
        "*Anna Bakker <anna@example.com>* or *Anna Bakker; Department; Role*. Cells copied from a spreadsheet and the "
        "*To* line of a mail can be pasted as they are. *F4* goes on from an earlier session: with its people, cards "
        "and open tasks, or with what is left of its agenda."
    )
    CSS_PATH = "new.tcss"
    AUTO_FOCUS = "#title"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "create", N_("Create"), id="new.create"),
        Binding("f2", "same_client", N_("This name"), id="new.client"),
        Binding("f3", "earlier", N_("Earlier people"), id="new.earlier"),
        Binding("f4", "follow", N_("Go on from"), id="new.follow"),
        Binding("escape,ctrl+g", "back", N_("Back"), id="new.back"),
        Binding("f5", "minutes", N_("Minutes"), id="new.minutes"),
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
        yield from self._field(tr("Title"), NameInput(draft.title, placeholder=own, id="title", compact=True))
        client = NameInput(draft.client, id="client", compact=True)
        yield from self._field(tr("Client"), client, Static(id="said-client"))
        day = LineInput(draft.date, placeholder=today(self.shell).isoformat(), id="date", compact=True)
        yield from self._field(tr("Day"), day, Static(id="said-date"))
        starts = LineInput(draft.starts, placeholder="09:00", id="starts", compact=True)
        yield from self._field(tr("Starts at"), starts, Static(id="said-starts"))
        languages = [(name, code) for code, name in languages_of(self.workshop)]
        select = Select(languages, value=draft.language, allow_blank=False, id="language", compact=True)
        yield from self._field(tr("Language"), select)
        yield Static(id="said-minutes")
        yield Static(id="said-follows")
        hint = tr("People, one per line: name, or name <mail>, or name; department; role")
        yield Static(Content(hint), classes="label", id="people-label")
        yield TextArea(draft.people, id="people", compact=True, tab_behavior="focus", highlight_cursor_line=False)
        yield Static(id="said-people")
        yield Static(id="fault")
        yield KeyBar(self.tr)

    def _field(self, label: str, *widgets: Widget) -> ComposeResult:
        with _Field(classes="field"):
            yield Static(Content(label), classes="label")
            yield from widgets

    def on_mount(self) -> None:
        """Says what there is to say about what was typed before."""
        self._typed()
        self._people_typed()

    def _say(self, where: str, said: Said) -> None:
        widget = self.query_one(where, Static)
        widget.update(Content(said.text))
        widget.set_class(said.fault, "-fault")
        widget.display = bool(said.text)

    @on(Input.Changed)
    @on(Select.Changed)
    def _typed(self) -> None:
        """Keeps what the fields hold and says what there is to say about it."""
        draft, sessions, tr = self.draft, self.listing.sessions, self.tr
        for field in self.query(Input):
            setattr(draft, field.id or "", field.value)
        draft.language = str(self.query_one("#language", Select).value)
        own = self.workshop.in_language(draft.language)
        self.query_one("#title", Input).placeholder = own.title
        self._say("#said-client", about_client(draft.client, sessions, draft.follows, tr))
        self._say("#said-date", about_date(draft.date, today(self.shell), tr))
        self._say("#said-starts", about_starts(draft.starts, tr))
        self._say("#said-minutes", about_minutes(own, sessions, draft.as_taken, tr))
        self._say("#said-follows", about_following(draft, own, tr))
        self.refresh_bindings()

    @on(TextArea.Changed, "#people")
    def _people_typed(self) -> None:
        self.draft.people = self.query_one("#people", TextArea).text
        self._say("#said-people", about_people(self.draft.people, self.workshop, self.tr))

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next("Input, Select, TextArea")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that need earlier sessions are there when there are such."""
        match action:
            case "earlier" | "follow":
                return any(not session.fault for session in self.listing.seen)
            case "same_client":
                return bool(known_as(self.draft.client, self.listing.sessions))
            case "minutes":
                return bool(as_taken(self.workshop, self.listing.sessions)[0])
        return True

    @work(exclusive=True, group="create")
    async def action_create(self) -> None:
        """Makes the session; what is in the way is said and the fields stay as they are."""
        draft, now = self.draft, today(self.shell)
        day = parse_day(draft.date, now) if draft.date.strip() else now
        if day is None or about_starts(draft.starts, self.tr).fault:
            self.query_one("#date" if day is None else "#starts").focus()
            return
        self._say("#fault", Said(""))
        minutes = as_taken(self.workshop, self.listing.sessions)[0] if draft.as_taken else {}
        try:
            folder = await asyncio.to_thread(make, self.shell.home, self.workshop, draft, day, minutes)
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

    def action_same_client(self) -> None:
        """Writes the client's name as the earlier sessions have it."""
        self.query_one("#client", Input).value = known_as(self.draft.client, self.listing.sessions)

    def action_minutes(self) -> None:
        """Plans the minutes that the steps took in earlier sessions, or those of the workshop again."""
        self.draft.as_taken = not self.draft.as_taken
        self._typed()

    @work(exclusive=True, group="earlier")
    async def action_follow(self) -> None:
        """Goes on from an earlier session; what it gives stands in the fields."""
        from facilitator.app.following import follow

        draft = self.draft
        if await follow(self.app, self.tr, draft, self.workshop, self.listing.seen):
            title, client, people = draft.title, draft.client, draft.people
            self.query_one("#title", Input).value = title
            self.query_one("#client", Input).value = client
            self.query_one("#people", TextArea).text = people
            self._typed()


def today(shell: Shell) -> date:
    """The local day."""
    return datetime.fromtimestamp(shell.now(), UTC).astimezone().date()


def about_following(draft: Draft, workshop: Workshop, tr: Translator) -> Said:
    """Which session it goes on from, and with what."""
    if draft.follows is None:
        return Said("")
    from facilitator.app.following import words

    return Said(words(draft.follows, workshop, tr))


def make(home: Path, workshop: Workshop, draft: Draft, day: date, minutes: Mapping[str, int]) -> Path:
    """Makes the session and gives its folder.

    Raises:
        FacilitatorError: the folder cannot be written, or the session it goes on from cannot be read any more.
    """
    from facilitator.activities import find
    from facilitator.session.earlier import Wanted, look
    from facilitator.session.starting import Beginning, create

    people, _ = parse_people(draft.people)
    follows, kinds = draft.follows, find()
    beginning = Beginning(
        title=line(draft.title),
        client=line(draft.client),
        date=day.isoformat(),
        starts=parse_clock(draft.starts, Translator()),
        language=draft.language,
        people=people,
        follows=look(follows.folder, kinds) if follows else None,
        wanted=follows.wanted_in(workshop) if follows else Wanted(),
        minutes=minutes,
    )
    session = create(home, workshop, beginning, kinds)
    session.close()
    return session.store.folder

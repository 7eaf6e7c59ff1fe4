"""People of an earlier session, to be invited again."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.records import Person
from facilitator.kit.dialogs import Choose, Dialog, Message
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.store.peek import SessionSummary


class _People(Rows):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Copy"), id="people.copy")]


class PickPeople(Dialog[list[Person] | None]):
    """Who of them? All are marked at first."""

    ok: ClassVar[str] = N_("Copy")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("asterisk", "mark_all", N_("All or none"), id="pick.all"),
    ]

    def __init__(self, tr: Translator, people: Sequence[Person]) -> None:
        super().__init__(tr, tr("Who takes part again?"))
        self.add_class("-wide")
        self._people = list(people)

    def body(self) -> ComposeResult:
        """The list."""
        tr = self.tr
        columns = [RowColumn(tr("Name")), RowColumn(tr("Department")), RowColumn(tr("Role"), from_width=60)]
        rows = _People(
            columns, [Row(p.id, (p.name, p.department, p.role)) for p in self._people], markable=True, id="people"
        )
        rows.marked = {person.id for person in self._people}
        yield rows

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(Rows).focus()

    def on_rows_chosen(self) -> None:
        """``enter`` copies those who are marked."""
        self.action_accept()

    def action_mark_all(self) -> None:
        """Marks everybody, or nobody when everybody is marked."""
        rows = self.query_one(Rows)
        everybody = {person.id for person in self._people}
        rows.marked = set() if rows.marked == everybody else set(everybody)
        rows.refresh()

    def answer(self) -> list[Person]:
        """Those who are marked."""
        marked = self.query_one(Rows).marked
        return [person for person in self._people if person.id in marked]


async def pick_people(app: App[object], tr: Translator, sessions: Sequence[SessionSummary]) -> list[Person]:
    """Asks for a session and for people in it; nobody when the question is left."""
    options = [(session.folder, label(session)) for session in sessions if not session.fault]
    folder = await app.push_screen_wait(Choose(tr, tr("People of which session?"), options))
    if folder is None:
        return []
    try:
        people = await asyncio.to_thread(people_of, folder)
    except FacilitatorError as error:
        await app.push_screen_wait(Message(tr, tr("Not read"), error.said(tr)))
        return []
    if not people:
        await app.push_screen_wait(Message(tr, tr("Nobody there"), tr("No people are listed in this session.")))
        return []
    return await app.push_screen_wait(PickPeople(tr, people)) or []


def label(session: SessionSummary) -> str:
    """A session in one line."""
    return "  ".join(part for part in (session.date, session.title, session.client) if part)


def people_of(folder: Path) -> list[Person]:
    """The participants of a session in their order; the session is only looked at.

    Raises:
        FacilitatorError: it cannot be read.
    """
    from facilitator.activities import find
    from facilitator.session.session import Session

    session = Session.open(folder, find(), read_only=True)
    people = [person for person in session.table(Person).values() if person.participant]
    session.close()
    return sorted(people, key=lambda person: (person.order, person.id))

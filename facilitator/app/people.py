"""Who is in the room: present, late, left. The number present is the denominator of every vote."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType

from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.core.records import Person
from facilitator.core.text import line
from facilitator.imports.people import parse_people
from facilitator.kit.dialogs import AskText, Form, FormField
from facilitator.kit.rows import Row, RowColumn, Rows

Presence = Literal["present", "late", "left", "absent"]
WORDS: dict[Presence, str] = {
    "present": N_("present"),
    "late": N_("comes later"),
    "left": N_("has left"),
    "absent": N_("not here"),
}
SYMBOLS: dict[Presence, str] = {"present": "●", "late": "○", "left": "–", "absent": "–"}
NEXT: dict[Presence, Presence] = {"present": "left", "left": "late", "late": "present", "absent": "present"}


async def show(run: Running) -> None:
    """The list of people."""
    await run.ask(People(run, run.tr("People")))


class People(Panel):
    """Participants first, then the others, each in their order."""

    chooses: ClassVar[bool] = True
    empty: ClassVar[str] = N_("No people yet. Press a to type or paste them.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "presence('')", N_("Present or not"), id="people.next"),
        Binding("h", "presence('present')", N_("Present"), id="people.present"),
        Binding("l", "presence('late')", N_("Comes later"), id="people.late"),
        Binding("g", "presence('left')", N_("Has left"), id="people.left"),
        Binding("a", "add", N_("Add people"), id="people.add"),
        Binding("e", "edit", N_("Change"), id="people.edit"),
    ]

    @property
    def _people(self) -> list[Person]:
        found = self.run.session.table(Person).values()
        return sorted(found, key=lambda person: (not person.participant, person.order, person.id))

    @property
    def _current(self) -> Person | None:
        return self.run.session.table(Person).get(str(self.list.current)) if self.is_mounted else None

    def columns(self) -> Sequence[RowColumn]:
        """Sign, name, role, where from, presence."""
        tr = self.tr
        return [
            RowColumn("", 1),
            RowColumn(tr("Name"), fraction=2),
            RowColumn(tr("Role"), from_width=60),
            RowColumn(tr("Department"), from_width=80),
            RowColumn(tr("In the room"), 14),
        ]

    def rows(self) -> Sequence[Row]:
        """One per person."""
        tr = self.tr
        return [
            Row(
                person.id,
                (
                    SYMBOLS[person.presence] if person.participant else " ",
                    f"{person.name} ({tr('facilitator')})" if person.facilitator else person.name,
                    person.role,
                    person.department or person.organisation,
                    tr(WORDS[person.presence]) if person.participant else tr("outside"),
                ),
                "" if person.participant and person.presence == "present" else "dim",
            )
            for person in self._people
        ]

    def words(self) -> str:
        """How many are present."""
        there = [person for person in self._people if person.participant]
        present = sum(person.presence == "present" for person in there)
        return self.tr("{present} of {all} are present.", present=present, all=len(there))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for one person only where there is one."""
        if action == "presence":
            person = self._current
            return bool(person and person.participant and person.presence != parameters[0]) and not self.run.read_only
        if action == "edit":
            return self._current is not None and not self.run.read_only
        if action == "add":
            return not self.run.read_only
        return super().check_action(action, parameters)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @work(group="people")
    async def action_presence(self, presence: Presence | Literal[""]) -> None:
        """Present, comes later or has left; without a word the next of them."""
        person = self._current
        if person is not None:
            to = presence or NEXT[person.presence]
            label = self.tr("{name}: {presence}", name=person.name, presence=self.tr(WORDS[to]))
            await self._apply(Change(label, (replace(person, presence=to),)))

    @work(group="people", exclusive=True)
    async def action_add(self) -> None:
        """Adds people typed or pasted, one per line."""
        tr, typed = self.tr, ""
        hint = tr("One per line: name, or name; department; role. A list can be pasted.")
        while True:
            text = await self.app.push_screen_wait(AskText(tr, tr("Who else is here?"), value=typed, hint=hint))
            if not text:
                return
            people, doubts = parse_people(text, tr)
            last = max((person.order for person in self._people), default=0)
            new = tuple(replace(person, order=last + n) for n, person in enumerate(people, 1))
            label = tr.n("add {n} person", "add {n} people", len(new))
            if new and await self.run.hands.apply(Change(label, new)):
                for doubt in doubts:
                    self.run.say(doubt)
                self.renew()
                return
            typed, hint = text, " ".join(doubts) or hint

    @on(Rows.Chosen)
    @work(group="people", exclusive=True)
    async def action_edit(self) -> None:
        """Changes what is known of a person."""
        person, tr = self._current, self.tr
        if person is None or self.run.read_only:
            return
        fields = [
            FormField("name", tr("Name"), person.name),
            FormField("role", tr("Role"), person.role),
            FormField("department", tr("Department"), person.department),
            FormField("organisation", tr("Organisation"), person.organisation),
            FormField("email", tr("E-mail"), person.email),
            FormField(
                "part",
                tr("Takes part as"),
                "facilitator" if person.facilitator else "participant" if person.participant else "outside",
                "choice",
                [
                    ("participant", tr("participant")),
                    ("facilitator", tr("facilitator")),
                    ("outside", tr("stakeholder outside the room")),
                ],
            ),
        ]
        values = await self.app.push_screen_wait(Form(tr, person.name, fields, check=self._faults))
        if values is not None:
            part = values.pop("part")
            changed = replace(person, **values, participant=part != "outside", facilitator=part == "facilitator")
            await self._apply(Change(tr("change {name}", name=person.name), (changed,)))

    def _faults(self, values: dict[str, str]) -> dict[str, str]:
        return {} if line(values["name"]) else {"name": self.tr("A person needs a name.")}

    async def _apply(self, change: Change) -> None:
        await self.run.hands.apply(change)
        self.renew()

"""Who is in the room: present, late, left, not here. Those present who do not facilitate have a vote."""

from collections.abc import Hashable, Sequence
from typing import ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.app import people_edit
from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.core.people import WORDS, Presence, head_count, in_order, moved, names, new_round, silent, ticked
from facilitator.core.records import Person
from facilitator.kit.rows import Row, RowColumn, Rows

SYMBOLS: dict[Presence, str] = {"present": "●", "late": "○", "left": "–", "absent": "✗"}

MOST_NAMED = 8
"""Most names in the line below the list; of more people the list itself tells."""


async def show(run: Running, at: Hashable = None) -> None:
    """The list of people; from there to the sub-groups."""
    panel = People(run, run.tr("People"), at=at)
    await panel.visit()
    if panel.wants_groups:
        from facilitator.app.groups import show as show_groups

        await show_groups(run)


class PersonRows(Rows):
    """The list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,e", "screen.edit", N_("Change"), id="people.edit")]


class People(Panel):
    """Participants first, then the others, each in their order."""

    chooses: ClassVar[bool] = True
    empty: ClassVar[str] = N_("No people yet. Press a to type or paste them.")
    HELP: ClassVar[str] = N_(
        "**space** marks several people at once; a key then counts for all of them. Those present who do not "
        "facilitate have a vote. **s** ticks who has spoken in this step; who has not is shown when you ask for it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "presence('present')", N_("Present"), id="people.present"),
        Binding("l", "presence('late')", N_("Comes later"), id="people.late"),
        Binding("g", "presence('left')", N_("Has left"), id="people.left"),
        Binding("x", "presence('absent')", N_("Not here"), id="people.absent"),
        Binding("H", "presence('present', True)", N_("Everybody is present"), id="people.everybody"),
        Binding("a", "add", N_("Add people"), id="people.add"),
        Binding("delete", "purge", N_("Take off the record"), id="people.purge"),
        Binding("u", "groups", N_("Sub-groups"), id="people.groups"),
        Binding("s", "spoken('tick')", N_("Has spoken"), id="people.spoken"),
        Binding("o", "spoken('show')", N_("Who has not spoken"), id="people.silent"),
        Binding("c", "spoken('clear')", N_("New round of speaking"), id="people.round"),
    ]

    def __init__(self, run: Running, title: str, *, at: Hashable = None) -> None:
        super().__init__(run, title, at=at)
        self.wants_groups = False
        """Whether it was left for the sub-groups."""
        self._shows_silent = False

    @property
    def _people(self) -> list[Person]:
        return in_order(self.run.session.table(Person).values())

    @property
    def _chosen(self) -> list[Person]:
        """The marked people, else the one under the cursor."""
        if not self.stands:
            return []
        keys = self.list.marked or {self.list.current}
        return [person for person in self._people if person.id in keys]

    def columns(self) -> Sequence[RowColumn]:
        """Sign, name, role, where from, presence; whether they have spoken, once that is asked for."""
        tr = self.tr
        columns = [
            RowColumn("", 1),
            RowColumn(tr("Name"), fraction=2),
            RowColumn(tr("Role"), from_width=60),
            RowColumn(tr("Department"), from_width=66),
            RowColumn(tr("In the room"), 14),
        ]
        return [*columns, RowColumn("✓", 1)] if self._shows_silent else columns

    def rows(self) -> Sequence[Row]:
        """One per person."""
        return [
            Row(person.id, self._cells(person), "" if person.participant and person.presence == "present" else "dim")
            for person in self._people
        ]

    def _cells(self, person: Person) -> tuple[str, ...]:
        tr, step = self.tr, self.run.step
        cells = (
            SYMBOLS[person.presence] if person.participant else " ",
            f"{person.name} ({tr('facilitator')})" if person.facilitator else person.name,
            person.role,
            person.department or person.organisation,
            tr(WORDS[person.presence]) if person.participant else tr("outside"),
        )
        return (*cells, "✓" if step and person.spoke == step.id else " ") if self._shows_silent else cells

    def words(self) -> str:
        """How many are where and have a vote; who has not spoken, once that is asked for."""
        tr, step = self.tr, self.run.step
        said = [head_count(self._people, tr)]
        if self._shows_silent and step is not None:
            quiet, known = silent(self._people, step.id), names(self._people)
            listed = ", ".join(known[person.id] for person in quiet[:MOST_NAMED])
            if len(quiet) > MOST_NAMED:
                listed = tr("{names} and {n} more", names=listed, n=len(quiet) - MOST_NAMED)
            said.append(tr("Not yet spoken: {names}", names=listed) if quiet else tr("Everybody has spoken."))
        return "\n".join(said)

    def body(self) -> ComposeResult:
        """The list, in which several can be marked, and the words below it."""
        yield PersonRows(self.columns(), self.rows(), markable=True, id="rows")
        yield Static(Content(self._words), classes="panel--words", id="words")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for people only where there are some of whom it is not so yet."""
        if action in ("presence", "spoken", "edit", "add", "purge") and self.run.read_only:
            return False
        if action == "presence":
            people = self._people if parameters[1:] else self._chosen
            return any(person.participant and person.presence != parameters[0] for person in people)
        if action == "spoken":
            return self.run.step is not None and bool(self._spoken(str(parameters[0])))
        if action in ("edit", "purge"):
            return len(self._chosen) == 1
        return super().check_action(action, parameters)

    def _spoken(self, what: str) -> list[Person]:
        """The people whom a key about speaking is about now."""
        step = self.run.step
        if what == "tick":
            return [person for person in self._chosen if person.participant]
        if what == "show":
            return [] if self._shows_silent else self._people
        return [person for person in self._people if step and person.spoke == step.id]

    @on(Rows.Moved)
    @on(Rows.Marked)
    def _moved(self) -> None:
        self.refresh_bindings()

    @work(group="people")
    async def action_presence(self, presence: Presence, everybody: bool = False) -> None:
        """These people, or everybody, are present, come later, have left or are not here."""
        change = moved(self._people if everybody else self._chosen, presence, self.tr)
        if change is not None:
            await self._apply(change)

    @work(group="people")
    async def action_spoken(self, what: Literal["tick", "show", "clear"]) -> None:
        """Ticks who has spoken in this step, shows who has not, or begins anew."""
        step, people = self.run.step, self._spoken(what)
        if step is None or not people:
            return
        if what == "show":
            self._shows_silent = True
            self.list.set_columns(*self.columns())
            if not self.run.private:
                self.run.say(self.tr("The room can see this."))
            self.renew()
            return
        change = ticked(people, step.id) if what == "tick" else new_round(people, step.id)
        await self._apply(change)
        if not self._shows_silent:
            self.run.say(self._said(what, people, step.id))

    def _said(self, what: str, people: list[Person], step: Id) -> str:
        """What a key about speaking has done, as long as the list does not show it."""
        if what == "clear":
            return self.tr("A new round: nobody has spoken yet.")
        known = names(self._people)
        them = ", ".join(known[person.id] for person in people)
        spoken = all(self.run.session.table(Person)[person.id].spoke == step for person in people)
        return self.tr("Has spoken: {names}", names=them) if spoken else self.tr("Tick taken back: {names}", names=them)

    @work(group="people", exclusive=True)
    async def action_add(self) -> None:
        """Adds people typed or pasted."""
        await people_edit.add(self.run)
        self.renew()

    @on(Rows.Chosen)
    @work(group="people", exclusive=True)
    async def action_edit(self) -> None:
        """Changes what is known of a person."""
        person = self.run.session.table(Person).get(str(self.list.current))
        if person is not None and not self.run.read_only:
            await people_edit.edit(self.run, person)
            self.renew()

    @work(group="people", exclusive=True)
    async def action_purge(self) -> None:
        """Takes the person out of everything, for good."""
        from facilitator.app.purge import show as show_purge

        await show_purge(self.run, self._chosen[0])

    def action_groups(self) -> None:
        """Leaves the list for the sub-groups of the step."""
        self.wants_groups = True
        self.dismiss(None)

    async def _apply(self, change: Change) -> None:
        if await self.run.hands.apply(change):
            self.list.marked.clear()
        self.renew()

"""Sub-groups of a step: who works with whom, on which cards, and what came back."""

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.app.group_acts import ACTS, GroupHand, asked_size, earlier, move_to
from facilitator.app.group_layout import Box, Entry
from facilitator.app.group_page import GroupPage
from facilitator.app.running import Running
from facilitator.core import grouping
from facilitator.core.errors import FacilitatorError
from facilitator.core.groups import of_size, proposed
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.core.people import WORDS, names
from facilitator.core.records import Item, SubGroup
from facilitator.core.stepview import StepView
from facilitator.kit.dialog import Dialog
from facilitator.session.views import view

OUTSIDE = "outside"
"""Key of the box of those who are in no group."""


async def show(run: Running) -> None:
    """The groups of the step that is shown."""
    if run.step is None:
        raise FacilitatorError(run.tr("There is no step that could have groups."))
    await run.ask(Groups(run, look(run)))


def look(run: Running) -> StepView:
    """The step as it is now.

    Raises:
        FacilitatorError: its kind is not installed, or its settings do not fit.
    """
    assert run.step is not None
    return view(run.session, run.step, run.tr, run.session.info.language)


class Groups(Dialog[None]):
    """One page with all groups of a step."""

    DEFAULT_CSS = """
    Groups > .dialog--box { width: 100%; height: 100%; margin-bottom: 1; }
    Groups .dialog--title { margin-bottom: 0; }
    Groups .dialog--buttons { display: none; }
    Groups .groups--words { height: auto; color: $text-muted; }
    """
    HELP: ClassVar[str] = N_(
        "**r** deals everybody present at random, **m** spreads the departments. By hand: put the cursor on a name or "
        "a card and press the number of the group. **w** writes down what a group brought back, **k** makes cards of "
        "it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "act('random')", N_("Deal at random"), id="groups.random"),
        Binding("m", "act('mixed')", N_("Deal mixed by department"), id="groups.mixed"),
        Binding("plus,equals_sign", "count(1)", N_("One group more"), id="groups.more"),
        Binding("minus", "count(-1)", N_("One group fewer"), id="groups.fewer"),
        Binding("s", "size", N_("People in a group"), id="groups.size"),
        Binding("a", "act('join')", N_("Late ones into the smallest group"), id="groups.join"),
        Binding("c", "act('cards')", N_("Deal the cards"), id="groups.cards"),
        Binding("w", "act('result')", N_("What came back"), id="groups.result"),
        Binding("k", "act('make_cards')", N_("Make cards of it"), id="groups.make_cards"),
        Binding("e", "act('rename')", N_("Name of the group"), id="groups.rename"),
        Binding("b", "act('like')", N_("The same groups as before"), id="groups.like"),
        Binding("x", "act('clear')", N_("Take the groups away"), id="groups.clear"),
        *(
            Binding(str(n % 10), f"to({n})", N_("To the group of this number"), show=False, id=f"groups.to{n}")
            for n in range(1, 11)
        ),
        Binding("escape,ctrl+g", "cancel", N_("Back"), id="dialog.cancel"),
    ]
    has_palette: ClassVar[bool] = True
    ok: ClassVar[str] = ""
    back: ClassVar[str] = N_("Back")

    def __init__(self, run: Running, step: StepView) -> None:
        super().__init__(run.tr, run.tr("Sub-groups: {step}", step=step.title))
        self.run, self.view = run, step
        self.count = len(step.groups) or proposed(len(step.voters), step.step.groups)
        self._full = False
        """Whether more groups than people were asked for, which is said once."""
        self._unhook: Callable[[], None] = lambda: None

    def body(self) -> ComposeResult:
        """The page and the words below it."""
        yield GroupPage(id="page")
        yield Static(Content(""), classes="groups--words", id="words")

    def on_mount(self) -> None:
        """Shows what is there, whatever changes it."""
        self._unhook = self.run.session.on_change(lambda _tables: self.renew())
        self.renew()
        self.page.focus()

    def on_unmount(self) -> None:
        """Shows nothing any more."""
        self._unhook()

    @property
    def page(self) -> GroupPage:
        """The groups side by side."""
        return self.query_one(GroupPage)

    def renew(self) -> None:
        """Shows what is there now."""
        if not self.query(GroupPage):
            return
        before, self.view = len(self.view.groups), look(self.run)
        if len(self.view.groups) != before:
            self.count = len(self.view.groups) or before
        self.page.set_boxes(boxes(self.view))
        self.query_one("#words", Static).update(Content(self._words()))
        self.refresh_bindings()

    @property
    def _group(self) -> SubGroup | None:
        """The group under the cursor."""
        key = self.page.box if self.is_mounted else None
        return next((group for group in self.view.groups if group.id == key), None)

    def _words(self) -> str:
        tr, groups, people, wanted = self.tr, self.view.groups, len(self.view.voters), self.view.step.groups
        there = tr.n("{n} person is here.", "{n} people are here.", people)
        said = [there]
        if people and (not groups or self.count != len(groups)):
            said.append(tr.n("r or m deals them into {n} group.", "r or m deals them into {n} groups.", self.count))
        if wanted > people > 0 and not groups:
            sentence = N_("This step is meant for {n} groups; there are not enough people for that.")
            said.append(tr(sentence, n=wanted))
        if groups and not self.run.read_only:
            said.append(tr("A digit moves a name or card to that group."))
        return " ".join(said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there only while it does something."""
        if action in ("act", "count", "size", "to") and self.run.read_only:
            return False
        groups, group = self.view.groups, self._group
        if action == "size":
            return bool(self.view.voters)
        if action == "to":
            return bool(groups) and self.is_mounted and self.page.current is not None
        match parameters:
            case ("join",):
                return bool(groups and grouping.unplaced(self.view))
            case ("cards",):
                return bool(groups) and any(not item.hidden for item in self.view.items)
            case ("result",) | ("rename",):
                return group is not None
            case ("make_cards",):
                return group is not None and bool(group.result and self.view.step.items)
            case ("like",):
                return not groups and bool(earlier(self.run, self.view))
            case ("clear",):
                return bool(groups)
        return super().check_action(action, parameters)

    @on(GroupPage.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(GroupPage.Chosen)
    def _chosen(self) -> None:
        if not self.run.read_only:
            self.action_act("choose")

    @on(GroupPage.Dropped)
    def _dropped(self, event: GroupPage.Dropped) -> None:
        places = [group.id for group in self.view.groups]
        if event.box in places and not self.run.read_only:
            self.action_to(1 + places.index(str(event.box)))

    @property
    def _hand(self) -> GroupHand:
        key = self.page.current
        return GroupHand(self.run, self.view, str(key) if key else None, self._group, self.count)

    @work(group="groups")
    async def action_act(self, what: str) -> None:
        """Does what a key asks for."""
        async with self.run.turn:
            await self._attempt(ACTS[what](self._hand))

    @work(group="groups")
    async def action_to(self, place: int) -> None:
        """Moves what is under the cursor to the group at this place."""
        async with self.run.turn:
            await self._attempt(move_to(self._hand, place))

    async def _attempt(self, act: Awaitable[None]) -> None:
        try:
            await act
        except FacilitatorError as error:
            self.run.hands.report(error)

    def action_count(self, by: int) -> None:
        """Another number of groups for the next deal."""
        people = len(self.view.voters)
        before, self._full = self._full, self.count + by > people
        if self._full and not before:
            self.run.say(
                self.tr.n(
                    "{n} person is here: more groups would be empty.",
                    "{n} people are here: more groups would be empty.",
                    people,
                )
            )
        self.count = max(1, min(self.count + by, people))
        self.renew()

    @work(group="groups")
    async def action_size(self) -> None:
        """Asks how many people a group has at most; the next deal makes as many groups as that takes."""
        size = await asked_size(self.run, len(self.view.voters))
        if size:
            self.count = proposed(len(self.view.voters), of_size(len(self.view.voters), size))
            self.renew()


def boxes(step: StepView) -> list[Box]:
    """The groups as boxes, and last who and what is in none of them."""
    groups, tr, known = step.groups, step.tr, names(step.people.values())
    found = [_box(step, group, n, known) for n, group in enumerate(groups, 1)]
    left = tuple(Entry(person.id, known[person.id], "person") for person in grouping.unplaced(step))
    own = step.step.id  # cards that groups made in this very step do not count as dealt
    dealt = any(card.step != own for group in groups for card in grouping.cards(step, group))
    cards = tuple(_card(item) for item in grouping.unplaced_cards(step) if dealt)
    if left or cards:
        title = f"{tr('In no group') if groups else tr('Here')} ({len(left)})" if left else tr("In no group")
        found.append(Box(OUTSIDE, title, (left, cards)))
    return found


def _box(step: StepView, group: SubGroup, n: int, known: Mapping[Id, str]) -> Box:
    here = {person.id for person in step.present}
    people = grouping.members(step, group)
    title = f"{grouping.title(group, step.groups, step.tr)} ({sum(person.id in here for person in people)})"
    members = tuple(
        Entry(person.id, known[person.id], "person")
        if person.id in here
        else Entry(person.id, f"{known[person.id]} ({step.tr(WORDS[person.presence])})", "dim", "–")
        for person in people
    )
    result = tuple(Entry(None, line.strip(), "result", "→") for line in group.result.splitlines() if line.strip())
    cards = tuple(_card(item) for item in grouping.cards(step, group))
    return Box(group.id, f"{n} · {title}" if group.title else title, (members, cards, result))


def _card(item: Item) -> Entry:
    return Entry(item.id, f"{item.number} · {item.title}", "card", "■")

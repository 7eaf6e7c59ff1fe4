"""The screen of a step with cards: a line to type on, and the board."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from facilitator.activities.ideas import groups, rules
from facilitator.activities.ideas.acts import ACTS
from facilitator.activities.ideas.entry import EntryLine
from facilitator.activities.ideas.hand import Hand
from facilitator.activities.ideas.inbox import Inbox
from facilitator.activities.ideas.possible import IN_A_GROUP, possible
from facilitator.activities.ideas.texts import HELP, Standing, empty_board, placeholder, standing
from facilitator.core.cards import ready
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.core.records import Cluster, Item
from facilitator.core.text import COVER
from facilitator.imports.ideas import parse, single, without_headings
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.board import Board, Card, Lane
from facilitator.kit.context import StepContext
from facilitator.kit.dialogs import AskText
from facilitator.kit.panes import Worker


class IdeasScreen(ActivityScreen):
    """Cards come in, get groups, and are sharpened. The keys are the same whatever the step is for."""

    HELP: ClassVar[str] = HELP
    DEFAULT_CSS = """
    IdeasScreen { layout: vertical; }
    IdeasScreen EntryLine.-textual-compact { height: 1; padding: 0 1; background: $panel; }
    IdeasScreen EntryLine.-textual-compact:focus { background: $primary 30%; }
    IdeasScreen #standing { height: 1; width: 1fr; padding: 0 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", N_("Add"), id="ideas.add"),
        Binding("v", "act('show')", N_("Show"), id="ideas.show"),
        Binding("j", "act('sharpen')", N_("Next empty"), id="ideas.sharpen"),
        Binding("g", "act('group')", N_("Group"), id="ideas.group"),
        Binding("m", "act('merge')", N_("Merge"), id="ideas.merge"),
        Binding("s", "act('split')", N_("Split"), id="ideas.split"),
        Binding("k", "act('park')", N_("Park"), id="ideas.park"),
        Binding("x", "act('archive')", N_("Archive"), id="ideas.archive"),
        Binding("b", "act('restore')", N_("Bring back"), id="ideas.restore"),
        Binding("f", "act('find')", N_("Find"), id="ideas.find"),
        Binding("h", "act('withhold')", N_("Withhold a card"), id="ideas.withhold"),
        Binding("u", "act('uncover')", N_("Open covered"), id="ideas.uncover"),
        Binding("c", "lanes", N_("Groups / list"), id="ideas.lanes"),
        Binding("r", "act('rename')", N_("Rename group"), id="ideas.rename"),
        Binding("d", "act('dissolve')", N_("Dissolve group"), id="ideas.dissolve"),
        Binding("less_than_sign", "act('group_before')", N_("To the group before"), id="ideas.group_before"),
        Binding("greater_than_sign", "act('group_after')", N_("To the next group"), id="ideas.group_after"),
        Binding("minus", "act('card_before')", N_("Card up"), id="ideas.card_before"),
        Binding("plus", "act('card_after')", N_("Card down"), id="ideas.card_after"),
        Binding("left_square_bracket", "act('lane_before')", N_("Group to the left"), id="ideas.lane_before"),
        Binding("right_square_bracket", "act('lane_after')", N_("Group to the right"), id="ideas.lane_after"),
    ]

    def __init__(self, context: StepContext) -> None:
        super().__init__(context)
        self.inbox = Inbox(context)
        self._said = ""
        self._possible: frozenset[str] = frozenset()
        self._at: Cluster | None = None
        self._worker = Worker(self, context)
        self._lanes = self.view.settings.mode == "cluster"

    def compose(self) -> ComposeResult:
        """The line, the board, and where things stand."""
        yield EntryLine(
            self.inbox.typed,
            placeholder=Content(placeholder(self.view, self.tr)).plain,
            compact=True,
            id="entry",
        )
        yield Board(flow=not self._lanes)
        yield Static("", id="standing", markup=False)

    def first_focus(self) -> Widget:
        """Where cards come in, the line; else the board."""
        typing = self.view.settings.mode == "collect" and "add" in possible(self.context)
        return self.query_one(EntryLine if typing else Board)

    # Showing

    def changed(self, tables: frozenset[str]) -> None:
        """Draws the cards anew when one of them may be another now."""
        if tables and not tables & {"items", "clusters", "rounds", "steps", "people", "ideas.gathering"}:
            return
        view, board = self.view, self.query_one(Board)
        self._possible = possible(self.context)
        self.query_one(EntryLine).display = "add" in self._possible
        board.hint = empty_board(view, self.tr)
        if self._lanes:
            grouped = groups.grouped(view, view.items)
            lanes = [self._lane(cluster, items) for cluster, items in grouped if cluster or items or len(grouped) == 1]
        else:
            lanes = [Lane("", "", tuple(map(self._card, view.items)))]
        board.set_lanes(lanes, flow=not self._lanes)
        self._tell()

    def _lane(self, cluster: Cluster | None, items: list[Item]) -> Lane:
        title = cluster.title if cluster else self.tr("Not yet grouped")
        return Lane(cluster.id if cluster else "", title, tuple(map(self._card, items)))

    def _card(self, item: Item) -> Card:
        covered = item.hidden and self.context.covered
        done, of = rules.filled(self.view, item)
        note = f"{done}/{of}" if of and (done or self.view.settings.mode == "sharpen") else ""
        note = f"≡ {note}".strip() if item.text and not covered else note
        return Card(item.id, item.number, COVER if covered else item.title, note, item.hidden)

    @on(Board.Selected)
    def _tell(self) -> None:
        """Says how many cards there are, what is chosen and what was typed."""
        board = self.query_one(Board)
        now = Standing(self.inbox.in_box, board.typed, len(board.marked), self.inbox.waiting, self._said)
        self.query_one("#standing", Static).update(Content(standing(self.view, self.tr, now)))
        self._at = self._cluster()
        self.refresh_bindings()

    @on(Board.Moved)
    def _moved(self) -> None:
        """The keys for groups come and go with the group under the cursor."""
        if (now := self._cluster()) != self._at:
            self._at = now
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there only when it works."""
        if action == "act":
            name = str(parameters[0])
            return name in self._possible and (name not in IN_A_GROUP or self._at is not None)
        if action == "add":
            return "add" in self._possible
        return bool(self.view.clusters) or self._lanes if action == "lanes" else True

    # Cards in

    @property
    def unsaved(self) -> bool:
        """Whether a card was typed that nothing has kept yet."""
        return self.inbox.waiting > 0 or bool(self.inbox.typed.strip())

    @on(Input.Changed, "#entry")
    def _typed(self, event: Input.Changed) -> None:
        self.inbox.typed = event.value

    def on_unmount(self) -> None:
        """What was typed stays for when the step is shown again."""
        self.inbox.leave()

    def action_add(self) -> None:
        """Goes to the line on which cards are typed."""
        self.query_one(EntryLine).focus()

    @on(EntryLine.Left)
    def action_board(self) -> None:
        """Goes to the cards."""
        self.query_one(Board).focus()

    @on(Input.Submitted, "#entry")
    @on(EntryLine.Pasted)
    @work
    async def _entered(self, event: Input.Submitted | EntryLine.Pasted) -> None:
        """Keeps typed and pasted cards; until they are saved they wait in the inbox."""
        typed = isinstance(event, Input.Submitted)
        text = event.value if isinstance(event, Input.Submitted) else event.text
        heads = ""
        if typed:
            self.query_one(EntryLine).value = ""
        else:
            about = self.view.collection
            known = (about.title, *(field.title for field in about.fields)) if about else ()
            text, heads = without_headings(text, known)
        while text.strip():
            try:
                ideas = ready([single(text)] if typed else parse(text), self.tr)
            except FacilitatorError as error:
                better = await self.app.push_screen_wait(AskText(self.tr, str(error), value=text))
                text, typed = better or "", False
            else:
                self.inbox.put(ideas)
                break
        saved = await self._worker.run(self.inbox.empty) or 0
        said = [self.tr.n("{n} card added.", "{n} cards added.", saved)] if saved else []
        said += [self.tr("Left out as headings: {names}.", names=heads)] if heads else []
        self._said = " ".join(said)
        self._tell()
        if saved and self.view.items:
            self.query_one(Board).go_to(self.view.items[-1].id)

    # Acts

    def _cluster(self) -> Cluster | None:
        """The group under the cursor: its lane's, or that of its card."""
        board, view = self.query_one(Board), self.view
        item = view.all_items.get(str(board.current))
        wanted = board.lane if self._lanes else item.cluster if item else None
        return next((cluster for cluster in view.clusters if cluster.id == wanted), None)

    def _hand(self) -> Hand:
        board, view = self.query_one(Board), self.view
        known = {item.id: item for item in view.items}
        items = rules.numbered(view, board.numbers) if board.typed else [known[str(k)] for k in board.selected]
        return Hand(self.context, board, items, self._cluster(), self.app.push_screen_wait)

    @work
    async def action_act(self, name: str) -> None:
        """Does what a key stands for, one after the other."""

        async def act() -> None:
            self._said = ""
            await ACTS[name](self._hand())

        await self._worker.run(act)
        self.changed(frozenset())

    @on(Board.Opened)
    def _open(self) -> None:
        if self.check_action("act", ("edit",)):
            self.action_act("edit")

    @on(Board.Dropped)
    def _dropped(self, event: Board.Dropped) -> None:
        """Puts the cards into the group they were dragged to."""

        async def assign() -> None:
            hand = self._hand()
            goal = next((cluster for cluster in self.view.clusters if cluster.id == event.lane), None)
            await hand.save(groups.assign(self.view, hand.items, goal))

        self._worker.start(assign, queue=True)

    def action_lanes(self) -> None:
        """Shows the groups side by side, or all cards as one list."""
        self._lanes = not self._lanes
        self.changed(frozenset())

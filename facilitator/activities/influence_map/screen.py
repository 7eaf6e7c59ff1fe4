"""The screen of a map: the plane, the list beside it, and what is to be talked about."""

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from facilitator.activities.influence_map import acts, below, doing, rounds, texts
from facilitator.activities.influence_map.assessing import dispersions, going
from facilitator.activities.influence_map.axes import back
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.face import MapFace
from facilitator.activities.influence_map.findings import findings
from facilitator.activities.influence_map.possible import possible
from facilitator.activities.influence_map.standing import Base, Stand, stands
from facilitator.activities.influence_map.talk import TalkAbout
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.context import StepContext
from facilitator.kit.panes import Worker
from facilitator.kit.plane import Plane
from facilitator.kit.rounds import why_unknown
from facilitator.kit.rows import Rows

ACTS = doing.ACTS | rounds.ACTS


class MapScreen(ActivityScreen):
    """People by influence and attitude. While the room can see the screen, only how many."""

    HELP: ClassVar[str] = texts.HELP
    DEFAULT_CSS = """
    MapScreen { layout: vertical; }
    MapScreen > #findings { height: auto; max-height: 45%; display: none; background: $panel; }
    MapScreen.-findings > #findings { display: block; }
    MapScreen > #about { height: 2; padding: 0 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "act('reveal')", N_("Reveal"), id="map.reveal"),
        Binding("u", "act('uncover')", N_("Open the map"), id="map.uncover"),
        Binding("i", "bring('next')", N_("Place the next"), id="map.next"),
        Binding("a", "act('add')", N_("Add"), id="map.add"),
        Binding("h", "act('hand_round')", N_("Assess alone"), id="map.hand_round"),
        Binding("v", "act('values')", N_("Values"), id="map.values"),
        Binding("m", "bring('current')", N_("Place by arrows"), id="map.by_arrows"),
        Binding("w", "act('wanted')", N_("Wanted"), id="map.wanted"),
        Binding("e", "act('card')", N_("Person's card"), id="map.card"),
        Binding("k", "act('task')", N_("Next step to the plan"), id="map.task"),
        Binding("f", "turn('findings')", N_("To talk about"), id="map.findings"),
        Binding("l", "turn('list')", N_("Map / list"), id="map.list"),
        Binding("s", "act('snapshot')", N_("Snapshot"), id="map.snapshot"),
        Binding("b", "act('base')", N_("Compare with"), id="map.base"),
        Binding("o", "act('take_over')", N_("Places as before"), id="map.take_over"),
        Binding("x,delete", "act('set_aside')", N_("Set the round aside"), id="map.take_off"),
        Binding("x,delete", "act('take_off')", N_("Take off the map"), id="map.take_off"),
    ]

    def __init__(self, context: StepContext) -> None:
        super().__init__(context)
        self.stands: dict[Id, Stand] = {}
        self.base: Base | None = None
        self._wanted_base: Id | None = None
        self._worker = Worker(self, context)
        self._offered: object = None
        """What the keys that work depend on, as it was last."""

    def compose(self) -> ComposeResult:
        """Map, findings, two lines about the round and who has the cursor."""
        face = MapFace(self.tr, movable=not self.context.read_only)
        yield face
        yield TalkAbout(face)
        yield Static("", id="about", markup=False)

    @property
    def face(self) -> MapFace:
        """Plane and list."""
        return self.query_one(MapFace)

    @property
    def current(self) -> Stand | None:
        """Who has the cursor; None: nobody, or the map is covered."""
        return self.face.current if self.is_mounted else None

    def first_focus(self) -> Widget:
        """The plane, or the list where it is alone."""
        return self.face.first

    def go_to(self, record: Id) -> bool:
        """Puts the cursor on somebody, unless the map is covered."""
        return not self.context.covered and self.face.go_to(record)

    def changed(self, tables: frozenset[str]) -> None:
        """Shows everybody as they are now."""
        view, found = self.view, bases(self.view)
        latest = found[0] if found else None
        self.base = next((one for one in found if one.key == self._wanted_base), latest)
        if self._wanted_base == doing.NOTHING:
            self.base = None
        everybody = stands(view, self.base)
        self.stands = {stand.person.id: stand for stand in everybody}
        covered = self.context.covered
        self.face.show(everybody, view.settings, dispersions(view), covered=covered)
        talk = not covered and self.has_class("-findings")
        self.query_one(TalkAbout).show(findings(view, everybody) if talk else ())
        self._tell()

    def compare_with(self, key: Id | None) -> None:
        """Compares with another state of the map; None: the latest there is."""
        self._wanted_base = key
        self.changed(frozenset())

    @on(Plane.Moved)
    @on(Plane.Carried)
    @on(Plane.PutBack)
    @on(Rows.Moved)
    @on(events.DescendantFocus)
    def _tell(self) -> None:
        """Says how far a round is, and who has the cursor or what is to be talked about."""
        view, tr, face, stand = self.view, self.tr, self.face, self.face.in_hand or self.current
        talk, round_, said = self.query_one(TalkAbout), going(view), []
        if round_ is not None:
            standing = view.standing(round_.id)
            why = "" if standing is not None or self.context.read_only else why_unknown(self.context, round_.id)
            said.append(below.round_line(round_, standing.ballots if standing else None, why, tr))
        if talk.has_focus and talk.said:
            said.append(talk.said)
        elif stand is not None:
            said.append(below.about(stand, self.base, face.dispersions.get(stand.person.id), view.settings, tr))
            said.append(below.also_here(stand, face.here if face.plane.current == stand.person.id else (), tr))
        elif self.stands:
            said.append(tr.n("{n} person", "{n} people", len(self.stands)))
        self.query_one("#about", Static).update(Content(" · ".join(filter(None, said))), layout=False)
        lacking = sum(one.position is None for one in self.stands.values())
        offered = (
            stand is None,
            face.plane.held is None,
            round_ is None,
            self.context.covered,
            len(self.stands),
            lacking,
        )
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there only when it works."""
        if not self.is_mounted or action not in ("act", "bring", "turn"):
            return True
        return possible(self, str(parameters[0]))

    def action_act(self, name: str) -> None:
        """Does one thing after the other; while one is going on, a further key is forgotten."""
        self._worker.start(lambda: ACTS[name](self))

    def action_bring(self, whom: str) -> None:
        """Takes somebody in the hand: arrows move, space puts down."""
        stand = self.current if whom == "current" else self.face.waiting
        if stand is not None:
            self.face.bring(stand)

    def action_turn(self, what: str) -> None:
        """The list instead of the plane, or both; what is to be talked about, or that hidden again."""
        if what == "list":
            self.face.turn()
            return
        self.toggle_class("-findings")
        self.changed(frozenset())
        (self.query_one(TalkAbout) if self.has_class("-findings") else self.face.first).focus()

    @on(Plane.Placed)
    @work(group="map-place")
    async def _placed(self, event: Plane.Placed) -> None:
        influence, attitude = back(event.x, event.y)
        change = acts.placed(self.view, str(event.key), influence, attitude, self.context.moment())
        if change is None or not await self.context.apply(change):
            self.changed(frozenset())

    @on(Plane.Opened)
    @on(Rows.Chosen)
    def _opened(self) -> None:
        if self.check_action("act", ("card",)):
            self.action_act("card")

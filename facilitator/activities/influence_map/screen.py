"""The screen of a map: the plane, the list beside it, and what is to be talked about."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from facilitator.activities.influence_map import acts, doing, rounds, texts
from facilitator.activities.influence_map.assessing import going, spreads
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.face import MapFace
from facilitator.activities.influence_map.findings import findings
from facilitator.activities.influence_map.report import back
from facilitator.activities.influence_map.standing import Base, Stand, stands
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.context import StepContext
from facilitator.kit.plane import Plane
from facilitator.kit.rows import Row, RowColumn, Rows

ACTS = doing.ACTS | rounds.ACTS
SIGNS = {"error": "✗", "warning": "!", "hint": "·"}
STYLES = {"error": "bad", "warning": "warn", "hint": ""}
ON_SOMEBODY = frozenset({"card", "values", "wanted", "task", "take_off"})
LOOKING = frozenset({"uncover", "base"})
"""What changes nothing in the session."""


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
        Binding("u", "act('uncover')", N_("Open the map"), id="map.uncover"),
        Binding("a", "act('add')", N_("Add"), id="map.add"),
        Binding("v", "act('values')", N_("Values"), id="map.values"),
        Binding("m", "by_arrows", N_("Place by arrows"), id="map.by_arrows"),
        Binding("w", "act('wanted')", N_("Wanted"), id="map.wanted"),
        Binding("e", "act('card')", N_("Card"), id="map.card"),
        Binding("k", "act('task')", N_("Next step to the plan"), id="map.task"),
        Binding("f", "findings", N_("To talk about"), id="map.findings"),
        Binding("l", "list", N_("Map / list"), id="map.list"),
        Binding("h", "act('hand_round')", N_("Assess alone"), id="map.hand_round"),
        Binding("r", "act('reveal')", N_("Reveal"), id="map.reveal"),
        Binding("s", "act('snapshot')", N_("Snapshot"), id="map.snapshot"),
        Binding("b", "act('base')", N_("Compare with"), id="map.base"),
        Binding("o", "act('take_over')", N_("Places as before"), id="map.take_over"),
        Binding("x,delete", "act('take_off')", N_("Take off the map"), id="map.take_off"),
    ]

    def __init__(self, context: StepContext) -> None:
        super().__init__(context)
        self.stands: dict[Id, Stand] = {}
        self.base: Base | None = None
        self._wanted_base: Id | None = None
        self._turn = asyncio.Lock()
        self._offered: object = None
        """What the keys that work depend on, as it was last."""

    def compose(self) -> ComposeResult:
        """Map, findings, one line about who has the cursor."""
        yield MapFace(self.tr, movable=not self.context.read_only)
        yield Rows([RowColumn("", width=1), RowColumn("")], id="findings")
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
        self.face.show(everybody, view.settings, covered=covered)
        self._find(everybody if not covered and self.has_class("-findings") else ())
        self._tell()

    def _find(self, everybody: Sequence[Stand]) -> None:
        said = findings(self.view, everybody) if everybody else ()
        self.query_one("#findings", Rows).set_rows(
            Row((at, one.person), (SIGNS[one.severity], one.text), STYLES[one.severity]) for at, one in enumerate(said)
        )

    @property
    def _lacking(self) -> list[Stand]:
        """Those without a place whose place in what the map is compared with is known."""
        return [stand for stand in self.stands.values() if stand.position is None and stand.was is not None]

    def compare_with(self, key: Id | None) -> None:
        """Compares with another state of the map; None: the latest there is."""
        self._wanted_base = key
        self.changed(frozenset())

    @on(Plane.Moved)
    @on(Plane.Carried)
    @on(Plane.PutBack)
    @on(Rows.Moved)
    def _tell(self) -> None:
        """Says who has the cursor, and what else there is to know."""
        view, tr, stand = self.view, self.tr, self.face.in_hand or self.current
        round_, lines = going(view), []
        if round_ is not None and (standing := view.standing(round_.id)) is not None:
            lines.append(
                tr("Round {r}: {n} of {all} have assessed.", r=round_.number, n=standing.ballots, all=round_.assessors)
            )
        if stand is not None:
            here = self.face.here if self.face.plane.current == stand.person.id else []
            lines.append(texts.about(stand, here, spreads(view).get(stand.person.id), view.settings, tr))
        elif self.stands:
            lines.append(tr.n("{n} person on the map", "{n} people on the map", len(self.stands)))
        self.query_one("#about", Static).update(Content(" · ".join(lines)), layout=False)
        offered = (stand is None, self.face.plane.held is None, round_ is None, self.context.covered, len(self.stands))
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there only when it works."""
        name = str(parameters[0]) if action == "act" else action
        if not self.is_mounted or self.face.plane.held is not None:
            return name not in ACTS and name not in ("by_arrows", "findings", "list")
        if self.context.read_only and name in (ACTS.keys() | {"by_arrows"}) - LOOKING:
            return False
        match name:
            case "uncover":
                return self.context.covered and bool(self.stands)
            case "reveal":
                return going(self.view) is not None
            case "take_over":
                return not self.context.covered and bool(self._lacking)
            case "base" | "findings":
                return not self.context.covered and bool(self.stands)
            case "hand_round":
                return bool(self.stands) and self.view.session.state != "finished"
            case "snapshot":
                return bool(self.stands)
        return self.current is not None if name in ON_SOMEBODY or name == "by_arrows" else True

    @work(group="map")
    async def action_act(self, name: str) -> None:
        """Does one thing after the other; while one is going on, a further key is forgotten."""
        if self._turn.locked():
            return
        async with self._turn:
            try:
                await ACTS[name](self)
            except FacilitatorError as error:
                self.context.report(error)

    def action_by_arrows(self) -> None:
        """Takes somebody in the hand: arrows move, space puts down."""
        if stand := self.current:
            self.face.bring(stand)

    def action_findings(self) -> None:
        """Shows what is to be talked about, or hides it again."""
        rows = self.query_one("#findings", Rows)
        self.toggle_class("-findings")
        self._find(list(self.stands.values()) if self.has_class("-findings") else ())
        (rows if self.has_class("-findings") else self.face.first).focus()

    def action_list(self) -> None:
        """The list instead of the plane, or both."""
        self.face.turn()

    @on(Plane.Placed)
    @work(group="map-place")
    async def _placed(self, event: Plane.Placed) -> None:
        influence, attitude = back(event.x, event.y)
        change = acts.placed(self.view, str(event.key), influence, attitude, self.context.moment())
        if change is None or not await self.context.apply(change):
            self.changed(frozenset())

    @on(Rows.Moved, "#findings")
    def _finding(self, event: Rows.Moved) -> None:
        if isinstance(event.key, tuple) and event.key[1] is not None and event.rows.has_focus:
            self.face.go_to(event.key[1])

    @on(Plane.Opened)
    @on(Rows.Chosen)
    def _opened(self, event: Plane.Opened | Rows.Chosen) -> None:
        if isinstance(event, Rows.Chosen) and event.rows.id == "findings":
            person = event.key[1] if isinstance(event.key, tuple) else None
            if person is not None and self.face.go_to(person):
                self.face.part_of(person).focus()
        elif self.check_action("act", ("card",)):
            self.action_act("card")

"""Plane and list of a map: two views of the same people with one cursor."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from facilitator.activities.influence_map import texts
from facilitator.activities.influence_map.assessing import Dispersion
from facilitator.activities.influence_map.axes import across, back
from facilitator.activities.influence_map.rules import CENTRE, SYMBOLS, MapSettings
from facilitator.activities.influence_map.standing import Stand
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.kit.plane import Plane, PlanePoint
from facilitator.kit.rows import Rows

BESIDE = 84
"""From so many cells on the list stands beside the plane."""
WIDE_LIST = 60
"""From so many cells on the list has a column for the next step."""


class NarrowRows(Rows):
    """A list with little room between its columns."""

    gap: ClassVar[int] = 1


class PeopleRows(NarrowRows):
    """The people of a map; enter opens a card as it does on the plane."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Open"), id="map.open")]


class MapFace(Container):
    """Beside each other where there is room, else one or the other; below them those without a place.

    Covered: numbers only.
    """

    HELP: ClassVar[str] = texts.SIGNS
    DEFAULT_CSS = """
    MapFace { layout: horizontal; height: 1fr; }
    MapFace > #tray {
        dock: bottom; height: 1; padding: 0 1; color: $text-warning; text-wrap: nowrap; text-overflow: ellipsis;
    }
    MapFace > #tray.-empty, MapFace.-narrow.-list > #tray { display: none; }
    MapFace > Rows { width: 40%; min-width: 34; max-width: 90; margin-left: 1; }
    MapFace.-narrow > Rows { width: 1fr; margin-left: 0; }
    MapFace.-narrow.-map > Rows, MapFace.-alone.-map > Rows { display: none; }
    MapFace.-narrow.-list > Plane { display: none; }
    """

    def __init__(self, tr: Translator, *, movable: bool) -> None:
        super().__init__(classes="-map")
        self.tr, self._movable = tr, movable
        self.stands: Mapping[Id, Stand] = {}
        self.covered = True
        self.dispersions: Mapping[Id, Dispersion] = {}
        self._settings = MapSettings()
        self._wide_list = False

    def compose(self) -> ComposeResult:
        """Plane, list and tray."""
        yield Plane(movable=self._movable)
        yield PeopleRows(id="list")
        yield Static("", id="tray", markup=False)

    @property
    def plane(self) -> Plane:
        """The plane."""
        return self.query_one(Plane)

    @property
    def list(self) -> Rows:
        """The list."""
        return self.query_one(Rows)

    @property
    def current(self) -> Stand | None:
        """Who has the cursor: of the plane while it has the focus or is alone, else of the list.

        On a plane with nobody on it, it is the first of those who wait for a place.
        """
        if self.covered:
            return None
        use_list = self.list.display and not self.plane.has_focus and self.plane.held is None
        use_list = use_list or self.plane.current is None
        return self.stands.get(str(self.list.current if use_list else self.plane.current))

    @property
    def waiting(self) -> Stand | None:
        """Who is placed next: who has the cursor of the list without having a place, else the first in it."""
        chosen = self.stands.get(str(self.list.current))
        if chosen is not None and chosen.position is None:
            return chosen
        return next((stand for stand in self.stands.values() if stand.position is None), None)

    @property
    def in_hand(self) -> Stand | None:
        """Whoever is being moved, at the place where the hand is; None: nobody."""
        point = self.plane.point
        stand = self.stands.get(str(point.key)) if point is not None and self.plane.held is not None else None
        if stand is None or point is None:
            return None
        influence, attitude = back(point.x, point.y)
        return replace(stand, place=msgspec.structs.replace(stand.place, influence=influence, attitude=attitude))

    @property
    def here(self) -> Sequence[Stand]:
        """Everybody who is drawn at one place with whoever has the cursor of the plane."""
        return [stand for key in self.plane.here if (stand := self.stands.get(str(key)))]

    def show(
        self, everybody: Sequence[Stand], settings: MapSettings, apart: Mapping[Id, Dispersion], *, covered: bool
    ) -> None:
        """Shows these people, or only how many. ``apart``: how far assessors are apart, by person."""
        self.stands = {stand.person.id: stand for stand in everybody}
        self.covered, self._settings, self.dispersions = covered, settings, apart
        tray = texts.tray(everybody, self.tr, covered=covered)
        self.query_one("#tray", Static).update(Content(tray), layout=False)
        self.query_one("#tray").set_class(not tray, "-empty")
        self.plane.set_frame(texts.frame(everybody, settings, self.tr))
        self.plane.hint = texts.hint(everybody, self.tr, covered=covered)
        self.plane.set_points([] if covered else texts.points(everybody))
        self._list()

    def _list(self) -> None:
        everybody, tr = list(self.stands.values()), self.tr
        if self.covered:
            columns, rows = texts.covered_columns(tr), texts.covered_rows(everybody, self._settings, tr)
        else:
            wide = self._wide_list = self.list.size.width >= WIDE_LIST
            columns = texts.columns(everybody, tr, wide=wide, apart=bool(self.dispersions))
            rows = texts.rows(everybody, self.dispersions, tr, wide=wide)
        before = self.list.current
        if self.list.columns != tuple(columns):
            self.list.rows = ()  # the rows of before do not fit other columns
            self.list.set_columns(*columns)
        self.list.set_rows(rows)
        self.list.go_to(before)

    def on_resize(self, event: events.Resize) -> None:
        """Both, or one or the other."""
        self.set_class(event.size.width < BESIDE, "-narrow")
        self.call_after_refresh(self._fit_list)

    def _fit_list(self) -> None:
        if not self.covered and (self.list.size.width >= WIDE_LIST) != self._wide_list:
            self._list()

    def turn(self) -> None:
        """List instead of plane and back; where both have room, the plane alone or both."""
        narrow, had = self.has_class("-narrow"), self.current
        if narrow:
            self._face("-list" if self.has_class("-map") else "-map")
        else:
            self.toggle_class("-alone")
        self.first.focus()
        self.call_after_refresh(self._fit_list)
        if had is not None:
            self.show_person(had.person.id)

    def _face(self, name: str) -> None:
        self.set_class(name == "-map", "-map")
        self.set_class(name == "-list", "-list")

    @property
    def first(self) -> Widget:
        """What is to have the focus: what is shown; of both the plane."""
        return self.list if self.has_class("-narrow") and self.has_class("-list") else self.plane

    def go_to(self, person: Id) -> bool:
        """Puts both cursors on somebody; False when that one is not there. Who has no place is shown in the list."""
        on_plane, in_list = self.show_person(person)
        if in_list and not on_plane:
            self.remove_class("-alone")
            if self.has_class("-narrow"):
                self._face("-list")
            if self.plane.has_focus:
                self.list.focus()
        return on_plane or in_list

    def show_person(self, person: Id) -> tuple[bool, bool]:
        """Puts both cursors on somebody and leaves everything else as it is; whether that one is in plane, in list."""
        return self.plane.go_to(person), self.list.go_to(person)

    def part_of(self, person: Id) -> Widget:
        """Where somebody has the cursor: the plane, or the list for who has no place on it."""
        return self.first if self.plane.current == person else self.list

    def bring(self, stand: Stand) -> None:
        """Takes somebody in the hand, to be placed by arrows."""
        if self.has_class("-narrow"):
            self._face("-map")
        self.plane.focus()
        if stand.position is not None:
            self.plane.go_to(stand.person.id)
            self.plane.action_hold()
            return
        influence = CENTRE[0] if stand.place.influence is None else stand.place.influence
        attitude = CENTRE[1] if stand.place.attitude is None else stand.place.attitude
        x, y = across((influence, attitude))
        label = texts.initials(self.stands.values())[stand.person.id]
        self.plane.bring(PlanePoint(stand.person.id, x, y, symbol=SYMBOLS[""], label=label))

    @on(Plane.Moved)
    def _on_plane(self, event: Plane.Moved) -> None:
        if self.plane.has_focus and event.key is not None:
            self.call_after_refresh(self._follow)  # the plane is drawn first

    def _follow(self) -> None:
        if self.is_attached and self.plane.has_focus:
            self.list.go_to(self.plane.current)

    @on(Rows.Moved)
    def _on_list(self, event: Rows.Moved) -> None:
        if event.rows.has_focus and event.key is not None:
            self.plane.go_to(event.key)

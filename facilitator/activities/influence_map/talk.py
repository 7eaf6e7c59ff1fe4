"""What is to be talked about, as a list below the map: from each thing to whom it is about."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType

from facilitator.activities.influence_map.face import MapFace, NarrowRows
from facilitator.activities.influence_map.findings import Finding
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.core.severity import Severity
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.kit.styles import OF_SEVERITY

SIGNS: dict[Severity, str] = {"error": "✗", "warning": "!", "hint": "·"}
"""No triangle: on the map that is an attitude."""


class TalkAbout(NarrowRows):
    """The findings; the cursor of the map follows that of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Go there"), id="map.go"),
        Binding("escape,ctrl+g", "leave", N_("To the map"), id="map.leave"),
    ]

    def __init__(self, face: MapFace) -> None:
        super().__init__([RowColumn("", width=1), RowColumn("")], id="findings")
        self._face = face
        self._found: Sequence[Finding] = ()

    def show(self, found: Sequence[Finding]) -> None:
        """Shows these findings."""
        self._found = found
        self.set_rows(
            Row((at, one.person), (SIGNS[one.severity], one.text), OF_SEVERITY[one.severity])
            for at, one in enumerate(found)
        )

    @property
    def said(self) -> str:
        """The whole of the finding under the cursor: a row of the list may be too short for it."""
        return self._found[self.cursor].text if self._found else ""

    @property
    def _person(self) -> Id | None:
        return self._found[self.cursor].person if self._found else None

    @on(Rows.Moved)
    def _moved(self) -> None:
        if self.has_focus:
            self._follow()

    @on(events.Focus)
    def _follow(self) -> None:
        if self._person is not None:
            self._face.show_person(self._person)

    @on(Rows.Chosen)
    def _go(self, event: Rows.Chosen) -> None:
        event.stop()
        if self._person is not None and self._face.go_to(self._person):
            self._face.part_of(self._person).focus()

    def action_leave(self) -> None:
        """Back to the map; the list stays."""
        self._face.first.focus()

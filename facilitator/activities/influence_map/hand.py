"""What an act has to work with."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from textual.app import App

from facilitator.activities.influence_map.face import MapFace
from facilitator.activities.influence_map.standing import Base, Stand
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.stepview import StepView
from facilitator.kit.context import StepContext


class Hand(Protocol):
    """The screen of a map as its acts know it: who is on the map, who has the cursor, and whom to ask."""

    context: StepContext
    stands: dict[Id, Stand]
    """Everybody on the map or without a place yet, in order."""
    base: Base | None
    """What the map is compared with."""

    @property
    def app(self) -> App[Any]:
        """Where questions are asked."""

    @property
    def tr(self) -> Translator:
        """The screen's language."""

    @property
    def view(self) -> StepView:
        """The step as it is now."""

    @property
    def face(self) -> MapFace:
        """Plane and list."""

    @property
    def current(self) -> Stand | None:
        """Who has the cursor; None: nobody, or the map is covered."""

    def changed(self, tables: frozenset[str]) -> None:
        """Shows everybody as they are now."""

    def compare_with(self, key: Id | None) -> None:
        """Compares with another state of the map; None: the latest there is."""


Act = Callable[[Hand], Awaitable[None]]

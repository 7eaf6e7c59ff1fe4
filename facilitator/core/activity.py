"""The contract between the program and one kind of step.

A kind is one folder under ``facilitator/activities``; its ``__init__`` holds ``ACTIVITY``. It names its parts instead
of importing them, so that listing the kinds loads neither the terminal nor the store.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import msgspec

from facilitator.core.i18n import Translator
from facilitator.core.records import Record
from facilitator.core.scene import Scene

if TYPE_CHECKING:
    from facilitator.core.blocks import AnyBlock, Profile
    from facilitator.core.ids import Id
    from facilitator.core.stepview import StepView


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a workshop file may say about a step of one kind, beyond the common keys. Every field has a default."""


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One kind of step. A part is named ``"module:name"``, relative to the kind's package; empty: the kind has none."""

    package: str
    """``__name__`` of the kind's package; its last part is the kind."""
    title: str
    """Its name in English, marked with ``N_``."""
    summary: str
    """One sentence about what the group does in it, marked with ``N_``."""
    settings: str = ""
    """``Settings`` struct."""
    records: tuple[str, ...] = ()
    """Record types of its own."""
    screen: str = ""
    """``ActivityScreen`` class."""
    report: str = ""
    """``(view) -> list of blocks``."""
    scene: str = ""
    """``(view) -> Scene``; without one the room sees title and prompt."""
    winners: str = ""
    """``(view) -> list of item ids``: the step's result that ``only = { winners_of = … }`` passes on."""
    undecided: str = ""
    """``(view) -> list of item ids``: those of the winners that are in an open tie."""
    unfinished: str = ""
    """``(view) -> sentence or empty``: why going on now should ask once."""
    open_ends: str = ""
    """``(view) -> list of sentences``: what is still open when the session is to be finished."""
    facts: str = ""
    """``(view) -> {name: {id: word}}``: what the step knows of people and items, such as the quadrant of a person;
    steps of other kinds ask for it by name."""
    carries: str = ""
    """``(view, people) -> list of records``: what a later session of the client gets of this step; ``people``: ids of
    the people here to their ids there. The records belong to no step."""
    takes: Mapping[str, str] = field(default_factory=dict)
    """What can be imported into the step to ``(view, found, counted) -> Change``, by the name of the import."""
    doubts: Mapping[str, str] = field(default_factory=dict)
    """What can be imported to ``(view, found) -> list of sentences``: what of it does not fit this step."""
    audience: "Profile" = "client"
    """The narrowest profile that may read tasks which are typed while it is on the screen."""
    changed: str = ""
    """``(view) -> {setting: value}``: settings that were changed on the screen, as a workshop file says them, in the
    language of the view; an own workshop made of the session has them."""
    check: str = ""
    """``(settings, tr) -> list of (key, sentence)``: faults of meaning in a workshop file's settings."""

    @property
    def kind(self) -> str:
        """The kind's name, that of its folder."""
        return self.package.rpartition(".")[2]

    def part(self, name: str) -> Any:
        """The object behind ``"module:name"``; its module is imported now."""
        module, _, attribute = name.partition(":")
        return getattr(import_module(f"{self.package}.{module}"), attribute)

    @cached_property
    def settings_type(self) -> type[Settings]:
        """The struct that the step's settings are converted to."""
        return cast("type[Settings]", self.part(self.settings)) if self.settings else Settings

    @cached_property
    def record_types(self) -> dict[str, type[Record]]:
        """Table name → record type, for the kind's own records."""
        types = [cast("type[Record]", self.part(name)) for name in self.records]
        return {f"{self.kind}.{kind_type.__name__.lower()}": kind_type for kind_type in types}

    def blocks(self, view: "StepView") -> "list[AnyBlock]":
        """The step's part of the report."""
        function = cast("Callable[[StepView], list[AnyBlock]]", self.part(self.report)) if self.report else None
        return function(view) if function else []

    def scene_of(self, view: "StepView") -> Scene:
        """What the room may see of the step."""
        if not self.scene:
            return Scene(title=view.title, prompt=view.prompt)
        return cast("Scene", self.part(self.scene)(view))

    def winner_ids(self, view: "StepView") -> "list[Id]":
        """Ids of the items that the step passes on; empty when it has no result."""
        return cast("list[Id]", self.part(self.winners)(view)) if self.winners else []

    def undecided_ids(self, view: "StepView") -> "list[Id]":
        """Ids of the items that the step passes on only because a tie among them is still open."""
        return cast("list[Id]", self.part(self.undecided)(view)) if self.undecided else []

    def why_unfinished(self, view: "StepView") -> str:
        """Why the step looks unfinished; empty when it does not."""
        return cast(str, self.part(self.unfinished)(view)) if self.unfinished else ""

    def open_end_list(self, view: "StepView") -> list[str]:
        """Sentences about what is still open in it."""
        return cast("list[str]", self.part(self.open_ends)(view)) if self.open_ends else []

    def known_facts(self, view: "StepView") -> "Mapping[str, Mapping[Id, str]]":
        """What the step knows that others may ask for."""
        return cast("Mapping[str, Mapping[Id, str]]", self.part(self.facts)(view)) if self.facts else {}

    def carried(self, view: "StepView", people: "Mapping[Id, Id]") -> list[Record]:
        """Records for a later session of the client."""
        return cast("list[Record]", self.part(self.carries)(view, people)) if self.carries else []

    def changed_settings(self, view: "StepView") -> dict[str, Any]:
        """Settings that were changed on the screen, as a workshop file says them."""
        return cast("dict[str, Any]", self.part(self.changed)(view)) if self.changed else {}

    def faults(self, settings: Settings, tr: Translator) -> list[tuple[str, str]]:
        """Faults of meaning in settings that have the right shape: (key, sentence)."""
        return cast("list[tuple[str, str]]", self.part(self.check)(settings, tr)) if self.check else []

"""What exporters get: a session as plain data, already filtered for its reader.

Whoever builds a package decides who may read what; an exporter only chooses the form. So nothing that a profile
excludes is in a package of that profile.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from facilitator.core.blocks import AnyBlock, Profile
from facilitator.core.i18n import Translator


class PlanTask(msgspec.Struct, frozen=True, kw_only=True):
    """One task of the plan with its references resolved."""

    number: int
    title: str
    type: Literal["action", "communication", "milestone", "kpi"] = "action"
    parent: int | None = None
    """Number of the task that it belongs to."""
    description: str = ""
    owner: str = ""
    email: str = ""
    """Name and address of the owner; empty for readers who may not know them."""
    start: str = ""
    due: str = ""
    """ISO; empty: not set."""
    priority: Literal["", "high", "medium", "low"] = ""
    labels: tuple[str, ...] = ()
    phase: str = ""
    status: Literal["open", "done", "dropped"] = "open"


class SheetGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A sub-group of a step: who works on which cards."""

    title: str
    people: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    """Number and title each."""


class SheetEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the run sheet."""

    day: int
    starts: str
    ends: str
    """Clock times ``HH:MM`` as planned."""
    title: str
    kind: str
    """The kind's name in words."""
    minutes: int
    least: int
    most: int
    priority: Literal["must", "should", "could"]
    buffer: int = 0
    """Minutes kept free after it."""
    fixed: bool = False
    groups: int | None = None
    """In how many sub-groups it is to be done."""
    teams: tuple[SheetGroup, ...] = ()
    """The sub-groups, once they are made."""
    prompt: str = ""
    notes: str = ""
    """Markdown of the workshop file."""
    material: tuple[str, ...] = ()


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """A session for one kind of reader, in one language."""

    profile: Profile
    tr: Translator
    title: str
    client: str
    date: str
    """ISO; the first day of the meeting."""
    language: str
    state: Literal["prepared", "running", "finished"]
    workshop: str
    """Title of the workshop it is a run of."""
    folder: str
    """Name for the folder of the results."""
    program: str
    """Name and version of this program."""
    purpose: str = ""
    people: int = 0
    """How many take part."""
    blocks: tuple[AnyBlock, ...] = ()
    """The report's content below its title."""
    tasks: tuple[PlanTask, ...] = ()
    sheet: tuple[SheetEntry, ...] = ()
    record: bytes = b""
    """The session's own file; empty for readers who may not have it."""
    schema: Mapping[str, Any] = {}
    """JSON schema of that file."""

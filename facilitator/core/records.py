"""The records of a session that belong to no single kind of step: items, people, agenda, notes, tasks.

A record is one typed document. It is frozen: a change puts a new version of it. The kinds of activities have records
of their own beside these.
"""

from typing import Any, ClassVar, Literal

import msgspec

from facilitator.core.blocks import Profile
from facilitator.core.ids import Id

Priority = Literal["must", "should", "could"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a session."""

    table: ClassVar[str] = ""
    """The table it lives in; empty for the records of a kind, which live in ``<kind>.<type>``."""
    undoable: ClassVar[bool] = True
    """Whether undo brings back the earlier version (a counter of numbers, for one, never goes back)."""

    id: Id


class StepRecord(Record, frozen=True, kw_only=True):
    """A record of a kind that belongs to one step."""

    step: Id


class Minutes(msgspec.Struct, frozen=True, kw_only=True):
    """How long a step takes: at least, as planned, at most."""

    min: int
    plan: int
    max: int


class SessionInfo(Record, frozen=True, kw_only=True):
    """What this session is: one record."""

    table: ClassVar[str] = "session"

    title: str
    client: str = ""
    date: str = ""
    """Day of the (first) meeting, ISO."""
    language: str = "en"
    workshop: str = ""
    """Id of the workshop it is a run of."""
    state: Literal["prepared", "running", "finished"] = "prepared"
    starts: str = ""
    """Clock time ``HH:MM`` at which its days are to begin; empty: when the clock is first started."""
    follows: Id | None = None
    """Id of the earlier session's own record, when this one goes on from it."""
    strangers: tuple[Id, ...] = ()
    """Ids of sessions whose client has a like name and is another one, as the facilitator has said."""
    code: str = ""
    """Salted hash of the code that brings the facilitator back from the laptop handed round; empty: none chosen."""


class WorkshopCopy(Record, frozen=True, kw_only=True):
    """The workshop file and its overlays as they were when the session was made."""

    table: ClassVar[str] = "workshop"

    source: dict[str, Any]
    overlays: dict[str, dict[str, Any]]


class Step(Record, frozen=True, kw_only=True):
    """One entry of this session's agenda.

    Title, prompt and notes are empty as long as they are the workshop's own: those are looked up by ``key`` in any
    of the workshop's languages.
    """

    table: ClassVar[str] = "steps"

    key: str
    kind: str
    order: float
    minutes: Minutes
    priority: Priority = "should"
    items: str = ""
    """Id of the collection it works on; empty: none."""
    only: dict[str, str] = {}
    settings: dict[str, Any] = {}
    """What the workshop file says beyond the common keys."""
    title: str = ""
    prompt: str = ""
    notes: str = ""
    fixed: str = ""
    """Clock time ``HH:MM`` at which it starts in any case; empty: after the step before."""
    day: int = 1
    buffer: int = 0
    """Minutes kept free after it."""
    groups: int = 0
    """In how many sub-groups it is done; 0: all together."""
    state: Literal["open", "done", "skipped"] = "open"
    spent: float = 0.0
    """Seconds spent in it so far, without the running stretch."""
    started: str = ""
    """When it was first begun, ISO; empty: not yet."""
    extra: float = 0
    """Minutes added on the clock when the step was last left; the clock takes them up again."""


class Clock(Record, frozen=True, kw_only=True):
    """Where the session stands in time: one record."""

    table: ClassVar[str] = "clock"
    undoable: ClassVar[bool] = False

    step: Id
    since: float | None = None
    """Epoch seconds since which the clock runs on this step; None: it stands still."""
    extra: float = 0
    """Minutes added to the step's plan by the facilitator; parts of one where it is to end at a clock time."""
    countdown: float | None = None
    """Epoch seconds at which the free countdown beside the step's time ends; None: there is none."""


class Day(Record, frozen=True, kw_only=True):
    """One day of the agenda as it was begun: what *ahead* and *behind* are measured against.

    What is cut, added or skipped later changes the agenda and not this plan, so that it counts as caught up or late.
    """

    table: ClassVar[str] = "days"

    day: int
    begun: float
    """Epoch seconds from which its plan counts."""
    ends: float
    """Epoch seconds at which it was to end when it was begun, or as long as the room agreed to stay."""
    plan: dict[Id, tuple[int, int]] = {}
    """Per step that lay ahead when it was begun: its minutes, and the minutes kept free after it."""


class Counter(Record, frozen=True, kw_only=True):
    """The next short number, for items or tasks: given once, never again."""

    table: ClassVar[str] = "counters"
    undoable: ClassVar[bool] = False

    name: str
    next: int = 1


class Item(Record, frozen=True, kw_only=True):
    """What is worked on and passed from step to step: a use case, a concern."""

    table: ClassVar[str] = "items"

    number: int
    collection: str
    title: str
    order: float
    text: str = ""
    fields: dict[str, str] = {}
    author: Id | None = None
    cluster: Id | None = None
    step: Id | None = None
    """The step it was made in."""
    state: Literal["active", "parked", "archived", "merged"] = "active"
    hidden: bool = False
    """Not yet shown to the room."""
    merged_into: Id | None = None


class Cluster(Record, frozen=True, kw_only=True):
    """A named group of items of one collection."""

    table: ClassVar[str] = "clusters"

    collection: str
    title: str
    order: float


class Person(Record, frozen=True, kw_only=True):
    """A participant in the room, a stakeholder outside it, or both."""

    table: ClassVar[str] = "people"

    name: str
    order: float
    email: str = ""
    organisation: str = ""
    department: str = ""
    role: str = ""
    participant: bool = True
    facilitator: bool = False
    presence: Literal["present", "late", "left", "absent"] = "present"
    spoke: Id | None = None
    """The step in which the facilitator last ticked that this person has spoken."""


class SubGroup(Record, frozen=True, kw_only=True):
    """A part of the group that works on its own for a step: who is in it, on which items, what came of it."""

    table: ClassVar[str] = "groups"

    step: Id
    title: str
    order: float
    people: tuple[Id, ...] = ()
    items: tuple[Id, ...] = ()
    result: str = ""
    """What it brought back, in words."""


class Task(Record, frozen=True, kw_only=True):
    """One row of the plan that leaves the workshop."""

    table: ClassVar[str] = "tasks"

    number: int
    title: str
    order: float
    type: Literal["action", "communication", "milestone", "kpi"] = "action"
    parent: Id | None = None
    description: str = ""
    owner: Id | None = None
    start: str = ""
    due: str = ""
    """ISO dates; empty: not set."""
    priority: Literal["", "high", "medium", "low"] = ""
    labels: tuple[str, ...] = ()
    phase: str = ""
    status: Literal["open", "done", "dropped"] = "open"
    step: Id | None = None
    item: Id | None = None
    """The step and the item it came from."""
    origin: Id | None = None
    """The task of the client's earlier session that it goes on with."""
    audience: Profile = "client"
    """The narrowest profile that may read it. What is not for the client is not for the room either."""


class Note(Record, frozen=True, kw_only=True):
    """Something kept with one key from any screen."""

    table: ClassVar[str] = "notes"

    what: Literal["parked", "note", "decision"]
    text: str
    at: str
    """When, ISO with zone."""
    step: Id | None = None
    done: bool = False


CORE: tuple[type[Record], ...] = (
    SessionInfo,
    WorkshopCopy,
    Step,
    Clock,
    Day,
    Counter,
    Item,
    Cluster,
    Person,
    SubGroup,
    Task,
    Note,
)
"""Every record type that belongs to no kind, in the order in which they are written."""

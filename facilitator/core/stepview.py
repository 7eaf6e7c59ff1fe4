"""What a kind of step sees of the session: its own records, and the items and people it works on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.records import Cluster, Item, Person, Record, SessionInfo, Step, StepRecord, SubGroup, Task
from facilitator.core.rounds import Standing
from facilitator.core.workshop import Collection

R = TypeVar("R", bound=StepRecord)


class PassedOn(NamedTuple):
    """What a step passes on to later ones."""

    step: str
    """Its key, as ``only`` names it."""
    title: str
    items: Sequence[Id]


@dataclass(frozen=True)
class StepView:
    """A read-only look at one step. Rules, reports and scenes are functions of it."""

    session: SessionInfo
    step: Step
    settings: Any
    """The kind's own settings struct."""
    tr: Translator
    title: str
    prompt: str
    notes: str
    """Texts of the step, in the language of ``tr`` where the workshop has it."""
    collection: Collection | None
    items: Sequence[Item]
    """Active items of the step's collection in order, only those that ``only`` lets through."""
    all_items: Mapping[Id, Item]
    """Every item of the session, whatever its state."""
    clusters: Sequence[Cluster]
    """Clusters of the step's collection in order."""
    people: Mapping[Id, Person]
    tasks: Sequence[Task]
    """Every task of the session, in order."""
    table: Callable[[type[Record]], Mapping[Id, Any]]
    standing: Callable[[Id], Standing | None] = lambda _round: None
    """How many have voted in a round that is not revealed yet; None: not known here."""
    facts: Callable[[str], Mapping[Id, str]] = lambda _name: {}
    """What steps of any kind know by this name, of people or items (id to word); the latest that knows counts."""
    undecided: Callable[[], frozenset[Id]] = frozenset
    """Those of ``items`` that are there only because a tie among them is still open in the step before."""
    title_of: Callable[[Step], str] = lambda step: step.title or step.key
    """What a step of the session is called, in the language of ``tr`` where the workshop has it."""
    passed_on: Callable[[], Sequence[PassedOn]] = tuple
    """Earlier steps of the same collection that can pass items on, with what they pass on now."""

    def records(self, record_type: type[R]) -> list[R]:
        """The kind's records of one type that belong to this step (their ``step`` is its id)."""
        return [record for record in self.table(record_type).values() if record.step == self.step.id]

    @property
    def participants(self) -> list[Person]:
        """The people of the room, in order."""
        people = (person for person in self.people.values() if person.participant)
        return sorted(people, key=lambda person: (person.order, person.id))

    @property
    def present(self) -> list[Person]:
        """The participants who are in the room now, whoever facilitates included."""
        return [person for person in self.participants if person.presence == "present"]

    @property
    def voters(self) -> list[Person]:
        """Those of the people present who have a vote: the denominator. Whoever facilitates has none by default."""
        return [person for person in self.present if not person.facilitator]

    def how_many_vote(self, facilitator: bool) -> int:
        """How many of the people present have a vote, those who facilitate counted or not."""
        return len(self.present if facilitator else self.voters)

    @property
    def groups(self) -> list[SubGroup]:
        """The sub-groups of the step, in order."""
        found: list[SubGroup] = [g for g in self.table(SubGroup).values() if g.step == self.step.id]
        return sorted(found, key=lambda group: (group.order, group.id))

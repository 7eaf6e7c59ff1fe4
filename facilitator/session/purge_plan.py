"""Where a person is in the sessions and archives of a home, and what taking the person off would change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.core.activity import Activity
from facilitator.core.clients import same_client
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator, translator
from facilitator.core.ids import Id
from facilitator.core.records import Record, SessionInfo
from facilitator.session.archive_purging import read_archive
from facilitator.session.namesakes import Known, called, known_in, told_apart
from facilitator.session.redact import Redacted, Whom, redacted
from facilitator.session.remains import Remains, files_below
from facilitator.session.schema import Schema
from facilitator.session.traces import Traces
from facilitator.store import places
from facilitator.store.archive import is_archive
from facilitator.store.documents import Tables
from facilitator.store.layout import COPIES, SESSION
from facilitator.store.purging import read_tables


@dataclass(frozen=True, kw_only=True)
class Request:
    """Who is to be taken off, and where."""

    name: str
    """Or an e-mail address."""
    ids: frozenset[Id] = frozenset()
    """Which of several people of that name; empty: the only one there is."""
    also: tuple[str, ...] = ()
    """Further words by which texts name the person."""
    sessions: tuple[Path, ...] = ()
    """Only these session folders and archives; empty: everything in the home."""
    beside: tuple[Path, ...] = ()
    """Sessions outside the home that count as well."""


@dataclass(frozen=True)
class Place:
    """A session or an archive as it is before the purge."""

    path: Path
    tables: Tables
    summary: Mapping[str, object]

    @property
    def archive(self) -> bool:
        """Whether it is an archive."""
        return is_archive(self.path)

    @property
    def title(self) -> str:
        """The session's title."""
        return str(self._info.get("title", "")) or self.path.name

    @property
    def client(self) -> str:
        """Its client."""
        return str(self._info.get("client", ""))

    @property
    def placeholder(self) -> str:
        """What stands in place of the name, in the session's language."""
        return translator(str(self._info.get("language", "en")))("[removed]")

    @property
    def _info(self) -> Mapping[str, object]:
        return next(iter(self.tables.get(SessionInfo.table, {}).values()), {})


@dataclass(frozen=True)
class Target:
    """A place in which the person is."""

    place: Place
    whom: Whom
    done: Redacted
    """What the purge does, or has done, to its documents."""
    namesakes: bool = False
    """Somebody else there has the same name."""


@dataclass
class Plan:
    """What a purge would do."""

    request: Request
    home: Path
    kinds: Mapping[str, Activity]
    choices: list[tuple[Known, ...]] = field(default_factory=list)
    """More than one: different people of that name, of whom one has to be chosen first."""
    traces: Traces = field(default_factory=lambda: Traces(()))
    targets: list[Target] = field(default_factory=list)
    exports: Remains = field(default_factory=Remains)
    others: Remains = field(default_factory=Remains)
    """Own workshops, settings, files that somebody put there."""
    looked: set[Path] = field(default_factory=set)
    """Sessions and archives that were read; what they hold is known."""
    troubles: list[str] = field(default_factory=list)
    """Places that could not be looked into, each a sentence."""

    @property
    def types(self) -> Mapping[str, type[Record]]:
        """The record types by table."""
        return Schema(self.kinds.values()).types

    @property
    def empty(self) -> bool:
        """Whether nothing holds the name."""
        return not (self.targets or self.exports.holding or self.others.holding)


def plan(home: Path, request: Request, kinds: Mapping[str, Activity], tr: Translator) -> Plan:
    """Looks for a person everywhere in the home; changes nothing.

    Raises:
        FacilitatorError: there is no name to look for.
    """
    if not Traces([request.name], request.also):
        raise FacilitatorError(tr("Whom? Type a name or an e-mail address."))
    made = Plan(request, home, kinds)
    found = list(_places(home, request, made.troubles, tr))
    made.looked = {place.path for place in found}
    people = {place.path: known_in(place.path, place.tables) for place in found}
    groups = told_apart(called(request.name, (person for known in people.values() for person in known)))
    if request.ids:
        groups = [group for group in groups if any(person.id in request.ids for person in group)]
        if not groups:
            raise FacilitatorError(tr("Nobody called “{name}” has that id.", name=request.name))
    elif len(groups) > 1:
        made.choices = groups
        return made
    made.traces = _traces(request, groups, people.values())
    for place in found:
        if (target := _target(place, people[place.path], groups, made)) is not None:
            made.targets.append(target)
    if request.also and not request.sessions and not made.targets:
        raise FacilitatorError(
            tr("“{name}” is in no session. Say in which one the other words are to go.", name=request.name)
        )
    look_around(made)
    return made


def _places(home: Path, request: Request, troubles: list[str], tr: Translator) -> Iterator[Place]:
    wanted = list(request.sessions)
    if not wanted:
        wanted = [
            path for path in _listed(places.sessions(home)) if (path / SESSION).exists() or (path / COPIES).exists()
        ]
        wanted += [path for path in _listed(places.archives(home)) if is_archive(path)]
        wanted += [path for path in request.beside if path not in wanted]
    for path in wanted:
        try:
            yield Place(path, *(read_archive(path) if is_archive(path) else read_tables(path)))
        except FacilitatorError as error:
            troubles.append(error.said(tr))


def _listed(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")] if folder.is_dir() else []


def _traces(request: Request, groups: Iterable[Iterable[Known]], everybody: Iterable[Iterable[Known]]) -> Traces:
    own = [person for group in groups for person in group]
    address = "@" in request.name
    names = [*(person.name for person in own), *([] if address else [request.name])]
    emails = [*(person.email for person in own), *([request.name] if address else [])]
    mine = {(person.place, person.id) for person in own}
    others = sorted({p.name for known in everybody for p in known if (p.place, p.id) not in mine})
    return Traces(names, emails, request.also, others)


def _target(place: Place, people: list[Known], groups: list[tuple[Known, ...]], made: Plan) -> Target | None:
    """What is to be done in a place; None when the person is not there, or only somebody of the same name."""
    own = {person.id for group in groups for person in group if person.place == place.path}
    alike = [p for p in people if p.id not in own and made.traces.is_name(p.name)]
    if not own and alike:
        return None
    clients = [person.client for group in groups for person in group]
    if not own and made.request.ids and not any(same_client(place.client, c) == "same" for c in clients):
        return None  # texts of another client may mean the other one
    others = [person.name for person in people if person.id not in own]
    narrow = Traces(made.traces.names, made.traces.emails, others=others)
    if not own and not made.request.sessions and not _holding(place.path, narrow):
        return None  # the other words alone may mean anybody
    traces = Traces(made.traces.names, made.traces.emails, made.traces.also, others)
    whom = Whom(traces, frozenset(own))
    done = redacted(place.tables, place.summary, whom, place.placeholder, made.types)
    if not done.touched and not _holding(place.path, traces):
        return None
    return Target(place, whom, done, bool(alike))


def _holding(path: Path, traces: Traces) -> bool:
    files = files_below(path) if path.is_dir() else [path]
    return bool(Remains.of(files, traces, path.parent).holding)


def look_around(made: Plan) -> None:
    """Looks for files of the home that hold the name, beside the sessions and archives that were read."""
    home, exports = made.home, places.exports(made.home)
    known = {places.sessions(home), places.archives(home)} if made.request.sessions else made.looked
    if made.request.sessions and not any(path.is_relative_to(home) for path in made.request.sessions):
        return
    made.exports = Remains.of(files_below(exports), made.traces, home)
    others = files_below(home, without=(exports, *known))
    made.others = Remains.of(others, made.traces, home)

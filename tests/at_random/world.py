"""A session with two matrices, two maps and two scorings, and what happens around them: people, cards, undo, purge."""

import asyncio
import shutil
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from msgspec.structs import replace

from facilitator.activities import find
from facilitator.activities.ideas import rules as ideas
from facilitator.core import people, tasks
from facilitator.core.cards import Idea
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person
from facilitator.core.stepview import StepView
from facilitator.core.text import line
from facilitator.imports.found import Found
from facilitator.session import agenda, importing
from facilitator.session.purge_plan import Request, plan
from facilitator.session.purging import purge
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import add_items, make_session, step_of
from tests.session.purging import holders

T = TypeVar("T")
TR = Translator()
AT = "2026-03-02T10:00:00+01:00"
NAMES = [
    *("Anna Bakker", "Ben de Vries", "Anna Bakker", "Li|Wu Chen", "مريم العلي", "👩‍👩‍👧 Family", "Wolfeschlegel" * 22),
    *('Jo "J" <b>&', "=SUM(A1)", "%%{init}%%", "Ö: [a](b)", "anna bakker"),
]
TITLES = [
    "Buy it",
    "Choose: vendor",
    "a|b",
    "`x` *y*",
    "\u202eright to left",
    "y" * 500,
    "tab\tnew\nline",
    "R",
    "Buy it",
]
SECRET = "ZZSECRETZZ"
"""Stands in every text that only the consultant may read."""
STEPS = [
    {"id": "ideas", "kind": "ideas", "items": "cards"},
    {"id": "score", "kind": "scoring", "items": "cards"},
    {"id": "rice", "kind": "scoring", "items": "cards", "preset": "rice", "winners": 2},
    {"id": "vote", "kind": "dot_voting", "items": "cards", "only": {"winners_of": "score"}},
    {"id": "raci", "kind": "raci", "items": "cards"},
    {"id": "daci", "kind": "raci", "items": "cards", "only": {"winners_of": "score"}, "variant": "daci"},
    {"id": "map", "kind": "influence_map", "middle": 6.0},
    {"id": "again", "kind": "influence_map"},
    {"id": "plan", "kind": "plan"},
]
NUMBER = st.integers(0, 40)
"""Which of several things is meant, counted round and round."""


class World(RuleBasedStateMachine):
    """The session, and what can happen to it whatever kinds of steps it has."""

    session: Session

    @initialize()
    def begin(self) -> None:
        self.home = Path(mkdtemp())
        self.loop = asyncio.new_event_loop()
        self.session = make_session(self.home, STEPS, people=NAMES[:3])
        add_items(self.session, "cards", "One", "Two", "Three")

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.loop.close()
            shutil.rmtree(self.home)

    # What the acts need

    def view(self, key: str) -> StepView:
        return view(self.session, step_of(self.session, key))

    def do(self, act: Callable[[], Change | None]) -> None:
        """Applies what an act gives; it may refuse in a sentence."""
        try:
            change = act()
        except FacilitatorError:
            return
        if change is not None:
            self.session.apply_now(change)

    def wait(self, work: Coroutine[Any, Any, Any]) -> None:
        async def whole() -> None:
            with suppress(FacilitatorError):
                await work

        self.loop.run_until_complete(whole())

    def take(self, key: str, found: Found) -> None:
        self.do(lambda: importing.change(self.session, step_of(self.session, key).id, found, TR))

    @staticmethod
    def pick(things: Iterable[T], at: int) -> T | None:
        found = list(things)
        return found[at % len(found)] if found else None

    @property
    def persons(self) -> list[Person]:
        return list(self.session.table(Person).values())

    # What happens around the steps

    @rule(at=NUMBER)
    def somebody_comes(self, at: int) -> None:
        name, role = line(NAMES[at % len(NAMES)]), ("", "Boss")[at % 2]
        self.session.apply_now(Change("add", (Person(id=new_id(), name=name, order=at, role=role),)))

    @rule(at=NUMBER, name=st.sampled_from(NAMES))
    def somebody_is_called_otherwise(self, at: int, name: str) -> None:
        if person := self.pick(self.persons, at):
            self.session.apply_now(Change("name", (replace(person, name=line(name)),)))

    @rule(at=NUMBER)
    def somebody_is_removed(self, at: int) -> None:
        if person := self.pick(self.persons, at):
            self.session.apply_now(Change("remove", (), (person,)))

    @rule(at=NUMBER, presence=st.sampled_from(["present", "late", "left", "absent"]))
    def somebody_moves(self, at: int, presence: people.Presence) -> None:
        if person := self.pick(self.persons, at):
            self.do(lambda: people.moved([person], presence, TR))

    @precondition(lambda self: len(self.persons) > 1)
    @rule(at=NUMBER)
    def somebody_is_purged(self, at: int) -> None:
        person, folder = self.persons[at % len(self.persons)], self.session.store.folder
        self.session.close()
        report = purge(plan(self.home, Request(name=person.name, ids=frozenset((person.id,))), find(), TR), TR)
        assert report.troubles == []
        assert holders(self.home, person.id) == set()
        self.session = Session.open(report.moved.get(folder, folder), find())
        assert self.session.unreadable == []

    @rule(title=st.sampled_from(TITLES))
    def a_card_comes(self, title: str) -> None:
        add_items(self.session, "cards", line(title))

    @rule(at=NUMBER)
    def a_card_is_covered_or_shown(self, at: int) -> None:
        if item := self.pick(self.session.table(Item).values(), at):
            self.session.apply_now(Change("cover", (replace(item, hidden=not item.hidden),)))

    @rule(at=NUMBER, other=NUMBER)
    def cards_are_merged(self, at: int, other: int) -> None:
        look = self.view("ideas")
        one, two = self.pick(look.items, at), self.pick(look.items, other)
        if one and two:
            self.do(lambda: ideas.merge(look, [one, two], one))

    @rule(at=NUMBER, act=st.sampled_from([ideas.park, ideas.archive, ideas.restore]))
    def a_card_is_put_away_or_brought_back(self, at: int, act: Callable[..., Change]) -> None:
        if item := self.pick(self.session.table(Item).values(), at):
            self.do(lambda: act(self.view("ideas"), [item]))

    @rule(at=NUMBER)
    def a_card_is_split(self, at: int) -> None:
        look, session = self.view("ideas"), self.session
        if item := self.pick(look.items, at):
            two = (Idea("one half"), Idea("the other"))
            self.do(lambda: ideas.split(look, item, *two, session.number("items"), session.counted("items", 1)))

    @rule(title=st.sampled_from(TITLES))
    def a_task_comes(self, title: str) -> None:
        self.do(lambda: tasks.added(self.view("plan"), title, self.session.counted, step_of(self.session, "plan").id))

    @rule(key=st.sampled_from([step["id"] for step in STEPS]), by=st.sampled_from([-1, 1]))
    def a_step_moves(self, key: str, by: int) -> None:
        self.do(lambda: agenda.move(self.session, TR, step_of(self.session, key), by))

    @rule(key=st.sampled_from([step["id"] for step in STEPS]))
    def a_step_is_skipped_or_taken_up(self, key: str) -> None:
        self.do(lambda: agenda.skip(self.session, TR, step_of(self.session, key)))

    @rule()
    def undo(self) -> None:
        self.wait(self.session.undo())

    @rule()
    def redo(self) -> None:
        self.wait(self.session.redo())

    @rule()
    def it_is_closed_and_opened_again(self) -> None:
        before, folder = {name: dict(table) for name, table in self.session._tables.items()}, self.session.store.folder
        self.session.close()
        self.session = Session.open(folder, find())
        assert self.session.unreadable == []
        assert self.session._tables == before

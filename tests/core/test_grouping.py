"""What is done to the sub-groups of a step."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.core import grouping
from facilitator.core.cards import Idea
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.records import Cluster, Item, Person, SubGroup
from facilitator.core.stepview import StepView
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import add_items, make_session, step_of

STEPS = [
    {"id": "sharpen", "kind": "ideas", "items": "cases", "mode": "sharpen"},
    {"id": "talk", "kind": "brief"},
]
NAMES = ["Anna", "Ben", "Chris", "Dora", "Erik"]


class Table:
    """A session and its first step."""

    def __init__(self, home: Path, people: int = 5, cards: int = 0) -> None:
        self.session = make_session(home, STEPS, people=NAMES[:people])
        if cards:
            add_items(self.session, "cases", *(f"Card {n}" for n in range(1, cards + 1)))

    def look(self, step: str = "sharpen") -> StepView:
        return view(self.session, step_of(self.session, step))

    def do(self, change: Change) -> Change:
        self.session.apply_now(change)
        return change

    def deal(self, count: int, seed: int = 1) -> None:
        self.do(grouping.dealt(self.look(), count, "random", seed))

    def person(self, name: str) -> Person:
        return next(person for person in self.session.table(Person).values() if person.name == name)

    def set(self, name: str, **values: object) -> None:
        self.do(Change("", (replace(self.person(name), **values),)))

    def come(self, name: str, **values: object) -> None:
        self.do(Change("", (Person(id=new_id(), name=name, order=99, **values),)))  # type: ignore[arg-type]

    def seats(self) -> list[list[str]]:
        """Who is in which group."""
        return [[p.name for p in grouping.members(self.look(), group)] for group in self.look().groups]

    def hands(self) -> list[list[int]]:
        """Which cards are in which group."""
        return [[card.number for card in grouping.cards(self.look(), group)] for group in self.look().groups]

    def group(self, place: int) -> SubGroup:
        return self.look().groups[place - 1]

    def write(self, place: int, result: str) -> None:
        self.do(grouping.brought_back(self.look(), self.group(place), result))


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Table]]:
    made: list[Session] = []

    def table(**values: int) -> Table:
        found = Table(tmp_path / str(len(made)), **values)
        made.append(found.session)
        return found

    yield table
    for session in made:
        session.close()


Make = Callable[..., Table]


def test_everybody_present_is_dealt_and_nobody_else(make: Make) -> None:
    room = make()
    room.set("Anna", presence="late")
    room.set("Ben", facilitator=True)
    room.deal(2)
    assert sorted(name for group in room.seats() for name in group) == ["Chris", "Dora", "Erik"]


def test_nobody_present_is_said(make: Make) -> None:
    room = make(people=0)
    with pytest.raises(FacilitatorError, match="Nobody is here who could be in a group"):
        grouping.dealt(room.look(), 3, "random", 1)


def test_everybody_gone_but_two_makes_two_groups_of_one(make: Make) -> None:
    room = make()
    for name in NAMES[2:]:
        room.set(name, presence="left")
    room.deal(4)
    assert sorted(map(sorted, room.seats())) == [["Anna"], ["Ben"]]


def test_dealing_is_undone_in_one_act(make: Make) -> None:
    room = make()
    room.deal(2)
    assert room.session.history[-1].label == "deal 2 groups"
    assert len(room.session.history[-1].touches) == 2


def test_groups_have_their_number_until_they_get_a_name(make: Make) -> None:
    room = make()
    room.deal(2)
    room.do(grouping.renamed(room.look(), room.group(2), " The\ndreamers "))
    groups = room.look().groups
    assert [grouping.title(group, groups, room.session.tr) for group in groups] == ["Group 1", "The dreamers"]


def test_an_empty_name_brings_the_number_back(make: Make) -> None:
    room = make()
    room.deal(2)
    room.do(grouping.renamed(room.look(), room.group(1), "X"))
    room.do(grouping.renamed(room.look(), room.group(1), ""))
    assert room.group(1).title == ""


def test_dealt_again_groups_keep_name_cards_and_result(make: Make) -> None:
    room = make(cards=4)
    room.deal(2)
    room.do(grouping.cards_dealt(room.look()))
    room.write(1, "We are done")
    before = room.group(1)
    room.deal(2, seed=7)
    assert replace(room.group(1), people=()) == replace(before, people=())
    assert room.group(1).people != before.people


def test_dealt_into_another_number_of_groups_the_cards_are_dealt_again(make: Make) -> None:
    room = make(cards=5)
    room.deal(2)
    room.do(grouping.cards_dealt(room.look()))
    room.deal(3)
    assert room.hands() == [[1, 4], [2, 5], [3]]


def test_only_groups_that_would_go_lose_their_results(make: Make) -> None:
    room = make()
    room.deal(3)
    room.write(1, "a")
    room.write(3, "c")
    assert [group.result for group in grouping.lost(room.look(), 2)] == ["c"]
    assert grouping.lost(room.look(), 3) == []


def test_a_late_comer_joins_the_smallest_group(make: Make) -> None:
    room = make()
    room.deal(2)
    room.come("Fleur")
    change = room.do(grouping.joined(room.look()))
    assert sorted(map(len, room.seats())) == [3, 3]
    assert change.label.startswith("Fleur joins “Group ")


def test_who_has_left_does_not_make_a_group_large(make: Make) -> None:
    room = make(people=4)
    room.deal(2)
    for name in room.seats()[1]:
        room.set(name, presence="left")
    room.come("Fleur")
    room.do(grouping.joined(room.look()))
    assert "Fleur" in room.seats()[1]
    assert len(room.seats()[1]) == 3


def test_several_late_comers_are_spread(make: Make) -> None:
    room = make(people=4)
    room.deal(2)
    room.come("Fleur")
    room.come("Guus")
    assert room.do(grouping.joined(room.look())).label == "2 people join the groups"
    assert sorted(map(len, room.seats())) == [3, 3]


def test_when_everybody_has_a_place_joining_says_so(make: Make) -> None:
    room = make()
    room.deal(2)
    with pytest.raises(FacilitatorError, match="Everybody who is here is in a group"):
        grouping.joined(room.look())


def test_without_groups_nobody_joins_one(make: Make) -> None:
    with pytest.raises(FacilitatorError, match="There are no groups yet"):
        grouping.joined(make().look())


def test_a_person_moves_to_another_group(make: Make) -> None:
    room = make()
    room.deal(2)
    name = room.seats()[0][0]
    room.do(grouping.moved(room.look(), room.person(name), room.group(2)))
    assert name in room.seats()[1]
    assert name not in room.seats()[0]


def test_a_move_to_the_own_group_changes_nothing(make: Make) -> None:
    room = make()
    room.deal(2)
    change = grouping.moved(room.look(), room.person(room.seats()[0][0]), room.group(1))
    assert (change.puts, change.drops) == ((), ())


def test_a_group_that_nobody_is_left_in_goes(make: Make) -> None:
    room = make(people=3)
    room.deal(3)
    room.do(grouping.moved(room.look(), room.person(room.seats()[0][0]), room.group(2)))
    assert sorted(map(len, room.seats())) == [1, 2]


def test_the_last_one_does_not_leave_a_group_that_holds_something(make: Make) -> None:
    room = make(people=2)
    room.deal(2)
    room.write(1, "Half done")
    with pytest.raises(FacilitatorError, match="Nobody would be left in “Group 1”"):
        grouping.moved(room.look(), room.person(room.seats()[0][0]), room.group(2))


def test_who_leaves_stays_listed_in_the_group(make: Make) -> None:
    room = make()
    room.deal(2)
    room.set("Anna", presence="left")
    assert "Anna" in [name for group in room.seats() for name in group]


def test_cards_are_dealt_one_by_one(make: Make) -> None:
    room = make(cards=5)
    room.deal(2)
    room.do(grouping.cards_dealt(room.look()))
    assert room.hands() == [[1, 3, 5], [2, 4]]


def test_in_blocks_cards_of_a_cluster_stay_together(make: Make) -> None:
    room = make(cards=4)
    room.deal(2)
    cluster = Cluster(id=new_id(), collection="cases", title="Mail", order=1)
    items = {item.number: item for item in room.look().items}
    room.do(Change("", (cluster, replace(items[2], cluster=cluster.id), replace(items[4], cluster=cluster.id))))
    room.do(grouping.cards_dealt(room.look(), blocks=True))
    assert room.hands() == [[2, 4], [1, 3]]


def test_covered_cards_are_not_dealt(make: Make) -> None:
    room = make(cards=2)
    room.deal(2)
    item = room.look().items[0]
    room.do(Change("", (replace(item, hidden=True),)))
    room.do(grouping.cards_dealt(room.look()))
    assert room.hands() == [[2], []]


def test_a_dealt_card_that_is_covered_again_is_not_shown(make: Make) -> None:
    room = make(cards=2)
    room.deal(2)
    room.do(grouping.cards_dealt(room.look()))
    room.do(Change("", (replace(room.look().items[0], hidden=True),)))
    assert room.hands() == [[], [2]]


def test_without_cards_or_groups_dealing_cards_says_why_not(make: Make) -> None:
    room = make()
    with pytest.raises(FacilitatorError, match="There are no groups yet"):
        grouping.cards_dealt(room.look())
    room.deal(2)
    with pytest.raises(FacilitatorError, match="no cards that could be dealt"):
        grouping.cards_dealt(room.look())


def test_a_card_moves_to_another_group(make: Make) -> None:
    room = make(cards=2)
    room.deal(2)
    room.do(grouping.cards_dealt(room.look()))
    room.do(grouping.card_moved(room.look(), room.look().items[0], room.group(2)))
    assert room.hands() == [[], [1, 2]]


def test_cards_are_taken_from_the_groups(make: Make) -> None:
    room = make(cards=2)
    room.deal(2)
    room.do(grouping.cards_dealt(room.look()))
    room.do(grouping.cards_taken(room.look()))
    assert room.hands() == [[], []]
    assert len(grouping.unplaced_cards(room.look())) == 2


def test_every_thought_of_a_result_becomes_a_card_of_the_step(make: Make) -> None:
    room = make(cards=1)
    room.deal(2)
    ideas = [Idea("First", "why"), Idea("Second")]
    made = grouping.result_cards(room.look(), room.group(1), ideas, room.session.number("items"))
    change = room.do(grouping.cards_made(room.look(), room.group(1), made, room.session.counted("items", 2)))
    assert change.label == "2 cards from “Group 1”"
    found = sorted(room.session.table(Item).values(), key=lambda item: item.number)
    assert [(item.number, item.title, item.text) for item in found][1:] == [(2, "First", "why"), (3, "Second", "")]
    assert room.session.number("items") == 4
    assert room.hands() == [[2, 3], []]


def test_what_is_a_card_already_is_not_made_twice(make: Make) -> None:
    room = make(cards=1)
    room.deal(2)
    (made,) = grouping.result_cards(room.look(), room.group(1), [Idea("card 1"), Idea("New")], 2)
    assert made.title == "New"
    with pytest.raises(FacilitatorError, match="everything is a card already"):
        grouping.result_cards(room.look(), room.group(1), [Idea("CARD 1")], 2)


def test_while_cards_are_covered_those_of_a_result_are_too(make: Make) -> None:
    room = make(cards=1)
    room.deal(2)
    room.do(Change("", (replace(room.look().items[0], hidden=True),)))
    (made,) = grouping.result_cards(room.look(), room.group(1), [Idea("New")], 2)
    assert made.hidden


def test_a_step_without_cards_makes_none_of_a_result(make: Make) -> None:
    room = make()
    look = room.look("talk")
    group = SubGroup(id=new_id(), step=look.step.id, title="", order=1, result="A thought")
    with pytest.raises(FacilitatorError, match="works on no cards"):
        grouping.result_cards(look, group, [Idea("A thought")], 1)


def test_the_same_groups_as_in_another_step_without_cards_and_results(make: Make) -> None:
    room = make(cards=2)
    room.deal(2)
    room.do(grouping.cards_dealt(room.look()))
    room.write(1, "Done")
    room.do(grouping.like(room.look("talk"), room.look().groups))
    assert [g.people for g in room.look("talk").groups] == [g.people for g in room.look().groups]
    assert all(not group.items and not group.result for group in room.look("talk").groups)
    assert {g.id for g in room.look("talk").groups}.isdisjoint(g.id for g in room.look().groups)


def test_all_together_again_takes_only_the_groups_of_this_step(make: Make) -> None:
    room = make()
    room.deal(2)
    room.do(grouping.like(room.look("talk"), room.look().groups))
    room.do(grouping.cleared(room.look()))
    assert (len(room.look().groups), len(room.look("talk").groups)) == (0, 2)


@given(st.integers(0, 10_000))
def test_whatever_is_done_everybody_present_is_in_one_group_at_most_and_none_is_empty(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    random, room = Random(seed), Table(tmp_path_factory.mktemp("groups"), cards=3)
    try:
        for _ in range(8):
            room.set(random.choice(NAMES), presence=random.choice(["present", "left"]))
            look = room.look()
            acts = [lambda look=look: grouping.dealt(look, random.randint(1, 6), "mixed", random.randint(0, 9))]
            acts.append(lambda look=look: grouping.joined(look))
            if look.groups:
                person, group = random.choice(list(look.people.values())), random.choice(look.groups)
                acts.append(lambda look=look, p=person, g=group: grouping.moved(look, p, g))
                acts.append(lambda look=look: grouping.cards_dealt(look))
            try:
                room.do(random.choice(acts)())
            except FacilitatorError:
                continue
            placed = [person for group in room.look().groups for person in group.people]
            assert len(placed) == len(set(placed))
            assert all(group.people for group in room.look().groups)
    finally:
        room.session.close()

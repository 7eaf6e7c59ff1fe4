"""Dealing people into groups, and cards over groups."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.groups import How, deal, in_blocks, in_turn, of_size, proposed, unit
from facilitator.core.ids import from_number
from facilitator.core.records import Person

HOW = st.sampled_from(["random", "mixed"])
SEED = st.integers(0, 9)


def somebody(n: int, department: str = "", **more: object) -> Person:
    return Person(id=from_number(n + 1), name=f"P{n}", order=n, department=department, **more)  # type: ignore[arg-type]


@st.composite
def rooms(draw: st.DrawFn) -> list[Person]:
    departments = draw(st.lists(st.sampled_from(["", "HR", "IT", "Sales"]), max_size=40))
    return [somebody(n, department) for n, department in enumerate(departments)]


@given(rooms(), st.integers(1, 12), HOW, SEED)
def test_everybody_is_in_exactly_one_group(people: list[Person], count: int, how: How, seed: int) -> None:
    dealt = [person.id for group in deal(people, count=count, how=how, seed=seed) for person in group]
    assert sorted(dealt) == sorted(person.id for person in people)


@given(rooms(), st.integers(1, 50), HOW, SEED)
def test_sizes_differ_by_at_most_one_and_no_group_is_empty(
    people: list[Person], count: int, how: How, seed: int
) -> None:
    sizes = [len(group) for group in deal(people, count=count, how=how, seed=seed)]
    assert len(sizes) == min(count, len(people))
    assert not sizes or (max(sizes) - min(sizes) <= 1 and min(sizes) >= 1)


@given(rooms(), st.integers(1, 12), SEED)
def test_mixed_every_department_is_spread_as_evenly_as_can_be(people: list[Person], count: int, seed: int) -> None:
    groups = deal(people, count=count, how="mixed", seed=seed)
    for department in {person.department for person in people}:
        there = [sum(person.department == department for person in group) for group in groups]
        assert max(there) - min(there) <= 1


@given(rooms(), st.integers(1, 12), HOW, SEED, st.randoms())
def test_the_same_seed_gives_the_same_groups_however_the_people_are_listed(
    people: list[Person], count: int, how: How, seed: int, random: object
) -> None:
    again = list(people)
    random.shuffle(again)  # type: ignore[attr-defined]
    assert deal(people, count=count, how=how, seed=seed) == deal(again, count=count, how=how, seed=seed)


@given(rooms(), st.integers(1, 9), HOW, SEED)
def test_no_group_is_larger_than_the_size_asked_for(people: list[Person], size: int, how: How, seed: int) -> None:
    assert all(len(group) <= size for group in deal(people, count=of_size(len(people), size), how=how, seed=seed))


def test_another_seed_gives_other_groups() -> None:
    people = [somebody(n) for n in range(12)]
    dealt = {str([[p.name for p in group] for group in deal(people, count=3, how="random", seed=s)]) for s in range(5)}
    assert len(dealt) == 5


def test_whoever_facilitates_is_not_dealt() -> None:
    people = [somebody(1), somebody(2, facilitator=True), somebody(3)]
    assert [len(group) for group in deal(people, count=2, how="random", seed=1)] == [1, 1]


def test_a_group_count_larger_than_the_people_gives_as_many_groups_as_people() -> None:
    assert [len(g) for g in deal([somebody(1), somebody(2)], count=8, how="mixed", seed=1)] == [1, 1]


def test_nobody_makes_no_groups() -> None:
    assert deal([], count=4, how="random", seed=1) == []


@pytest.mark.parametrize(
    ("people", "count", "groups"), [(0, 0, 0), (1, 0, 1), (2, 0, 2), (8, 0, 2), (24, 0, 6), (24, 4, 4), (2, 6, 2)]
)
def test_as_many_groups_are_proposed_as_the_workshop_says_or_four_people_each(
    people: int, count: int, groups: int
) -> None:
    assert proposed(people, count) == groups


@pytest.mark.parametrize(("people", "size", "groups"), [(10, 4, 3), (8, 4, 2), (1, 4, 1), (0, 4, 0), (5, 0, 5)])
def test_a_size_gives_a_number_of_groups(people: int, size: int, groups: int) -> None:
    assert of_size(people, size) == groups


def test_where_no_department_is_known_the_organisation_counts() -> None:
    assert unit(somebody(1, organisation="Acme ")) == "acme"
    assert unit(somebody(1, "HR", organisation="Acme")) == "hr"


@given(st.lists(st.integers(), unique=True, max_size=40), st.integers(1, 12))
def test_cards_are_dealt_once_each_and_evenly_in_turn_and_in_blocks(cards: list[int], count: int) -> None:
    for shares in (in_turn(cards, count), in_blocks(cards, count)):
        assert Counter(card for share in shares for card in share) == Counter(cards)
        sizes = [len(share) for share in shares]
        assert len(sizes) == count
        assert max(sizes) - min(sizes) <= 1


def test_in_turn_the_first_card_goes_to_the_first_group() -> None:
    assert in_turn([1, 2, 3, 4, 5], 2) == [[1, 3, 5], [2, 4]]


def test_in_blocks_neighbours_stay_together() -> None:
    assert in_blocks([1, 2, 3, 4], 2) == [[1, 2], [3, 4]]

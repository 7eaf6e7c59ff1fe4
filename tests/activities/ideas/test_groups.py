import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.ideas import groups
from facilitator.core.errors import FacilitatorError
from facilitator.core.records import Cluster
from tests.activities.ideas.building import Room


def lanes(room: Room) -> dict[str, list[int]]:
    return {
        cluster.title if cluster else "": [item.number for item in items]
        for cluster, items in groups.grouped(room.view, room.view.items)
    }


def test_a_new_name_makes_a_group_with_the_cards() -> None:
    room = Room()
    cards = room.cards("a", "b", "c")
    room.apply(groups.group(room.view, cards[:2], "Sales"))
    assert lanes(room) == {"": [3], "Sales": [1, 2]}


def test_a_known_name_adds_to_the_group_whatever_its_case() -> None:
    room = Room()
    room.groups("Sales")
    room.apply(groups.group(room.view, room.cards("a"), " sales "))
    assert lanes(room) == {"": [], "Sales": [1]}


def test_a_group_can_be_made_before_it_has_cards() -> None:
    room = Room()
    room.apply(groups.group(room.view, [], "Sales"))
    assert lanes(room) == {"": [], "Sales": []}


def test_a_group_without_a_name_is_refused() -> None:
    room = Room()
    with pytest.raises(FacilitatorError, match="needs a name"):
        groups.group(room.view, room.cards("a"), "  ")


def test_cards_can_be_taken_out_of_their_group() -> None:
    room = Room()
    (group,) = room.groups("Sales")
    room.apply(groups.assign(room.view, room.cards("a", cluster=group.id), None))
    assert lanes(room) == {"": [1], "Sales": []}


def test_cards_can_be_assigned_to_a_group() -> None:
    room = Room()
    (group,) = room.groups("Sales")
    room.apply(groups.assign(room.view, room.cards("a"), group))
    assert lanes(room) == {"": [], "Sales": [1]}


def test_dissolving_a_group_keeps_its_cards() -> None:
    room = Room()
    (group,) = room.groups("Sales")
    room.cards("a", cluster=group.id)
    room.apply(groups.dissolve(room.view, group))
    assert lanes(room) == {"": [1]}


def test_dissolving_frees_parked_cards_too() -> None:
    room = Room()
    (group,) = room.groups("Sales")
    room.cards("a", cluster=group.id, state="parked")
    room.apply(groups.dissolve(room.view, group))
    assert room.item(1).cluster is None


def test_a_card_whose_group_is_unknown_counts_as_not_grouped() -> None:
    room = Room()
    room.cards("a", cluster="gone")
    assert lanes(room) == {"": [1]}


def test_renaming_to_the_name_of_another_group_is_refused() -> None:
    room = Room()
    one, _ = room.groups("Sales", "Service")
    with pytest.raises(FacilitatorError, match="“Service” already"):
        groups.rename(room.view, one, "service")


def test_a_group_may_change_the_case_of_its_own_name() -> None:
    room = Room()
    (one,) = room.groups("sales")
    room.apply(groups.rename(room.view, one, "Sales"))
    assert list(lanes(room)) == ["", "Sales"]


def test_a_group_changes_places_with_the_next() -> None:
    room = Room()
    one, *_ = room.groups("a", "b", "c")
    room.apply(groups.move_group(room.view, one, 1))
    assert list(lanes(room)) == ["", "b", "a", "c"]


def test_the_first_group_cannot_move_further_to_the_front() -> None:
    room = Room()
    one, _ = room.groups("a", "b")
    assert groups.move_group(room.view, one, -1).puts == ()


def test_a_card_changes_places_within_its_group_only() -> None:
    room = Room()
    (group,) = room.groups("g")
    (one,) = room.cards("a", cluster=group.id)
    room.cards("not in it")
    room.cards("b", cluster=group.id)
    room.apply(groups.move_card(room.view, one, 1))
    assert lanes(room) == {"": [2], "g": [3, 1]}


def test_cards_of_equal_order_can_be_moved() -> None:
    room = Room()
    room.put(
        *(type(c)(**{**{f: getattr(c, f) for f in c.__struct_fields__}, "order": 1.0}) for c in room.cards(*"abc"))
    )
    room.apply(groups.move_card(room.view, room.item(3), -1))
    assert lanes(room) == {"": [1, 3, 2]}


def test_beside_the_first_group_stand_the_cards_not_yet_grouped() -> None:
    room = Room()
    one, two = room.groups("a", "b")
    assert groups.neighbour(room.view, one.id, -1) is None
    assert groups.neighbour(room.view, one.id, 1) == two


def test_at_the_last_group_there_is_no_further_one() -> None:
    room = Room()
    *_, last = room.groups("a", "b")
    assert groups.neighbour(room.view, last.id, 1) == last


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([-1, 1])), max_size=30))
def test_moving_cards_about_loses_none(moves: list[tuple[int, groups.Direction]]) -> None:
    room = Room()
    room.cards("a", "b", "c", "d", "e")
    for at, direction in moves:
        before = [item.number for item in room.view.items]
        room.apply(groups.move_card(room.view, room.view.items[at], direction))
        after = [item.number for item in room.view.items]
        to = min(max(at + direction, 0), 4)
        before[at], before[to] = before[to], before[at]
        assert after == before


def test_a_new_group_stands_last() -> None:
    room = Room()
    room.groups("a", "b")
    room.apply(groups.group(room.view, [], "c"))
    assert [cluster.title for cluster in room.view.clusters] == ["a", "b", "c"]
    assert all(isinstance(cluster, Cluster) for cluster in room.view.clusters)

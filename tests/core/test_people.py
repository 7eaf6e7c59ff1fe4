"""Presence, votes, names that are alike, and who has spoken."""

from msgspec.structs import replace

from facilitator.core.i18n import Translator
from facilitator.core.ids import from_number
from facilitator.core.people import called, head_count, moved, names, new_round, silent, ticked, took_part
from facilitator.core.records import Person

TR = Translator()
STEP = "0000000000001"


def somebody(n: int, name: str = "", **more: object) -> Person:
    return Person(id=from_number(n + 1), name=name or f"P{n}", order=n, **more)  # type: ignore[arg-type]


def test_the_head_count_tells_the_room_from_those_who_vote() -> None:
    people = [somebody(n) for n in range(7)]
    people += [somebody(7, facilitator=True), somebody(8, presence="late"), somebody(9, presence="late")]
    people += [somebody(10, presence="left"), somebody(11, presence="absent"), somebody(12, participant=False)]
    assert head_count(people, TR) == "8 present, 2 late, 1 left, 1 not here · 7 vote"


def test_a_head_count_of_one_voter_has_its_own_form() -> None:
    assert head_count([somebody(1)], TR) == "1 present · 1 votes"


def test_several_people_move_in_one_change() -> None:
    change = moved([somebody(1), somebody(2, presence="left"), somebody(3)], "left", TR)
    assert change is not None
    assert change.label == "2 people: has left"
    assert [person.name for person in change.puts] == ["P1", "P3"]  # type: ignore[attr-defined]


def test_one_person_is_named_in_the_change() -> None:
    change = moved([somebody(1, "Anna")], "absent", TR)
    assert change is not None
    assert change.label == "Anna: not here"


def test_who_is_so_already_makes_no_change() -> None:
    assert moved([somebody(1)], "present", TR) is None


def test_who_is_outside_the_room_cannot_be_in_it() -> None:
    assert moved([somebody(1, participant=False)], "late", TR) is None


def test_two_people_of_the_same_name_are_told_apart_by_department() -> None:
    one, two, other = somebody(1, "Anna", department="HR"), somebody(2, "anna", department="IT"), somebody(3, "Ben")
    assert names([one, two, other]) == {one.id: "Anna (HR)", two.id: "anna (IT)", other.id: "Ben"}


def test_where_departments_are_the_same_the_role_tells_namesakes_apart() -> None:
    one = somebody(1, "Anna", department="HR", role="head")
    two = somebody(2, "Anna", department="HR", role="clerk")
    assert list(names([one, two]).values()) == ["Anna (head)", "Anna (clerk)"]


def test_where_nothing_is_known_namesakes_are_numbered() -> None:
    assert list(names([somebody(1, "Anna"), somebody(2, "Anna")]).values()) == ["Anna (1)", "Anna (2)"]


def test_of_two_namesakes_the_one_without_department_gets_a_number() -> None:
    assert list(names([somebody(1, "Anna", department="HR"), somebody(2, "Anna")]).values()) == [
        "Anna (HR)",
        "Anna (2)",
    ]


def test_who_was_never_there_did_not_take_part() -> None:
    people = [somebody(1), somebody(2, presence="left"), somebody(3, presence="absent"), somebody(4, participant=False)]
    assert [person.name for person in took_part(people)] == ["P1", "P2"]


def test_a_tick_says_that_somebody_has_spoken_in_this_step_and_leaves_no_trace_in_the_history() -> None:
    change = ticked([somebody(1)], STEP)
    assert (change.history, [person.spoke for person in change.puts]) == ("none", [STEP])  # type: ignore[attr-defined]


def test_a_second_tick_takes_the_first_back() -> None:
    (put,) = ticked([somebody(1, spoke=STEP)], STEP).puts
    assert put.spoke is None  # type: ignore[attr-defined]


def test_of_several_people_only_those_without_a_tick_get_one() -> None:
    change = ticked([somebody(1, spoke=STEP), somebody(2)], STEP)
    assert [person.name for person in change.puts] == ["P2"]  # type: ignore[attr-defined]


def test_a_new_round_forgets_the_ticks_of_this_step_only() -> None:
    change = new_round([somebody(1, spoke=STEP), somebody(2, spoke="another step")], STEP)
    assert [(person.name, person.spoke) for person in change.puts] == [("P1", None)]  # type: ignore[attr-defined]


def test_silent_are_those_present_who_have_not_spoken_in_this_step() -> None:
    people = [somebody(1), somebody(2, spoke=STEP), somebody(3, spoke="another"), somebody(4, facilitator=True)]
    people += [replace(somebody(5), presence="late")]
    assert [person.name for person in silent(people, STEP)] == ["P1", "P3"]


def test_a_name_as_it_is_told_apart_means_that_person() -> None:
    first, second = somebody(1, "Anna", role="Boss"), somebody(2, "Anna", role="Staff")
    assert called([first, second], "anna (staff)") == second
    assert called([first, second], "Anna") == first
    assert called([first, second], "Ben") is None


def test_a_first_name_means_the_only_one_who_has_it() -> None:
    ines, ben = somebody(1, "Ines Vos"), somebody(2, "Ben Vos")
    assert called([ines, ben], "ines") == ines
    assert called([ines, ben], "Vos") is None
    assert called([ines, ben], "In") is None
    assert called([ines, ben], "") is None


def test_a_first_name_that_two_have_means_neither_and_a_whole_name_goes_first() -> None:
    one, other, whole = somebody(1, "Ines Vos"), somebody(2, "Ines Bakker"), somebody(3, "Ines")
    assert called([one, other], "Ines") is None
    assert called([one, other, whole], "Ines") == whole

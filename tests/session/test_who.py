from facilitator.core.ids import new_id
from facilitator.core.records import Person
from facilitator.session.who import paired, same_person


def anna(role: str = "", email: str = "") -> Person:
    return Person(id=new_id(), name="Anna", order=1, role=role, email=email)


def test_of_several_of_one_name_it_is_the_one_with_most_in_common() -> None:
    boss, staff = anna("Boss"), anna("Staff")
    assert same_person(anna("Staff"), [boss, staff]) is staff
    assert same_person(anna("Clerk"), [boss, staff]) is boss


def test_of_two_people_of_one_name_each_is_known_by_the_role() -> None:
    boss, staff = anna("Boss"), anna("Staff")
    new_boss, new_staff = anna("Boss"), anna("Staff")
    assert paired([boss, staff], [new_staff, new_boss]) == {boss.id: new_boss, staff.id: new_staff}


def test_nobody_here_is_two_people_of_before() -> None:
    one, two, here = anna(), anna(), anna()
    assert paired([one, two], [here]) == {one.id: here}


def test_whoever_has_another_role_by_now_is_the_same_person() -> None:
    before, now = anna("Clerk"), anna("Boss")
    assert paired([before], [now]) == {before.id: now}


def test_another_address_is_another_person() -> None:
    assert paired([anna(email="a@x.org")], [anna(email="b@x.org")]) == {}

"""What a kind sees of its step."""

from pathlib import Path

from msgspec.structs import replace

from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Person, SubGroup
from facilitator.session.views import view
from tests.kit.harness import make_session, step_of

STEPS = [{"id": "one", "kind": "brief"}, {"id": "two", "kind": "brief"}]


def test_voters_are_those_present_who_do_not_facilitate(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS, people=["Anna", "Ben", "Chris"])
    anna, ben, _ = sorted(session.table(Person).values(), key=lambda person: person.order)
    outside = Person(id=new_id(), name="Dora", order=9, participant=False)
    session.apply_now(Change("", (replace(anna, facilitator=True), replace(ben, presence="late"), outside)))
    found = view(session, step_of(session, "one"))
    assert [person.name for person in found.present] == ["Anna", "Chris"]
    assert [person.name for person in found.voters] == ["Chris"]
    session.close()


def test_the_groups_of_a_step_are_its_own_in_their_order(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS)
    one, two = step_of(session, "one"), step_of(session, "two")
    made = [SubGroup(id=new_id(), step=step.id, title=t, order=n) for step, t, n in
            ((one, "b", 2), (two, "c", 1), (one, "a", 1))]  # fmt: skip
    session.apply_now(Change("", tuple(made)))
    assert [group.title for group in view(session, one).groups] == ["a", "b"]
    session.close()

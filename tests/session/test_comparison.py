"""Planned against taken."""

from msgspec.structs import replace

from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.minutes import around
from facilitator.session import agenda
from facilitator.session.comparison import Line, comparison
from facilitator.session.session import Session
from tests.kit.harness import step_of
from tests.session.conftest import Wall

TR = Translator()


def alter(session: Session, key: str, **fields: object) -> None:
    session.apply_now(Change("", (replace(step_of(session, key), **fields),)))


def figures(session: Session) -> list[tuple[str, int | None, int | None, float]]:
    return [(line.title, line.workshop, line.now, line.taken) for line in comparison(session)]


def line_of(session: Session, title: str) -> Line:
    return next(line for line in comparison(session) if line.title == title)


def test_at_first_what_is_planned_is_what_the_workshop_planned(session: Session) -> None:
    assert figures(session) == [
        ("Welcome", 5, 5, 0.0),
        ("Collect", 10, 10, 0.0),
        ("Vote", 10, 10, 0.0),
        ("First steps", 10, 10, 0.0),
    ]


def test_changed_minutes_stand_beside_those_of_the_workshop(session: Session) -> None:
    alter(session, "vote", minutes=around(25))
    assert figures(session)[2] == ("Vote", 10, 25, 0.0)


def test_minutes_added_on_the_clock_are_planned_minutes(session: Session) -> None:
    session.apply_now(Change("", (replace(session.clock, extra=3),), history="none"))
    alter(session, "vote", extra=-20)
    assert line_of(session, "Welcome").now == 8
    assert line_of(session, "Vote").now == 0


def test_the_minutes_taken_include_the_running_stretch(session: Session, wall: Wall) -> None:
    alter(session, "welcome", spent=60.0)
    session.apply_now(Change("", (replace(session.clock, since=wall.now - 120),), history="none"))
    assert line_of(session, "Welcome").taken == 3.0


def test_a_skipped_step_has_no_planned_minutes(session: Session) -> None:
    alter(session, "vote", state="skipped")
    assert line_of(session, "Vote").now is None


def test_an_added_step_and_a_repetition_are_none_of_the_workshops(session: Session) -> None:
    session.apply_now(agenda.repeat(session, TR, step_of(session, "vote"), None))
    new = agenda.NewStep(kind="break", title="Fresh air", minutes=around(15))
    session.apply_now(agenda.add(session, TR, new, None))
    assert line_of(session, "Fresh air").workshop is None
    assert [line.workshop for line in comparison(session) if line.title.startswith("Vote")] == [10, None]


def test_a_removed_step_of_the_workshop_is_still_counted_as_planned_by_it(session: Session) -> None:
    session.apply_now(agenda.remove(session, TR, step_of(session, "welcome")))
    last = comparison(session)[-1]
    assert last == Line("Welcome", 5, None, 0.0, None)
    assert sum(line.workshop or 0 for line in comparison(session)) == 35

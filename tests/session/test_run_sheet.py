import msgspec
import pytest

from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Step
from facilitator.session.run_sheet import clock_of, minutes_of, run_sheet
from facilitator.session.session import Session

TR = Translator("en")


def test_a_step_follows_the_one_before(session: Session) -> None:
    times = [(entry.starts, entry.ends) for entry in run_sheet(session, session.tr)]
    assert times == [("09:00", "09:05"), ("09:05", "09:15"), ("09:15", "09:25"), ("09:25", "09:35")]


def changed(session: Session, key: str, **values: object) -> None:
    step = next(step for step in session.steps if step.key == key)
    session.apply_now(Change("", (msgspec.structs.replace(step, **values),)))


def starts(session: Session, at: str = "09:00") -> dict[str, str]:
    titles = {"Welcome": "welcome", "Collect": "collect", "Vote": "vote", "First steps": "steps"}
    return {titles[entry.title]: entry.starts for entry in run_sheet(session, session.tr, at)}


def test_a_fixed_step_starts_at_its_time_and_the_next_follows_it(session: Session) -> None:
    changed(session, "vote", fixed="13:00")
    assert starts(session) == {"welcome": "09:00", "collect": "09:05", "vote": "13:00", "steps": "13:10"}


def test_the_days_begin_when_the_session_says(session: Session) -> None:
    session.apply_now(Change("", (msgspec.structs.replace(session.info, starts="08:30"),)))
    assert run_sheet(session, session.tr)[0].starts == "08:30"
    assert run_sheet(session, session.tr, "10:00")[0].starts == "10:00"


def test_every_day_begins_at_the_time_that_was_given(session: Session) -> None:
    changed(session, "vote", day=2)
    changed(session, "steps", day=2)
    assert starts(session, "13:30") == {"welcome": "13:30", "collect": "13:35", "vote": "13:30", "steps": "13:40"}


def test_a_skipped_step_takes_no_time(session: Session) -> None:
    changed(session, "collect", state="skipped")
    assert starts(session) == {"welcome": "09:00", "vote": "09:05", "steps": "09:15"}


def test_what_was_edited_in_the_session_counts(session: Session) -> None:
    changed(session, "welcome", title="Hello all", prompt="Mine", notes="Ours")
    first = run_sheet(session, session.tr)[0]
    assert (first.title, first.prompt, first.notes) == ("Hello all", "Mine", "Ours")


def test_a_step_that_the_workshop_does_not_have_is_on_the_sheet(session: Session) -> None:
    step = next(step for step in session.steps if step.key == "vote")
    added: Step = msgspec.structs.replace(step, key="extra", title="Extra", kind="dance")
    session.apply_now(Change("", (added,)))
    assert ("Extra", "dance") in [(entry.title, entry.kind) for entry in run_sheet(session, session.tr)]


@pytest.mark.parametrize(("clock", "minutes"), [("00:00", 0), ("9:05", 545), ("23:59", 1439)])
def test_a_clock_time_is_minutes(clock: str, minutes: int) -> None:
    assert minutes_of(clock, TR) == minutes


@pytest.mark.parametrize("clock", ["24:00", "9", "9:60", "nine", "", "9:5", "-1:00"])
def test_what_is_no_clock_time_is_said(clock: str) -> None:
    with pytest.raises(FacilitatorError, match="is no clock time"):
        minutes_of(clock, TR)


def test_past_midnight_the_clock_begins_anew() -> None:
    assert clock_of(24 * 60 + 5) == "00:05"

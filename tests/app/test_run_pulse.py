"""Signs of life."""

from facilitator.app.clock import start
from facilitator.app.run_pulse import QUIET, Pulse
from facilitator.session.session import Session
from facilitator.store.store import peek
from tests.app.conftest import Now
from tests.kit.harness import add_items


def beats(pulse: Pulse, session: Session, times: int) -> None:
    for _ in range(times):
        pulse.beat()
    session.store.retry().result()


def saved_items(session: Session) -> bool:
    return b"Late idea" in (session.store.folder / "session.json").read_bytes()


def test_a_quiet_session_is_folded_into_its_file(session: Session) -> None:
    pulse = Pulse(session)
    add_items(session, "cases", "Late idea")
    beats(pulse, session, QUIET)
    assert not saved_items(session)
    beats(pulse, session, 1)
    assert saved_items(session)
    assert peek(session.store.folder).fault == ""


def test_a_busy_session_is_left_alone(session: Session) -> None:
    pulse = Pulse(session)
    for n in range(QUIET * 2):
        add_items(session, "cases", f"Late idea {n}")
        beats(pulse, session, 1)
    assert not saved_items(session)


def test_a_session_without_a_change_is_not_written_again(session: Session) -> None:
    pulse = Pulse(session)
    before = (session.store.folder / "session.json").read_bytes()
    beats(pulse, session, QUIET * 2)
    assert (session.store.folder / "session.json").read_bytes() == before


def test_a_short_silence_needs_no_answer(session: Session, now: Now) -> None:
    session.apply_now(start(session))
    pulse = Pulse(session)
    now.minutes(9)
    pulse.beat()
    assert not pulse.needs_answer


def test_a_long_silence_stays_a_question_over_the_next_beats(session: Session, now: Now) -> None:
    session.apply_now(start(session))
    pulse = Pulse(session)
    now.minutes(11)
    pulse.beat()
    now.minutes(0.1)
    pulse.beat()
    assert pulse.needs_answer


def test_time_that_counts_needs_no_change(session: Session, now: Now) -> None:
    session.apply_now(start(session))
    pulse = Pulse(session)
    now.minutes(11)
    pulse.beat()
    assert pulse.settle(counts=True) is None
    assert not pulse.needs_answer

"""Who comes and leaves around a vote."""

from pathlib import Path

from msgspec.structs import replace

from facilitator.activities.dot_voting.opening import new_vote, prepared_rules
from facilitator.activities.dot_voting.texts import rule_rows
from facilitator.core.change import Change
from facilitator.core.records import Person
from facilitator.session.session import Session
from tests.activities.dot_voting.building import PEOPLE, cast, look, opened, voting_session
from tests.kit.round_app import RoundApp, press


def put(session: Session, *names: str, **values: object) -> None:
    people = [person for person in session.table(Person).values() if person.name in names]
    session.apply_now(Change("", tuple(replace(person, **values) for person in people)))


def test_whoever_facilitates_is_present_and_no_voter(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    put(session, "Anna", facilitator=True)
    assert prepared_rules(look(session))[1] == 5
    assert rule_rows(look(session))[-1][1] == "5  (everybody present but the facilitator)"
    session.close()


def test_a_facilitator_who_votes_is_a_voter(tmp_path: Path) -> None:
    session = voting_session(tmp_path, facilitator_votes=True)
    put(session, "Anna", facilitator=True)
    assert prepared_rules(look(session))[1] == 6
    assert rule_rows(look(session))[-1][1] == "6  (everybody present)"
    session.close()


def test_late_left_and_absent_people_are_no_voters(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    for name, presence in zip(PEOPLE, ("late", "left", "absent"), strict=False):
        put(session, name, presence=presence)
    assert prepared_rules(look(session))[1] == 3
    session.close()


def test_with_everybody_gone_but_two_a_round_opens_for_two(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    put(session, *PEOPLE[2:], presence="left")
    assert new_vote(look(session)).voters == 2
    session.close()


async def test_presence_that_changes_while_a_round_is_open_is_said_and_taken_over_by_one_key(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    await cast(session, await opened(session), {"1": 1}, {"2": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(100, 24)) as pilot:
        await app.settled(pilot)
        assert "2 of 6 have voted" in app.text()
        assert "may vote now" not in app.text()
        put(session, "Eva", "Finn", presence="left")
        await app.settled(pilot)
        assert "2 of 6 have voted · 4 may vote now: w changes the number" in app.text()
        await press(app, pilot, "w", "enter")
        assert "2 of 4 have voted" in app.text()
        assert "may vote now" not in app.text()


async def test_a_number_of_voters_set_by_hand_is_not_questioned(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    await cast(session, await opened(session), {"1": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(100, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "w", "ctrl+u", "9", "enter")
        put(session, "Eva", presence="left")
        await app.settled(pilot)
        assert "1 of 9 have voted" in app.text()
        assert "may vote now" not in app.text()

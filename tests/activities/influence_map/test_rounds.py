"""The whole way of several assessors at one laptop."""

from pathlib import Path

import pytest

from facilitator.activities.influence_map.assessing import Assessment
from facilitator.activities.influence_map.ballot import AssessmentBallot, AssessmentList
from facilitator.activities.influence_map.rules import Stakeholder
from facilitator.core.rounds import Round
from facilitator.kit.keybar import KeyBar
from facilitator.kit.locked import LockedScreen
from tests.activities.influence_map.building import filled, person, stand
from tests.kit.harness import StepApp


async def begin(app: StepApp, pilot: object, how_many: str = "2") -> None:
    press, pause = pilot.press, pilot.pause  # type: ignore[attr-defined]
    await app.settled(pilot)  # type: ignore[arg-type]
    await press("h")
    await pause()
    await press("backspace", *how_many, "enter")
    for _ in range(2):
        await pause()
        await pause()
        await press(*"1234", "enter")
    await pause()
    await pause()
    await pause()


async def test_assessors_give_their_view_one_after_the_other_and_means_become_places(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map")
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot)
        assert isinstance(app.screen, LockedScreen)
        for keys in (("8", "tab", "4"), ("6", "tab", "minus", "2")):
            await pilot.press("enter")
            await pilot.pause()
            await pilot.pause()
            await pilot.press("end", *keys)
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            assert "Dora Klein: influence" in app.text()
            await pilot.press("c")
            await pilot.pause()
            await pilot.pause()
            await pilot.pause()
            assert "Your assessment is saved" in app.text()
            await pilot.press("enter")
            await pilot.pause()
        assert "Everybody has assessed" in app.text()
        session_bytes = (session.store.folder / "session.json").read_bytes()
        assert b"influence_map.assessment" not in session_bytes or b'"lines": {}' in session_bytes
        await pilot.press("f")
        await pilot.pause()
        await pilot.press(*"1234", "enter")
        await app.settled(pilot)
        assert "Round 1: 2 of 2 have assessed." in app.text()
        assert stand(session, "dora").position is None
        await pilot.press("r")
        await pilot.pause()
        assert "With two each can work out what the other gave." in app.text()
        await pilot.press("enter")
        await app.settled(pilot)
        assert stand(session, "dora").position == (7.0, 1.0)
        (done,) = session.table(Assessment).values()
        assert done.state == "revealed"
        assert done.lines[person(session, "dora").id].assessors == 2
        (round_,) = session.table(Round).values()
        assert round_.totals == {"assessed": 2}


async def test_ending_before_all_have_assessed_asks_and_stays_by_default(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map")
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, "3")
        await pilot.press("f")
        await pilot.pause()
        await pilot.press(*"1234", "enter")
        await app.settled(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert "Only 0 of 3 have assessed." in app.text()
        await pilot.press("enter")
        await app.settled(pilot)
        (round_,) = session.table(Assessment).values()
        assert round_.state == "open"


async def test_a_number_of_assessors_that_makes_no_sense_is_asked_for_again(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map")
    async with app.run_test(size=(100, 30)) as pilot:
        await app.settled(pilot)
        await pilot.press("h")
        await pilot.pause()
        await pilot.press("backspace", "0", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "Enter a whole number between 1 and 1000." in app.text()
        await pilot.press("escape")
        await app.settled(pilot)
        assert not session.table(Assessment)


async def test_the_ballot_shows_nobodys_place(tmp_path: Path) -> None:
    app = StepApp(filled(tmp_path), "map")
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        ballot = app.screen.query_one(AssessmentBallot)
        assert ballot.value() == {}
        assert "Anna Bakker" in app.text()
        assert "+8" not in app.text()
        assert ballot.summary() == "You place nobody."


@pytest.mark.parametrize("width", [80, 200])
async def test_the_line_of_keys_says_how_a_ballot_is_filled_in_and_handed_in(tmp_path: Path, width: int) -> None:
    app = StepApp(filled(tmp_path), "map")
    async with app.run_test(size=(width, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        keys = {entry.text for entry in app.screen.query_one(KeyBar).entries}
        assert {"Other value", "Less", "More", "Not known", "Hand in", "Facilitator"} <= keys


async def test_the_keys_of_the_ballot(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map")
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        people = app.screen.query_one(AssessmentList)
        first = people.people[0][0]
        await pilot.press("1", "0")
        assert people.values[first] == [10.0, None]
        await pilot.press("left", "tab", "right", "right")
        assert people.values[first] == [9.0, 2.0]
        await pilot.press("minus", "minus", "minus")
        assert people.values[first] == [9.0, -1.0]
        await pilot.press("7", "minus")
        assert people.values[first] == [9.0, -7.0]
        await pilot.press("delete")
        assert people.values[first] == [9.0, None]
        await pilot.press("minus", "1", "0")
        assert people.values[first] == [9.0, -10.0]
        await pilot.press("tab", "right")
        assert people.values[people.people[1][0]] == [5.0, None]


async def test_whoever_assesses_reads_of_assessing_and_never_of_a_vote(tmp_path: Path) -> None:
    app = StepApp(filled(tmp_path), "map")
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, "1")
        read = [app.text()]
        for keys in (("enter",), ("8", "enter"), ("c",), ("enter",), ("f", "9", "enter")):
            await pilot.press(*keys)
            for _ in range(3):
                await pilot.pause()
            read.append(app.text())
        assert "0 of 1 have assessed." in read[0]
        assert "c Hand in" in read[2]
        assert not any(word in text.lower() for text in read for word in ("vote", "ballot", "cast"))


async def back(app: StepApp, pilot: object) -> None:
    """The facilitator takes the laptop back."""
    press, pause = pilot.press, pilot.pause  # type: ignore[attr-defined]
    await press("f")
    await pause()
    await press(*"1234", "enter")
    await app.settled(pilot)  # type: ignore[arg-type]


async def test_a_round_is_set_aside_unread_and_another_can_be_opened(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map")
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot)
        await back(app, pilot)
        await pilot.press("x")
        await pilot.pause()
        assert "destroyed unread" in app.text()
        await pilot.press("ctrl+o")
        await app.settled(pilot)
        (aside,) = session.table(Assessment).values()
        assert (aside.state, aside.lines) == ("set aside", {})
        assert "have assessed" not in app.text()
        await pilot.press("h")
        await pilot.pause()
        assert "How many assess?" in app.text()


async def test_while_a_round_goes_on_nobody_is_taken_off_the_map(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot)
        await back(app, pilot)
        await pilot.press("delete")
        await pilot.pause()
        assert "Set this round aside?" in app.text()
        await pilot.press("escape")
        await app.settled(pilot)
        assert len(session.table(Stakeholder)) == 4


async def test_somebody_who_comes_later_can_assess_after_all(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map")
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, "1")
        for keys in (("enter",), ("8", "enter"), ("c",), ("enter",)):
            await pilot.press(*keys)
            for _ in range(3):
                await pilot.pause()
        await back(app, pilot)
        await pilot.press("h")
        await pilot.pause()
        assert "1 has assessed already." in app.text()
        await pilot.press("backspace", "1", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "between 2 and 1000" in app.text()
        await pilot.press("backspace", "2", "enter")
        for _ in range(4):
            await pilot.pause()
        assert isinstance(app.screen, LockedScreen)
        assert "1 of 2 have assessed." in app.text()

"""The cards of a vote: all of them, or those that an earlier step passes on."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from facilitator.activities.dot_voting.opening import advice, candidates, new_vote
from facilitator.activities.dot_voting.rules import Preparation
from facilitator.activities.dot_voting.setup import SetupPane
from facilitator.activities.dot_voting.source import choices, chosen, next_source, said, with_source
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.stepview import StepView
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.activities.scoring.building import together
from tests.app.driving import running
from tests.kit.harness import add_items, make_session, step_of


def session_of(home: Path, *pairs: tuple[float, float], **vote: Any) -> Session:
    """A scoring, then a vote on all cards; ``pairs``: what the cards were scored."""
    steps = [
        {"id": "score", "kind": "scoring", "items": "cards", "title": "Score them", "winners": 2},
        {"id": "vote", "kind": "dot_voting", "items": "cards", "title": "Vote", **vote},
    ]
    session = make_session(home, steps, people=("Anna", "Ben", "Cleo"))
    add_items(session, "cards", "One", "Two", "Three", "Four")
    if pairs:
        together(session, *({"roi": benefit, "feasibility": does} for benefit, does in pairs))
    return session


SCORED = ((1, 1), (5, 5), (4, 4), (2, 2))


def vote(session: Session) -> StepView:
    return view(session, step_of(session, "vote"))


def take(session: Session, key: str) -> None:
    change = with_source(vote(session), key)
    assert change is not None
    session.apply_now(change)


def test_without_an_earlier_result_there_is_no_choice(tmp_path: Path) -> None:
    assert choices(vote(session_of(tmp_path))) == []


def test_an_earlier_result_is_offered_beside_all_cards(tmp_path: Path) -> None:
    found = choices(vote(session_of(tmp_path, *SCORED)))
    assert found == [("", "all (4 cards)"), ("score", "the 2 that “Score them” passes on")]


def test_the_vote_is_about_the_cards_that_were_passed_on(tmp_path: Path) -> None:
    session = session_of(tmp_path, *SCORED)
    take(session, "score")
    assert [card.title for card in candidates(vote(session))] == ["Two", "Three"]
    take(session, "")
    assert len(candidates(vote(session))) == 4


def test_what_is_taken_already_changes_nothing(tmp_path: Path) -> None:
    assert with_source(vote(session_of(tmp_path, *SCORED)), "") is None


async def test_the_choice_is_taken_back_by_undo(tmp_path: Path) -> None:
    session = session_of(tmp_path, *SCORED)
    take(session, "score")
    assert await session.undo() == "Cards of the vote: the 2 that “Score them” passes on"
    assert chosen(vote(session)) == ""


def test_the_choices_go_round(tmp_path: Path) -> None:
    session = session_of(tmp_path, *SCORED)
    assert next_source(vote(session), 1) == next_source(vote(session), -1) == "score"


def test_a_vote_that_waits_for_a_result_says_for_which(tmp_path: Path) -> None:
    session = session_of(tmp_path, only={"winners_of": "score"})
    assert advice(vote(session))[0].startswith("“Score them” passes on no cards yet.")
    with pytest.raises(FacilitatorError, match="“Score them” passes on no cards yet"):
        new_vote(vote(session))
    assert said(vote(session), "score") == "what “Score them” passes on: nothing yet"


def test_a_vote_that_waits_for_a_result_can_take_all_cards(tmp_path: Path) -> None:
    session = session_of(tmp_path, only={"winners_of": "score"})
    assert [key for key, _ in choices(vote(session))] == ["", "score"]
    take(session, "")
    assert len(new_vote(vote(session)).candidates) == 4


def test_a_run_off_has_no_choice(tmp_path: Path) -> None:
    session = session_of(tmp_path, *SCORED)
    first = next(iter(session.table(type(vote(session).items[0])).values()))
    own = Preparation(id=new_id(), step=step_of(session, "vote").id, runoff_of=new_id(), tied=(first.id,))
    session.apply_now(Change("run-off", (own,)))
    assert choices(vote(session)) == []


def test_a_later_step_and_one_of_other_cards_are_not_offered(tmp_path: Path) -> None:
    steps = [
        {"id": "other", "kind": "scoring", "items": "worries", "title": "Worries"},
        {"id": "vote", "kind": "dot_voting", "items": "cards", "title": "Vote"},
        {"id": "later", "kind": "scoring", "items": "cards", "title": "Later"},
    ]
    assert vote(make_session(tmp_path, steps)).passed_on() == []


def test_a_repeated_step_is_offered_once(tmp_path: Path) -> None:
    session = session_of(tmp_path, *SCORED)
    first, last = step_of(session, "score"), step_of(session, "vote")
    again = replace(first, id=new_id(), order=(first.order + last.order) / 2)
    session.apply_now(Change("repeat", (again,)))
    assert [source.step for source in vote(session).passed_on()] == ["score"]


async def test_the_facilitator_chooses_the_cards_on_the_screen(tmp_path: Path) -> None:
    session = session_of(tmp_path, *SCORED)
    session.apply_now(Change("go", (replace(session.clock, step=step_of(session, "vote").id),)))
    async with running(session, size=(80, 24)) as driver:
        await driver.until(lambda: "all (4 cards)" in driver.words)
        assert isinstance(driver.run.query_one(SetupPane), SetupPane)
        await driver.press("home")
        await driver.dialog_opens("enter")
        await driver.dialog_closes("down", "enter")
        await driver.until(lambda: "2 cards. These rules" in driver.words)
        assert "Two" in driver.words
        assert "Four" not in driver.words
        await driver.press("right", until=lambda: "4 cards. These rules" in driver.words)

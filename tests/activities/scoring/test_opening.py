from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from facilitator.activities.scoring.opening import (
    advice,
    another,
    candidates,
    changed,
    group_entry,
    new_round,
    prepared,
    rules_of,
    set_to,
    with_voters,
)
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.records import Item
from facilitator.session.session import Session
from tests.activities.scoring.building import look, opened, scoring_session
from tests.kit.harness import add_items


def keep(session: Session, own: Any) -> None:
    session.apply_now(Change("rules", (own,)))


def test_no_cards_are_refused_in_a_sentence(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=0)
    for begin in (new_round, group_entry):
        with pytest.raises(FacilitatorError, match="There are no cards to score yet"):
            begin(look(session))


def test_nobody_present_is_refused_for_a_round_but_not_for_an_entry_of_the_group(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, people=())
    with pytest.raises(FacilitatorError, match="Nobody is listed as present"):
        new_round(look(session))
    assert group_entry(look(session)).way == "group"


async def test_a_second_round_waits_for_the_reveal_of_the_first(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    for begin in (new_round, group_entry):
        with pytest.raises(FacilitatorError, match="Round 1 has not been revealed yet"):
            begin(look(session))


def test_hidden_cards_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    first = next(iter(session.table(Item).values()))
    session.apply_now(Change("hide", (replace(first, hidden=True),)))
    assert len(candidates(look(session))) == 1
    assert "1 card is not shown yet and left out." in advice(look(session))


def test_duplicate_titles_are_said_with_their_numbers(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    add_items(session, "cards", "card 2")
    assert "Cards 2, 3 say the same: merge them first." in advice(look(session))


def test_too_few_voters_for_the_floor_are_said_before_the_round(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, people=("Anna", "Ben"))
    assert any(
        sentence.startswith("With fewer than 5 voters only means are shown") for sentence in advice(look(session))
    )


def test_many_cards_and_one_card_are_said(tmp_path: Path) -> None:
    assert any("31 cards are many" in said for said in advice(look(scoring_session(tmp_path / "a", cards=31))))
    assert any("only one card" in said for said in advice(look(scoring_session(tmp_path / "b", cards=1))))


def test_weights_go_up_and_down_and_stay_above_0(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, changed(look(session), "weight:roi", 2))
    assert [one.weight for one in prepared(look(session)).criteria] == [1.5, 1.0]
    keep(session, changed(look(session), "weight:roi", -99))
    assert prepared(look(session)).criteria[0].weight == 0.25


def test_a_weight_can_be_typed_with_a_comma(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, set_to(look(session), "weight:roi", "2,5"))
    assert prepared(look(session)).criteria[0].weight == 2.5


@pytest.mark.parametrize(
    ("rule", "value"), [("weight:roi", "0"), ("weight:roi", "x"), ("winners", "0"), ("voters", "-1")]
)
def test_what_cannot_be_is_refused(tmp_path: Path, rule: str, value: str) -> None:
    with pytest.raises(FacilitatorError, match=r"^Enter a"):
        set_to(look(scoring_session(tmp_path)), rule, value)


def test_the_facilitator_can_score_too_and_counts_then(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, facilitator_votes=False)
    keep(session, changed(look(session), "facilitator_votes", 1))
    assert prepared(look(session)).facilitator_votes


def test_a_quadrant_can_be_chosen_to_go_on(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, set_to(look(session), "winners", "quick_wins"))
    assert prepared(look(session)).winners == "quick_wins"


async def test_another_round_has_the_weights_of_the_one_before(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, changed(look(session), "weight:roi", 4))
    await opened(session)
    assert another(look(session)).weights == {"roi": 2}


async def test_the_number_of_voters_does_not_fall_below_those_who_have_scored(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    scores = await opened(session)
    with pytest.raises(FacilitatorError, match="must be between 3 and 1000"):
        with_voters(scores, 2, 3, look(session))
    assert with_voters(scores, 3, 3, look(session)).voters == 3


def test_every_criterion_has_its_rule(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, preset="ice")
    wanted = ("winners", "facilitator_votes", "voters", "preset", "weight:impact", "weight:confidence", "weight:ease")
    assert rules_of(look(session)) == wanted


def test_in_a_finished_session_it_is_said_that_no_round_can_be_opened(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, replace(session.info, state="finished"))
    assert advice(look(session))[0].startswith("This session is finished: no round can be opened")


@pytest.mark.parametrize("scale", [{"min": 5, "max": 5}, {"step": 0}, {"max": 5.5}])
def test_no_round_begins_with_a_scale_that_makes_no_sense(tmp_path: Path, scale: dict[str, Any]) -> None:
    session = scoring_session(tmp_path, preset="own", criteria=[{"id": "a"} | scale, {"id": "b"}])
    for begin in (new_round, group_entry):
        with pytest.raises(FacilitatorError, match="“a”: the scale must"):
            begin(look(session))


def test_a_workshop_without_criteria_that_nobody_checked_opens_no_round(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, preset="own")
    for begin in (new_round, group_entry):
        with pytest.raises(FacilitatorError, match="This step has no criteria"):
            begin(look(session))


def test_a_scale_that_makes_no_sense_opens_no_round(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, criteria=[{"id": "roi", "step": 0.3}])
    with pytest.raises(FacilitatorError, match="“Benefit”: the scale must be a whole number of steps"):
        new_round(look(session))


def test_without_cards_the_way_in_for_a_table_is_named(tmp_path: Path) -> None:
    said = advice(look(scoring_session(tmp_path, cards=0)))
    assert said[0] == "There are no cards to score yet. Collect some first."
    assert "ctrl+o reads it in" in said[1]
    assert not any("ctrl+o" in one for one in advice(look(scoring_session(tmp_path / "filled"))))

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator.activities.dot_voting.opening import (
    advice,
    another,
    as_settings,
    automatic,
    candidates,
    changed,
    new_vote,
    preparation,
    prepared_rules,
    run_off,
    set_to,
    taken_over,
)
from facilitator.activities.dot_voting.rules import LADDER, Preparation, VotingSettings, check
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person
from facilitator.session.session import Session
from facilitator.session.views import view as look_at
from tests.activities.dot_voting.building import look, opened, shown, voting_session
from tests.kit.harness import add_items, make_session, step_of


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Any]:
    """Sessions that are closed after the test."""
    made: list[Session] = []

    def build(**words: Any) -> Session:
        made.append(voting_session(tmp_path, **words))
        return made[-1]

    yield build
    for session in made:
        session.close()


def keep(session: Session, *records: Any) -> None:
    session.apply_now(Change("test", records))


def test_the_rules_follow_the_number_of_cards(make: Any) -> None:
    rules, voters = prepared_rules(look(make(cards=12)))
    assert (rules.dots, rules.per_item, voters) == (4, 2, 6)


def test_the_workshop_sets_the_rules(make: Any) -> None:
    rules, _ = prepared_rules(look(make(dots=5, per_item=1, winners=2, secret=False, ties=["draw"])))
    assert (rules.dots, rules.per_item, rules.winners, rules.secret, rules.ties) == (5, 1, 2, False, ("draw",))


def test_most_on_one_card_never_exceeds_the_dots(make: Any) -> None:
    rules, _ = prepared_rules(look(make(cards=3, per_item=3)))
    assert (rules.dots, rules.per_item) == (1, 1)


def test_only_those_present_vote_and_the_facilitator_does_not(make: Any) -> None:
    session = make()
    people = sorted(session.table(Person).values(), key=lambda person: person.order)
    keep(session, msgspec.structs.replace(people[0], facilitator=True))
    keep(session, msgspec.structs.replace(people[1], presence="left"))
    assert prepared_rules(look(session))[1] == 4


def test_the_facilitator_votes_when_the_rules_say_so(make: Any) -> None:
    session = make(facilitator_votes=True)
    people = list(session.table(Person).values())
    keep(session, msgspec.structs.replace(people[0], facilitator=True))
    assert prepared_rules(look(session))[1] == 6


@pytest.mark.parametrize(
    ("rule", "by", "field", "value"),
    [
        ("dots", 1, "dots", 5),
        ("dots", -9, "dots", 1),
        ("per_item", 1, "per_item", 3),
        ("per_item", 99, "per_item", 4),
        ("winners", -1, "winners", 2),
        ("secret", 1, "secret", False),
        ("facilitator_votes", 1, "facilitator_votes", True),
        ("voters", -2, "voters", 4),
        ("voters", 5000, "voters", 1000),
        ("ties", 1, "ties", ("run-off", "draw")),
        ("ties", -1, "ties", ()),
    ],
)
def test_a_rule_is_changed_by_a_key(make: Any, rule: Any, by: int, field: str, value: object) -> None:
    assert getattr(changed(look(make(cards=12)), rule, by), field) == value


def test_what_was_changed_is_in_force(make: Any) -> None:
    session = make(cards=12)
    keep(session, changed(look(session), "dots", 2))
    assert prepared_rules(look(session))[0].dots == 6


def test_one_change_after_the_other_adds_up(make: Any) -> None:
    session = make(cards=12)
    for rule in ("dots", "dots", "winners"):
        keep(session, changed(look(session), rule, 1))
    assert len(session.table(Preparation)) == 1
    rules, _ = prepared_rules(look(session))
    assert (rules.dots, rules.winners) == (6, 4)


def test_automatic_brings_the_automatic_number_back(make: Any) -> None:
    session = make(cards=12, dots=9)
    keep(session, automatic(look(session), "dots"))
    assert prepared_rules(look(session))[0].dots == 4


def test_automatic_voters_are_the_people_present(make: Any) -> None:
    session = make()
    keep(session, set_to(look(session), "voters", "40"))
    keep(session, automatic(look(session), "voters"))
    assert prepared_rules(look(session))[1] == 6


@pytest.mark.parametrize("typed", ["", "0", "-1", "many", "1.5", "101", "²"])
def test_a_number_that_is_none_is_refused_with_what_is_possible(make: Any, typed: str) -> None:
    with pytest.raises(FacilitatorError, match="between 1 and 100"):
        set_to(look(make()), "dots", typed)


def test_a_ladder_is_chosen(make: Any) -> None:
    assert set_to(look(make()), "ties", ("decider",)).ties == ("decider",)


def test_the_round_freezes_list_and_rules(make: Any) -> None:
    session = make(cards=6)
    vote = new_vote(look(session))
    keep(session, msgspec.structs.replace(look(session).items[0], title="Renamed"))
    assert [card.title for card in vote.candidates] == [f"Card {n}" for n in range(1, 7)]
    assert (vote.number, vote.voters, vote.rules.ties) == (1, 6, LADDER)


def test_cards_not_shown_yet_stay_out(make: Any) -> None:
    session = make(cards=3)
    keep(session, msgspec.structs.replace(look(session).items[1], hidden=True))
    assert [card.number for card in candidates(look(session))] == [1, 3]
    assert "1 card is not shown yet and left out." in advice(look(session))


def test_a_score_is_read_from_the_cards_field(make: Any) -> None:
    session = make(cards=3)
    cards = look(session).items
    keep(session, msgspec.structs.replace(cards[0], fields={"score": "7,5"}))
    keep(session, msgspec.structs.replace(cards[1], fields={"score": "high"}))
    assert [card.score for card in candidates(look(session))] == [7.5, None, None]


@pytest.mark.parametrize("typed", ["nan", "inf", "-inf"])
def test_a_score_that_is_no_number_of_this_world_is_none(make: Any, typed: str) -> None:
    session = make(cards=1)
    keep(session, msgspec.structs.replace(look(session).items[0], fields={"score": typed}))
    assert candidates(look(session))[0].score is None


def test_without_cards_no_round_opens(make: Any) -> None:
    with pytest.raises(FacilitatorError, match="no cards"):
        new_vote(look(make(cards=0)))


def test_without_people_the_number_of_voters_is_asked_for(make: Any) -> None:
    with pytest.raises(FacilitatorError, match="number of voters"):
        new_vote(look(make(people=())))


def test_a_number_of_voters_set_by_hand_stands_in_for_the_people(make: Any) -> None:
    session = make(people=())
    keep(session, set_to(look(session), "voters", "9"))
    assert new_vote(look(session)).voters == 9


async def test_a_second_round_waits_for_the_first(make: Any) -> None:
    session = make()
    vote = await opened(session)
    with pytest.raises(FacilitatorError, match="Round 1 has not been revealed"):
        new_vote(look(session))
    await shown(session, vote)
    assert new_vote(look(session)).number == 2


def test_a_run_off_is_about_the_tied_with_automatic_dots(make: Any) -> None:
    session = make(cards=12, dots=9, per_item=4)
    tied = tuple(item.item for item in candidates(look(session))[:3])
    vote = new_vote(look(session))
    keep(session, Preparation(id=vote.id, step=vote.step, runoff_of=vote.id, tied=tied, winners=1))
    rules, _ = prepared_rules(look(session))
    assert [card.number for card in candidates(look(session))] == [1, 2, 3]
    assert (rules.dots, rules.per_item, rules.winners) == (1, 1, 1)


@pytest.mark.parametrize(
    ("cards", "people", "words"),
    [(0, ("Anna", "Ben"), "no cards"), (1, ("Anna", "Ben"), "only one card"), (5, ("Anna",), "one voter")],
)
def test_what_should_be_thought_of_first_is_said(make: Any, cards: int, people: Any, words: str) -> None:
    assert any(words in sentence for sentence in advice(look(make(cards=cards, people=people))))


def test_grouping_is_advised_above_twenty_cards(make: Any) -> None:
    assert advice(look(make(cards=20))) == []


def test_twenty_one_cards_are_many(make: Any) -> None:
    assert any("grouping" in sentence for sentence in advice(look(make(cards=21))))


def test_the_same_card_twice_is_said(make: Any) -> None:
    session = make(cards=3)
    first, *_, last = look(session).items
    keep(session, msgspec.structs.replace(last, title=first.title.upper()))
    assert "Cards 1, 3 say the same: merge them first." in advice(look(session))


def test_nothing_is_prepared_until_something_is_changed(make: Any) -> None:
    session = make()
    assert preparation(look(session)) is None
    assert session.table(Item)


async def changed_round(session: Session, **rules: Any) -> Any:
    """A revealed round with other rules than the workshop's; nothing is prepared afterwards."""
    keep(session, Preparation(id=new_id(), step=look(session).step.id, **rules))
    vote = await shown(session, await opened(session))
    session.apply_now(Change("over", (), tuple(session.table(Preparation).values())))
    return vote


async def test_another_round_has_the_rules_of_the_one_before(make: Any) -> None:
    session = make(cards=6)
    vote = await changed_round(session, dots=5, per_item=2, secret=False, winners=1, ties=("draw",), voters=9)
    keep(session, another(look(session)))
    assert prepared_rules(look(session)) == (vote.rules, 9)
    assert taken_over(look(session)) == {"dots", "per_item", "secret", "winners", "ties", "voters"}


async def test_what_was_automatic_is_automatic_in_another_round(make: Any) -> None:
    session = make(cards=6)
    await changed_round(session)
    add_items(session, "cards", *"abcdef")
    person = next(iter(session.table(Person).values()))
    keep(session, another(look(session)), msgspec.structs.replace(person, presence="left"))
    rules, voters = prepared_rules(look(session))
    assert (rules.dots, rules.per_item, voters) == (4, 2, 5)
    assert taken_over(look(session)) == set()


async def test_a_rule_changed_again_is_not_as_in_the_round_before(make: Any) -> None:
    session = make(cards=6)
    await changed_round(session, dots=5)
    keep(session, another(look(session)))
    keep(session, changed(look(session), "dots", 1))
    assert taken_over(look(session)) == set()


async def test_a_run_off_is_voted_in_the_manner_and_by_the_voters_of_its_round(make: Any) -> None:
    session = make(cards=6)
    vote = await changed_round(session, dots=5, secret=False, winners=2)
    keep(session, run_off(look(session), vote, tuple(card.item for card in vote.candidates[:3]), 1))
    rules, voters = prepared_rules(look(session))
    assert (rules.dots, rules.secret, rules.winners, voters) == (1, False, 1, 6)
    assert taken_over(look(session)) == {"secret", "voters"}


async def test_after_a_run_off_another_round_is_about_all_cards_with_the_rules_of_the_vote(make: Any) -> None:
    session = make(cards=6)
    vote = await changed_round(session, dots=5)
    keep(session, run_off(look(session), vote, tuple(card.item for card in vote.candidates[:3]), 1))
    await shown(session, await opened(session))
    session.apply_now(Change("over", (), tuple(session.table(Preparation).values())))
    keep(session, another(look(session)))
    assert len(candidates(look(session))) == 6
    assert prepared_rules(look(session))[0].dots == 5


def test_a_score_that_a_scoring_step_has_given_counts_where_the_card_has_none(tmp_path: Path) -> None:
    steps = [
        {"id": "score", "kind": "scoring", "items": "cards"},
        {"id": "vote", "kind": "dot_voting", "items": "cards"},
    ]
    session = make_session(tmp_path, steps, people=["Anna"])
    first, second = add_items(session, "cards", "First", "Second")
    session.apply_now(Change("own", (msgspec.structs.replace(second, fields={"score": "7"}),)))
    activity = session.kinds["scoring"]
    scores = activity.part("opening:group_entry")(look_at(session, step_of(session, "score")))
    value = activity.part("rules:Value")
    given = [
        value(id=new_id(), step=scores.step, round=scores.id, item=item.id, criterion=criterion, value=5)
        for item in (first, second)
        for criterion in ("roi", "feasibility")
    ]
    session.apply_now(Change("scored", (scores, *given)))
    assert [card.score for card in candidates(look(session))] == [100, 7]


def test_in_a_finished_session_it_is_said_that_no_round_can_be_opened(make: Any) -> None:
    session = make()
    keep(session, msgspec.structs.replace(session.info, state="finished"))
    assert advice(look(session))[0].startswith("This session is finished: no round can be opened")


def test_rules_that_were_not_changed_are_no_settings(make: Any) -> None:
    assert as_settings(look(make())) == {}


def test_changed_rules_are_settings_of_the_next_workshop(make: Any) -> None:
    session = make()
    for rule, value in (("dots", "6"), ("winners", "2"), ("ties", ("draw",)), ("voters", "40")):
        keep(session, set_to(look(session), rule, value))
    keep(session, changed(look(session), "secret", 1))
    said = as_settings(look(session))
    assert said == {"dots": 6, "secret": False, "winners": 2, "ties": ["draw"]}
    assert check(msgspec.convert(said, VotingSettings), Translator()) == []


def test_no_ladder_at_all_is_a_setting_as_well(make: Any) -> None:
    session = make()
    keep(session, set_to(look(session), "ties", ()))
    assert as_settings(look(session)) == {"ties": []}


async def test_a_run_off_says_what_the_vote_before_it_was(make: Any) -> None:
    session = make()
    keep(session, set_to(look(session), "dots", "6"))
    vote = await opened(session)
    keep(session, run_off(look(session), vote, tuple(card.item for card in vote.candidates[:2]), 1))
    assert as_settings(look(session)) == {"dots": 6}

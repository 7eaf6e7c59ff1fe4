"""The faces of a scoring, seen as the facilitator sees them: sorting, comparing, going on, reading only."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from facilitator.activities.scoring.ballot import ScoreBallot
from facilitator.activities.scoring.compare import heads, revealed_rounds, side_by_side
from facilitator.activities.scoring.criteria import with_criterion, with_preset
from facilitator.activities.scoring.entering import ScoreGrid
from facilitator.activities.scoring.faces import SCORE, Questions, order, row_lines
from facilitator.activities.scoring.going import GoingPane
from facilitator.activities.scoring.opening import another, with_voters
from facilitator.activities.scoring.result import ResultPane
from facilitator.activities.scoring.rules import Preparation
from facilitator.activities.scoring.scene import scene
from facilitator.activities.scoring.setup import SetupPane
from facilitator.core.blocks import Bars, Bullets, Plane, Text
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Item, Person
from facilitator.kit.panes import Pane
from facilitator.session.session import Session
from tests.activities.scoring.building import (
    cast,
    closed,
    look,
    opened,
    roi,
    scored,
    scoring_session,
    sheet_of,
    together,
    typed,
)
from tests.kit.harness import StepApp, add_items, make_session

TR = Translator()
PAIRS = ({"roi": 2, "feasibility": 5}, {"roi": 5, "feasibility": 2}, {"roi": 4, "feasibility": 4}, {"roi": 1})


def four(home: Path, **words: Any) -> Session:
    """Four cards; the last has no score."""
    session = scoring_session(home, **words)
    together(session, *PAIRS)
    return session


def titles(session: Session, by: str) -> list[int]:
    sheet = sheet_of(session)
    return [sheet.at[item].card.number for item in order(sheet, by)]


async def press(app: StepApp, pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await app.settled(pilot)


def pane(app: StepApp) -> Pane:
    return app.screen.query_one(Pane)


# Sorting


@pytest.mark.parametrize(
    ("by", "wanted"), [(SCORE, [3, 1, 2, 4]), ("roi", [2, 3, 1, 4]), ("feasibility", [1, 3, 2, 4]), ("", [1, 2, 3, 4])]
)
def test_the_table_is_sorted_by_any_criterion_and_what_is_missing_is_last(
    tmp_path: Path, by: str, wanted: Sequence[int]
) -> None:
    assert titles(four(tmp_path), by) == wanted


def test_of_effort_the_least_is_on_top(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2, preset="rice")
    together(session, {"effort": 9}, {"effort": 2})
    assert titles(session, "effort") == [2, 1]


async def test_a_key_sorts_by_the_column_of_the_cursor_and_once_more_by_number(tmp_path: Path) -> None:
    app = StepApp(four(tmp_path), "score")
    async with app.run_test(size=(100, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "s")
        found = pane(app)
        assert isinstance(found, ResultPane)
        assert "Benefit ▼" in app.text()
        assert [row.key for row in found.grid.rows] == order(sheet_of(app.session), "roi")
        await press(app, pilot, "s")
        assert "▼" not in app.text()
        assert [row.key for row in found.grid.rows] == order(sheet_of(app.session), "")


async def test_sorting_is_offered_in_the_table_only(tmp_path: Path) -> None:
    app = StepApp(four(tmp_path), "score")
    async with app.run_test(size=(100, 24)) as pilot:
        await app.settled(pilot)
        assert pane(app).check_action("sort", ())
        await press(app, pilot, "q")
        assert not pane(app).check_action("sort", ())


def test_rows_have_rank_number_title_and_quadrant(tmp_path: Path) -> None:
    session = four(tmp_path)
    lines = row_lines(sheet_of(session), order(sheet_of(session), SCORE), TR)
    assert [line.title for line in lines] == ["  1. 3 Card 3", "  2. 1 Card 1", "  2. 2 Card 2", "   – 4 Card 4"]
    assert [line.margin for line in lines] == [" Quick wins", " Fill-ins", " Strategic bets", ""]


def test_a_long_name_of_a_quadrant_leaves_room_for_the_cards(tmp_path: Path) -> None:
    session = four(tmp_path, quick_wins="Begin with these at once and tell everybody")
    (first, *_) = row_lines(sheet_of(session), order(sheet_of(session), SCORE), TR)
    assert first.margin == " Begin with these at…"


@pytest.mark.parametrize("title", ["[red]Jo[/nope]", "[/]", "\\[b]", "a [link=x]b"])
async def test_what_people_typed_is_shown_as_it_is_on_every_face(tmp_path: Path, title: str) -> None:
    session = scoring_session(tmp_path, cards=0)
    add_items(session, "cards", title, "Other")
    app = StepApp(session, "score")
    async with app.run_test(size=(120, 30)) as pilot:
        await app.settled(pilot)
        assert title in app.text()
        await press(app, pilot, "g", "4", "tab", "4")
        for face in ("q", "m", "l"):
            assert title in app.text()
            await press(app, pilot, face)


async def test_a_criterion_is_named_as_it_was_typed(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    session.apply_now(Change("criteria", (with_criterion(look(session), "[red]Fun[/nope]"),)))
    app = StepApp(session, "score")
    async with app.run_test(size=(120, 30)) as pilot:
        await app.settled(pilot)
        assert "[red]Fun[/nope]" in app.text()
        await press(app, pilot, "end", "g")
        assert "[red]Fun" in app.text()


async def test_what_people_disagree_on_stands_line_by_line_below_the_card(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    await scored(session, *[roi((1, 1))] * 2, *[roi((5, 5))] * 3)
    app = StepApp(session, "score")
    async with app.run_test(size=(120, 30)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "q")
        lines = [row.cells[1] for row in app.screen.query_one(Questions).rows]
        at = lines.index("1 · Card 1")
        assert [line.split(":")[0] for line in lines[at + 1 : at + 3]] == ["    Benefit", "    Feasibility"]
        assert lines[at + 1] == "    Benefit: 2× 1, 3× 5 · mean 3.4"


# While it goes on


async def test_somebody_who_came_later_is_told_while_the_round_is_open(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    person = max(session.table(Person).values(), key=lambda one: one.order)
    session.apply_now(Change("gone", (replace(person, presence="left"),)))
    app = StepApp(session, "score")
    async with app.run_test(size=(120, 30)) as pilot:
        await app.settled(pilot)
        assert "0 of 6 have scored · 5 may score now: w changes the number" in app.text()


async def test_many_criteria_leave_room_for_what_to_do_and_the_cards(tmp_path: Path) -> None:
    criteria = [{"id": f"c{n}", "title": f"Criterion {n}", "question": "How much? " * 8} for n in range(12)]
    session = scoring_session(tmp_path, preset="own", criteria=criteria)
    await opened(session)
    app = StepApp(session, "score")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert "h: hand the laptop round" in app.text()
        assert "Card 1" in app.text()


async def test_numbers_of_cards_stand_under_one_another_on_the_ballot(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=10)
    scores = await opened(session)
    app = BallotApp(ScoreBallot(TR, scores, scores.criteria))
    async with app.run_test(size=(80, 24)):
        assert [str(row.title) for row in app.query_one(ScoreGrid).rows][8:] == [" 9 Card 9", "10 Card 10"]


class BallotApp(App[None]):
    """Nothing but a ballot."""

    def __init__(self, ballot: ScoreBallot) -> None:
        super().__init__()
        self.ballot = ballot

    def compose(self) -> ComposeResult:
        yield self.ballot


async def test_a_closed_round_waits_for_its_reveal_and_takes_no_ballot(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await closed(session, await opened(session))
    app = StepApp(session, "score")
    async with app.run_test(size=(120, 30)) as pilot:
        await app.settled(pilot)
        assert isinstance(pane(app), GoingPane)
        assert "The round is closed. Reveal it, or set it aside." in app.text()
        assert not pane(app).check_action("hand_round", ())
        assert pane(app).check_action("reveal", ())


async def test_after_the_reveal_the_number_of_voters_stays(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    scores = await scored(session, *[roi((1, 1))] * 5)
    with pytest.raises(FacilitatorError, match="This round is over"):
        with_voters(scores, 9, 5, look(session))


async def test_read_only_offers_no_change_before_a_round(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    again = Session.open(session.store.folder, session.kinds)
    app = StepApp(again, "score")
    async with app.run_test(size=(120, 30)) as pilot:
        await app.settled(pilot)
        assert isinstance(pane(app), SetupPane)
        for action in ("open", "group", "change", "add", "edit", "remove"):
            assert not pane(app).check_action(action, ())
        await press(app, pilot, "end", "enter", "a", "delete")
        assert not again.table(Preparation)
    session.close()


async def test_in_a_finished_session_no_criterion_is_changed(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    session.apply_now(Change("finish", (replace(session.info, state="finished"),)))
    app = StepApp(session, "score")
    async with app.run_test(size=(120, 30)) as pilot:
        await app.settled(pilot)
        for action in ("add", "edit", "remove"):
            assert not pane(app).check_action(action, ())


# Side by side


def two_steps(home: Path) -> Session:
    steps = [
        {"id": "score", "kind": "scoring", "items": "cards", "title": "First look"},
        {"id": "second", "kind": "scoring", "items": "cards", "title": "Second look", "preset": "ice"},
    ]
    session = make_session(home, steps, people=("Anna", "Ben"))
    add_items(session, "cards", "One", "Two")
    return session


def test_rounds_of_other_steps_stand_beside_those_of_this_one(tmp_path: Path) -> None:
    session = two_steps(tmp_path)
    together(session, {"roi": 5, "feasibility": 5}, {"roi": 1, "feasibility": 1})
    found = look(session, "second")
    rounds = revealed_rounds(found)
    assert heads(found, rounds) == ["First look: Round 1"]
    assert [cells for _, _, _, cells in side_by_side(found, rounds)] == [["100.0 (1.)"], ["0.0 (2.)"]]


async def test_a_round_is_compared_by_the_criteria_that_it_had(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    await scored(session, *[roi((5, 5))] * 5)
    session.apply_now(Change("another", (with_preset(look(session), "ice"),)))
    await scored(session, *[{"1": {"impact": 2, "confidence": 2, "ease": 2}}] * 5)
    ((_, _, _, cells),) = side_by_side(look(session), revealed_rounds(look(session)))
    assert cells == ["100.0 (1.)", "8.00 (1.)"]


# What the room sees


async def test_the_room_sees_criteria_then_how_many_then_the_result(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    first = scene(look(session)).blocks
    assert [type(block) for block in first] == [Bullets, Bullets]
    scores = await opened(session)
    await cast(session, scores, *[roi((5, 5), (1, 1))] * 5)
    going = scene(look(session)).blocks
    assert any(isinstance(block, Text) and block.text == "5 of 6 have scored" for block in going)
    assert not any(isinstance(block, Bars | Plane) for block in going)


async def test_the_room_sees_the_criteria_again_when_another_round_is_prepared(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    await scored(session, *[roi((5, 5), (1, 1))] * 5)
    assert any(isinstance(block, Bars) for block in scene(look(session)).blocks)
    session.apply_now(Change("another", (another(look(session)),)))
    assert not any(isinstance(block, Bars) for block in scene(look(session)).blocks)


async def test_a_card_that_was_hidden_afterwards_stays_in_the_result_of_ballots(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    await scored(session, *[roi((5, 5), (1, 1))] * 5)
    first = min(session.table(Item).values(), key=lambda item: item.number)
    session.apply_now(Change("away", (replace(first, state="archived"),)))
    assert [entry.card.number for entry in sheet_of(session).ranking] == [1, 2]


def test_a_value_that_was_typed_is_taken_back_by_an_empty_one(tmp_path: Path) -> None:
    session = four(tmp_path)
    card = sheet_of(session).entries[2].card.item
    typed(session, card, "roi", None)
    assert titles(session, SCORE) == [1, 2, 3, 4]

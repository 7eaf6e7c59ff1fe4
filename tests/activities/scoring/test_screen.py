import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.activities.scoring.ballot import ScoreBallot
from facilitator.activities.scoring.going import GoingPane
from facilitator.activities.scoring.opening import prepared
from facilitator.activities.scoring.presets import PLANNING_CARDS
from facilitator.activities.scoring.result import ResultPane
from facilitator.activities.scoring.rules import Preparation, Scores, Value, current, rounds
from facilitator.activities.scoring.screen import ScoringScreen
from facilitator.activities.scoring.setup import SetupPane
from facilitator.core.change import Change
from facilitator.core.rounds import Round
from facilitator.kit.dialogs import Dialog
from facilitator.kit.form import Form
from facilitator.kit.locked import LockedScreen
from facilitator.session.session import Session
from tests.activities.scoring.building import cast, look, opened, roi, scored, scoring_session, sheet_of, together
from tests.kit.harness import add_items
from tests.kit.round_app import RoundApp, give, lock, press, settle, unlock

RUN_KEYS = {"n", "p", "t", "question_mark"}
FIVE = [roi((5, 1), (2, 4)), roi((5, 2), (2, 4)), roi((1, 2), (3, 4)), roi((1, 2), (3, 4)), roi((5, 2), (3, 4))]


def app_for(home: Path, **words: Any) -> RoundApp:
    return RoundApp(scoring_session(home, **words), "score")


def now(app: RoundApp) -> Scores:
    scores = current(look(app.session))
    assert scores is not None
    return scores


def values(session: Session) -> list[tuple[int, str, float]]:
    """Everything that was typed in: card number, criterion, value."""
    items = look(session).all_items
    return sorted((items[v.item].number, v.criterion, v.value) for v in session.table(Value).values())


async def test_before_a_round_the_screen_shows_criteria_rules_and_cards(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        text = app.text()
        assert "Benefit and feasibility · 4 cards" in text
        assert "weight 1 · 1 to 5 · What does it bring, against what it costs?" in text
        assert "6 (present)" in text
        assert "Card 4" in text


async def test_no_key_of_the_kind_is_one_of_run(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        for pane in (SetupPane, GoingPane, ResultPane):
            keys = {key for binding in pane.BINDINGS for key in str(binding.key).split(",")}  # type: ignore[union-attr]
            assert not keys & RUN_KEYS


async def test_weights_are_changed_by_plus_and_minus(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "end", "plus", "plus", "minus")
        assert prepared(look(app.session)).criteria[1].weight == 1.25


async def fill(app: RoundApp, pilot: Pilot[Any], **values: str) -> None:
    """Fills in fields of the form on top and saves it."""
    names = ["title", "question", "weight", "min", "max", "step", "values"]
    for name, value in values.items():
        app.screen.query_one(f"#field-{names.index(name)}", Input).value = value
    await press(app, pilot, "ctrl+o")


async def test_name_weight_and_scale_of_a_criterion_are_changed_in_a_form(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "end", "e")
        await fill(app, pilot, title="Doable", weight="2,5", max="10")
        one = prepared(look(app.session)).criteria[1]
        assert (one.id, one.title, one.weight, one.max) == ("feasibility", "Doable", 2.5, 10)
        assert "Benefit and feasibility" in app.text()
        assert re.search(r"Doable +weight 2.5 · 1 to 10", app.text())


async def test_what_is_wrong_in_the_form_is_said_at_its_field_and_nothing_is_kept(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "end", "enter")
        await fill(app, pilot, title="benefit", weight="0")
        assert isinstance(app.screen, Form)
        assert "There is a criterion “benefit” already." in app.text()
        assert "Enter a number from 0.25 to 10." in app.text()
        await press(app, pilot, "escape")
        assert not app.session.table(Preparation)


async def test_a_criterion_is_added_and_removed_on_the_screen(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "a", *"Risk", "enter")
        assert [one.title for one in prepared(look(app.session)).criteria] == ["Benefit", "Feasibility", "Risk"]
        assert "Own criteria · 4 cards" in app.text()
        await press(app, pilot, "delete", "enter")
        assert [one.id for one in prepared(look(app.session)).criteria] == ["roi", "feasibility"]


async def test_another_set_of_criteria_is_chosen_before_the_round_and_makes_its_scores(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=1)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, *["down"] * 3, "enter", "down", "enter")
        assert "Score: Impact × Confidence × Ease." in app.text()
        await press(app, pilot, "g", "8", "tab", "5", "tab", "5", "tab")
        assert sheet_of(app.session).entries[0].score == 200
        assert "Ease: high" not in app.text()
        await press(app, pilot, "m")
        assert "Ease: high" in app.text() or "Impact: high" in app.text()


async def test_criteria_that_were_changed_are_taken_back_by_undo(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "a", *"Risk", "enter")
        await app.session.undo()
        await settle(app, pilot)
        assert "Benefit and feasibility · 4 cards" in app.text()


async def test_words_are_changed_only_where_there_is_a_criterion_under_the_cursor(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        for key in ("e", "delete"):
            await press(app, pilot, "home", key)
            assert not isinstance(app.screen, Dialog)


async def test_keys_that_are_faster_than_the_disk_go_on_from_the_value_before(tmp_path: Path) -> None:
    app = app_for(tmp_path, preset="ice", cards=1)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "g")
        for key in ("2", "plus", "plus", "plus"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(app, pilot)
        assert values(app.session) == [(1, "impact", 5)]


async def test_a_value_between_those_of_the_scale_is_refused_and_plus_goes_to_the_next(tmp_path: Path) -> None:
    app = app_for(tmp_path, preset="wsjf", cards=1)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "g", "7", "tab")
        assert "“Value” has these values: 1 2 3 5 8 13 20." in app.text()
        await press(app, pilot, "left", "5", "plus", "plus")
        await settle(app, pilot)
        assert values(app.session) == [(1, "value", 13)]


async def test_what_goes_on_is_chosen_from_a_list(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "home", "enter", "down", "enter")
        assert prepared(look(app.session)).winners == "quick_wins"


async def test_a_round_goes_from_the_locked_laptop_to_the_result(tmp_path: Path) -> None:
    app = app_for(tmp_path, people=("Anna", "Ben", "Cleo"), cards=2, floor=3)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        for keys in (("5", "tab", "4"), ("4", "tab", "4", "tab", "1", "tab", "2"), ("3",)):
            await give(app, pilot, *keys)
        assert "Everybody has scored." in app.text()
        await unlock(app, pilot)
        assert "3 of 3 have scored" in app.text()
        await press(app, pilot, "v", "enter")
        assert isinstance(app.pane, ResultPane)
        figures = sheet_of(app.session).entries[0].figures
        assert (figures["roi"].value, figures["feasibility"].value) == (4, 4)
        assert now(app).lines[sheet_of(app.session).entries[1].card.item]["roi"].raters == 1


async def test_nothing_of_a_ballot_is_in_the_session_before_the_reveal(tmp_path: Path) -> None:
    app = app_for(tmp_path, people=("Anna", "Ben"))
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        await give(app, pilot, "5", "tab", "4")
        assert not app.session.table(Value)
        assert now(app).lines == {}
        assert app.session.table(Round)[now(app).id].ballots == 0


async def test_the_facilitator_comes_back_by_the_code_only(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        await press(app, pilot, "f", "1", "enter")
        assert "This is not the code." in app.text()
        assert isinstance(app.screen, LockedScreen)


async def test_the_ballot_is_read_once_more_before_it_is_cast(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=2)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        await press(app, pilot, "enter", "5", "tab", "4", "enter")
        text = app.text()
        assert "1 Card 1: 5 · 4" in text
        assert "2 Card 2: – · –" in text
        assert "1 of 2 cards have all their values." in text
        assert "2 values stay empty." in text
        await press(app, pilot, "b", "tab", "2", "enter")
        assert "1 value stays empty." in app.text()


async def test_a_value_outside_the_scale_is_said_on_the_ballot_and_not_kept(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        await press(app, pilot, "enter", "9")
        assert "“Benefit” goes from 1 to 5." in app.text()
        assert app.screen.query_one(ScoreBallot).value() == {}


async def test_a_closed_laptop_loses_no_ballot(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    scores = await opened(session)
    await cast(session, scores, *FIVE)
    folder, kinds = session.store.folder, session.kinds
    session.close()
    app = RoundApp(Session.open(folder, kinds), "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        assert "5 of 6 have scored" in app.text()


async def test_a_reveal_with_some_missing_asks_with_the_safe_answer_first(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await cast(session, await opened(session), *FIVE)
    app = RoundApp(session, "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "v", "enter")
        assert now(app).state == "open"
        await press(app, pilot, "v", "right", "enter")
        assert now(app).state == "revealed"


async def test_the_number_of_voters_changes_while_the_round_is_open(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await cast(session, await opened(session), *FIVE)
    app = RoundApp(session, "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "w", "backspace", "5", "enter")
        assert now(app).voters == 5
        await press(app, pilot, "w", "backspace", "4", "enter")
        assert app.said == ["The number of voters must be between 5 and 1000."]


async def test_a_round_set_aside_leaves_nothing_and_another_can_be_opened(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await cast(session, await opened(session), *FIVE)
    app = RoundApp(session, "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "x", "right", "enter")
        assert isinstance(app.pane, SetupPane)
        assert rounds(look(session))[0].state == "set aside"
        assert rounds(look(session))[0].lines == {}
        await press(app, pilot, "o", "enter")
        assert now(app).number == 2


# One entry for the group


async def test_the_cursor_of_the_group_stands_where_its_first_value_is_typed(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=2)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "g")
        assert "Type the number you agree on" in app.text()
        await press(app, pilot, "4")
        assert values(app.session) == [(1, "roi", 4)]
        assert "Type the number you agree on" not in app.text()


async def test_the_group_types_its_values_and_the_ranking_follows(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=2)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "g", "2", "tab", "2", "tab", "5", "tab", "4")
        assert values(app.session) == [(1, "feasibility", 2), (1, "roi", 2), (2, "feasibility", 4), (2, "roi", 5)]
        assert [entry.card.number for entry in sheet_of(app.session).ranking] == [2, 1]


async def test_rows_stay_where_they_are_while_values_are_typed(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=2)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "g", "1", "tab", "1", "tab", "5", "tab", "5")
        assert app.text().index("Card 1") < app.text().index("Card 2")
        await press(app, pilot, "left", "left", "s")
        assert app.text().index("Card 2") < app.text().index("Card 1")


async def test_a_number_of_several_digits_is_kept_when_its_cell_is_left(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=1, preset="rice")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "g", "1", "2", "0")
        assert values(app.session) == []
        assert "120▏" in app.text()
        await press(app, pilot, "right", "0", "comma", "7", "5", "tab")
        assert values(app.session) == [(1, "impact", 0.75), (1, "reach", 120)]


async def test_effort_0_is_refused_in_the_table_and_what_stood_there_stays(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=1, preset="rice")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "g", "end", "2", "enter", "0", "enter")
        assert "“Effort” must be above 0: the score is divided by it." in app.text()
        assert values(app.session) == [(1, "effort", 2)]


@pytest.mark.parametrize(("keys", "left"), [(("delete",), []), (("backspace",), []), (("minus",), [(1, "roi", 2)])])
async def test_a_value_is_taken_away_or_lowered_by_a_key(
    tmp_path: Path, keys: Sequence[str], left: list[tuple[int, str, float]]
) -> None:
    session = scoring_session(tmp_path, cards=1)
    together(session, {"roi": 3})
    app = RoundApp(session, "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, *keys)
        assert values(session) == left


async def test_plus_begins_in_the_middle_of_the_scale_and_stops_at_its_end(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    together(session)
    app = RoundApp(session, "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "plus")
        assert values(session) == [(1, "roi", 3)]
        await press(app, pilot, "plus", "plus", "plus", "plus")
        assert values(session) == [(1, "roi", 5)]


async def test_nothing_is_typed_into_the_column_of_scores(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    together(session)
    app = RoundApp(session, "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "5", "plus", "delete")
        assert values(session) == []


async def test_a_number_that_is_being_typed_counts_as_unsaved(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=1, preset="rice")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "g", "1")
        screen = app.activity_screen
        assert isinstance(screen, ScoringScreen)
        assert screen.unsaved
        await press(app, pilot, "down")
        assert not screen.unsaved


# The result


async def revealed_app(home: Path, **words: Any) -> RoundApp:
    session = scoring_session(home, cards=2, **words)
    await scored(session, *FIVE)
    return RoundApp(session, "score")


async def test_a_disputed_card_is_flagged_and_its_distribution_is_told(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "down", "right")
        text = app.text()
        assert "3.4 ▲" in text
        assert "mean 3.4 · median 5 · 5 values: 2× 1, 3× 5 · dispersion 0.98" in text


async def test_a_correction_is_starred_and_undone(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "down", "right", "2", "up")
        assert "2*" in app.text()
        assert sheet_of(app.session).entries[0].figures["roi"].value == 2
        await app.session.undo()
        assert sheet_of(app.session).entries[0].figures["roi"].value == pytest.approx(3.4)


async def test_the_picture_says_which_card_is_where(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "m")
        text = app.text()
        assert "Strategic bets (1)" in text
        assert "Feasibility: high" in text
        await press(app, pilot, "enter")
        assert app.pane.query_one("#table").has_focus


async def test_the_questions_are_answered(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "q")
        text = app.text()
        for title in ("What is on top?", "What can go?", "Where do we disagree?", "How firm is it?"):
            assert title in text


async def test_one_criterion_has_no_picture(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, preset="own", criteria=[{"id": "gain"}])
    together(session, {"gain": 2})
    app = RoundApp(session, "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        assert "Picture" not in app.text()
        await press(app, pilot, "m")
        assert app.pane.query_one("#table").display


async def test_on_a_wide_screen_the_picture_stands_beside_the_table(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(app, pilot)
        assert "Strategic bets (1)" in app.text()
        assert app.pane.query_one("#table").has_focus


async def test_another_round_is_compared_with_the_first(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        assert "Compare rounds" not in app.text()
        await press(app, pilot, "o")
        assert isinstance(app.pane, SetupPane)
        assert app.session.table(Preparation)
        await press(app, pilot, "g", "5", "tab", "5", "tab", "1", "tab", "1", "r")
        text = app.text()
        assert "100.0 (1.)" in text
        assert "Round 1" in text
        assert "Round 2" in text


async def test_a_prepared_round_can_be_given_up(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await press(app, pilot, "o", "x")
        assert isinstance(app.pane, ResultPane)


async def test_how_it_was_scored_can_be_read_with_the_receipts(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "i")
        assert "Score: weighted mean of the criteria" in app.text()
        assert "Receipts of the ballots that were counted:" in app.text()


async def test_receipts_that_cannot_be_read_are_said_to_be_missing_and_why(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    app.session.rounds.stop()
    for box in (app.session.store.folder / "rounds").glob("*.box"):
        box.write_bytes(b"###")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "i")
        said = " ".join(app.text().split())
        assert "The receipts cannot be shown. " in said
        assert "damaged" in said


async def test_a_search_result_puts_the_cursor_on_its_card(tmp_path: Path) -> None:
    app = await revealed_app(tmp_path)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        first = sheet_of(app.session).entries[0].card.item
        await press(app, pilot, "q")
        assert app.activity_screen.go_to(first)
        assert isinstance(app.pane, ResultPane)
        assert app.pane.grid.current[0] == first


async def test_a_card_that_comes_while_the_group_types_is_there_at_once(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    together(session)
    app = RoundApp(session, "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        add_items(session, "cards", "Late one")
        app.activity_screen.changed(frozenset({"items"}))
        await settle(app, pilot)
        assert "Late one" in app.text()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("face", ["l", "m", "q"])
async def test_every_face_fits_the_screen(tmp_path: Path, size: tuple[int, int], face: str) -> None:
    session = scoring_session(tmp_path, cards=200, preset="wsjf")
    sizes = ({"value": PLANNING_CARDS[n % 7], "size": PLANNING_CARDS[n % 6]} for n in range(40))
    together(session, *({**one, "time": 3, "risk": 5} for one in sizes))
    app = RoundApp(session, "score")
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        await press(app, pilot, face)
        lines = app.text().splitlines()
        assert len(lines) == size[1]
        assert "Round 1" in lines[0]


async def test_in_a_finished_session_no_round_can_be_begun(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    app.session.apply_now(Change("finish", (replace(app.session.info, state="finished"),)))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(app, pilot, "o", "g")
        assert not rounds(look(app.session))

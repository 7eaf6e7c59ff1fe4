from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from facilitator.activities.dot_voting.closed_pane import ClosedPane
from facilitator.activities.dot_voting.counting import CountDialog
from facilitator.activities.dot_voting.dot_list import DotList
from facilitator.activities.dot_voting.open_pane import OpenPane
from facilitator.activities.dot_voting.opening import set_to
from facilitator.activities.dot_voting.result import ResultPane
from facilitator.activities.dot_voting.rules import Preparation, votes
from facilitator.activities.dot_voting.setup import SetupPane
from facilitator.activities.dot_voting.ties import deciding, open_tie, standing_winners
from facilitator.core.change import Change
from facilitator.core.rounds import Round
from facilitator.kit.locked import LockedScreen
from facilitator.session.session import Session
from tests.activities.dot_voting.building import cast, closed, look, opened, voted, voting_session
from tests.activities.dot_voting.driving import app_for, ballots, now
from tests.kit.harness import add_items
from tests.kit.round_app import RoundApp, lock, press, settle, unlock

RUN_KEYS = {"n", "p", "t", "question_mark"}


async def test_a_whole_vote_with_the_laptop_handed_round(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=6, people=["A", "B", "C"], winners=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert isinstance(app.pane, SetupPane)
        await lock(app, pilot)
        await ballots(app, pilot, [("1", "down", "1"), ("down", "1"), ()])
        assert "Everybody has voted" in app.text()
        await unlock(app, pilot)
        assert "3 of 3 have voted" in app.text()
        await press(app, pilot, "e")
        assert isinstance(app.pane, ClosedPane)
        await press(app, pilot, "v", "enter")
        assert isinstance(app.pane, ResultPane)
        result = now(app).result
        assert result is not None
        assert [line.dots for line in result.lines] == [1, 2, 0, 0, 0, 0]
        assert "won" in app.text()
        assert app.said == []


async def test_the_keys_of_the_ballot_are_written_once(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=6)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await lock(app, pilot)
        await press(app, pilot, "enter")
        assert app.text().count("enter") == 1
        assert "One dot more" not in app.text()


async def test_the_words_about_enter_are_a_place_to_click(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=6)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await lock(app, pilot)
        await press(app, pilot, "enter", "1")
        keys = app.screen.query_one(".-keys")
        await pilot.click(keys, offset=(str(keys.visual).index("enter") + 2, 0))
        await settle(app, pilot)
        assert "Cast this ballot?" in app.text()


async def test_the_cards_of_a_ballot_that_is_read_once_more_stand_below_each_other(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=0, dots=3)
    add_items(session, "cards", "A short one", "A card with a much longer title", "Three")
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await lock(app, pilot)
        await press(app, pilot, "enter", "1", "down", "1", "down", "1", "enter")
        dots = [line.index("●") for line in app.text().splitlines() if "●  " in line]
        assert len(dots) == 3
        assert len(set(dots)) == 1
        assert dots[0] > 10


async def test_the_rules_in_force_are_shown_before_the_round_opens(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=12)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        for words in (
            "12 cards",
            "4  (automatic: a third of 12 cards)",
            "2  (automatic: half of the dots, at most 3)",
            "secret ballots",
            "supporters → score → run-off → decider → draw",
            "does not vote",
            "6  (everybody present)",
        ):
            assert words in app.text()


async def test_rules_are_changed_by_plus_minus_and_automatic(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=12)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "plus", "plus", "minus", "right")
        assert next(iter(app.session.table(Preparation).values())).dots == 6
        await press(app, pilot, "a")
        assert "4  (automatic" in app.text()
        await press(app, pilot, "down", "down", "plus")
        assert "open: hands" in app.text()


async def test_a_number_is_typed_after_enter(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=12)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, *["down"] * 6, "enter", "ctrl+u", "4", "0", "enter")
        assert "40  (set by hand)" in app.text()


async def test_a_senseless_number_is_refused_with_a_sentence(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=12)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "enter", "ctrl+u", "x", "enter")
        assert app.said == ["Enter a whole number between 1 and 100."]


async def test_a_changed_rule_can_be_undone(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=12)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "plus")
        await app.session.undo()
        await app.settled(pilot)
        assert "4  (automatic" in app.text()


@pytest.mark.parametrize(("cards", "words"), [(0, "There are no cards"), (1, "only one card"), (21, "grouping them")])
async def test_odd_numbers_of_cards_get_a_sentence(tmp_path: Path, cards: int, words: str) -> None:
    app = app_for(tmp_path, cards=cards)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert words in app.text()


async def test_without_cards_opening_says_so(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=0)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "o")
        assert app.said == ["There are no cards to vote on yet. Collect some first."]
        assert isinstance(app.pane, SetupPane)


async def test_while_a_round_is_open_no_total_is_on_the_screen(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=6)
    vote = await opened(session)
    await cast(session, vote, {"1": 1}, {"1": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert "2 of 6 have voted" in app.text()
        assert "Result" not in app.text()
        assert "█" not in app.text()


async def test_ending_early_asks_with_the_number_of_those_who_voted(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    vote = await opened(session)
    await cast(session, vote, {"1": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "e")
        assert "Only 1 of 6 have voted" in app.text()
        await press(app, pilot, "enter")
        assert now(app).state == "open"
        await press(app, pilot, "e", "tab", "enter")
        assert now(app).state == "closed"


async def test_two_different_codes_are_not_taken(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "o", "enter", "h", "1", "enter", "2", "enter")
        assert "not the same" in app.text()
        await press(app, pilot, "escape")
        assert not app.context.has_code()
        assert isinstance(app.pane, OpenPane)


async def test_the_code_is_asked_for_once(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await lock(app, pilot)
        await unlock(app, pilot)
        await press(app, pilot, "h")
        assert isinstance(app.screen, LockedScreen)


async def test_a_ballot_with_too_many_dots_cannot_be_filled_in(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=6, dots=2, per_item=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await lock(app, pilot)
        await ballots(app, pilot, [("9", "1", "plus", "down", "1", "down", "1")])
        assert app.session.rounds.standing(now(app).id).ballots == 1
        box = app.session.rounds._box(now(app).id)
        box.close().result()
        assert [ballot.value for ballot in box.ballots()] == [{"1": 1, "2": 1}]


async def test_lowering_the_voters_below_the_ballots_is_refused(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    await cast(session, await opened(session), {"1": 1}, {"2": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "w", "ctrl+u", "1", "enter")
        assert "1 ballot would be broken" in app.said[0]
        await press(app, pilot, "w", "ctrl+u", "4", "enter")
        assert "2 of 4 have voted" in app.text()


async def test_other_limits_are_refused_with_the_ballots_they_would_break(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    await cast(session, await opened(session), {"1": 1}, {"2": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "minus")
        assert "2 ballots would be broken" in app.said[0]


async def test_a_damaged_box_is_said_and_its_round_can_be_set_aside(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    vote = await opened(session)
    await cast(session, vote, {"1": 1}, {"2": 1})
    session.rounds.stop()
    path = session.store.folder / "rounds" / f"{vote.id}.box"
    data = path.read_bytes()
    path.write_bytes(data[:20] + b"###" + data[23:])
    app = RoundApp(session, "vote")
    async with app.run_test(size=(100, 30)) as pilot:
        await app.settled(pilot)
        assert "damaged" in " ".join(app.text().split())
        await press(app, pilot, "h")
        assert not isinstance(app.screen, LockedScreen)
        await press(app, pilot, "x", "tab", "enter")
        assert isinstance(app.pane, SetupPane)
        assert [v.state for v in votes(look(session))] == ["set aside"]
        assert session.table(Round)[vote.id].state == "revealed"


async def test_a_count_by_hand_is_entered_corrected_and_revealed(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=6, secret=False)
    await closed(session, await opened(session))
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "c", "tab", "3", "down", "2", "enter")
        assert "6 counted by hand" in app.text()
        await press(app, pilot, "c")
        assert app.screen.query_one(DotList).dots == {"1": 3, "2": 2}
        await press(app, pilot, "tab", "4", "enter", "v", "enter")
        result = now(app).result
        assert result is not None
        assert ([line.dots for line in result.lines][:3], result.voted) == ([4, 2, 0], 6)
        assert "not known" in app.text()


async def test_a_count_that_cannot_be_right_stays_with_a_sentence(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=6)
    vote = await opened(session)
    await cast(session, vote, {"1": 1})
    await closed(session, vote)
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "c", "end", "backspace", "9", "tab", "2", "enter")
        assert isinstance(app.screen, CountDialog)
        assert "more than the 6 voters" in " ".join(app.text().split())
        assert app.screen.query_one(DotList).dots == {"1": 2}


async def test_zero_voters_take_the_count_away(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=6)
    vote = await closed(session, await opened(session))
    await session.rounds.note(vote.id, "hand", {"voters": 2, "dots": {}})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "c", "end", "backspace", "0", "ctrl+o")
        assert session.rounds.standing(vote.id).notes.get("hand") is None


async def test_an_open_vote_is_not_handed_round(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=6, secret=False)
    await opened(session)
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert "Hand the laptop round" not in app.text()
        await press(app, pilot, "h")
        assert not isinstance(app.screen, LockedScreen)


async def test_a_round_is_set_aside_and_another_prepared(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=6)
    vote = await opened(session)
    await cast(session, vote, {"1": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "x", "tab", "enter")
        assert isinstance(app.pane, SetupPane)
        assert [v.state for v in votes(look(session))] == ["set aside"]
        assert session.table(Round)[vote.id].totals == {}


async def broken(app: RoundApp, pilot: Pilot[Any], *keys: str) -> list[int]:
    """The winners after these keys in the flow that breaks a tie."""
    await press(app, pilot, "b", *keys)
    vote = deciding(look(app.session))
    assert vote is not None
    return sorted(c.number for c in vote.candidates if c.item in standing_winners(vote)[0])


TIED = ({"1": 1}, {"1": 1}, {"2": 1}, {"2": 1}, {})


async def tied_app(home: Path, **settings: Any) -> RoundApp:
    session = voting_session(home, cards=4, winners=1, **settings)
    await voted(session, *TIED)
    return RoundApp(session, "vote")


async def test_a_tie_across_the_line_is_said(tmp_path: Path) -> None:
    app = await tied_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert "cards 1, 2 are tied for 1 place" in app.text()
        assert "cut line: tie of 2 for 1 place" in app.text()


async def test_without_a_tie_there_is_no_key_to_break_one(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=4, winners=1)
    await voted(session, {"1": 1}, {"1": 1}, {"2": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(120, 24)) as pilot:
        await app.settled(pilot)
        assert "Break the tie" not in app.text()


async def test_the_decider_chooses_among_the_tied(tmp_path: Path) -> None:
    app = await tied_app(tmp_path, ties=["supporters", "decider"])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert await broken(app, pilot, "enter", "enter", "down", "enter") == [2]
        assert "decided by Anna" in app.text()


async def test_a_draw_is_logged_with_its_seed_and_cannot_be_undone(tmp_path: Path) -> None:
    app = await tied_app(tmp_path, ties=["draw"])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        winners = await broken(app, pilot, "enter", "enter")
        assert len(winners) == 1
        step = deciding(look(app.session)).ties[-1]  # type: ignore[union-attr]
        assert len(step.seed) == 16
        assert step.seed in app.text()
        with pytest.raises(Exception, match="cannot be undone"):
            await app.session.undo()


async def test_a_rung_is_left_out_and_the_next_one_asked(tmp_path: Path) -> None:
    app = await tied_app(tmp_path, ties=["run-off", "decider"])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "b", "down", "enter")
        assert "left out by the facilitator" in app.text()
        assert "The decider chooses" in app.text()


async def test_with_every_rung_tried_the_tie_stays_open(tmp_path: Path) -> None:
    app = await tied_app(tmp_path, ties=["supporters", "score"])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert await broken(app, pilot) == []
        assert "stays open" in app.text()
        await press(app, pilot, "enter")
        assert isinstance(app.pane, ResultPane)


async def test_a_run_off_is_prepared_held_and_decides(tmp_path: Path) -> None:
    app = await tied_app(tmp_path, ties=["run-off"])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "b", "enter")
        assert isinstance(app.pane, SetupPane)
        assert "Run-off among 2 tied cards" in app.text()
        await lock(app, pilot)
        await ballots(app, pilot, [("down", "1"), ("down", "1"), ("1",)])
        await unlock(app, pilot)
        await press(app, pilot, "e", "tab", "enter", "v", "enter")
        assert isinstance(app.pane, ResultPane)
        vote = deciding(look(app.session))
        assert vote is not None
        assert vote.number == 1
        assert open_tie(vote) is None
        assert "cut line: 1 won, tie broken" in app.text()


async def test_a_run_off_that_is_not_held_leads_back_to_the_result(tmp_path: Path) -> None:
    app = await tied_app(tmp_path, ties=["run-off"])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "b", "enter", "x")
        assert isinstance(app.pane, ResultPane)
        assert not app.session.table(Preparation)


async def test_rounds_are_compared_side_by_side(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=3)
    await voted(session, {"1": 1}, {"2": 1}, {"1": 1})
    await voted(session, {"3": 1}, {"3": 1}, {"1": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "r")
        rows = [line.split() for line in app.text().splitlines()]
        assert ["1", "Card", "1", "2", "(1.)", "1", "(2.)"] in rows
        assert ["3", "Card", "3", "0", "(3.)", "2", "(1.)"] in rows
        await press(app, pilot, "r")
        assert "█" in app.text()


async def test_the_decision_record_lists_the_receipts(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=3)
    vote = await voted(session, {"1": 1}, {"2": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 30)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "i")
        for receipt in session.rounds.receipts(vote.id):
            assert receipt in app.text()


async def test_receipts_that_cannot_be_read_are_said_to_be_missing_and_why(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=3)
    vote = await voted(session, {"1": 1}, {"2": 1})
    session.rounds.stop()
    (session.store.folder / "rounds" / f"{vote.id}.box").write_bytes(b"###")
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 30)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "i")
        said = " ".join(app.text().split())
        assert "The receipts cannot be shown. " in said
        assert "damaged" in said


async def test_another_round_keeps_the_result_of_the_first(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=3)
    first = await voted(session, {"1": 1}, {"2": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "o")
        assert isinstance(app.pane, SetupPane)
        assert deciding(look(session)) == first


async def test_another_round_starts_from_the_rules_of_the_one_before_and_says_so(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=6)
    session.apply_now(Change("rules", (set_to(look(session), "dots", "5"),)))
    await voted(session, {"1": 1}, {"2": 1})
    session.apply_now(Change("over", (), tuple(session.table(Preparation).values())))
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "o")
        assert "5  (as in the round before)" in app.text()
        assert "6  (everybody present)" in app.text()
        await press(app, pilot, "plus")
        assert "6  (as" not in app.text()


async def test_the_voters_of_a_run_off_are_those_of_the_round_before(tmp_path: Path) -> None:
    app = await tied_app(tmp_path, ties=["run-off"])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "b", "enter")
        assert "6  (as in the round before)" in app.text()
        assert "set by hand" not in app.text()


async def test_sixty_cards_are_usable_at_eighty_by_twenty_four(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=60)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await lock(app, pilot)
        await press(app, pilot, "enter", "end", "3", "home", "2")
        assert "5 dots left" in app.text()
        assert "Card 1 " in app.text()
        await press(app, pilot, "end")
        assert "Card 60" in app.text()


async def test_a_read_only_session_shows_and_changes_nothing(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=3)
    await voted(session, {"1": 1}, {"2": 1})
    session.close()
    app = RoundApp(Session.open(session.store.folder, session.kinds, read_only=True), "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert "Another round" not in app.text()
        await press(app, pilot, "o")
        assert isinstance(app.pane, ResultPane)
        await press(app, pilot, "i")
        assert "2 of 6 voted" in app.text()


async def test_no_key_of_a_pane_is_one_of_runs() -> None:
    for pane in (SetupPane, OpenPane, ClosedPane, ResultPane, DotList):
        keys = set(pane._merge_bindings().key_to_bindings)
        assert not keys & RUN_KEYS
        assert not [key for key in keys if key.startswith(("f1", "ctrl+"))]


async def test_every_size_draws(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=30)
    await voted(session, *({str(n): 1} for n in range(1, 7)))
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        for size in ((20, 5), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "Card 1" in app.text()


async def test_a_finished_session_offers_no_round_and_still_lets_one_end(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=3)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(app, pilot)
        assert app.pane.check_action("open", ())
        finished = msgspec.structs.replace(app.session.info, state="finished")
        await app.session.apply(Change("", (finished,)))
        assert not app.pane.check_action("open", ())
        await app.session.apply(Change("", (msgspec.structs.replace(finished, state="running"),)))
        await press(app, pilot, "o", "enter")
        assert isinstance(app.pane, OpenPane)
        await app.session.apply(Change("", (finished,)))
        assert [bool(app.pane.check_action(act, ())) for act in ("hand_round", "close")] == [False, True]

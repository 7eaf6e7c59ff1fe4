from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from facilitator.activities.dot_voting.report import blocks, open_ends, unfinished
from facilitator.activities.dot_voting.scene import scene
from facilitator.activities.dot_voting.ties import by_decider, by_draw, facts, open_tie, winners
from facilitator.core.blocks import AnyBlock, Bars, Bullets, Heading, Profile, Table, Text, filtered
from facilitator.core.change import Change
from facilitator.session.session import Session
from tests.activities.dot_voting.building import cast, closed, look, opened, shown, voted, voting_session


@pytest.fixture
async def session(tmp_path: Path) -> AsyncIterator[Session]:
    made = voting_session(tmp_path, cards=6, winners=2)
    yield made
    made.close()


FIVE = ({"1": 1}, {"1": 1}, {"2": 1}, {"2": 1}, {"1": 1, "3": 1})
TIE = ({"1": 1}, {"1": 1}, {"2": 1}, {"3": 1}, {})


def words(found: list[AnyBlock] | tuple[AnyBlock, ...]) -> str:
    """Everything that a reader of these blocks reads."""
    parts: list[str] = []
    for block in found:
        match block:
            case Text() | Heading():
                parts.append(block.text)
            case Bullets():
                parts += block.items
            case Table():
                parts += [column.title for column in block.columns]
                parts += [cell for row in block.rows for cell in row]
            case Bars():
                parts += [f"{label} {value}" for label, value in block.bars]
    return "\n".join(parts)


def table(found: list[AnyBlock]) -> Table:
    return next(block for block in found if isinstance(block, Table))


def report(session: Session, reader: Profile = "client") -> str:
    return words(filtered(blocks(look(session)), reader))


async def test_without_a_round_the_report_says_so(session: Session) -> None:
    assert report(session) == "Nobody has voted yet."


async def test_the_result_is_a_table_from_the_top_down(session: Session) -> None:
    await voted(session, *FIVE)
    rows = table(blocks(look(session))).rows
    assert [row[:5] for row in rows[:3]] == [
        ("1", "1", "Card 1", "3", "50 %"),
        ("2", "2", "Card 2", "2", "33 %"),
        ("3", "3", "Card 3", "1", "17 %"),
    ]
    assert len(rows) == 3
    assert [row[-1] for row in rows[:3]] == ["won", "won", ""]


async def test_supporters_are_in_it_above_the_floor(session: Session) -> None:
    await voted(session, *FIVE)
    found = table(blocks(look(session)))
    assert "Supporters" in [column.title for column in found.columns]
    assert found.rows[0][5:8] == ("3", "50 %", "1.0")


async def test_under_the_floor_supporters_are_in_no_profile(session: Session) -> None:
    await voted(session, *FIVE[:4])
    said = report(session, "consultant")
    assert "Coverage" not in said
    assert "abstained" not in said
    assert "fewer than 5 voted" in said


async def test_the_decision_record_has_rules_turnout_and_source(session: Session) -> None:
    await voted(session, *FIVE)
    said = report(session)
    for part in ("2 dots each", "at most 1 on one card", "secret ballots", "6 voters", "5 of 6 voted (83 %)"):
        assert part in said
    assert "5 on the laptop" in said
    assert "gap of 1 dot" in said


async def test_only_the_consultant_reads_the_root_hash(session: Session) -> None:
    await voted(session, *FIVE)
    assert "Root hash" not in report(session, "team")
    assert "Root hash" in report(session, "consultant")


async def test_the_client_reads_that_the_decider_chose_and_the_team_who_it_was(session: Session) -> None:
    vote = await voted(session, *TIE)
    tie = open_tie(vote)
    assert tie is not None
    session.apply_now(Change("", (by_decider(vote, (tie.tied[0].item,), "Anna Boss"),)))
    assert "decider: 2 in, 3 out" in report(session)
    assert "Anna" not in report(session)
    assert "Decider: Anna Boss" in report(session, "team")


async def test_the_seed_of_a_draw_is_in_the_decision_record(session: Session) -> None:
    vote = await voted(session, *TIE)
    session.apply_now(Change("", (by_draw(vote, "c0ffee"),)))
    assert "seed c0ffee" in report(session)
    assert "SHA-256" in report(session)


async def test_an_open_round_shows_no_total(session: Session) -> None:
    vote = await opened(session)
    await cast(session, vote, *FIVE)
    assert report(session, "consultant") == "This round has not been revealed."
    await closed(session, vote)
    assert report(session, "consultant") == "This round has not been revealed."


async def test_several_rounds_follow_each_other(session: Session) -> None:
    await voted(session, *FIVE)
    await voted(session, *TIE)
    heads = [block.text for block in blocks(look(session)) if isinstance(block, Heading)]
    assert heads == ["Chosen", "Round 1: replaced by round 2", "Round 2"]


async def test_what_was_chosen_stands_first(session: Session) -> None:
    await voted(session, *FIVE)
    first, second = blocks(look(session))[:2]
    assert isinstance(first, Heading)
    assert first.text == "Chosen"
    assert second == Bullets(items=("1 · Card 1 (3 dots)", "2 · Card 2 (2 dots)"))


async def test_a_round_that_was_replaced_is_short(session: Session) -> None:
    await voted(session, *FIVE)
    await voted(session, *TIE)
    found = blocks(look(session))
    at = next(n for n, block in enumerate(found) if isinstance(block, Heading) and "replaced" in block.text)
    assert found[at + 1] == Text(text="Ahead were: 1, 2. 5 of 6 voted (83 %) · 4 dots unused.")
    assert isinstance(found[at + 2], Heading)


async def test_below_the_chosen_a_sentence_says_how_a_tie_stands(session: Session) -> None:
    vote = await voted(session, *TIE)
    found = blocks(look(session))
    assert found[1:3] == [
        Bullets(items=("1 · Card 1 (2 dots)",)),
        Text(text="Round 1: cards 2, 3 are tied for 1 place."),
    ]
    session.apply_now(Change("", (by_draw(vote, "x"),)))
    assert Text(text="A tie was broken: draw.") in blocks(look(session))[:4]


async def test_when_nobody_gave_a_dot_no_card_was_chosen(session: Session) -> None:
    await voted(session, {}, {}, {}, {}, {})
    found = blocks(look(session))
    assert found[1] == Text(text="No card was chosen.")
    assert not [block for block in filtered(found, "client") if isinstance(block, Table | Bars)]


async def test_cards_without_a_dot_are_one_line_and_rows_only_for_the_team(session: Session) -> None:
    await voted(session, *FIVE)
    line = "3 cards without a dot: 4, 5, 6"
    assert line in report(session)
    assert "Card 5" not in report(session)
    assert "Card 5" in report(session, "team")


async def test_markup_in_a_title_is_plain_text(session: Session) -> None:
    first = look(session).items[0]
    session.apply_now(Change("", (msgspec.structs.replace(first, title="[red]x[/nope]"),)))
    await voted(session, *FIVE)
    assert table(blocks(look(session))).rows[0][2] == "[red]x[/nope]"


async def test_going_on_asks_while_nobody_has_voted(session: Session) -> None:
    assert "Nobody has voted" in unfinished(look(session))


async def test_going_on_asks_until_the_reveal(session: Session) -> None:
    vote = await opened(session)
    assert "still open" in unfinished(look(session))
    vote = await closed(session, vote)
    assert "not been revealed" in unfinished(look(session))


async def test_going_on_asks_when_fewer_than_half_have_voted(session: Session) -> None:
    await voted(session, {"1": 1}, {"2": 1})
    assert unfinished(look(session)) == "Only 2 of 6 have voted."


async def test_going_on_asks_when_fewer_than_half_of_the_dots_were_given(session: Session) -> None:
    await voted(session, {"1": 1}, {}, {}, {})
    assert "half of the dots" in unfinished(look(session))


async def test_going_on_does_not_ask_after_a_good_round(session: Session) -> None:
    await voted(session, *FIVE)
    assert unfinished(look(session)) == ""


async def test_an_open_tie_is_an_open_end_and_all_its_cards_are_passed_on(session: Session) -> None:
    await voted(session, *TIE)
    assert open_ends(look(session)) == ["Round 1: cards 2, 3 are tied for 1 place."]
    numbers = [look(session).all_items[item].number for item in winners(look(session))]
    assert numbers == [1, 2, 3]


async def test_going_on_asks_while_a_tie_across_the_line_is_open(session: Session) -> None:
    vote = await voted(session, *TIE)
    assert unfinished(look(session)) == "Round 1: cards 2, 3 are tied for 1 place."
    session.apply_now(Change("", (by_draw(vote, "x"),)))
    assert "tied" not in unfinished(look(session))


async def test_a_broken_tie_is_no_open_end(session: Session) -> None:
    vote = await voted(session, *TIE)
    session.apply_now(Change("", (by_draw(vote, "x"),)))
    assert open_ends(look(session)) == []
    assert len(winners(look(session))) == 2


async def test_without_a_result_nothing_is_passed_on(session: Session) -> None:
    await opened(session)
    assert winners(look(session)) == []


async def test_other_steps_may_ask_for_the_winners_those_of_an_open_tie_left_out(session: Session) -> None:
    await voted(session, *TIE)
    [won] = facts(look(session))["winner"]
    assert look(session).all_items[won].number == 1


async def test_before_a_result_there_is_nothing_to_ask_for(session: Session) -> None:
    await opened(session)
    assert facts(look(session)) == {}


async def test_the_room_sees_rules_and_cards_before_a_round(session: Session) -> None:
    said = words(scene(look(session)).blocks)
    assert "2 dots each" in said
    assert "Card 6" in said


async def test_the_room_sees_how_many_have_voted_and_nothing_else(session: Session) -> None:
    vote = await opened(session)
    before = words(scene(look(session)).blocks)
    await cast(session, vote, *FIVE)
    after = words(scene(look(session)).blocks)
    assert "5 of 6 have voted" in after
    assert after.replace("5 of 6", "0 of 6") == before


async def test_the_room_sees_the_result_after_the_reveal(session: Session) -> None:
    await voted(session, *FIVE)
    shown_bars = next(block for block in scene(look(session)).blocks if isinstance(block, Bars))
    assert shown_bars.bars[0] == ("1. 1 Card 1 (won)", 3.0)


async def test_the_scene_has_title_and_prompt(session: Session) -> None:
    seen = scene(look(session))
    assert (seen.title, seen.prompt) == ("What first?", "Choose.")


async def test_an_unrevealed_later_round_does_not_hide_the_earlier_result(session: Session) -> None:
    await voted(session, *FIVE)
    vote = await opened(session)
    assert len(winners(look(session))) == 2
    await shown(session, vote)

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from facilitator.activities.ideas import reveal
from facilitator.activities.ideas.entry import EntryLine
from facilitator.activities.ideas.rules import Gathering
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.records import Cluster, Item, Person
from facilitator.core.rounds import Round
from facilitator.kit.board import Board
from facilitator.session.finishing import open_ends
from facilitator.session.session import Session
from tests.kit.harness import StepApp, add_items, make_session, reopen, step_of

CASES = {
    "cards": {
        "title": "Use case",
        "fields": [
            {"id": "problem", "title": "Problem", "type": "long"},
            {"id": "owner", "title": "Owner", "type": "person"},
            {"id": "hours", "title": "Hours", "type": "number"},
        ],
    }
}


def session_with(tmp_path: Path, *titles: str, people: tuple[str, ...] = (), **settings: Any) -> Session:
    step = {"id": "ideas", "kind": "ideas", "items": "cards", **settings}
    session = make_session(tmp_path, [step], collections=CASES, people=people)
    if titles:
        add_items(session, "cards", *titles)
    return session


class Desk:
    """The screen of a step, and what a facilitator does with it."""

    def __init__(self, session: Session, **values: Any) -> None:
        self.session = session
        self.app = StepApp(session, "ideas", **values)
        self.size = (80, 24)

    async def __aenter__(self) -> "Desk":
        self._run = self.app.run_test(size=self.size)
        self.pilot = await self._run.__aenter__()
        await self.settle()
        return self

    async def __aexit__(self, *details: Any) -> None:
        await self._run.__aexit__(*details)

    async def settle(self) -> None:
        for _ in range(2):
            await self.pilot.pause()

    async def done(self) -> None:
        await self.app.settled(self.pilot)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        await self.pilot.press(*(("space" if c == " " else c) for c in text))
        await self.settle()

    async def paste(self, text: str) -> None:
        assert self.app.focused is not None
        self.app.focused.post_message(Paste(text))
        await self.settle()
        await self.done()

    async def on_board(self) -> None:
        self.board.focus()
        await self.settle()

    @property
    def board(self) -> Board:
        return self.app.activity_screen.query_one(Board)

    @property
    def entry(self) -> EntryLine:
        return self.app.activity_screen.query_one(EntryLine)

    @property
    def items(self) -> list[Item]:
        items = self.session.table(Item).values()
        return sorted((item for item in items if item.state == "active"), key=lambda item: (item.order, item.number))

    @property
    def titles(self) -> list[str]:
        return [item.title for item in self.items]

    def item(self, number: int) -> Item:
        return next(item for item in self.session.table(Item).values() if item.number == number)

    @property
    def text(self) -> str:
        return self.app.text()


# Cards come in


async def test_enter_adds_the_typed_line_as_a_card(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.type("Draft quotes")
        await desk.press("enter")
        await desk.done()
        assert desk.titles == ["Draft quotes"]
        assert desk.entry.value == ""


async def test_an_empty_line_adds_nothing(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.press("enter")
        await desk.done()
        assert desk.titles == []


async def test_cards_typed_quickly_one_after_the_other_all_come_in_in_order(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.pilot.press("a", "enter", "b", "enter", "c", "enter")
        await desk.done()
        assert [(item.number, item.title) for item in desk.items] == [(1, "a"), (2, "b"), (3, "c")]


async def test_a_paste_of_many_lines_adds_many_cards_and_says_how_many(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.paste("- one\n- two: with a description\n\n3. three\n")
        assert desk.titles == ["one", "two", "three"]
        assert "3 cards added" in desk.text


async def test_the_names_of_columns_of_a_pasted_table_are_left_out_and_said(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.paste("Decision\tOwner\nChoose the vendor\tAnna\nTrain\tBen\n")
        assert desk.titles == ["Choose the vendor", "Train"]
        assert "2 cards added. Left out as headings: Decision · Owner." in desk.text


async def test_a_paste_of_many_lines_is_one_change(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.paste("one\ntwo\nthree")
        await desk.session.undo()
        assert desk.titles == []


async def test_numbers_are_not_given_again_after_an_undo(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.paste("one\ntwo")
        await desk.session.undo()
        await desk.paste("three\nfour")
        assert [item.number for item in desk.items] == [3, 4]


async def test_a_paste_of_one_line_waits_in_the_line(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.paste("only one\n")
        assert desk.entry.value.strip() == "only one"
        assert desk.titles == []


async def test_a_line_of_ten_thousand_characters_is_kept_whole(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.paste("x" * 10_000)
        await desk.press("enter")
        await desk.done()
        assert desk.items[0].text == "x" * 10_000


async def test_a_text_too_long_for_a_card_comes_back_to_be_shortened(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        desk.entry.value = "y" * 10_001
        await desk.press("enter")
        area = desk.app.screen.query_one(TextArea)
        assert len(area.text) == 10_001
        area.text = "short enough"
        await desk.press("ctrl+o")
        await desk.done()
        assert desk.titles == ["short enough"]


async def test_cards_that_the_disk_refuses_wait_and_come_in_later(tmp_path: Path, monkeypatch: Any) -> None:
    session = session_with(tmp_path)
    async with Desk(session) as desk:

        async def refuse(change: Any) -> bool:
            return False

        with monkeypatch.context() as patch:
            patch.setattr(desk.app.context, "apply", refuse)
            await desk.paste("one\ntwo")
            assert "2 unsaved" in desk.text
        await desk.press("enter")
        await desk.done()
        assert desk.titles == ["one", "two"]


async def test_three_hundred_pasted_cards_are_all_there(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.paste("\n".join(f"Idea {n}" for n in range(300)))
        assert len(desk.titles) == 300


async def test_markup_and_wide_characters_are_shown_as_they_are(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        await desk.paste("[red]x[/nope] [@click=app.quit]\n日本語の見積もり 👍")
        assert "[red]x[/nope]" in desk.text
        assert "日本語の見積もり" in desk.text.replace("\x00", "")


async def test_keys_of_the_board_are_letters_in_the_line(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "a", "b")) as desk:
        await desk.type("xkmg 7")
        assert desk.entry.value == "xkmg 7"


@pytest.mark.parametrize("key", ["escape", "ctrl+g", "down", "tab"])
async def test_the_line_can_be_left_with_several_keys(tmp_path: Path, key: str) -> None:
    async with Desk(session_with(tmp_path, "a")) as desk:
        await desk.type("half")
        await desk.press(key)
        assert desk.app.focused is desk.board
        assert desk.entry.value == "half"


async def test_a_leads_back_to_the_line(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "a")) as desk:
        await desk.on_board()
        await desk.press("a")
        assert desk.app.focused is desk.entry


async def test_no_cards_give_a_helpful_line(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, mode="cluster")) as desk:
        assert "No cards yet" in desk.text


# Numbers, marks, one card


async def test_typed_numbers_merge_the_cards_they_name(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two", "three")) as desk:
        await desk.on_board()
        await desk.press("3", "space", "1")
        assert "numbers: 3 1" in desk.text
        await desk.press("m", "enter")
        await desk.done()
        assert desk.titles == ["two", "three"]


async def test_the_survivor_of_a_merge_is_chosen(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two")) as desk:
        await desk.on_board()
        await desk.press("1", "space", "2", "m", "down", "enter")
        await desk.done()
        assert desk.titles == ["two"]
        assert desk.item(2).text == "one"


async def test_a_merge_is_undone_with_both_texts(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two")) as desk:
        await desk.on_board()
        await desk.press("1", "space", "2", "m", "enter")
        await desk.done()
        await desk.session.undo()
        assert desk.titles == ["one", "two"]
        assert desk.item(1).text == ""


async def test_a_number_that_is_not_there_is_said(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two")) as desk:
        await desk.on_board()
        await desk.press("9", "9", "k")
        await desk.done()
        assert desk.app.said == ["There is no card 99 in this step."]


async def test_one_card_alone_is_not_merged(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two")) as desk:
        await desk.on_board()
        await desk.press("m")
        await desk.done()
        assert "needs two cards" in desk.app.said[0]


async def test_marked_cards_are_parked_and_brought_back(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two", "three")) as desk:
        await desk.on_board()
        await desk.press("space", "space", "k")
        await desk.done()
        assert desk.titles == ["three"]
        await desk.press("b", "down", "enter")
        await desk.done()
        assert desk.titles == ["two", "three"]


async def test_x_archives_the_card_under_the_cursor(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two")) as desk:
        await desk.on_board()
        await desk.press("x")
        await desk.done()
        assert desk.item(1).state == "archived"


async def test_a_card_is_split_into_two(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "quotes and invoices", "other")) as desk:
        await desk.on_board()
        await desk.press("s", "ctrl+o")
        await desk.done()
        assert [(item.number, item.title) for item in desk.items] == [(1, "quotes"), (3, "invoices"), (2, "other")]


async def test_a_card_found_by_its_words_gets_the_cursor(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "quotes", "invoices", "tickets")) as desk:
        await desk.on_board()
        await desk.press("f")
        await desk.type("tick")
        await desk.press("enter")
        await desk.done()
        assert desk.board.current == desk.item(3).id


async def test_enter_opens_the_form_and_saves_the_fields(tmp_path: Path) -> None:
    session = session_with(tmp_path, "quotes", people=("Anna Visser", "Ben Bos"), mode="sharpen")
    async with Desk(session) as desk:
        await desk.press("enter")
        fields = {str(field.id): field for field in desk.app.screen.query(Input)}
        fields["field-0"].value = "Quotes drafted"
        fields["field-2"].value = "anna"
        fields["field-3"].value = "2,5"
        desk.app.screen.query_one("#field-1", TextArea).text = "takes 8 hours\nby hand"
        await desk.press("ctrl+o")
        await desk.done()
        item = desk.item(1)
        assert item.title == "Quotes drafted"
        assert item.fields == {"problem": "takes 8 hours\nby hand", "owner": "Anna Visser", "hours": "2.5"}


async def test_a_faulty_answer_keeps_the_form_open(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "quotes", mode="sharpen")) as desk:
        await desk.press("enter")
        desk.app.screen.query_one("#field-3", Input).value = "many"
        await desk.press("ctrl+o")
        assert "is no number" in desk.text
        await desk.press("escape", "enter")


async def test_j_goes_from_card_to_card_with_empty_fields(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two", mode="sharpen")) as desk:
        await desk.press("j")
        assert desk.app.screen.query_one("#field-0", Input).value == "two"
        await desk.press("ctrl+o")
        assert desk.app.screen.query_one("#field-0", Input).value == "one"
        await desk.press("escape")
        await desk.done()
        assert len(desk.app.screen_stack) == 1


async def test_the_author_is_asked_only_where_the_room_cannot_see_it(tmp_path: Path) -> None:
    session = session_with(tmp_path, "one", people=("Anna",))
    async with Desk(session) as desk:
        await desk.on_board()
        await desk.press("enter")
        assert "Author" not in desk.text


async def test_with_a_private_screen_the_author_can_be_chosen(tmp_path: Path) -> None:
    session = session_with(tmp_path, "one", people=("Anna",))
    anna = next(iter(session.table(Person)))
    async with Desk(session, private=True) as desk:
        await desk.on_board()
        await desk.press("enter")
        desk.app.screen.query_one("#field-5").value = anna  # type: ignore[attr-defined]
        await desk.press("ctrl+o")
        await desk.done()
        assert desk.item(1).author == anna


# Groups


async def test_cards_go_into_a_new_group(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two", mode="cluster")) as desk:
        await desk.press("1", "space", "2", "g")
        await desk.type("Sales")
        await desk.press("enter")
        await desk.done()
        (cluster,) = desk.session.table(Cluster).values()
        assert cluster.title == "Sales"
        assert [item.cluster for item in desk.items] == [cluster.id, cluster.id]
        assert "Sales (2)" in desk.text


async def test_a_known_group_is_chosen_by_its_first_letters(tmp_path: Path) -> None:
    session = session_with(tmp_path, "one", "two", mode="cluster")
    async with Desk(session) as desk:
        for keys in ("Sales", "sal"):
            await desk.press("home", "g")
            await desk.type(keys)
            await desk.press("enter")
            await desk.done()
            await desk.press("left")
        assert len(session.table(Cluster)) == 1
        assert all(item.cluster for item in desk.items)


async def test_the_arrows_of_a_keyboard_move_cards_between_groups(tmp_path: Path) -> None:
    session = session_with(tmp_path, "one", mode="cluster")
    async with Desk(session) as desk:
        await desk.press("g", "S", "enter")
        await desk.done()
        await desk.press("less_than_sign")
        await desk.done()
        assert desk.item(1).cluster is None
        await desk.press("greater_than_sign")
        await desk.done()
        assert desk.item(1).cluster is not None


async def test_a_group_is_renamed_and_dissolved_without_losing_cards(tmp_path: Path) -> None:
    session = session_with(tmp_path, "one", mode="cluster")
    async with Desk(session) as desk:
        await desk.press("g", "S", "enter")
        await desk.done()
        await desk.press("r", "2", "enter")
        await desk.done()
        assert "2 (1)" in desk.text
        await desk.press("d")
        await desk.done()
        assert desk.titles == ["one"]
        assert not session.table(Cluster)


async def test_a_card_dragged_onto_a_group_goes_there(tmp_path: Path) -> None:
    session = session_with(tmp_path, "one", "two", mode="cluster")
    async with Desk(session) as desk:
        await desk.press("g", "S", "enter")
        await desk.done()
        desk.board.go_to(desk.item(2).id)
        await desk.settle()
        place = desk.board.region
        await desk.pilot.mouse_down(offset=(place.x + 6, place.y + 1))
        await desk.pilot.hover(offset=(place.x + 50, place.y + 3))
        await desk.pilot.mouse_up(offset=(place.x + 50, place.y + 3))
        await desk.settle()
        await desk.done()
        assert desk.item(2).cluster == desk.item(1).cluster


async def test_plus_moves_a_card_down_in_its_list(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", "two", mode="cluster")) as desk:
        await desk.press("plus")
        await desk.done()
        assert desk.titles == ["two", "one"]


async def test_groups_and_list_take_turns(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", mode="cluster")) as desk:
        assert "Not yet grouped (1)" in desk.text
        await desk.press("c")
        assert "Not yet grouped" not in desk.text


# Covered cards


async def test_a_private_card_is_covered_until_it_is_shown(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, private=True)) as desk:
        await desk.paste("secret one\nsecret two")
        assert "secret" not in desk.text
        assert "▒ 2 covered" in desk.text
        await desk.on_board()
        await desk.press("v", "enter")
        await desk.done()
        assert "secret one" in desk.text
        assert "secret two" in desk.text


async def test_a_covered_card_is_not_opened_where_the_room_can_see_it(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, private=True)) as desk:
        await desk.paste("secret one\nsecret two")
        await desk.on_board()
        await desk.press("enter")
        await desk.done()
        assert "still covered" in desk.app.said[0]
        assert len(desk.app.screen_stack) == 1


async def test_finding_a_card_does_not_uncover_it(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, private=True)) as desk:
        await desk.paste("secret one\nsecret two")
        await desk.on_board()
        await desk.press("f")
        assert "secret" not in desk.text


async def test_bringing_back_does_not_uncover_a_card(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, private=True)) as desk:
        await desk.paste("secret one\nsecret two")
        await desk.on_board()
        await desk.press("x")
        await desk.done()
        await desk.press("b")
        assert "secret" not in desk.text


async def test_opening_covered_cards_says_that_the_room_can_see_it(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, private=True)) as desk:
        await desk.paste("secret one\nsecret two")
        await desk.on_board()
        await desk.press("u", "right", "enter")
        await desk.done()
        assert desk.app.said == ["The room can see this."]
        assert "secret one" in desk.text


# Anonymous cards


async def test_an_anonymous_card_goes_into_the_box_and_not_into_the_session(tmp_path: Path) -> None:
    session = session_with(tmp_path, anonymous=True)
    async with Desk(session) as desk:
        await desk.paste("rude one\nkind one")
        assert not session.table(Item)
        assert "rude" not in desk.text
        assert "▒ 2 in the box" in desk.text
        assert b"rude" not in (session.store.folder / "session.json").read_bytes()


async def test_anonymous_cards_are_shown_in_one_act_without_author(tmp_path: Path) -> None:
    session = session_with(tmp_path, anonymous=True)
    async with Desk(session) as desk:
        await desk.paste("one\ntwo\nthree")
        await desk.on_board()
        await desk.press("v", "enter")
        await desk.done()
        assert sorted(desk.titles) == ["one", "three", "two"]
        assert [item.number for item in desk.items] == [1, 2, 3]
        assert all(item.author is None for item in desk.items)


async def test_after_the_reveal_a_new_round_takes_further_cards(tmp_path: Path) -> None:
    session = session_with(tmp_path, anonymous=True)
    async with Desk(session) as desk:
        for text in ("one\ntwo", "three\nfour"):
            desk.entry.focus()
            await desk.settle()
            await desk.paste(text)
            await desk.on_board()
            await desk.press("v", "enter")
            await desk.done()
        assert [item.number for item in desk.items] == [1, 2, 3, 4]
        assert {record.state for record in session.table(Round).values()} == {"revealed"}


async def test_a_rude_anonymous_card_is_withheld_before_the_reveal(tmp_path: Path) -> None:
    session = session_with(tmp_path, anonymous=True)
    async with Desk(session) as desk:
        await desk.paste("rude one\nkind one")
        await desk.on_board()
        await desk.press("h", "right", "enter")
        await desk.type("rude")
        await desk.press("enter")
        assert "(withheld)" in desk.text
        await desk.press("escape")
        await desk.done()
        await desk.press("v", "enter")
        await desk.done()
        assert desk.titles == ["kind one"]


async def test_the_list_of_waiting_cards_opens_only_after_a_warning(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, anonymous=True)) as desk:
        await desk.paste("rude one\nkind one")
        await desk.on_board()
        await desk.press("h")
        assert "The room can see" in desk.text
        assert "rude" not in desk.text


async def test_anonymous_cards_survive_a_restart(tmp_path: Path) -> None:
    session = session_with(tmp_path, anonymous=True)
    async with Desk(session) as desk:
        await desk.paste("one\ntwo")
    async with Desk(reopen(session)) as desk:
        assert "▒ 2 in the box" in desk.text
        await desk.on_board()
        await desk.press("v", "enter")
        await desk.done()
        assert sorted(desk.titles) == ["one", "two"]


async def test_a_reveal_interrupted_after_the_close_is_finished_later(tmp_path: Path) -> None:
    session = session_with(tmp_path, anonymous=True)
    async with Desk(session) as desk:
        await desk.paste("one\ntwo")
        (record,) = session.table(Round).values()
        await session.rounds.close(record.id, Change("close"))
        await desk.on_board()
        await desk.press("v", "enter")
        await desk.done()
        assert sorted(desk.titles) == ["one", "two"]


async def damaged(tmp_path: Path) -> Session:
    """A session whose anonymous cards lie in a box that cannot be read any more."""
    session = session_with(tmp_path, anonymous=True)
    async with Desk(session) as desk:
        await desk.paste("one\ntwo")
    session.rounds.stop()
    (path,) = (session.store.folder / "rounds").glob("*.box")
    data = path.read_bytes()
    path.write_bytes(data[:20] + b"###" + data[23:])
    return reopen(session)


@pytest.mark.parametrize("key", ["v", "h"])
async def test_anonymous_cards_that_cannot_be_read_can_be_set_aside(tmp_path: Path, key: str) -> None:
    session = await damaged(tmp_path)
    async with Desk(session) as desk:
        await desk.on_board()
        await desk.press(key)
        assert "damaged" in " ".join(desk.text.split())
        await desk.press("right", "enter")
        await desk.done()
        assert [record.state for record in session.table(Gathering).values()] == ["set aside"]
        assert [record.state for record in session.table(Round).values()] == ["revealed"]
        assert open_ends(session, Translator()) == []


async def test_anonymous_cards_that_cannot_be_read_stay_where_they_are_unless_that_is_wanted(tmp_path: Path) -> None:
    session = await damaged(tmp_path)
    async with Desk(session) as desk:
        await desk.on_board()
        await desk.press("v", "enter")
        await desk.done()
        assert [record.state for record in session.table(Gathering).values()] == ["open"]


async def test_after_a_box_was_set_aside_cards_come_into_a_new_one(tmp_path: Path) -> None:
    session = await damaged(tmp_path)
    async with Desk(session) as desk:
        await desk.on_board()
        await desk.press("v", "right", "enter")
        await desk.done()
        desk.entry.focus()
        await desk.paste("three\nfour")
        await desk.on_board()
        await desk.press("v", "enter")
        await desk.done()
        assert sorted(desk.titles) == ["four", "three"]


async def test_nothing_of_an_anonymous_card_but_the_card_is_left_on_disk(tmp_path: Path) -> None:
    session = session_with(tmp_path, anonymous=True)
    async with Desk(session) as desk:
        await desk.paste("one\ntwo")
        seats = [path.read_bytes() for path in (session.store.folder / "rounds").iterdir()]
        assert any(b"one" in data for data in seats)
        await desk.on_board()
        await desk.press("v", "enter")
        await desk.done()
        left = [path.read_bytes() for path in (session.store.folder / "rounds").rglob("*") if path.is_file()]
        assert not any(b"two" in data for data in left)


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_after_the_reveal_no_byte_of_the_session_tells_who_when_or_in_which_order(
    tmp_path: Path, monkeypatch: Any
) -> None:
    seats: list[str] = []
    real = reveal.seat
    monkeypatch.setattr(reveal, "seat", lambda: seats.append(real()) or seats[-1])
    session = session_with(tmp_path, people=("Anna",), anonymous=True)
    titles = [f"idea-{n:02}" for n in range(16)]
    async with Desk(session) as desk:
        for title in titles:
            desk.entry.value = title
            await desk.press("enter")
        await desk.done()
        await desk.on_board()
        await desk.press("v", "enter")
        await desk.done()
        assert sorted(desk.titles) == titles
        assert desk.titles != titles
    found = all_bytes(session.store.folder)
    assert len(seats) == 16
    for seat in seats:
        assert seat.encode() not in found
        assert hashlib.sha256(seat.encode()).hexdigest()[:12].encode() not in found
    places = [found.index(title.encode()) for title in titles]
    assert places != sorted(places)


async def test_before_the_reveal_only_the_box_knows_the_cards(tmp_path: Path) -> None:
    session = session_with(tmp_path, anonymous=True)
    async with Desk(session) as desk:
        await desk.paste("planted-one\nplanted-two")
        outside = [p for p in session.store.folder.rglob("*") if p.is_file() and p.parent.name != "rounds"]
        assert outside
        assert not any(b"planted" in path.read_bytes() for path in outside)


# The step as a whole


async def test_the_step_is_of_this_session(tmp_path: Path) -> None:
    session = session_with(tmp_path, "one")
    async with Desk(session) as desk:
        await desk.type("two")
        await desk.press("enter")
        await desk.done()
        assert desk.item(2).step == step_of(session, "ideas").id


@pytest.mark.parametrize("mode", ["collect", "cluster", "sharpen"])
async def test_a_terminal_made_tiny_and_large_again_shows_the_cards(tmp_path: Path, mode: str) -> None:
    async with Desk(session_with(tmp_path, *(f"Idea {n}" for n in range(40)), mode=mode)) as desk:
        await desk.pilot.resize_terminal(20, 5)
        await desk.settle()
        await desk.pilot.resize_terminal(120, 40)
        await desk.settle()
        assert "Idea 1" in desk.text


@pytest.mark.parametrize("key", ["n", "p", "t", "question_mark"])
async def test_the_keys_of_run_are_left_to_run(key: str) -> None:
    from facilitator.activities.ideas.screen import IdeasScreen

    taken = {k for binding in (*IdeasScreen.BINDINGS, *Board.BINDINGS) for k in binding.key.split(",")}  # type: ignore[union-attr]
    assert key not in taken


@pytest.mark.parametrize("character", "-+<>[]/_@\\")
async def test_every_printable_key_is_typed_in_the_line(tmp_path: Path, character: str) -> None:
    async with Desk(session_with(tmp_path, "one", "two")) as desk:
        await desk.pilot.press(_character_to_key(character))
        await desk.done()
        assert character in desk.entry.value
        assert desk.titles == ["one", "two"]


async def test_what_was_typed_is_there_again_after_another_step(tmp_path: Path) -> None:
    session = session_with(tmp_path, "one")
    async with Desk(session) as desk:
        await desk.type("half a thou")
    async with Desk(Session.open(session.store.folder, session.kinds)) as desk:
        assert desk.entry.value == "half a thou"
        assert desk.app.activity_screen.unsaved
        await desk.press("enter")
        await desk.done()
        assert desk.titles == ["one", "half a thou"]
        assert not desk.app.activity_screen.unsaved


async def test_refused_cards_are_there_again_after_another_step(tmp_path: Path, monkeypatch: Any) -> None:
    session = session_with(tmp_path)
    async with Desk(session) as desk:

        async def refuse(change: Any) -> bool:
            return False

        monkeypatch.setattr(desk.app.context, "apply", refuse)
        await desk.paste("one\ntwo")
    async with Desk(Session.open(session.store.folder, session.kinds)) as desk:
        await desk.press("enter")
        await desk.done()
        assert desk.titles == ["one", "two"]


async def test_an_empty_lane_of_cards_not_yet_grouped_takes_no_room(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "one", mode="cluster")) as desk:
        await desk.press("g", "S", "enter")
        await desk.done()
        assert "Not yet grouped" not in desk.text


async def test_a_session_open_for_reading_only_shows_the_cards_and_changes_nothing(tmp_path: Path) -> None:
    session = session_with(tmp_path, "one", "two")
    item = next(iter(session.table(Item).values()))
    session.apply_now(Change("text", (msgspec.structs.replace(item, text="the whole story"),)))
    session.close()
    async with Desk(Session.open(session.store.folder, session.kinds, read_only=True)) as desk:
        assert not desk.entry.display
        await desk.press("a", "x", "k", "g", "enter")
        assert "the whole story" in desk.text
        await desk.press("escape")
        await desk.done()
        assert len(desk.titles) == 2


async def test_a_step_with_a_part_of_the_cards_takes_no_new_ones(tmp_path: Path) -> None:
    steps = [
        {"id": "vote", "kind": "dot_voting", "items": "cards"},
        {"id": "ideas", "kind": "ideas", "items": "cards", "mode": "sharpen", "only": {"winners_of": "vote"}},
    ]
    session = make_session(tmp_path, steps, collections=CASES)
    add_items(session, "cards", "one")
    async with Desk(session) as desk:
        assert not desk.entry.display
        assert "0 cards" in desk.text


async def test_a_typed_colon_divides_nothing(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path)) as desk:
        desk.entry.value = "- Quotes: drafted in minutes"
        await desk.press("enter")
        await desk.done()
        assert [(item.title, item.text) for item in desk.items] == [("Quotes: drafted in minutes", "")]


async def test_the_question_before_the_reveal_counts_what_will_be_shown(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, anonymous=True)) as desk:
        await desk.paste("rude one\nkind one")
        await desk.on_board()
        await desk.press("h", "right", "enter", "enter", "escape", "v")
        assert "Show 1 card to everybody?" in desk.text


async def test_an_owner_who_is_nobody_on_the_list_is_kept_and_said(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "quotes", people=("Anna Visser",))) as desk:
        await desk.on_board()
        await desk.press("enter")
        form = desk.app.screen
        form.query_one("#field-2", Input).value = "[b]Zoe"
        await desk.press("ctrl+o")
        await desk.done()
        assert desk.item(1).fields["owner"] == "[b]Zoe"
        (said,) = [note.message for note in desk.app._notifications]
        assert said == "“[b]Zoe” is nobody on the list of people; the name is kept as it is."


async def test_numbers_and_the_merge_key_in_one_burst_name_the_two_cards(tmp_path: Path) -> None:
    async with Desk(session_with(tmp_path, "quotes", "offers")) as desk:
        await desk.on_board()
        for key, character in (("1", "1"), ("space", " "), ("2", "2"), ("m", "m")):
            desk.app.post_message(Key(key, character))
        await desk.settle()
        assert "Merge 1, 2: which card stays?" in desk.app.text()

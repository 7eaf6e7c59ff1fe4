"""The search of a session: what is found, in which order, and what is held back."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facilitator.activities import find
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Note, Person, Record, Task
from facilitator.core.text import folded, line
from facilitator.core.workshop import parse
from facilitator.session.search import MOST, Index, excerpt, home_of, spans, words
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from tests.session.conftest import SOURCE, card

AT = "2026-11-22T10:00:00+01:00"


def put(session: Session, *records: Record) -> None:
    session.apply_now(Change("", tuple(records), history="none"))


def found(session: Session, query: str, *, private: bool = False) -> list[tuple[str, str]]:
    return [(entry.what, entry.title) for entry in Index(session, private=private).find(query).entries]


def step_id(session: Session, key: str) -> str:
    return next(step.id for step in session.steps if step.key == key)


def test_cards_tasks_kept_things_people_and_steps_are_found(session: Session) -> None:
    put(
        session,
        card(session, "Pay licences"),
        Task(id=new_id(), number=1, title="Pay the bill", order=1),
        Note(id=new_id(), what="parked", text="Who pays?", at=AT),
        Note(id=new_id(), what="decision", text="We pay", at=AT),
        Person(id=new_id(), name="Paya", order=9),
    )
    step = next(step for step in session.steps if step.key == "vote")
    put(session, msgspec.structs.replace(step, title="Payday"))
    assert set(found(session, "pay")) == {
        ("card", "Pay licences"),
        ("task", "Pay the bill"),
        ("parked", "Who pays?"),
        ("decision", "We pay"),
        ("person", "Paya"),
        ("step", "Payday"),
    }


def test_nothing_is_found_without_a_word(session: Session) -> None:
    put(session, card(session, "x"))
    assert found(session, "  ") == []


def test_every_word_must_be_there_in_any_order_and_place(session: Session) -> None:
    put(session, card(session, "Draft quotes", text="for spare parts"), card(session, "Draft reports"))
    assert found(session, "spare draft") == [("card", "Draft quotes")]
    assert found(session, "draft nothing") == []


@pytest.mark.parametrize("query", ["cafe", "CAFÉ", "Café", "cafe\u0301"])
def test_capitals_and_accents_make_no_difference(session: Session, query: str) -> None:
    put(session, card(session, "Café corner"))
    assert found(session, query) == [("card", "Café corner")]


@pytest.mark.parametrize(("text", "query"), [("Straße", "strasse"), ("Smørrebrød", "smorrebrod"), ("Łódź", "lodz")])
def test_letters_of_other_languages_are_found_by_plain_ones(session: Session, text: str, query: str) -> None:
    put(session, card(session, text))
    assert found(session, query) == [("card", text)]


@pytest.mark.parametrize("query", ["#12", "12"])
def test_a_number_is_the_card_and_the_task_that_have_it_and_they_come_first(session: Session, query: str) -> None:
    put(
        session,
        Item(id=new_id(), number=3, collection="cases", title="12 machines", order=1),
        Item(id=new_id(), number=12, collection="cases", title="Twelfth", order=2),
        Item(id=new_id(), number=112, collection="cases", title="Far", order=3),
        Task(id=new_id(), number=12, title="Task", order=1),
    )
    result = found(session, query)
    assert result[:2] == [("card", "Twelfth"), ("task", "Task")]
    assert ("card", "Far") not in result
    assert (("card", "12 machines") in result) is (query == "12")


def test_a_number_with_a_word_is_both(session: Session) -> None:
    put(
        session,
        Item(id=new_id(), number=12, collection="cases", title="Quotes", order=1),
        Task(id=new_id(), number=12, title="Ask", order=1),
    )
    assert found(session, "12 ask") == [("task", "Ask")]


def test_titles_that_begin_so_come_before_titles_that_hold_it_and_those_before_texts(session: Session) -> None:
    put(
        session,
        card(session, "Else", text="quotes"),
        Item(id=new_id(), number=2, collection="cases", title="Draft quotes", order=2),
        Item(id=new_id(), number=3, collection="cases", title="Quotes", order=3),
    )
    assert [title for _, title in found(session, "quotes")] == ["Quotes", "Draft quotes", "Else"]


def test_fields_of_a_card_and_owners_of_a_task_are_searched(session: Session) -> None:
    anna = next(person for person in session.table(Person).values() if person.name == "Anna")
    put(
        session,
        card(session, "Quotes", fields={"problem": "Eight hours each"}),
        Task(id=new_id(), number=1, title="Ask IT", order=1, owner=anna.id),
    )
    assert found(session, "hours") == [("card", "Quotes")]
    assert set(found(session, "anna")) == {("task", "Ask IT"), ("person", "Anna")}


def test_covered_cards_and_notes_are_held_back_from_the_room_and_counted(session: Session) -> None:
    put(
        session,
        card(session, "Secret plan", hidden=True),
        Note(id=new_id(), what="note", text="a secret", at=AT),
        Note(id=new_id(), what="parked", text="no secret", at=AT),
    )
    step = next(step for step in session.steps if step.key == "vote")
    put(session, msgspec.structs.replace(step, notes="secret: three dots each"))
    public = Index(session, private=False).find("secret")
    assert [(entry.what, entry.title) for entry in public.entries] == [("parked", "no secret")]
    assert (public.count, public.held_back) == (1, 3)
    private = Index(session, private=True).find("secret")
    assert {entry.what for entry in private.entries} == {"card", "note", "parked", "notes"}
    assert private.held_back == 0


def test_a_covered_card_is_not_given_away_by_its_number(session: Session) -> None:
    put(session, card(session, "Secret plan", hidden=True))
    result = Index(session, private=False).find("#1")
    assert (result.entries, result.held_back) == ([], 1)


def test_the_author_of_a_card_does_not_find_it(session: Session) -> None:
    cem = next(person for person in session.table(Person).values() if person.name == "Cem")
    put(session, card(session, "Quotes", author=cem.id))
    assert found(session, "cem", private=True) == [("person", "Cem")]


def test_of_very_many_the_best_are_listed_and_all_are_counted(session: Session) -> None:
    put(
        session, *(Item(id=new_id(), number=n, collection="cases", title=f"x{n}", order=n) for n in range(1, MOST + 51))
    )
    result = Index(session, private=False).find("x")
    assert (len(result.entries), result.count) == (MOST, MOST + 50)


def test_the_words_of_a_session_in_another_language_are_its_own(session: Session) -> None:
    put(session, msgspec.structs.replace(session.info, language="nl"))
    assert found(session, "welkom")[0] == ("step", "Welkom")


def test_a_card_is_found_in_the_step_it_was_made_in(session: Session) -> None:
    made = card(session, "x", step=step_id(session, "collect"))
    put(session, made)
    assert home_of(session, made.id) == (step_id(session, "collect"), made.id)


def test_a_card_without_a_step_is_found_in_the_first_that_works_on_its_collection(session: Session) -> None:
    made = card(session, "x", step=new_id())
    put(session, made)
    assert home_of(session, made.id) == (step_id(session, "collect"), made.id)


def test_a_merged_card_is_found_where_it_went(session: Session) -> None:
    stays = card(session, "stays", step=step_id(session, "collect"))
    goes = msgspec.structs.replace(stays, id=new_id(), number=2, state="merged", merged_into=stays.id)
    put(session, stays, goes)
    assert home_of(session, goes.id) == (step_id(session, "collect"), stays.id)


def test_a_card_of_a_collection_that_no_step_has_is_found_nowhere(session: Session) -> None:
    made = Item(id=new_id(), number=1, collection="other", title="x", order=1)
    put(session, made)
    assert home_of(session, made.id) is None
    assert home_of(session, new_id()) is None


def test_an_index_knows_when_it_is_out_of_date(session: Session) -> None:
    index = Index(session, private=False)
    put(session, card(session, "new"))
    assert index.revision != session.revision


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Session:
    home: Path = tmp_path_factory.mktemp("search")
    session = create(home, parse(SOURCE), Beginning(title="x"), find())
    yield session  # type: ignore[misc]
    session.close()


@given(
    text=st.text(min_size=1), other=st.text(), at=st.integers(0, 20), case=st.sampled_from([str, str.upper, str.title])
)
def test_every_word_of_a_card_finds_it(empty: Session, text: str, other: str, at: int, case: type[str]) -> None:
    title = line(text)
    chosen = title.split()
    assume(chosen)
    word = chosen[at % len(chosen)]
    assume(words(word))
    assume(folded(case(word)) == folded(word))  # what has no capital of its own
    item = Item(id=new_id(), number=1, collection="cases", title=title, text=line(other), order=1)
    put(empty, item)
    result = Index(empty, private=False).find(case(word))
    assert item.id in [entry.id for entry in result.entries]
    empty.apply_now(Change("", (), (item,), history="none"))


@given(st.text(), st.text())
def test_folding_twice_changes_nothing_and_folds_what_stands_together_alone(one: str, two: str) -> None:
    assert folded(folded(one)) == folded(one)
    assert folded(f"{one} {two}") == f"{folded(one)} {folded(two)}"


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Draft quotes", "quo", ["quo"]),
        ("Café, CAFE", "cafe", ["Café", "CAFE"]),
        ("Straße 7", "strasse", ["Straße"]),
        ("banana", "ana nan", ["anan"]),
        ("nothing", "x", []),
    ],
)
def test_the_hits_are_marked_in_the_text_as_it_is_written(text: str, query: str, marked: list[str]) -> None:
    assert [text[begin:end] for begin, end in spans(text, words(query))][: len(marked) or 1] == marked


@given(st.text(), st.text())
def test_marks_are_in_order_and_within_the_text(text: str, query: str) -> None:
    end = 0
    for begin, after in spans(text, words(query)):
        assert end <= begin < after <= len(text)
        end = after


@given(before=st.text(st.sampled_from("ab "), max_size=300), after=st.text(st.sampled_from("ab "), max_size=300))
def test_an_excerpt_shows_the_hit_and_is_no_longer_than_it_may_be(before: str, after: str) -> None:
    cut = excerpt(f"{before} needle {after}", ["needle"], 40)
    assert "needle" in cut
    assert len(cut) <= 40


def test_an_excerpt_begins_at_a_word() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve needle thirteen fourteen"
    assert excerpt(text, ["needle"], 30).startswith("…")
    assert excerpt(text, ["needle"], 30)[1:].split()[0] in text.split()


def test_a_task_that_is_not_for_the_room_is_only_found_on_a_private_screen(session: Session) -> None:
    put(session, Task(id=new_id(), number=1, title="Coffee with Yara", order=1, audience="team"))
    assert found(session, "coffee") == []
    assert found(session, "coffee", private=True) == [("task", "Coffee with Yara")]

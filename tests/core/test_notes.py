from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from facilitator.core import notes
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.notes import What
from facilitator.core.records import Counter, Item, Note, Person, Record, Task
from facilitator.core.tasks import Sheet
from facilitator.core.text import BODY, TITLE, clean, line

TR = Translator()
STEP = new_id()
ANNA = Person(id=new_id(), name="Anna", order=1)
SHEET = Sheet([Task(id=new_id(), number=4, title="Old", order=9)], {ANNA.id: ANNA}, TR)
NEXT = Counter(id=new_id(), name="tasks", next=6)


def note(text: str = "Who pays?", what: What = "parked", done: bool = False) -> Note:
    return Note(id=new_id(), what=what, text=text, at="2026-11-22T10:00:00+01:00", step=STEP, done=done)


def of(change: Change | None, kind: type[Record]) -> list[Record]:
    assert change is not None
    return [record for record in change.puts if isinstance(record, kind)]


def task(change: Change) -> Task:
    (made,) = of(change, Task)
    assert isinstance(made, Task)
    return made


def test_a_task_keeps_step_and_text_and_the_thought_is_done() -> None:
    thought = note()
    change = notes.as_task(SHEET, thought, NEXT, owned_by="anna", due="2026-12-03")
    made = task(change)
    assert (made.number, made.title, made.step, made.owner, made.due) == (5, "Who pays?", STEP, ANNA.id, "2026-12-03")
    assert made.order > 9
    assert of(change, Note) == [Note(**{**_values(thought), "done": True})]
    assert NEXT in change.puts


def _values(record: Note) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_who_and_when_may_be_left_out() -> None:
    made = task(notes.as_task(SHEET, note(), NEXT))
    assert (made.owner, made.due) == (None, "")


def test_a_new_name_becomes_a_person_in_the_same_change() -> None:
    change = notes.as_task(SHEET, note(), NEXT, owned_by="Zoë")
    (person,) = of(change, Person)
    assert task(change).owner == person.id


def test_a_note_of_the_facilitator_has_no_words_in_the_history() -> None:
    secret = note("the boss is late", "note")
    for change in (
        notes.as_task(SHEET, secret, NEXT),
        notes.turned(secret, TR),
        notes.dropped(secret, TR),
        notes.edited(secret, "the boss left", "parked", TR),
        notes.edited(note("the boss is late"), "the boss left", "note", TR),
    ):
        assert change is not None
        assert "boss" not in change.label
        assert "Note" in change.label


def test_a_card_goes_to_the_end_of_its_collection() -> None:
    old = Item(id=new_id(), number=1, collection="cases", title="Old", order=3)
    change = notes.as_card(note("Licences"), "cases", [old], Counter(id=new_id(), name="items", next=3), TR)
    (card,) = of(change, Item)
    assert isinstance(card, Item)
    assert (card.number, card.title, card.order, card.step, card.hidden) == (2, "Licences", 4, STEP, False)
    assert change.label == "card 2 out of “Licences”"


def test_a_very_long_thought_is_a_card_with_a_short_title_and_all_of_it_below() -> None:
    long = clean("word " * BODY)
    change = notes.as_card(note(long), "cases", [], NEXT, TR)
    (card,) = of(change, Item)
    assert isinstance(card, Item)
    assert (len(card.title) <= TITLE, card.text) == (True, long)


def test_what_was_kept_can_become_something_else() -> None:
    change = notes.edited(note("yes"), "yes", "decision", TR)
    assert [record.what for record in of(change, Note) if isinstance(record, Note)] == ["decision"]


def test_the_same_text_and_kind_change_nothing_and_an_empty_text_is_none() -> None:
    assert notes.edited(note("yes"), " yes ", "parked", TR) is None
    assert notes.edited(note("yes"), "", "parked", TR) is None


def test_done_and_open_again() -> None:
    labels = [notes.turned(note(done=done), TR).label for done in (False, True)]
    assert labels == ["done: “Who pays?”", "open “Who pays?” again"]


@given(st.text())
def test_no_word_of_a_thought_is_lost_in_title_and_text(text: str) -> None:
    title, rest = notes.title_and_text(text)
    assert len(title) <= TITLE
    assert rest == clean(text) or title == line(text, BODY)


def test_the_day_of_a_task_is_kept_as_it_is_given() -> None:
    assert task(notes.as_task(SHEET, note(), NEXT, due=date(2026, 12, 3).isoformat())).due == "2026-12-03"

"""What the facilitator does to the agenda of a session."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.activities import find
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.minutes import around
from facilitator.core.records import Minutes, Note, Step, SubGroup, Task
from facilitator.core.workshop import Workshop, parse
from facilitator.session import agenda
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import title_of, view, winners_of
from tests.kit.harness import make_session, step_of
from tests.session.conftest import SOURCE, card

TR = Translator()


def keys(session: Session) -> list[str]:
    return [step.key for step in ordered(session.steps)]


def new(title: str = "Extra round", kind: str = "ideas", **more: Any) -> agenda.NewStep:
    return agenda.NewStep(kind=kind, title=title, minutes=around(15), **more)


def edit(session: Session, key: str, **fields: Any) -> Change | None:
    change = agenda.edit(session, TR, step_of(session, key), **fields)
    if change is not None:
        session.apply_now(change)
    return change


# Adding


def test_a_step_is_added_behind_another(session: Session) -> None:
    session.apply_now(agenda.add(session, TR, new(items="cases"), step_of(session, "collect")))
    assert keys(session) == ["welcome", "collect", "extra-round", "vote", "steps"]
    step = step_of(session, "extra-round")
    assert (step.kind, step.minutes, step.items, step.state) == ("ideas", around(15), "cases", "open")
    assert view(session, step).title == "Extra round"


def test_a_step_added_to_nothing_is_the_first(session: Session) -> None:
    session.apply_now(agenda.add(session, TR, new(), None))
    assert keys(session)[0] == "extra-round"


def test_an_added_step_has_a_key_that_neither_session_nor_workshop_knows(session: Session) -> None:
    for _ in range(2):
        session.apply_now(agenda.add(session, TR, new("Vote"), step_of(session, "steps")))
    assert keys(session)[-2:] == ["vote-3", "vote-2"]


def test_the_key_of_a_removed_step_is_not_given_again(session: Session) -> None:
    session.apply_now(agenda.remove(session, TR, step_of(session, "welcome")))
    session.apply_now(agenda.add(session, TR, new("Welcome", "brief"), None))
    assert keys(session)[0] == "welcome-2"
    assert view(session, step_of(session, "welcome-2")).prompt == ""


def test_a_step_is_added_to_the_day_of_the_one_before_it(session: Session) -> None:
    edit(session, "vote", day=2)
    session.apply_now(agenda.add(session, TR, new(), step_of(session, "vote")))
    assert step_of(session, "extra-round").day == 2


@pytest.mark.parametrize("kind", sorted(find()))
def test_a_step_of_every_kind_can_be_added_and_seen(session: Session, kind: str) -> None:
    session.apply_now(agenda.add(session, TR, new("Extra", kind, items="cases"), None))
    assert view(session, step_of(session, "extra")).title == "Extra"


def test_a_step_without_title_is_refused(session: Session) -> None:
    with pytest.raises(FacilitatorError, match="needs a title"):
        agenda.add(session, TR, new(" \n "), None)


def test_a_step_of_an_unknown_kind_is_refused(session: Session) -> None:
    with pytest.raises(FacilitatorError, match="“seance” is not installed"):
        agenda.add(session, TR, new(kind="seance"), None)


def test_a_title_in_another_script_gets_a_key_all_the_same(session: Session) -> None:
    session.apply_now(agenda.add(session, TR, new("日本語"), None))
    assert title_of(session, ordered(session.steps)[0]) == "日本語"


def test_the_likely_collection_is_that_of_the_nearest_step_before(session: Session) -> None:
    assert agenda.likely_items(session, step_of(session, "vote")) == "cases"
    assert agenda.likely_items(session, step_of(session, "welcome")) == "cases"
    assert agenda.likely_items(session, None) == "cases"


def test_of_several_collections_the_nearest_one_before_is_likely(tmp_path: Path) -> None:
    steps = [
        {"id": "one", "kind": "ideas", "items": "b"},
        {"id": "two", "kind": "brief"},
        {"id": "three", "kind": "ideas", "items": "a"},
    ]
    made = make_session(tmp_path, steps)
    assert agenda.likely_items(made, step_of(made, "two")) == "b"
    assert agenda.likely_items(made, step_of(made, "three")) == "a"
    made.close()


def test_without_collections_there_is_no_likely_one(tmp_path: Path) -> None:
    made = make_session(tmp_path, [{"id": "one", "kind": "brief"}])
    assert agenda.likely_items(made, step_of(made, "one")) == ""
    made.close()


# Repeating


def test_a_repeated_step_keeps_its_key_and_starts_fresh(session: Session) -> None:
    session.apply_now(
        Change("", (replace(step_of(session, "vote"), state="done", spent=60.0, started="x", fixed="11:00"),))
    )
    session.apply_now(agenda.repeat(session, TR, step_of(session, "vote"), step_of(session, "welcome")))
    assert keys(session) == ["welcome", "collect", "vote", "vote", "steps"]
    again = ordered(session.steps)[3]
    assert (again.title, again.state, again.spent, again.started, again.fixed) == ("Vote (2)", "open", 0.0, "", "")
    assert again.settings == {"winners": 2}
    assert again.items == "cases"


def test_what_is_repeated_twice_is_counted_on(session: Session) -> None:
    session.apply_now(agenda.repeat(session, TR, step_of(session, "vote"), None))
    session.apply_now(agenda.repeat(session, TR, ordered(session.steps)[3], None))
    assert [title_of(session, step) for step in ordered(session.steps)][2:5] == ["Vote", "Vote (2)", "Vote (3)"]


def test_a_step_that_is_over_is_repeated_behind_the_current_one(session: Session) -> None:
    here = step_of(session, "steps")
    session.apply_now(agenda.repeat(session, TR, step_of(session, "collect"), here))
    assert keys(session) == ["welcome", "collect", "vote", "steps", "collect"]


def test_an_added_step_can_be_repeated(session: Session) -> None:
    session.apply_now(agenda.add(session, TR, new(), None))
    session.apply_now(agenda.repeat(session, TR, step_of(session, "extra-round"), None))
    assert title_of(session, ordered(session.steps)[1]) == "Extra round (2)"


def test_a_repetition_that_has_no_result_yet_leaves_the_winners_as_they_are(session: Session) -> None:
    before = winners_of(session, "vote")
    session.apply_now(agenda.repeat(session, TR, step_of(session, "vote"), None))
    assert winners_of(session, "vote") == before


# Moving


def test_moves_are_named_and_undone(session: Session) -> None:
    change = agenda.move(session, TR, step_of(session, "vote"), -1)
    assert change is not None
    assert change.label == "move “Vote” up"
    session.apply_now(change)
    assert keys(session) == ["welcome", "vote", "collect", "steps"]
    down = agenda.move(session, TR, step_of(session, "vote"), 1)
    assert down is not None
    assert down.label == "move “Vote” down"


def test_at_the_ends_there_is_no_move(session: Session) -> None:
    assert agenda.move(session, TR, step_of(session, "welcome"), -1) is None
    assert agenda.move(session, TR, step_of(session, "steps"), 1) is None


# Changing


def test_texts_belong_to_the_session_and_not_to_the_workshop(session: Session) -> None:
    edit(session, "welcome", title="Good morning", prompt="Coffee first", notes="Be quick")
    shown = view(session, step_of(session, "welcome"))
    assert (shown.title, shown.prompt, shown.notes) == ("Good morning", "Coffee first", "Be quick")
    own = session.workshop().step("welcome")
    assert own is not None
    assert (own.title, own.prompt) == ("Welcome", "Hello")


def test_emptying_a_text_brings_the_workshops_own_back(session: Session) -> None:
    edit(session, "welcome", title="Good morning", prompt="Coffee first")
    edit(session, "welcome", title="", prompt=" ")
    shown = view(session, step_of(session, "welcome"))
    assert (shown.title, shown.prompt) == ("Welcome", "Hello")


def test_the_workshops_own_text_typed_again_stays_in_all_its_languages(session: Session) -> None:
    edit(session, "welcome", title="Good morning")
    edit(session, "welcome", title="Welcome")
    assert title_of(session, step_of(session, "welcome"), "nl") == "Welkom"


def test_an_added_step_keeps_a_title(session: Session) -> None:
    session.apply_now(agenda.add(session, TR, new(), None))
    with pytest.raises(FacilitatorError, match="needs a title"):
        edit(session, "extra-round", title="")
    edit(session, "extra-round", prompt="What else?")
    edit(session, "extra-round", prompt="")
    assert view(session, step_of(session, "extra-round")).prompt == ""


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"title": "X"}, "rename “Vote”"),
        ({"minutes": Minutes(min=5, plan=9, max=9)}, "“Vote”: 5-9-9 min"),
        ({"minutes": around(0)}, "“Vote”: 0 min"),
        ({"fixed": "12:30"}, "change the fixed time of “Vote”"),
        ({"buffer": 5}, "change the buffer after “Vote”"),
        ({"priority": "could"}, "change the priority of “Vote”"),
        ({"groups": 3}, "change the sub-groups of “Vote”"),
        ({"prompt": "X"}, "change the prompt of “Vote”"),
        ({"notes": "X"}, "change the notes of “Vote”"),
        ({"day": 2}, "change “Vote”"),
        ({"title": "X", "groups": 3}, "change “Vote”"),
    ],
)
def test_the_label_says_what_was_changed(session: Session, fields: dict[str, Any], label: str) -> None:
    change = edit(session, "vote", **fields)
    assert change is not None
    assert change.label == label
    step = step_of(session, "vote")
    assert {name: getattr(step, name) for name in fields} == fields


def test_values_as_they_are_make_no_change(session: Session) -> None:
    step = step_of(session, "welcome")
    assert edit(session, "welcome", title="Welcome", prompt="Hello", minutes=step.minutes, day=1, fixed="") is None


def test_a_step_that_gets_another_day_goes_to_its_end(session: Session) -> None:
    edit(session, "steps", day=2)
    edit(session, "welcome", day=2)
    assert keys(session) == ["collect", "vote", "steps", "welcome"]


# Skipping


def test_a_step_is_skipped_and_taken_up_again(session: Session) -> None:
    session.apply_now(agenda.skip(session, TR, step_of(session, "vote")))
    assert step_of(session, "vote").state == "skipped"
    again = agenda.skip(session, TR, step_of(session, "vote"))
    session.apply_now(again)
    assert (step_of(session, "vote").state, again.label) == ("open", "take “Vote” up again")


def test_a_step_that_is_done_is_taken_up_again(session: Session) -> None:
    session.apply_now(Change("", (replace(step_of(session, "vote"), state="done"),)))
    session.apply_now(agenda.skip(session, TR, step_of(session, "vote")))
    assert step_of(session, "vote").state == "open"


# Removing


async def test_a_step_that_was_never_begun_is_removed_and_comes_back_by_undo(session: Session) -> None:
    session.apply_now(agenda.remove(session, TR, step_of(session, "welcome")))
    assert keys(session) == ["collect", "vote", "steps"]
    await session.undo()
    assert keys(session) == ["welcome", "collect", "vote", "steps"]


@pytest.mark.parametrize("fields", [{"started": "2027-01-29T09:00:00+01:00"}, {"spent": 3.0}, {"state": "done"}])
def test_a_step_that_was_begun_stays(session: Session, fields: dict[str, Any]) -> None:
    session.apply_now(Change("", (replace(step_of(session, "collect"), **fields),)))
    with pytest.raises(FacilitatorError, match="“Collect” has been begun: skip it"):
        agenda.remove(session, TR, step_of(session, "collect"))


def test_a_step_on_which_the_clock_runs_stays(session: Session) -> None:
    session.apply_now(Change("", (replace(session.clock, since=session.now()),)))
    with pytest.raises(FacilitatorError, match="has been begun"):
        agenda.remove(session, TR, step_of(session, "welcome"))


@pytest.mark.parametrize("what", ["card", "task", "note", "group", "ticks"])
def test_a_step_that_holds_something_stays(session: Session, what: str) -> None:
    step = step_of(session, "welcome")
    ticks = session.kinds["brief"].record_types["brief.ticks"]
    session.apply_now(
        Change(
            "",
            (
                {
                    "card": card(session, "A", step=step.id),
                    "task": Task(id=new_id(), number=1, title="T", order=1, step=step.id),
                    "note": Note(id=new_id(), what="note", text="N", at="", step=step.id),
                    "group": SubGroup(id=new_id(), step=step.id, title="G", order=1),
                    "ticks": ticks(id=new_id(), step=step.id),  # type: ignore[call-arg]
                }[what],
            ),
        )
    )
    with pytest.raises(FacilitatorError, match="“Welcome” holds something"):
        agenda.remove(session, TR, step)


def test_a_step_whose_kind_is_not_installed_and_that_holds_something_stays(session: Session) -> None:
    step = step_of(session, "welcome")
    session.store.commit([("seance.ghosts", 77, {"id": "0000000000025", "step": step.id})])
    with pytest.raises(FacilitatorError, match="holds something"):
        agenda.remove(session, TR, step)


def test_a_step_whose_winners_another_needs_stays(session: Session) -> None:
    with pytest.raises(FacilitatorError, match="“First steps” works with the winners of “Vote”"):
        agenda.remove(session, TR, step_of(session, "vote"))


def test_a_repetition_can_be_removed_though_winners_are_needed(session: Session) -> None:
    session.apply_now(agenda.repeat(session, TR, step_of(session, "vote"), None))
    session.apply_now(agenda.remove(session, TR, ordered(session.steps)[3]))
    assert keys(session) == ["welcome", "collect", "vote", "steps"]


def test_the_last_step_stays(tmp_path: Path) -> None:
    made = make_session(tmp_path, [{"id": "one", "kind": "brief"}])
    with pytest.raises(FacilitatorError, match="at least one step"):
        agenda.remove(made, TR, step_of(made, "one"))
    made.close()


def test_where_the_current_step_is_removed_the_session_goes_to_the_next(session: Session) -> None:
    assert session.clock.step == step_of(session, "welcome").id
    session.apply_now(agenda.remove(session, TR, step_of(session, "welcome")))
    assert session.clock.step == step_of(session, "collect").id


def test_where_the_last_step_is_the_current_one_the_session_goes_to_the_one_before(session: Session) -> None:
    session.apply_now(Change("", (replace(session.clock, step=step_of(session, "steps").id),)))
    session.apply_now(agenda.remove(session, TR, step_of(session, "steps")))
    assert session.clock.step == step_of(session, "vote").id


def test_where_all_others_are_skipped_the_session_stays_at_a_step_that_is_there(session: Session) -> None:
    others = [replace(step, state="skipped") for step in session.steps if step.key != "welcome"]
    session.apply_now(Change("", tuple(others)))
    session.apply_now(agenda.remove(session, TR, step_of(session, "welcome")))
    assert session.clock.step in session.table(Step)


# The place of the session


async def test_a_session_that_stood_at_a_step_which_undo_takes_away_goes_to_the_one_before(session: Session) -> None:
    session.apply_now(agenda.add(session, TR, new(), step_of(session, "collect")))
    session.apply_now(
        Change("", (replace(session.clock, step=step_of(session, "extra-round").id, since=1.0),), history="none")
    )
    before = session.steps
    await session.undo()
    change = agenda.place_kept(session, before)
    assert change is not None
    session.apply_now(change)
    assert session.clock.step == step_of(session, "collect").id
    assert session.clock.since == session.now()
    assert change.history == "none"


async def test_a_session_whose_step_is_still_there_keeps_its_place(session: Session) -> None:
    session.apply_now(agenda.add(session, TR, new(), step_of(session, "collect")))
    before = session.steps
    await session.undo()
    assert agenda.place_kept(session, before) is None


# Whatever is done


ACTS = ("add", "repeat", "up", "down", "skip", "remove", "day", "title")
WORKSHOP: Workshop = parse({**SOURCE, "step": [{**step, "day": 1 + n // 2} for n, step in enumerate(SOURCE["step"])]})  # type: ignore[arg-type]


def act(session: Session, what: str, step: Step) -> Change | None:
    match what:
        case "add":
            return agenda.add(session, TR, new(), step)
        case "repeat":
            return agenda.repeat(session, TR, step, None)
        case "up" | "down":
            return agenda.move(session, TR, step, 1 if what == "down" else -1)
        case "skip":
            return agenda.skip(session, TR, step)
        case "day":
            return agenda.edit(session, TR, step, day=step.day % 3 + 1)
        case "title":
            return agenda.edit(session, TR, step, title=f"{title_of(session, step)}!")
    try:
        return agenda.remove(session, TR, step)
    except FacilitatorError:
        return None


@settings(max_examples=30)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 50)), max_size=12))
def test_undoing_all_that_was_done_gives_the_same_agenda(acts: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        session = create(Path(folder), WORKSHOP, Beginning(title="Any"), find())
        states = [ordered(session.steps)]
        for what, at in acts:
            steps = ordered(session.steps)
            chosen = steps[at % len(steps)]
            change = act(session, what, chosen)
            if change is None:
                continue
            session.apply_now(change)
            after = ordered(session.steps)
            others = [step.id for step in steps if step.id != chosen.id]
            assert [step.id for step in after if step.id in others] == others
            assert session.clock.step in session.table(Step)
            states.append(after)
        for state in reversed(states[:-1]):
            asyncio.run(session.undo())
            assert ordered(session.steps) == state
        session.close()

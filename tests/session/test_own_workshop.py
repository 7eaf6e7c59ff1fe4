"""A session's edited agenda as an own workshop."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.activities import find
from facilitator.activities.dot_voting.opening import set_to as vote_rule
from facilitator.activities.raci.axes import columns_added
from facilitator.activities.raci.cells import typed as letters_typed
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.scoring.criteria import prepared_criteria, with_changed, with_criterion
from facilitator.activities.scoring.opening import set_to
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator, translator
from facilitator.core.ids import new_id
from facilitator.core.records import Minutes, Step
from facilitator.core.text import clean, line
from facilitator.core.workshop import Workshop, parse
from facilitator.core.workshop_check import check
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports.library import at
from facilitator.session.own_workshop import OwnWorkshop, own_workshop, save
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import title_of, view
from tests.session.conftest import OVERLAYS, SOURCE

TR = Translator()
CHECKS = kind_checks(find())


def step(session: Session, key: str) -> Step:
    return next(step for step in session.steps if step.key == key)


def change(session: Session, *steps: Step) -> None:
    session.apply_now(Change("", steps))


def own(session: Session, title: str = "Mine") -> OwnWorkshop:
    made = own_workshop(session, title, TR)
    texts = dict(made.texts)
    overlays = {name.removesuffix(".toml"): text for name, text in texts.items() if name != "workshop.toml"}
    assert check(texts["workshop.toml"], overlays, CHECKS, TR) == []
    return made


def entry(made: OwnWorkshop, key: str) -> dict[str, Any]:
    return next(step for step in made.source["step"] if step["id"] == key)


def test_an_unchanged_session_gives_its_workshop_back(session) -> None:
    made = own(session)
    assert made.source["step"] == SOURCE["step"]
    assert made.source["collections"] == SOURCE["collections"]
    assert made.said == ()


def test_the_new_title_is_that_of_every_language(session) -> None:
    made = own(session, "Mine")
    assert made.source["title"] == "Mine"
    assert "title" not in made.overlays["nl"]


def test_without_a_title_it_has_that_of_the_session(session) -> None:
    assert own(session, "").source["title"] == "First"


def test_a_text_edited_in_the_workshops_language_stands_in_the_workshop(session) -> None:
    change(session, replace(step(session, "welcome"), prompt="Good morning"))
    made = own(session)
    assert entry(made, "welcome")["prompt"] == "Good morning"
    assert made.overlays["nl"]["step"]["welcome"]["prompt"] == "Hallo"


def test_a_text_edited_in_another_language_stands_in_its_overlay(session) -> None:
    session.apply_now(Change("", (replace(session.info, language="nl"),)))
    change(session, replace(step(session, "welcome"), prompt="Goedemorgen"))
    made = own(session)
    assert entry(made, "welcome")["prompt"] == "Hello"
    assert made.overlays["nl"]["step"]["welcome"] == {"title": "Welkom", "prompt": "Goedemorgen"}


def test_a_text_edited_in_a_language_the_workshop_did_not_have_makes_an_overlay(session) -> None:
    session.apply_now(Change("", (replace(session.info, language="de"),)))
    change(session, replace(step(session, "vote"), title="Abstimmen"))
    assert own(session).overlays["de"] == {"step": {"vote": {"title": "Abstimmen"}}}


def test_a_text_that_the_workshop_did_not_have_is_there_in_every_language(session) -> None:
    session.apply_now(Change("", (replace(session.info, language="nl"),)))
    change(session, replace(step(session, "vote"), notes="Wachten"))
    assert entry(own(session), "vote")["notes"] == "Wachten"


def test_a_skipped_step_is_left_out_with_its_translations(session) -> None:
    change(session, replace(step(session, "welcome"), state="skipped"))
    made = own(session)
    assert [step["id"] for step in made.source["step"]] == ["collect", "vote", "steps"]
    assert made.overlays == {}


def test_a_repeated_step_has_a_new_id_and_its_translations(session) -> None:
    welcome = step(session, "welcome")
    change(session, replace(welcome, id=new_id(), order=9.0))
    made = own(session)
    assert [step["id"] for step in made.source["step"]][-1] == "welcome-2"
    assert made.overlays["nl"]["step"]["welcome-2"]["title"] == "Welkom"


def test_an_added_step_has_an_id_out_of_its_title(session) -> None:
    added = Step(id=new_id(), key="x", kind="brief", order=1.5, title="Über uns", minutes=Minutes(min=4, plan=5, max=6))
    change(session, added)
    assert entry(own(session), "uber-uns") == {"id": "uber-uns", "kind": "brief", "title": "Über uns", "minutes": 5}


def test_added_steps_of_the_same_title_have_different_ids(session) -> None:
    some = Minutes(min=4, plan=5, max=6)
    change(
        session,
        *(Step(id=new_id(), key=f"x{n}", kind="brief", order=n, title="Vote", minutes=some) for n in (5.0, 6.0, 0.5)),
    )
    assert [step["id"] for step in own(session).source["step"]] == [
        "vote-2", "welcome", "collect", "vote", "steps", "vote-3", "vote-4"
    ]  # fmt: skip


def test_winners_come_from_the_last_run_before(session) -> None:
    vote = step(session, "vote")
    change(session, replace(vote, id=new_id(), order=3.5), replace(vote, id=new_id(), order=9.0))
    made = own(session)
    assert entry(made, "steps")["only"] == {"winners_of": "vote-2"}
    assert made.said == ()


def test_winners_of_a_step_that_is_gone_are_dropped_with_a_sentence(session) -> None:
    change(session, replace(step(session, "vote"), state="skipped"))
    made = own(session)
    assert "only" not in entry(made, "steps")
    assert made.said == ("“First steps” takes all cards now: “vote”, whose winners it took, does not come before it.",)


def test_a_step_of_no_minutes_gets_one_and_that_is_said(session) -> None:
    change(session, replace(step(session, "vote"), minutes=Minutes(min=0, plan=0, max=0)))
    made = own(session)
    assert entry(made, "vote")["minutes"] == 1 or entry(made, "vote")["minutes"]["plan"] == 1
    assert made.said == ("“Vote” has 1 minute now.",)


def test_a_step_of_a_kind_that_is_not_installed_is_left_out_with_a_sentence(session) -> None:
    change(session, Step(id=new_id(), key="x", kind="dance", order=9, minutes=Minutes(min=4, plan=5, max=6)))
    assert own(session).said == ("“x” is left out: its kind “dance” is not installed.",)


def test_settings_that_do_not_fit_are_left_out_with_a_sentence(session) -> None:
    change(session, replace(step(session, "vote"), settings={"winners": "many"}))
    made = own(session)
    assert "winners" not in entry(made, "vote")
    assert "Left out, step “vote”: “winners”" in made.said[0]


def test_a_fault_of_the_workshop_that_it_was_made_of_is_left_out(tmp_path) -> None:
    overlays = {"nl": {"step": {"welcome": {"titel": "Welkom"}, "gone": {"title": "Weg"}}}}
    session = create(tmp_path, parse(SOURCE | {"colour": "red"}, overlays), Beginning(title="X"), find())
    made = own(session)
    assert "colour" not in made.source
    assert made.overlays == {}
    assert len(made.said) == 2
    session.close()


def test_a_session_without_a_step_left_is_refused(session) -> None:
    change(session, *(replace(step, state="skipped") for step in session.steps))
    with pytest.raises(FacilitatorError, match="no step"):
        own_workshop(session, "", TR)


def test_the_session_itself_is_not_altered(session) -> None:
    before = session.workshop().source
    made = own(session)
    made.source["step"][0]["title"] = "altered"
    made.source["collections"]["cases"]["title"] = "altered"
    assert session.workshop().source is before
    assert before["step"][0]["title"] == "Welcome"
    assert before["collections"]["cases"]["title"] == "Case"


def test_it_is_saved_among_the_own_workshops(session, tmp_path) -> None:
    folder, said = save(session, tmp_path, "mine", "Mine", TR)
    assert folder == tmp_path / "workshops" / "mine"
    assert said == ()
    assert at(folder, TR).check(CHECKS, TR) == []


def test_one_that_is_there_is_never_overwritten(session, tmp_path) -> None:
    save(session, tmp_path, "mine", "Mine", TR)
    with pytest.raises(FacilitatorError, match="is there already"):
        save(session, tmp_path, "mine", "Other", TR)
    assert 'title = "Mine"' in (tmp_path / "workshops" / "mine" / "workshop.toml").read_text()


# Any edited session

WORDS = st.text("aé\"'\\[]{}#\n= ", max_size=12)
MINUTES = st.integers(1, 1440).flatmap(
    lambda plan: st.builds(
        lambda low, high: Minutes(min=low, plan=plan, max=high), st.integers(0, plan), st.integers(plan, 1440)
    )
)
COMMON: dict[str, Any] = {
    "title": WORDS.map(line),
    "prompt": WORDS.map(clean),
    "notes": WORDS.map(clean),
    "minutes": MINUTES,
    "priority": st.sampled_from(["must", "should", "could"]),
    "fixed": st.sampled_from(["", "09:00", "12:30", "23:59"]),
    "day": st.integers(1, 3),
    "buffer": st.integers(0, 30),
    "groups": st.sampled_from([0, 1, 4, 99]),
    "order": st.floats(0, 10, allow_nan=False),
    "state": st.sampled_from(["open", "done", "skipped"]),
}
EDITS = st.fixed_dictionaries({}, optional=COMMON)
KINDS = st.sampled_from(["brief", "ideas", "dot_voting", "plan", "break"])
ADDED = st.builds(
    lambda common, key, kind, items, only: Step(
        id=new_id(), key=key, kind=kind, items=items, only={"winners_of": only} if only else {}, **common
    ),
    st.fixed_dictionaries(COMMON),
    st.sampled_from(["x", "Ünï cödé", "vote-2", "0AZ4K9T2M7QX1", "a_b"]),
    KINDS,
    st.sampled_from(["", "cases", "gone"]),
    st.sampled_from(["", "vote", "collect", "nobody"]),
)


def agenda(session: Session, language: str) -> list[tuple[Any, ...]]:
    steps = [step for step in ordered(session.steps) if step.state != "skipped"]
    views = [view(session, step, TR, language) for step in steps]
    return [
        (
            title_of(session, step, language), seen.prompt, seen.notes, step.kind, step.minutes, step.priority,
            step.fixed, step.day, step.buffer, step.groups, seen.settings,
        )
        for step, seen in zip(steps, views, strict=True)
    ]  # fmt: skip


def reread(made: OwnWorkshop) -> Workshop:
    with TemporaryDirectory() as folder:
        for name, text in made.texts.items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="")
        source = at(Path(folder), TR)
    assert source.check(CHECKS, TR) == []
    assert source.workshop is not None
    return source.workshop


@given(
    language=st.sampled_from(["en", "nl", "de"]),
    edits=st.lists(EDITS, min_size=4, max_size=4),
    repeated=st.lists(st.tuples(st.integers(0, 3), EDITS), max_size=3),
    added=st.lists(ADDED, max_size=3),
)
def test_any_edited_session_gives_a_faultless_workshop_with_the_same_agenda(language, edits, repeated, added) -> None:
    with TemporaryDirectory() as home:
        beginning = Beginning(title="First", date="2027-01-29", language=language)
        session = create(Path(home), parse(SOURCE, OVERLAYS, "small"), beginning, find())
        steps = ordered(session.steps)
        again = [replace(steps[n], id=new_id(), **more) for n, more in repeated]
        change(session, *(replace(s, **more) for s, more in zip(steps, edits, strict=True)), *again, *added)
        if all(step.state == "skipped" for step in session.steps):
            session.close()
            return
        fresh = create(Path(home), reread(own(session)), beginning, find())
        assert agenda(fresh, language) == agenda(session, language)
        session.close()
        fresh.close()


SCORED = {
    "title": "Scored",
    "collections": {"cases": {"title": "Case"}},
    "step": [
        {
            "id": "score",
            "kind": "scoring",
            "title": "Score",
            "minutes": 10,
            "items": "cases",
            "criteria": [{"id": "roi", "title": "Money", "question": "How much?"}],
        },
        {"id": "vote", "kind": "dot_voting", "title": "Vote", "minutes": 10, "items": "cases"},
    ],
}
IN_DUTCH = {"step": {"score": {"title": "Scoren", "criteria": {"roi": {"title": "Geld", "question": "Hoeveel?"}}}}}


@pytest.fixture
def scored(tmp_path: Path) -> Session:
    """A session with a scoring in two languages."""
    workshop = parse(SCORED, {"nl": IN_DUTCH}, "scored")
    return create(tmp_path, workshop, Beginning(title="First", language="nl"), find())


def more_criteria(session: Session) -> None:
    """One more criterion and another weight, as on the screen of a Dutch session."""
    for act in (lambda now: with_criterion(now, "Draagvlak"), lambda now: set_to(now, "weight:feasibility", "2")):
        session.apply_now(Change("", (act(view(session, step(session, "score"))),)))


def test_criteria_and_rules_changed_on_the_screen_are_in_the_workshop(scored: Session) -> None:
    more_criteria(scored)
    now = view(scored, step(scored, "vote"))
    scored.apply_now(Change("", (vote_rule(now, "dots", "5"),)))
    made = own(scored)
    assert entry(made, "vote")["dots"] == 5
    assert entry(made, "score")["preset"] == "own"
    titles = [one["title"] for one in entry(made, "score")["criteria"]]
    assert titles == ["Money", "Feasibility", "Draagvlak"]
    assert made.said == ()


def test_words_of_changed_criteria_stay_in_every_language(scored: Session) -> None:
    more_criteria(scored)
    texts = own(scored).overlays["nl"]["step"]["score"]
    assert texts["title"] == "Scoren"
    assert texts["criteria"]["roi"] == {"title": "Geld", "question": "Hoeveel?"}
    assert "own-1" not in texts["criteria"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_new_session_of_the_own_workshop_has_the_criteria(scored: Session, tmp_path: Path, language: str) -> None:
    more_criteria(scored)
    folder, _ = save(scored, tmp_path, "mine", "Mine", TR)
    workshop = at(folder, TR).workshop
    assert workshop is not None
    again = create(tmp_path, workshop, Beginning(title="Second", language=language), find())
    tr = translator(language)
    before = prepared_criteria(view(scored, step(scored, "score"), tr))
    assert prepared_criteria(view(again, step(again, "score"), tr)) == before
    again.close()


def test_what_is_typed_anew_for_a_criterion_takes_the_place_of_its_translation(scored: Session) -> None:
    now = view(scored, step(scored, "score"))
    roi = next(one for one in prepared_criteria(now) if one.id == "roi")
    scored.apply_now(Change("", (with_changed(now, replace(roi, title="Winst", question="Voor wie?")),)))
    made = own(scored)
    assert entry(made, "score")["criteria"] == [{"id": "roi", "title": "Winst", "question": "Voor wie?"}]
    assert made.overlays["nl"]["step"]["score"] == {"title": "Scoren"}


def test_a_step_whose_settings_do_not_fit_is_saved_with_what_fits(scored: Session) -> None:
    broken = replace(step(scored, "score"), settings={"preset": "nothing"})
    change(scored, broken)
    made = own(scored)
    assert "preset" not in entry(made, "score")
    assert made.said


ROLES = {
    "title": "Roles",
    "step": [
        {
            "id": "who",
            "kind": "raci",
            "title": "Who",
            "minutes": 10,
            "rows": ["Plan", "Build"],
            "columns": ["Owner", "Team"],
        }
    ],
}
ROLES_IN_DUTCH = {"step": {"who": {"title": "Wie", "rows": ["Plannen", "Bouwen"], "columns": ["Eigenaar", "Team"]}}}


@pytest.fixture
def roles(tmp_path: Path) -> Session:
    """A Dutch session with a matrix of roles."""
    return create(tmp_path, parse(ROLES, {"nl": ROLES_IN_DUTCH}, "roles"), Beginning(title="A", language="nl"), find())


def matrix(session: Session) -> Matrix:
    return Matrix(view(session, step(session, "who")))


def test_rows_and_roles_that_were_only_laid_out_keep_their_languages(roles: Session) -> None:
    now = matrix(roles)
    made = letters_typed(now, now.rows[0], now.columns[0], "A")
    assert made is not None
    roles.apply_now(made)
    assert entry(own(roles), "who")["rows"] == ["Plan", "Build"]
    assert own(roles).overlays["nl"]["step"]["who"]["rows"] == ["Plannen", "Bouwen"]


def test_roles_added_on_the_screen_are_in_the_workshop(roles: Session) -> None:
    made = columns_added(matrix(roles), ["Ondernemingsraad"])
    assert made is not None
    roles.apply_now(made)
    saved = own(roles)
    assert entry(saved, "who")["columns"] == ["Eigenaar", "Team", "Ondernemingsraad"]
    assert entry(saved, "who")["rows"] == ["Plan", "Build"]
    assert "columns" not in saved.overlays["nl"]["step"]["who"]
    assert saved.overlays["nl"]["step"]["who"]["rows"] == ["Plannen", "Bouwen"]

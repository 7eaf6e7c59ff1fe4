"""Views of steps: what a kind sees."""

import msgspec
import pytest

from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import translator
from facilitator.core.records import Person, Step, WorkshopCopy
from facilitator.session.session import Session
from facilitator.session.views import title_of, view

from .conftest import card


def step_of(session: Session, key: str) -> Step:
    return next(step for step in session.steps if step.key == key)


def put(session: Session, *records: object) -> None:
    session.apply_now(Change("put", tuple(records), history="none"))  # type: ignore[arg-type]


def test_texts_are_those_of_the_language(session: Session) -> None:
    seen = view(session, step_of(session, "welcome"), translator("nl"))
    assert (seen.title, seen.prompt) == ("Welkom", "Hallo")


def test_a_text_changed_in_the_session_wins_over_the_workshop_in_every_language(session: Session) -> None:
    put(session, msgspec.structs.replace(step_of(session, "welcome"), title="Good morning"))
    assert title_of(session, step_of(session, "welcome"), "nl") == "Good morning"


def test_items_are_the_active_ones_of_the_collection_in_order(session: Session) -> None:
    put(session, card(session, "Second"), session.counted("items", 1))
    first = msgspec.structs.replace(card(session, "First"), order=0.5)
    put(session, first, session.counted("items", 1))
    put(session, card(session, "Parked", state="parked"), session.counted("items", 1))
    put(session, msgspec.structs.replace(card(session, "Elsewhere"), collection="others"))
    assert [item.title for item in view(session, step_of(session, "collect")).items] == ["First", "Second"]


def test_only_winners_pass_to_the_next_step(session: Session) -> None:
    put(session, card(session, "Not yet voted"), session.counted("items", 1))
    assert view(session, step_of(session, "steps")).items == []


def test_people_who_left_are_not_present(session: Session) -> None:
    anna = next(person for person in session.table(Person).values() if person.name == "Anna")
    put(session, msgspec.structs.replace(anna, presence="left"))
    seen = view(session, step_of(session, "vote"))
    assert [person.name for person in seen.present] == ["Bo", "Cem"]
    assert len(seen.participants) == 3


def test_a_kind_that_is_not_installed_is_named(session: Session) -> None:
    put(session, msgspec.structs.replace(step_of(session, "welcome"), kind="dancing"))
    with pytest.raises(FacilitatorError, match=r"dancing.*not installed"):
        view(session, step_of(session, "welcome"))


def test_settings_that_do_not_fit_are_named_with_their_step(session: Session) -> None:
    put(session, msgspec.structs.replace(step_of(session, "vote"), settings={"dots": "many"}))
    with pytest.raises(FacilitatorError, match="vote"):
        view(session, step_of(session, "vote"))


def test_settings_changed_in_the_session_win_over_the_workshop(session: Session) -> None:
    put(session, msgspec.structs.replace(step_of(session, "vote"), settings={"winners": 5}))
    assert view(session, step_of(session, "vote"), translator("nl")).settings.winners == 5


def test_a_translation_that_breaks_a_setting_leaves_the_workshops_own(session: Session) -> None:
    copy = session.only(WorkshopCopy)
    overlays = {"nl": {"step": {"vote": {"winners": "drie"}}}}
    put(session, msgspec.structs.replace(copy, overlays=overlays))
    assert view(session, step_of(session, "vote"), translator("nl")).settings.winners == 2

"""The door of a step."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.app.context import Door
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Note
from facilitator.session.session import Session
from tests.kit.harness import add_items


class Voice:
    tr = Translator()

    def __init__(self, *, private: bool = False) -> None:
        self.private = private
        self.said: list[tuple[str, bool]] = []

    def say(self, sentence: str, *, bad: bool = False) -> None:
        self.said.append((sentence, bad))


def door(session: Session, voice: Voice | None = None, key: str = "ideas") -> Door:
    step = next(step for step in session.steps if step.key == key)
    return Door(session, step.id, voice or Voice())


def test_the_view_follows_the_session(session: Session) -> None:
    seen = door(session)
    assert seen.view.items == []
    add_items(session, "cases", "One")
    assert [item.title for item in seen.view.items] == ["One"]


def test_the_view_is_made_once_per_change(session: Session) -> None:
    seen = door(session)
    assert seen.view is seen.view


def test_the_last_view_stays_when_the_step_is_gone(session: Session) -> None:
    seen = door(session)
    before = seen.view
    session.apply_now(Change("", drops=(before.step,)))
    assert seen.view is before


def test_a_step_that_was_never_there_is_an_error_for_the_user(session: Session) -> None:
    with pytest.raises(FacilitatorError, match="no longer part"):
        _ = Door(session, new_id(), Voice()).view


async def test_a_change_is_saved(session: Session) -> None:
    note = Note(id=new_id(), what="note", text="x", at=session.moment())
    assert await door(session).apply(Change("", (note,)))
    assert note.id in session.table(Note)


async def test_a_change_that_is_refused_is_said_and_not_done(session: Session, tmp_path: Path) -> None:
    voice = Voice()
    session.store.folder.rename(tmp_path / "away")
    note = Note(id=new_id(), what="note", text="x", at=session.moment())
    assert not await door(session, voice).apply(Change("", (note,)))
    assert note.id not in session.table(Note)
    assert [bad for _, bad in voice.said] == [True]
    assert voice.said[0][0].startswith("Not saved:")


def test_hidden_things_are_covered_until_they_are_opened(session: Session) -> None:
    voice = Voice()
    seen = door(session, voice)
    assert seen.covered
    seen.uncover()
    assert not seen.covered
    assert voice.said == [("The room can see this.", False)]


def test_opening_twice_is_said_once(session: Session) -> None:
    voice = Voice()
    seen = door(session, voice)
    seen.uncover()
    seen.uncover()
    assert len(voice.said) == 1


def test_a_private_screen_has_nothing_covered(session: Session) -> None:
    assert not door(session, Voice(private=True)).covered


async def test_a_code_is_known_again_and_kept_only_as_a_hash(session: Session) -> None:
    seen = door(session)
    assert not seen.has_code()
    assert not seen.is_code("")
    assert await seen.choose_code("4711")
    assert seen.has_code()
    assert seen.is_code("4711")
    assert not seen.is_code("4712")
    assert "4711" not in session.info.code


async def test_the_same_code_is_salted_differently_each_time(session: Session) -> None:
    seen = door(session)
    await seen.choose_code("4711")
    first = session.info.code
    await seen.choose_code("4711")
    assert session.info.code != first


def test_numbers_and_moments_are_the_sessions(session: Session) -> None:
    seen = door(session)
    add_items(session, "cases", "One", "Two")
    assert (seen.number("items"), seen.counted("items", 3).next, seen.moment()) == (3, 6, session.moment())


def test_a_session_for_reading_says_so(session: Session) -> None:
    session.close()
    reading = Session.open(session.store.folder, session.kinds, read_only=True)
    assert door(reading).read_only


def test_a_kind_that_is_missing_is_an_error_for_the_user(session: Session) -> None:
    step = replace(ordered(session.steps)[1], kind="elsewhere")
    session.apply_now(Change("", (step,)))
    with pytest.raises(FacilitatorError, match="not installed"):
        _ = door(session).view

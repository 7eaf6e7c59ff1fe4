"""Dry runs: nothing of them is kept."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.activities import find
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Person
from facilitator.core.rounds import Round
from facilitator.session.dry_run import of_session, of_workshop
from facilitator.session.session import Session
from facilitator.session.views import title_of
from facilitator.store import temporary
from facilitator.store.temporary import discard

TR = Translator()


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    for root in list(temporary._held):
        temporary.remove(root)


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_workshop_is_tried_with_six_made_up_people(temp, workshop) -> None:
    session = Session.open(of_workshop(workshop, find(), TR), find())
    assert len(session.table(Person)) == 6
    assert len({person.department for person in session.table(Person).values()}) == 3
    assert title_of(session, ordered(session.steps)[0]) == "Welcome"
    session.close()


def test_a_workshop_is_tried_in_the_language_of_the_screen_if_it_has_it(temp, workshop) -> None:
    languages = []
    for language in ("nl", "de"):
        session = Session.open(of_workshop(workshop, find(), Translator(language)), find())
        languages.append(session.info.language)
        session.close()
    assert languages == ["nl", "en"]


def test_it_lies_in_a_temporary_folder_and_is_gone_when_discarded(temp, workshop) -> None:
    folder = of_workshop(workshop, find(), TR)
    assert folder.is_relative_to(temp)
    (folder.parent.parent / "exports").mkdir()
    discard(folder)
    assert list(temp.iterdir()) == []


def test_a_copy_of_a_session_is_like_it_and_leaves_it_alone(temp, session, wall) -> None:
    first = ordered(session.steps)[0]
    session.apply_now(Change("", (replace(first, prompt="Mine"),)))
    session.close()
    before = files(session.store.folder)
    copy = Session.open(of_session(session.store.folder, find(), TR), find(), now=wall)
    assert copy.store.folder.name == session.store.folder.name
    assert copy.store.read_only is None
    assert {step.id: step for step in copy.steps} == {step.id: step for step in session.steps}
    copy.apply_now(Change("", (replace(first, prompt="Other"),)))
    copy.close()
    assert files(session.store.folder) == before


def test_a_session_that_is_open_elsewhere_can_be_copied(temp, session) -> None:
    first = ordered(session.steps)[0]
    session.apply_now(Change("", (replace(first, prompt="Just now"),)))
    copy = Session.open(of_session(session.store.folder, find(), TR), find())
    assert ordered(copy.steps)[0].prompt == "Just now"
    copy.close()


def test_a_session_with_an_open_round_is_refused_and_nothing_is_left(temp, session) -> None:
    vote = next(step for step in session.steps if step.key == "vote")
    session.apply_now(Change("", (Round(id="0AZ4K9T2M7QX1", step=vote.id, state="open"),)))
    with pytest.raises(FacilitatorError, match="Reveal it before a dry run"):
        of_session(session.store.folder, find(), TR)
    assert list(temp.iterdir()) == []


def test_a_damaged_session_is_refused(temp, session) -> None:
    session.close()
    (session.store.folder / "session.json").write_bytes(b"x")
    with pytest.raises(FacilitatorError, match="repair it before a dry run"):
        of_session(session.store.folder, find(), TR)
    assert list(temp.iterdir()) == []


def test_no_room_for_temporary_files_is_a_sentence(monkeypatch, workshop, tmp_path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(FacilitatorError, match="room for temporary files: No such file"):
        of_workshop(workshop, find(), TR)

from pathlib import Path

import pytest

from facilitator.activities.raci.rules import Cell, Column, Row
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Person
from facilitator.imports.door import IMPORTS
from facilitator.session.importing import change, fitted, taken_by, takers, target
from facilitator.session.session import Session
from tests.kit.harness import make_session, step_of

TR = Translator()
STEPS = [
    {"id": "who", "kind": "influence_map"},
    {"id": "roles", "kind": "raci", "title": "Who does what"},
    {"id": "tea", "kind": "break"},
]
MATRIX = "Task,IT,Anna\nPlan,A,R\nBuild,C,A/R\n"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return make_session(tmp_path, STEPS, people=["Anna"])


def imported(session: Session, name: str, step: str, text: str) -> None:
    found = IMPORTS[name].read(text, TR, {}).found
    assert found is not None
    session.apply_now(change(session, step_of(session, step).id, found, TR))


def test_steps_say_what_they_take(session: Session) -> None:
    assert [step.key for step in takers(session)] == ["who", "roles"]
    assert taken_by(session, step_of(session, "roles")) == ("matrix",)
    assert taken_by(session, step_of(session, "tea")) == ()


@pytest.mark.parametrize("wanted", ["", "roles", "2", "WHO DOES WHAT"])
def test_a_step_is_found_by_id_number_title_or_alone(session: Session, wanted: str) -> None:
    assert target(session, "matrix", wanted, TR).key == "roles"


@pytest.mark.parametrize(
    ("name", "wanted", "sentence"),
    [
        ("matrix", "nothing", "There is no step “nothing”; there are: who, roles, tea."),
        ("matrix", "tea", "cannot take this"),
        ("scores", "", "No step of this session can take this: Scores."),
    ],
)
def test_a_step_that_does_not_fit_is_refused_in_one_sentence(
    session: Session, name: str, wanted: str, sentence: str
) -> None:
    with pytest.raises(FacilitatorError, match=sentence):
        target(session, name, wanted, TR)


def test_of_several_steps_one_has_to_be_named(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "one", "kind": "raci"}, {"id": "two", "kind": "raci"}])
    with pytest.raises(FacilitatorError, match="1 one, 2 two"):
        target(session, "matrix", "", TR)


def test_a_matrix_comes_in_as_one_change_that_can_be_undone(session: Session) -> None:
    before = len(session.history)
    imported(session, "matrix", "roles", MATRIX)
    assert len(session.history) == before + 1
    assert len(session.table(Row)) == len(session.table(Column)) == 2
    assert sorted(cell.letters for cell in session.table(Cell).values()) == ["A", "C", "R", "RA"]


async def test_undo_takes_the_whole_import_back(session: Session) -> None:
    imported(session, "matrix", "roles", MATRIX)
    await session.undo()
    assert not session.table(Row)
    assert not session.table(Cell)


def test_a_second_import_of_the_same_has_nothing_to_do(session: Session) -> None:
    imported(session, "matrix", "roles", MATRIX)
    with pytest.raises(FacilitatorError, match="already"):
        imported(session, "matrix", "roles", MATRIX)


def test_stakeholders_come_in_and_known_people_are_not_doubled(session: Session) -> None:
    imported(session, "stakeholders", "who", "Name,Influence,Attitude\nAnna,8,-3\nBen,H,supportive\n")
    assert sorted(person.name for person in session.table(Person).values()) == ["Anna", "Ben"]


def test_what_a_step_does_not_take_is_refused(session: Session) -> None:
    found = IMPORTS["matrix"].read(MATRIX, TR, {}).found
    assert found is not None
    with pytest.raises(FacilitatorError, match="cannot take"):
        change(session, step_of(session, "who").id, found, TR)


def test_a_preview_is_told_what_does_not_fit_the_step(session: Session) -> None:
    preview = IMPORTS["matrix"].read("Task,IT,Anna\nPlan,A,V\nBuild,C,R\n", TR, {})
    said = fitted(session, step_of(session, "roles").id, preview, TR).doubts
    assert said == (*preview.doubts, "Letters that this step does not have: V. Here there are R, A, C, I, F.")


def test_a_preview_without_anything_stays_as_it_is(session: Session) -> None:
    preview = IMPORTS["matrix"].read("nothing here", TR, {})
    assert fitted(session, step_of(session, "roles").id, preview, TR) == preview

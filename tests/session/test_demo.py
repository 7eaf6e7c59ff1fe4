"""The demo: small, quick to make, and something to see in every kind of step."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.findings import findings
from facilitator.activities.influence_map.rules import Place, Snapshot
from facilitator.activities.influence_map.standing import counts, stands
from facilitator.activities.raci.cross import all_findings
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.scoring.rules import Scores
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import LANGUAGES, Translator, translator
from facilitator.core.records import Item, Person, Step
from facilitator.core.stepview import StepView
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports.library import playable
from facilitator.session.demo import build
from facilitator.session.session import Session
from facilitator.session.views import facts_of, view, winners_of

TR = Translator()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = build(tmp_path_factory.mktemp("demo"), playable("use-case", None, TR, kind_checks(find())), find(), TR)
    yield session
    session.close()


def at(demo: Session, kind: str) -> StepView:
    return view(demo, next(step for step in demo.steps if step.kind == kind))


def test_it_stands_at_its_vote(demo) -> None:
    assert demo.table(Step)[demo.clock.step].kind == "dot_voting"


async def test_there_is_nothing_to_undo_in_it(demo) -> None:
    with pytest.raises(FacilitatorError, match="nothing to undo"):
        await demo.undo()


def test_everybody_has_scored_every_card(demo) -> None:
    (scores,) = demo.table(Scores).values()
    assert (scores.voted, scores.invalid, len(scores.lines)) == (12, 0, len(demo.table(Item)))
    assert scores.concordance is not None


def test_people_disagree_about_some_cards(demo) -> None:
    text = str(demo.kinds["scoring"].blocks(at(demo, "scoring")))
    assert "Service report from what the technician says" in text


def test_the_winners_of_the_vote_are_rows_of_the_matrix(demo) -> None:
    matrix = Matrix(at(demo, "raci"))
    assert {row.item for row in matrix.rows if row.item} == set(winners_of(demo, "vote"))


def test_the_columns_of_the_matrix_are_people_of_the_session(demo) -> None:
    matrix = Matrix(at(demo, "raci"))
    assert all(column.person in demo.table(Person) for column in matrix.columns)


def test_two_have_signed_their_column_off(demo) -> None:
    matrix = Matrix(at(demo, "raci"))
    assert sum(matrix.standing(column.id) == "signed" for column in matrix.columns) == 2


def test_the_matrix_has_something_to_find(demo) -> None:
    assert {finding.severity for finding in all_findings(Matrix(at(demo, "raci"))).open} >= {"error", "warning"}


def test_an_influencer_of_the_matrix_is_a_critical_blocker_on_the_map(demo) -> None:
    quadrant, role = (facts_of(demo, name, TR) for name in ("quadrant", "role"))
    assert any(quadrant.get(person) == "critical_blocker" for person, letters in role.items() if "F" in letters)


def test_the_map_has_somebody_in_every_quadrant_and_one_who_is_not_known(demo) -> None:
    many = counts(stands(at(demo, "influence_map")))
    assert all(many[key] for key in ("key_champion", "critical_blocker", "silent_supporter", "grumbler"))
    assert many[None] == 1


def test_the_map_is_compared_with_the_kick_off_and_some_have_moved(demo) -> None:
    here = at(demo, "influence_map")
    (base, *_) = bases(here)
    (shot,) = demo.table(Snapshot).values()
    assert (base.key, base.at < next(iter(demo.table(Place).values())).at) == (shot.id, True)
    assert sum(stand.moved is not None for stand in stands(here, base)) >= 5


def test_the_map_has_something_to_talk_about(demo) -> None:
    here = at(demo, "influence_map")
    assert any(finding.severity == "error" for finding in findings(here, stands(here)))


def test_whoever_is_outside_the_room_has_no_vote(demo) -> None:
    assert len(at(demo, "dot_voting").voters) == 12
    assert len(demo.table(Person)) == 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_made_in_every_language(tmp_path: Path, language: str) -> None:
    tr = translator(language)
    session = build(tmp_path, playable("use-case", None, tr, kind_checks(find())), find(), tr)
    assert session.info.language == language
    session.close()

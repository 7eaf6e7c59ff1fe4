"""What was changed on the screen, as settings of the next workshop."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator.activities.scoring.as_settings import as_settings
from facilitator.activities.scoring.criteria import (
    prepared_criteria,
    with_changed,
    with_criterion,
    with_preset,
    without_criterion,
)
from facilitator.activities.scoring.opening import changed, set_to
from facilitator.activities.scoring.presets import PRESETS, Preset
from facilitator.activities.scoring.rules import Preparation, ScoringSettings, check, resolved
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.session.session import Session
from tests.activities.scoring.building import look, opened, roi, scored, scoring_session

TR = Translator()


def keep(session: Session, own: Preparation) -> None:
    session.apply_now(Change("criteria", (own,)))


def again(session: Session) -> ScoringSettings:
    """The settings of a workshop that has what was changed, faultless."""
    step = look(session).step
    settings = msgspec.convert(step.settings | as_settings(look(session)), ScoringSettings)
    assert check(settings, TR) == []
    return settings


@pytest.mark.parametrize("settings", [{}, {"preset": "ice"}, {"criteria": [{"id": "roi", "weight": 2}]}], ids=str)
def test_what_was_not_changed_is_not_said(tmp_path: Path, settings: dict[str, Any]) -> None:
    assert as_settings(look(scoring_session(tmp_path, **settings))) == {}


def test_a_weight_is_said_and_nothing_else_of_the_set(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, set_to(look(session), "weight:roi", "2,5"))
    said = as_settings(look(session))
    assert said == {"preset": "roi_feasibility", "criteria": [{"id": "roi", "weight": 2.5}]}


@pytest.mark.parametrize("preset", ["ice", "rice", "wsjf", "own"])
def test_another_set_is_said(tmp_path: Path, preset: Preset) -> None:
    session = scoring_session(tmp_path)
    keep(session, with_preset(look(session), preset))
    settings = again(session)
    assert settings.preset == preset
    assert resolved(settings, TR) == prepared_criteria(look(session))


def test_another_set_takes_the_place_of_the_workshops_criteria(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, criteria=[{"id": "roi", "title": "Money"}])
    keep(session, with_preset(look(session), "ice"))
    assert as_settings(look(session)) == {"preset": "ice", "criteria": []}


@pytest.mark.parametrize("preset", PRESETS)
def test_criteria_come_back_as_they_were_changed(tmp_path: Path, preset: Preset) -> None:
    session = scoring_session(tmp_path, preset=preset)
    first = prepared_criteria(look(session))[0]
    other = msgspec.structs.replace(first, title="Joy", question="For whom?", weight=1.5, invert=not first.invert)
    keep(session, with_changed(look(session), other))
    assert resolved(again(session), TR) == prepared_criteria(look(session))
    keep(session, with_criterion(look(session), "Risk"))
    keep(session, without_criterion(look(session), first.id))
    assert resolved(again(session), TR) == prepared_criteria(look(session))


@pytest.mark.parametrize(
    ("preset", "scale"),
    [
        ("roi_feasibility", {"min": 0.0, "max": 10.0, "step": 0.5}),
        ("roi_feasibility", {"values": (1.0, 2.0, 5.0), "min": 1.0, "max": 5.0}),
        ("wsjf", {"values": (), "min": 1.0, "max": 9.0, "step": 1.0}),
    ],
)
def test_scales_come_back_as_they_were_changed(tmp_path: Path, preset: Preset, scale: dict[str, Any]) -> None:
    session = scoring_session(tmp_path, preset=preset)
    first = prepared_criteria(look(session))[0]
    keep(session, with_changed(look(session), msgspec.structs.replace(first, **scale)))
    assert resolved(again(session), TR) == prepared_criteria(look(session))


def test_winners_and_who_scores_are_said(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, set_to(look(session), "winners", "quick_wins"))
    keep(session, changed(look(session), "facilitator_votes", 1))
    assert as_settings(look(session)) == {"winners": "quick_wins", "facilitator_votes": True}


def test_how_many_score_belongs_to_the_session(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, set_to(look(session), "voters", "9"))
    assert as_settings(look(session)) == {}


async def test_after_a_round_its_criteria_are_said(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, with_criterion(look(session), "Risk"))
    keep(session, changed(look(session), "facilitator_votes", 1))
    before = as_settings(look(session))
    own = session.table(Preparation).values()
    await opened(session)
    session.apply_now(Change("", drops=tuple(own)))
    assert as_settings(look(session)) == before
    assert [one["title"] for one in before["criteria"]][-1] == "Risk"


async def test_a_round_as_the_workshop_says_changes_nothing(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await scored(session, *[roi((4, 4), (3, 3), (2, 2), (1, 1))] * 5)
    assert as_settings(look(session)) == {}

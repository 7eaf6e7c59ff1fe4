import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.influence_map.rules import (
    MapSettings,
    attitude_of,
    category,
    check,
    influence_of,
    pair,
    quadrant,
    quadrant_name,
    signed,
    written,
)
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator

TR = Translator()
SETTINGS = MapSettings()
INFLUENCES = st.floats(0, 10, allow_nan=False)
ATTITUDES = st.floats(-10, 10, allow_nan=False)


@pytest.mark.parametrize(
    ("influence", "attitude", "expected"),
    [
        (8, 8, "key_champion"),
        (5.1, 0.1, "key_champion"),
        (8, -8, "critical_blocker"),
        (2, 3, "silent_supporter"),
        (2, -3, "grumbler"),
        (5, 8, "neutral"),
        (9, 0, "neutral"),
        (5, 0, "neutral"),
    ],
)
def test_the_quadrant_of_a_place(influence: float, attitude: float, expected: str) -> None:
    assert quadrant(influence, attitude, SETTINGS) == expected


@pytest.mark.parametrize(
    ("attitude", "expected"),
    [
        (10, "champion"),
        (7, "champion"),
        (6.9, "supporter"),
        (1, "supporter"),
        (0.9, "neutral"),
        (0, "neutral"),
        (-0.9, "neutral"),
        (-1, "skeptic"),
        (-6.9, "skeptic"),
        (-7, "opponent"),
        (-10, "opponent"),
    ],
)
def test_the_category_of_an_attitude(attitude: float, expected: str) -> None:
    assert category(attitude, SETTINGS) == expected


def test_thresholds_are_those_of_the_workshop_file() -> None:
    own = MapSettings(middle=7, champion=5, supporter=2)
    assert quadrant(6, 5, own) == "silent_supporter"
    assert category(5, own) == "champion"
    assert category(1.5, own) == "neutral"


@given(INFLUENCES, ATTITUDES)
def test_turning_an_attitude_round_turns_category_and_quadrant_round(influence: float, attitude: float) -> None:
    order = ("opponent", "skeptic", "neutral", "supporter", "champion")
    assert order.index(category(attitude, SETTINGS)) == 4 - order.index(category(-attitude, SETTINGS))
    other = {
        "key_champion": "critical_blocker",
        "critical_blocker": "key_champion",
        "silent_supporter": "grumbler",
        "grumbler": "silent_supporter",
        "neutral": "neutral",
    }
    assert quadrant(influence, -attitude, SETTINGS) == other[quadrant(influence, attitude, SETTINGS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 -3", (8.0, -3.0)),
        ("8,5 -3", (8.5, -3.0)),
        ("8.5 −3,5", (8.5, -3.5)),
        ("8; -3", (8.0, -3.0)),
        ("8, -3", (8.0, -3.0)),
        ("8,-3", (8.0, -3.0)),
        ("8 / +3", (8.0, 3.0)),
        ("8 ?", (8.0, None)),
        ("? ?", (None, None)),
        ("10 10", (10.0, 10.0)),
        ("0 -0", (0.0, 0.0)),
    ],
)
def test_two_values_are_read_as_people_type_them(text: str, expected: tuple[float | None, float | None]) -> None:
    assert pair(text, TR) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("8", "Type two values"),
        ("", "Type two values"),
        ("8,5", "Type two values"),
        ("1 2 3", "Type two values"),
        ("11 0", "11 is outside the scale: it goes from 0 to 10."),
        ("-1 0", "-1 is outside the scale"),
        ("5 -11", "-11 is outside the scale: it goes from -10 to 10."),
        ("high for", "“high” is no number"),
        ("nan 1", "no number"),
        ("inf 1", "no number"),
        ("1e1 1", "no number"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, words: str) -> None:
    with pytest.raises(FacilitatorError, match=words.replace("“", ".").replace("”", ".")):
        pair(text, TR)


@given(INFLUENCES, ATTITUDES)
def test_what_is_written_is_read_as_it_was(influence: float, attitude: float) -> None:
    influence, attitude = round(influence, 1) + 0.0, round(attitude, 1) + 0.0
    for tr in (TR, Translator("de")):
        assert pair(f"{written(influence, tr)} {signed(attitude, tr)}", TR) == (influence, attitude)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_values(text: str) -> None:
    for read in (influence_of, attitude_of):
        try:
            value = read(text, TR)
        except FacilitatorError:
            continue
        assert value is None or -10 <= value <= 10


def test_values_are_shown_with_sign_and_question_mark() -> None:
    assert [signed(value, TR) for value in (None, -3.5, 0.0, 7.25)] == ["?", "-3.5", "0", "+7.2"]


def test_quadrants_are_called_as_the_workshop_file_says() -> None:
    own = MapSettings(critical_blockers="Deciders against")
    assert quadrant_name("critical_blocker", own, TR) == "Deciders against"
    assert quadrant_name("key_champion", own, TR) == "Key Champions"


def test_settings_without_a_fault() -> None:
    assert check(SETTINGS, TR) == []


def test_thresholds_the_wrong_way_round_are_a_fault() -> None:
    assert [key for key, _ in check(MapSettings(champion=1, supporter=3), TR)] == ["supporter"]


def test_two_quadrants_of_the_same_name_are_a_fault() -> None:
    assert [key for key, _ in check(MapSettings(key_champions="Us", grumblers="us"), TR)] == ["key_champions"]

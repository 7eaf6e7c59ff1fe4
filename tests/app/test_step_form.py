"""What is typed into the form of a step."""

import pytest

from facilitator.app.step_form import read
from facilitator.core.i18n import Translator
from facilitator.core.records import Minutes

TR = Translator()


def test_every_field_is_read() -> None:
    typed = {"title": "X", "minutes": "5", "fixed": "9:30", "buffer": "10", "day": "2", "groups": "4", "prompt": "P"}
    assert read(typed, TR) == (
        {
            "title": "X",
            "minutes": Minutes(min=4, plan=5, max=6),
            "fixed": "09:30",
            "buffer": 10,
            "day": 2,
            "groups": 4,
            "prompt": "P",
        },
        {},
    )


def test_empty_numbers_mean_none_and_the_first_day() -> None:
    assert read({"buffer": "", "day": "", "groups": "", "fixed": ""}, TR)[0] == {
        "buffer": 0,
        "day": 1,
        "groups": 0,
        "fixed": "",
    }


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("minutes", ""),
        ("minutes", "long"),
        ("fixed", "25:00"),
        ("buffer", "-5"),
        ("buffer", "1.5"),
        ("buffer", "1441"),
        ("day", "0"),
        ("day", "100"),
        ("day", "²"),
        ("groups", "100"),
        ("groups", "9999999999999"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(field: str, text: str) -> None:
    values, faults = read({field: text, "title": "X"}, TR)
    assert list(faults) == [field]
    assert values == {"title": "X"}

"""What is said of a round whatever it is about."""

import pytest

from facilitator.core.i18n import Translator
from facilitator.kit.rounds import gives_away


@pytest.mark.parametrize(("ballots", "words"), [(1, "one single person"), (2, "what the other gave")])
def test_the_reveal_of_very_few_ballots_says_what_it_gives_away(ballots: int, words: str) -> None:
    assert words in gives_away(ballots, Translator())


@pytest.mark.parametrize("ballots", [0, 3, 40])
def test_nothing_is_to_be_said_of_none_or_of_several(ballots: int) -> None:
    assert gives_away(ballots, Translator()) == ""

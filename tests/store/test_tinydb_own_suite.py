"""TinyDB's own tests hold for our tables and storage."""

import os

import pytest

from tests.tinydb_suite.run import ALLOWED, SUITE, Outcome, run


@pytest.fixture(scope="module", name="outcome")
def _outcome() -> Outcome:
    if not SUITE.is_dir() and not os.environ.get("CI"):
        pytest.skip("TinyDB's source is not here: python -m tests.tinydb_suite.run fetches it")
    return run()


def test_nothing_fails_but_the_text_of_repr(outcome: Outcome) -> None:
    assert outcome.failed <= ALLOWED, outcome.words


def test_the_whole_suite_ran(outcome: Outcome) -> None:
    assert outcome.passed > 200, outcome.words


def test_most_of_it_ran_on_sessions(outcome: Outcome) -> None:
    assert outcome.sessions > 100, outcome.words

from datetime import date
from typing import Any

import pytest

from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Person, Task
from facilitator.kit.columns import column_widths
from facilitator.kit.task_rows import columns, row

TODAY = date(2026, 11, 22)
ANNA = Person(id=new_id(), name="Anna", order=1)
TR = Translator("en")


def drawn(**values: Any) -> tuple[tuple[str, ...], str]:
    task = Task(**({"id": new_id(), "number": 7, "title": "Ask IT", "order": 1} | values))
    found = row(task, {ANNA.id: ANNA}, TODAY, TR)
    return found.cells, found.style


@pytest.mark.parametrize(
    ("values", "cells", "style"),
    [
        ({}, (" ", "7", "Ask IT", "! no owner", "! no date", ""), "warn"),
        ({"owner": ANNA.id}, (" ", "7", "Ask IT", "Anna", "! no date", ""), "warn"),
        ({"owner": ANNA.id, "due": "2026-12-03"}, (" ", "7", "Ask IT", "Anna", "3 December 2026", ""), ""),
        ({"owner": ANNA.id, "due": "2026-11-21"}, ("!", "7", "Ask IT", "Anna", "21 November 2026", ""), "warn"),
        ({"status": "done", "due": "2026-11-21"}, ("✓", "7", "Ask IT", "", "21 November 2026", ""), "dim"),
        ({"priority": "high"}, (" ", "7", "Ask IT", "! no owner", "! no date", "high"), "warn"),
        ({"status": "dropped"}, ("–", "7", "Ask IT", "", "", ""), "dim"),
    ],
)
def test_a_row_says_in_words_and_signs_what_is_missing(values: Any, cells: Any, style: str) -> None:
    assert drawn(**values) == (cells, style)


def test_the_column_of_priorities_is_there_only_when_a_task_has_one() -> None:
    task = Task(id=new_id(), number=7, title="Ask IT", order=1)
    plain = row(task, {}, TODAY, TR)
    urgent = row(Task(id=new_id(), number=8, title="x", order=2, priority="high"), {}, TODAY, TR)
    assert column_widths(columns([plain], TR), 100)[-1] == 0
    assert column_widths(columns([plain, urgent], TR), 100)[-1] == len("high")

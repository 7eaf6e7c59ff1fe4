from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator.activities.dot_voting.ties import by_draw
from facilitator.activities.plan.form import entry, faults
from facilitator.activities.plan.table import details, row, summary
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Person, Task
from facilitator.session.views import view
from tests.activities.dot_voting.building import vote_of, with_dots
from tests.kit.harness import add_items, make_session, step_of

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
        ({}, (" ", "7", "Ask IT", "! no owner", "! no date"), "warn"),
        ({"owner": ANNA.id}, (" ", "7", "Ask IT", "Anna", "! no date"), "warn"),
        ({"owner": ANNA.id, "due": "2026-12-03"}, (" ", "7", "Ask IT", "Anna", "3 December 2026"), ""),
        ({"owner": ANNA.id, "due": "2026-11-21"}, ("!", "7", "Ask IT", "Anna", "21 November 2026"), "warn"),
        ({"status": "done", "due": "2026-11-21"}, ("✓", "7", "Ask IT", "", "21 November 2026"), "dim"),
        ({"status": "dropped"}, ("–", "7", "Ask IT", "", ""), "dim"),
    ],
)
def test_a_row_says_in_words_and_signs_what_is_missing(values: Any, cells: Any, style: str) -> None:
    assert drawn(**values) == (cells, style)


VALUES = {"title": "Ask IT", "owner": "Anna", "due": "3.12.", "priority": "high", "description": ""}


def test_the_form_says_what_is_wrong_by_field() -> None:
    found = faults(VALUES | {"title": "", "due": "soon"}, TODAY, TR)
    assert set(found) == {"title", "due"}
    assert faults(VALUES, TODAY, TR) == {}


def test_the_form_gives_what_it_holds() -> None:
    filled = entry(VALUES, TODAY, TR)
    assert (filled.title, filled.owner, filled.due, filled.priority) == ("Ask IT", "Anna", "2026-12-03", "high")


def test_an_unknown_priority_is_none() -> None:
    assert entry(VALUES | {"priority": "?"}, TODAY, TR).priority == ""


def test_the_details_name_the_card_a_task_came_from(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "plan", "kind": "plan", "items": "cards"}])
    (card,) = add_items(session, "cards", "Draft quotes")
    look = view(session, step_of(session, "plan"))
    task = Task(id=new_id(), number=7, title="Collect", order=1, item=card.id, description="Draft quotes")
    assert details(task, look, TR) == "7 · Collect\nfrom card 1 “Draft quotes”"
    other = Task(id=new_id(), number=8, title="Ask IT", order=1, description="for access")
    assert details(other, look, TR) == "8 · Ask IT\nfor access"
    session.close()


def test_how_many_cards_are_in_an_open_tie_is_said_beside_the_key(tmp_path: Path) -> None:
    steps = [
        {"id": "vote", "kind": "dot_voting", "items": "cards"},
        {"id": "plan", "kind": "plan", "items": "cards", "only": {"winners_of": "vote"}},
    ]
    session = make_session(tmp_path, steps)
    items = add_items(session, "cards", "First", "Second", "Third")
    vote = with_dots(vote_of(3, winners=2), 5, 3, 3)
    candidates = tuple(msgspec.structs.replace(c, item=item.id) for c, item in zip(vote.candidates, items, strict=True))
    vote = msgspec.structs.replace(vote, step=step_of(session, "vote").id, candidates=candidates)
    session.apply_now(Change("vote", (vote,)))
    said = summary(view(session, step_of(session, "plan")), TR)
    assert said == "No tasks yet. “w” makes 3 of the cards. ▲ 2 cards are in an open tie."
    session.apply_now(Change("no tie", (msgspec.structs.replace(vote, ties=by_draw(vote, "x").ties),)))
    assert "tie" not in summary(view(session, step_of(session, "plan")), TR)
    session.close()

from pathlib import Path

import msgspec

from facilitator.activities.dot_voting.ties import by_draw
from facilitator.activities.plan.table import details, summary
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Task
from facilitator.session.views import view
from tests.activities.dot_voting.building import vote_of, with_dots
from tests.kit.harness import add_items, make_session, step_of

TR = Translator("en")


def test_the_details_name_the_card_a_task_came_from(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "plan", "kind": "plan", "items": "cards"}])
    (card,) = add_items(session, "cards", "Draft quotes")
    look = view(session, step_of(session, "plan"))
    task = Task(id=new_id(), number=7, title="Collect", order=1, item=card.id, description="Draft quotes")
    assert details(task, look, TR) == "7 · Collect\nfrom card 1 “Draft quotes”"
    other = Task(id=new_id(), number=8, title="Ask IT", order=1, description="for access")
    assert details(other, look, TR) == "8 · Ask IT\nfor access"
    secret = msgspec.structs.replace(other, audience="team")
    assert details(secret, look, TR) == "8 · Ask IT\nfor access"
    assert details(secret, look, TR, covered=True) == "8 · ▒▒▒▒▒▒▒▒\nnot for the room"
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

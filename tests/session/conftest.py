"""A small session of a made-up workshop, in a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person
from facilitator.core.workshop import Workshop, parse
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create

SOURCE = {
    "title": "Small workshop",
    "collections": {"cases": {"title": "Case", "fields": [{"id": "problem", "title": "Problem"}]}},
    "step": [
        {"id": "welcome", "kind": "brief", "title": "Welcome", "minutes": 5, "prompt": "Hello"},
        {"id": "collect", "kind": "ideas", "title": "Collect", "minutes": 10, "items": "cases"},
        {"id": "vote", "kind": "dot_voting", "title": "Vote", "minutes": 10, "items": "cases", "winners": 2},
        {
            "id": "steps",
            "kind": "plan",
            "title": "First steps",
            "minutes": 10,
            "items": "cases",
            "only": {"winners_of": "vote"},
        },
    ],
}
OVERLAYS = {"nl": {"title": "Kleine workshop", "step": {"welcome": {"title": "Welkom", "prompt": "Hallo"}}}}


class Wall:
    """A clock that stands still until told otherwise."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def workshop() -> Workshop:
    return parse(SOURCE, OVERLAYS, "small")


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def session(tmp_path: Path, workshop: Workshop, wall: Wall) -> Iterator[Session]:
    people = [Person(id=new_id(), name=name, order=n) for n, name in enumerate(["Anna", "Bo", "Cem"])]
    beginning = Beginning(title="First", client="Acme", date="2027-01-29", people=people)
    opened = create(tmp_path, workshop, beginning, find(), wall)
    yield opened
    opened.close()


def card(session: Session, title: str, **more: object) -> Item:
    number = session.number("items")
    return Item(id=new_id(), number=number, collection="cases", title=title, order=number, **more)  # type: ignore[arg-type]

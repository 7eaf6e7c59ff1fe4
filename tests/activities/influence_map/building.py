"""Sessions with people on a map."""

from datetime import date
from pathlib import Path
from typing import Any

from facilitator.activities.influence_map import acts
from facilitator.activities.influence_map.rules import Before
from facilitator.activities.influence_map.standing import Stand, stands
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Person
from facilitator.core.stepview import StepView
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import make_session, step_of

AT = "2026-03-02T10:00:00+01:00"
NAMES = ("Anna Bakker", "Ben de Vries", "Cem Yilmaz", "Dora Klein")
MORE = {"anna": (8.0, 8.0), "ben": (9.0, -7.0), "cem": (2.0, 3.0)}


def map_session(
    home: Path, *, steps: int = 1, listed: bool = True, names: tuple[str, ...] = NAMES, **values: Any
) -> Session:
    """A session with a map, its people on the list."""
    made = [{"id": f"map{n or ''}", "kind": "influence_map", **values} for n in range(steps)]
    session = make_session(home, made, people=names)
    if listed:
        apply(session, acts.added(view_of(session), list(session.table(Person).values())))
    return session


def view_of(session: Session, key: str = "map") -> StepView:
    return view(session, step_of(session, key))


def apply(session: Session, change: Change | None) -> None:
    assert change is not None
    session.apply_now(change)


def person(session: Session, name: str) -> Person:
    return next(p for p in session.table(Person).values() if p.name.lower().startswith(name))


def place(
    session: Session, name: str, influence: float | None, attitude: float | None, key: str = "map", at: str = AT
) -> None:
    apply(session, acts.placed(view_of(session, key), person(session, name).id, influence, attitude, at))


def stood(session: Session, name: str, influence: float, attitude: float) -> None:
    """Where somebody stood in the client's earlier session."""
    before = Before(
        id=new_id(), person=person(session, name).id, influence=influence, attitude=attitude, at="2025-09-01"
    )
    apply(session, Change("before", (before,)))


def stand(session: Session, name: str, key: str = "map") -> Stand:
    return next(s for s in stands(view_of(session, key)) if s.person.name.lower().startswith(name))


def filled(home: Path, **values: Any) -> Session:
    """Anna is a Key Champion, Ben a Critical Blocker, Cem a Silent Supporter; of Dora nothing is known."""
    session = map_session(home, **values)
    for name, (influence, attitude) in MORE.items():
        place(session, name, influence, attitude)
    return session


def card(session: Session, name: str, **values: str) -> None:
    """Fills the card of somebody as the form does."""
    blank = dict.fromkeys(
        (
            "level",
            "adopter",
            "category",
            "concerns",
            "message",
            "evidence",
            "owner",
            "next_step",
            "due",
            "effort",
            "organisation",
            "role",
        ),
        "",
    )
    apply(session, acts.edited(view_of(session), stand(session, name), blank | values, date(2026, 3, 2)))

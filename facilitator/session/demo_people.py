"""The demo's people: who does what for the winning use cases, and where everybody stands, now and at the kick-off."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from facilitator.activities.influence_map.rules import Place, Snapshot, Stakeholder
from facilitator.activities.raci.cells import signed_off
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.taking import taken
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id, new_id
from facilitator.core.minutes import around
from facilitator.core.placing import placed
from facilitator.core.records import Minutes, Person, Record, Step
from facilitator.imports.found import FoundMatrix, FoundRow
from facilitator.imports.people import parse_people
from facilitator.session.session import Session
from facilitator.session.views import view

MINUTES = 10
"""What each of the two steps is planned for."""
ON_CARD = ("level", "adopter", "concerns", "message", "evidence", "next_step", "effort")
"""What the demo says of a person as the map's card keeps it."""


def who_and_where(session: Session, texts: Mapping[str, Any], tr: Translator) -> None:
    """Puts a matrix of roles and a map behind the vote, both filled."""
    last = max(person.order for person in session.table(Person).values())
    outside, _ = parse_people("\n".join(texts["map"]["outside"]))
    others = [replace(person, participant=False, order=last + n) for n, person in enumerate(outside, 1)]
    session.apply_now(Change("", tuple(others), history="none"))
    vote = next(step for step in ordered(session.steps) if step.kind == "dot_voting")
    roles = _added(session, tr, "raci", vote, items=vote.items, only={"winners_of": vote.key})
    _roles(session, roles, texts["roles"])
    _map(session, _added(session, tr, "influence_map", roles), texts["map"])


def _added(session: Session, tr: Translator, kind: str, after: Step, **fields: Any) -> Step:
    minutes: Minutes = around(MINUTES)
    title = tr(session.kinds[kind].title)
    step = Step(id=new_id(), key=kind, kind=kind, order=0.0, minutes=minutes, title=title, **fields)
    puts = placed(session.steps, step, after, after.day)
    session.apply_now(Change("", tuple(puts), history="none"))
    return next(put for put in puts if put.id == step.id)


def _roles(session: Session, step: Step, texts: Mapping[str, Any]) -> None:
    lines = [row["letters"].split() for row in texts["rows"]]
    found = FoundMatrix(
        rows=tuple(FoundRow(title=row["title"]) for row in texts["rows"]),
        columns=tuple(texts["columns"]),
        cells={
            (at, column): letters
            for at, line in enumerate(lines)
            for column, letters in enumerate(line)
            if letters != "-"
        },
    )
    _apply(session, taken(view(session, step), found, session.counted))
    matrix = Matrix(view(session, step))
    for column in matrix.columns:
        if matrix.column_title(column) in texts["signed"]:
            _apply(session, signed_off(Matrix(view(session, step)), column, session.moment()))


def _apply(session: Session, change: Change | None) -> None:
    assert change is not None
    session.apply_now(replace(change, history="none"))


def _map(session: Session, step: Step, texts: Mapping[str, Any]) -> None:
    now = session.moment()
    people = {person.name: person.id for person in session.table(Person).values()}
    everybody: Sequence[dict[str, Any]] = texts["people"]
    puts: list[Record] = [_card(one, people, now) for one in everybody]
    for one in everybody:
        if "place" in one:
            wanted = tuple(one["wanted"]) if "wanted" in one else None
            place = {"id": new_id(), "step": step.id, "person": people[one["name"]], "wanted": wanted, "at": now}
            influence, attitude = one["place"]
            puts.append(msgspec.convert(place | {"influence": influence, "attitude": attitude}, Place))
    stood = {people[one["name"]]: tuple(one["before"]) for one in everybody if "before" in one}
    then = datetime.fromisoformat(now) - timedelta(days=texts["days_before"])
    puts.append(
        Snapshot(id=new_id(), step=step.id, at=then.isoformat(), title=texts["before"], positions=stood),
    )
    session.apply_now(Change("", tuple(puts), history="none"))


def _card(one: Mapping[str, Any], people: Mapping[str, Id], now: str) -> Stakeholder:
    said = {name: one[name] for name in ON_CARD if name in one}
    due = (date.fromisoformat(now[:10]) + timedelta(days=one["days"])).isoformat() if "days" in one else ""
    owner = people.get(one.get("owner", ""))
    card = {"id": new_id(), "person": people[one["name"]], "owner": owner, "due": due}
    return msgspec.convert(card | said, Stakeholder)

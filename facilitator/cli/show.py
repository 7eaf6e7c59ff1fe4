"""``facilitator show``: where a session stands, as plain text."""

import argparse
from typing import TYPE_CHECKING, Any

from facilitator.cli.list import STATES
from facilitator.cli.opening import add_json, add_session, session_path
from facilitator.core.i18n import N_, Translator

if TYPE_CHECKING:
    from facilitator.session.session import Session


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("show", help=tr("show where a session stands"))
    add_session(parser, tr)
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the state of a session, which may be open in another window: it is only read."""
    from facilitator.activities import find
    from facilitator.session.session import Session

    session = Session.open(session_path(args), find(), read_only=True)
    try:
        if args.json:
            import json

            print(json.dumps(state(session, args.tr), indent=2, ensure_ascii=False))
        else:
            print_state(session, args.tr)
    finally:
        session.close()
    return 0


def state(session: "Session", tr: Translator) -> dict[str, Any]:
    """What ``--json`` prints: keys are English, times ISO, minutes numbers."""
    from facilitator.core.agenda import ordered, spent
    from facilitator.core.records import Item, Person, Task
    from facilitator.core.rounds import Round
    from facilitator.session.finishing import open_ends
    from facilitator.session.views import title_of

    info, clock, now = session.info, session.clock, session.now()
    return {
        "title": info.title,
        "client": info.client,
        "date": info.date,
        "language": info.language,
        "workshop": info.workshop,
        "state": info.state,
        "folder": str(session.store.folder),
        "steps": [
            {
                "key": step.key,
                "kind": step.kind,
                "title": title_of(session, step),
                "state": "current" if step.id == clock.step and info.state != "finished" else step.state,
                "minutes_planned": step.minutes.plan,
                "minutes_spent": round(spent(step, clock, now) / 60, 1),
            }
            for step in ordered(session.steps)
        ],
        "people": sum(person.participant for person in session.table(Person).values()),
        "items": [
            {"number": item.number, "title": item.title, "state": item.state}
            for item in sorted(session.table(Item).values(), key=lambda item: item.number)
            if not item.hidden
        ],
        "rounds": [{"state": round_.state, "ballots": round_.ballots} for round_ in session.table(Round).values()],
        "open_tasks": sum(task.status == "open" for task in session.table(Task).values()),
        "open_ends": open_ends(session, tr),
        "findings": [tr(finding.message, **finding.params) for finding in session.store.findings],
        "unreadable": session.unreadable,
    }


PUT_AWAY = {"parked": N_("parked"), "archived": N_("archived"), "merged": N_("merged")}
MARKS = {"done": "✓", "current": "▶", "skipped": "–", "open": " "}


def print_state(session: "Session", tr: Translator) -> None:
    """The same for people."""
    found = state(session, tr)
    print(found["title"])
    standing = tr(STATES[found["state"]])
    print(" · ".join(filter(None, (found["client"], found["date"], standing, found["folder"]))))
    for sentence in found["findings"]:
        print(f"! {sentence}")
    if found["unreadable"]:
        print("! " + tr("Documents that could not be read: {names}.", names=", ".join(found["unreadable"])))
    print()
    for n, step in enumerate(found["steps"], 1):
        minutes = f"{tr.number(step['minutes_spent'], 1)}/{step['minutes_planned']}"
        print(f"{MARKS[step['state']]} {n:2}  {step['title']}  ({minutes} min)")
    print()
    print(tr.n("{n} person", "{n} people", found["people"]))
    print(tr.n("{n} item", "{n} items", len(found["items"])))
    for item in found["items"]:
        put_away = f"  [{tr(PUT_AWAY[item['state']])}]" if item["state"] in PUT_AWAY else ""
        print(f"  {item['number']:3}  {item['title']}{put_away}")
    print(tr.n("{n} open task", "{n} open tasks", found["open_tasks"]))
    for sentence in found["open_ends"]:
        print(f"- {sentence}")

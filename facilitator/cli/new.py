"""``facilitator new``: a session out of a workshop, without the screens."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.cli.launch import Launch
from facilitator.core.clients import same_client
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import LANGUAGES, N_, Translator
from facilitator.core.minutes import parse_clock

if TYPE_CHECKING:
    from facilitator.core.records import Person
    from facilitator.core.workshop import Workshop
    from facilitator.session.earlier import Earlier


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("new", help=tr("make a session of a workshop"))
    parser.add_argument("workshop", help=tr("id of the workshop, as “facilitator workshops list” shows it"))
    parser.add_argument("--title", default="", help=tr("title (default: the workshop's)"))
    parser.add_argument("--client", dest="for_client", default="", help=tr("the client it is for"))
    parser.add_argument("--date", default="", help=tr("day of the meeting, YYYY-MM-DD (default: today)"))
    parser.add_argument("--starts", default="", metavar="HH:MM", help=tr("when its days begin"))
    parser.add_argument("--language", choices=sorted(LANGUAGES), help=tr("language of the session"))
    parser.add_argument("--people", metavar="FILE", help=tr("file with one person per line; - for standard input"))
    parser.add_argument(
        "--follows", metavar="SESSION", help=tr("earlier session to go on from: its people, cards and open tasks")
    )
    parser.add_argument(
        "--cards",
        choices=("all", "winners", "none"),
        default="all",
        help=tr("which cards of the earlier session to take over (default: all)"),
    )
    parser.add_argument("--rest", action="store_true", help=tr("only the steps that the earlier session did not do"))
    parser.add_argument(
        "--minutes",
        choices=("planned", "earlier"),
        default="planned",
        help=tr("minutes of the steps: the workshop's, or the median of earlier sessions"),
    )
    parser.add_argument("--no-open", action="store_true", help=tr("only make it and print its folder"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int | Launch:
    """Makes the session; opens it when there is a terminal."""
    from facilitator.activities import find
    from facilitator.core.workshop_settings import kind_checks
    from facilitator.imports.library import playable
    from facilitator.session.earlier import Wanted
    from facilitator.session.starting import Beginning, create

    kinds = find()
    workshop = playable(args.workshop, args.home, args.tr, kind_checks(kinds))
    earlier = _earlier(args, workshop)
    beginning = Beginning(
        title=args.title,
        client=args.for_client,
        date=_day(args.date, args.tr),
        starts=parse_clock(args.starts, args.tr),
        language=args.language or args.tr.language,
        people=_with_earlier(_people(args.people, args.tr), earlier),
        follows=earlier,
        wanted=Wanted(cards=args.cards, rest=args.rest),
        minutes=_minutes(args.home, workshop) if args.minutes == "earlier" else {},
    )
    session = create(args.home, workshop, beginning, kinds)
    folder = session.store.folder
    session.close()
    print(folder)
    if args.no_open or not sys.stdout.isatty():
        return 0
    return Launch(args.home, args.client, folder, args.tr.language)


def _earlier(args: argparse.Namespace, workshop: "Workshop") -> "Earlier | None":
    """The session that it goes on from, if it fits what else was said."""
    tr: Translator = args.tr
    if not args.follows:
        if args.rest or args.cards != "all":
            raise FacilitatorError(tr("--rest and --cards are about an earlier session: name it with --follows."))
        return None
    from facilitator.activities import find
    from facilitator.session.earlier import look
    from facilitator.store.places import find_session

    earlier = look(find_session(args.home, args.follows), find())
    info = earlier.info
    if args.for_client and same_client(args.for_client, info.client) == "no":
        message = N_("“{title}” is a session of {client}: leave --client out, or name another session.")
        raise FacilitatorError(tr(message, title=info.title, client=info.client or "–"))
    if args.rest and info.workshop != workshop.id:
        message = N_("“{title}” is a session of the workshop {id}: --rest needs that workshop.")
        raise FacilitatorError(tr(message, title=info.title, id=info.workshop))
    return earlier


def _with_earlier(people: "list[Person]", earlier: "Earlier | None") -> "list[Person]":
    """The people, and behind them those of the earlier session who are not among them."""
    if earlier is None:
        return people
    from msgspec.structs import replace

    from facilitator.core.ids import new_id
    from facilitator.session.who import paired

    known = paired(earlier.participants, people)
    for person in earlier.participants:
        if person.id not in known:
            order = float(len(people) + 1)
            people = [*people, replace(person, id=new_id(), order=order, presence="present", spoke=None)]
    return people


def _minutes(home: Path, workshop: "Workshop") -> dict[str, int]:
    """Minutes that steps of the workshop took in earlier sessions, where they differ from the plan."""
    from facilitator.core.actuals import instead
    from facilitator.store.peek import summaries
    from facilitator.store.places import sessions

    return instead(workshop, [entry.minutes for entry in summaries(sessions(home)) if entry.workshop == workshop.id])


def _day(text: str, tr: Translator) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise FacilitatorError(tr("“{text}” is not a day: write it as 2027-01-29.", text=text)) from error


def _people(name: str | None, tr: Translator) -> list[Any]:
    if not name:
        return []
    from facilitator.imports.files import content, load
    from facilitator.imports.people import parse_people
    from facilitator.imports.reading import text_of

    if name == "-":
        text = sys.stdin.read()
    else:
        path = Path(name).expanduser()
        held, _ = content(load(path, tr), path.name, tr)
        text = text_of(held)
    people, doubts = parse_people(text, tr)
    for doubt in doubts:
        print(doubt, file=sys.stderr)
    return list(people)

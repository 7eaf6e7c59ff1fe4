"""``facilitator new``: a session out of a workshop, without the screens."""

import argparse
import sys
from datetime import date
from typing import Any

from facilitator.cli.launch import Launch
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import LANGUAGES, Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("new", help=tr("make a session of a workshop"))
    parser.add_argument("workshop", help=tr("id of the workshop, as “facilitator workshops list” shows it"))
    parser.add_argument("--title", default="", help=tr("title (default: the workshop's)"))
    parser.add_argument("--client", dest="for_client", default="", help=tr("the client it is for"))
    parser.add_argument("--date", default="", help=tr("day of the meeting, YYYY-MM-DD (default: today)"))
    parser.add_argument("--language", choices=sorted(LANGUAGES), help=tr("language of the session"))
    parser.add_argument("--people", metavar="FILE", help=tr("file with one person per line; - for standard input"))
    parser.add_argument("--no-open", action="store_true", help=tr("only make it and print its folder"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int | Launch:
    """Makes the session; opens it when there is a terminal."""
    from facilitator.activities import find
    from facilitator.imports.library import playable
    from facilitator.session.starting import Beginning, create

    session = create(
        args.home,
        playable(args.workshop, args.home, args.tr),
        Beginning(
            title=args.title,
            client=args.for_client,
            date=_day(args.date, args.tr),
            language=args.language or args.tr.language,
            people=_people(args.people, args.tr),
        ),
        find(),
    )
    folder = session.store.folder
    session.close()
    print(folder)
    if args.no_open or not sys.stdout.isatty():
        return 0
    return Launch(args.home, args.client, folder, args.tr.language)


def _day(text: str, tr: Translator) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise FacilitatorError(tr("“{text}” is not a day: write it as 2027-01-29.", text=text)) from error


def _people(name: str | None, tr: Translator) -> list[Any]:
    if not name:
        return []
    from pathlib import Path

    from facilitator.imports.people import parse_people

    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FacilitatorError(tr("{file} cannot be read: {error}", file=name, error=error)) from error
    people, doubts = parse_people(text, tr)
    for doubt in doubts:
        print(doubt, file=sys.stderr)
    return list(people)

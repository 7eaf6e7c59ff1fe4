"""``facilitator purge``: takes a person off the record, or removes a session for good."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.cli.opening import add_session, session_path
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.text import safe

if TYPE_CHECKING:
    from facilitator.session.purge_plan import Plan


def add(commands: Any, tr: Translator) -> None:
    """Adds the command and what it takes off."""
    parser = commands.add_parser("purge", help=tr("take a person off the record, or remove a session for good"))
    parser.set_defaults(run=lambda _: _usage(parser))
    what = parser.add_subparsers(title=tr("what to purge"), metavar="")
    person = what.add_parser("person", help=tr("take a person out of sessions, archives, copies, history and boxes"))
    person.add_argument("name", help=tr("the name, or the e-mail address"))
    person.add_argument("--session", help=tr("only in this session or archive"))
    person.add_argument("--id", action="append", default=[], help=tr("which of several people of that name"))
    person.add_argument(
        "--also", action="append", default=[], metavar=tr("WORD"), help=tr("a further word for the person")
    )
    person.add_argument(
        "--exports", action="store_true", help=tr("also delete the results in the home that hold the name")
    )
    _add_yes(person, tr)
    person.set_defaults(run=_person)
    session = what.add_parser("session", help=tr("remove a session with everything in its folder"))
    add_session(session, tr)
    _add_yes(session, tr)
    session.set_defaults(run=_session)


def _add_yes(parser: argparse.ArgumentParser, tr: Translator) -> None:
    parser.add_argument("--yes", action="store_true", help=tr("do it without asking"))


def _usage(parser: argparse.ArgumentParser) -> int:
    parser.print_usage(sys.stderr)
    return 2


def _person(args: argparse.Namespace) -> int:
    """Says what would be done, asks, does it. Status 1 when it was not done, or not everywhere."""
    from facilitator.activities import find
    from facilitator.session.purge_plan import Request, plan
    from facilitator.session.purge_words import foreseen, limits, told
    from facilitator.session.purging import purge

    tr = args.tr
    request = Request(
        name=args.name,
        ids=frozenset(word.upper() for word in args.id),
        also=tuple(args.also),
        sessions=(_place(args),) if args.session else (),
    )
    made = plan(args.home, request, find(), tr)
    if made.choices:
        return _choose(made, tr)
    _print(foreseen(made, tr))
    if made.empty:
        return 1
    _hint(made, args, tr)
    if not _agreed(args.yes, args.name, tr):
        return 1
    report = purge(made, tr, exports=args.exports)
    print("\n" + tr("Done:"))
    _print([*told(report, args.home, tr), "", *limits(tr)])
    return 1 if report.troubles or made.troubles else 0


def _hint(made: "Plan", args: argparse.Namespace, tr: Translator) -> None:
    """The options that would do more, where there is more to do."""
    if any(target.done.left for target in made.targets):
        print(tr("“--also WORD” takes a further word out of all texts wherever the person was."))
    if made.exports.holding and not args.exports:
        print(tr("“--exports” deletes the results that hold the name."))


def _place(args: argparse.Namespace) -> Path:
    """The session, or the archive, that was named; a session by its folder."""
    from facilitator.store.archive import is_archive
    from facilitator.store.files import REAL
    from facilitator.store.opening import locate

    path = session_path(args)
    return path if is_archive(path) else locate(REAL, path)


def _choose(made: "Plan", tr: Translator) -> int:
    from facilitator.session.purge_words import choice

    print(tr("Several people are called “{name}”. Which one? Add one of these:", name=made.request.name))
    _print(f"  --id {group[0].id}   {choice(group, tr)}" for group in made.choices)
    return 1


def _session(args: argparse.Namespace) -> int:
    """The same for a whole session."""
    from facilitator.session.purge_words import foreseen_session, limits
    from facilitator.session.session_purging import purge_session, trace
    from facilitator.store.files import REAL
    from facilitator.store.opening import locate

    tr, folder = args.tr, locate(REAL, session_path(args))
    if not folder.is_dir():
        raise FacilitatorError(tr("{path}: there is no such file or folder.", path=folder))
    traced = trace(args.home, folder)
    _print(foreseen_session(traced, args.home, tr))
    if not _agreed(args.yes, folder.name, tr):
        return 1
    purge_session(folder)
    print("\n" + tr("Removed: {title}.", title=safe(traced.title)))
    _print(limits(tr))
    return 0


def _agreed(yes: bool, word: str, tr: Translator) -> bool:
    """Whether it may be done: said on the command line, or by typing the name."""
    if yes:
        return True
    if not sys.stdin.isatty():
        print(tr("Nothing was changed. “--yes” does it."), file=sys.stderr)
        return False
    print("\n" + tr("This cannot be undone. Type “{word}” to do it:", word=word))
    try:
        typed = input("> ")
    except EOFError:
        typed = ""
    if typed.strip() == word:
        return True
    print(tr("Nothing was changed."), file=sys.stderr)
    return False


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(safe(line))

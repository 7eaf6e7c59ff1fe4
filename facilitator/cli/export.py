"""``facilitator export``: a session's results as files."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.cli.opening import add_json, add_session, session_path
from facilitator.core.blocks import PROFILES, Profile
from facilitator.core.i18n import LANGUAGES, Translator
from facilitator.exports import find

if TYPE_CHECKING:
    from facilitator.exports.writing import ExportResult


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("export", help=tr("write a session's results to files"))
    add_session(parser, tr)
    parser.add_argument(
        "--profile",
        choices=PROFILES,
        help=tr("who may read the results; without it the narrowest profile that has what is asked for"),
    )
    parser.add_argument("--language", choices=sorted(LANGUAGES), help=tr("language of the results"))
    parser.add_argument("--to", type=Path, metavar="DIR", help=tr("folder in which the folder of results is made"))
    parser.add_argument(
        "--format",
        action="append",
        choices=sorted(find()),
        help=tr("only this form of results; may be given several times"),
    )
    parser.add_argument("--starts", default="", metavar="HH:MM", help=tr("when the days of the run sheet begin"))
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Writes the results of a session, which may be open in another window. Status 1 when a form of them failed."""
    from facilitator.activities import find as find_kinds
    from facilitator.session.report import export
    from facilitator.session.session import Session
    from facilitator.store.places import exports

    session = Session.open(session_path(args), find_kinds(), read_only=True)
    try:
        result = export(
            session,
            profile=args.profile or narrowest(args.format or ()),
            language=args.language or "",
            folder=args.to.expanduser().absolute() if args.to else exports(args.home),
            formats=args.format,
            starts=args.starts,
        )
    finally:
        session.close()
    _print(result, as_json=args.json)
    for sentence in result.failures.values():
        print(f"facilitator: {sentence}", file=sys.stderr)
    return 1 if result.failures else 0


def narrowest(formats: Iterable[str]) -> Profile:
    """The profile with the fewest details that may have all of these forms of results."""
    wanted = [find()[name] for name in formats]
    return next(profile for profile in PROFILES if all(profile in form.profiles for form in wanted))


def _print(result: "ExportResult", *, as_json: bool) -> None:
    if as_json:
        import json

        found = {
            "folder": str(result.folder),
            "files": [path.name for path in result.files],
            "failures": dict(result.failures),
        }
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for path in result.files:
        print(path)

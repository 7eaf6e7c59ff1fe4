"""``facilitator finish``: closes a session for the archive."""

import argparse
import sys
from typing import Any

from facilitator.cli.opening import add_session, to_be_changed
from facilitator.core.i18n import Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("finish", help=tr("finish a session"))
    add_session(parser, tr)
    parser.add_argument("--yes", action="store_true", help=tr("finish it even when something is still open"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Lists what is open; finishes when nothing is, or when told to. Status 1 when it was not finished."""
    from facilitator.session.finishing import finish, last_seen, open_ends

    tr = args.tr
    session = to_be_changed(args)
    try:
        ends = open_ends(session, tr)
        for sentence in ends:
            print(f"- {sentence}")
        if ends and not args.yes:
            print(
                tr("Not finished: the points above are still open. “--yes” finishes all the same."),
                file=sys.stderr,
            )
            return 1
        finish(session, tr, counts_until=last_seen(session))
        print(tr("Finished: {title}.", title=session.info.title))
        return 0
    finally:
        session.close()

"""``facilitator open``: a session on the screen."""

import argparse
from typing import Any

from facilitator.cli.launch import Launch
from facilitator.cli.opening import add_session, session_path
from facilitator.core.i18n import Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("open", help=tr("open a session"))
    add_session(parser, tr)
    parser.add_argument("--read-only", action="store_true", help=tr("look at it without changing anything"))
    parser.add_argument(
        "--adopt",
        action="store_true",
        help=tr("open a session.json that another program has changed; the original is kept in its copies"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=tr("try things with a copy of it, which is gone when it is closed")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Launch:
    """Asks for the screens with this session."""
    from facilitator.store.peek import peek

    path = session_path(args)
    peek(path)
    return Launch(args.home, args.client, path, args.tr.language, args.read_only, args.adopt, args.dry_run)

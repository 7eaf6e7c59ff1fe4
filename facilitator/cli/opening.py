"""What the commands that look into a session share."""

import argparse
from pathlib import Path

from facilitator.core.i18n import Translator


def add_session(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The argument that names a session."""
    parser.add_argument(
        "session",
        help=tr("a session: its folder, its session.json, or a part of its name that only one session has"),
    )


def add_json(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The option that asks for output a script can read."""
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def session_path(args: argparse.Namespace) -> Path:
    """The path of the session that was named."""
    from facilitator.store.places import find_session

    return find_session(args.home, args.session)

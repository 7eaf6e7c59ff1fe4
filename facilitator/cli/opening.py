"""What the commands that look into a session share."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator

if TYPE_CHECKING:
    from facilitator.session.session import Session


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


def to_be_changed(args: argparse.Namespace) -> "Session":
    """The session that was named, open for writing.

    Raises:
        FacilitatorError: there is none, or it can only be read: the sentences say who has it, or what is in the way.
    """
    from facilitator.activities import find
    from facilitator.session.session import Session

    tr: Translator = args.tr
    session = Session.open(session_path(args), find())
    if session.store.read_only:
        why = " ".join(finding.said(tr) for finding in session.store.findings)
        session.close()
        raise FacilitatorError(why)
    return session

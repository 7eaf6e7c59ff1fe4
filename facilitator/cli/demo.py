"""``facilitator demo``: a filled session to look around in."""

import argparse
import sys
from pathlib import Path
from typing import Any

from facilitator.cli.launch import Launch
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator

FOLDER = "facilitator-demo"


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("demo", help=tr("make a filled session and open it"))
    parser.add_argument(
        "--into", type=Path, default=Path(FOLDER), help=tr("folder for the demo (default: {name} here)", name=FOLDER)
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int | Launch:
    """Makes the demo, or takes up the one that is there; without a terminal prints its state and writes its exports."""
    home = args.into.absolute()
    folder = existing(home, args.tr) or made(home, args.tr)
    if sys.stdin.isatty() and sys.stdout.isatty():
        return Launch(home, None, folder, args.tr.language)
    return without_terminal(home, folder, args.tr)


def existing(home: Path, tr: Translator) -> Path | None:
    """The demo's session in a folder that holds one; None where a new one can be made.

    Raises:
        FacilitatorError: the folder holds something else.
    """
    if not home.exists() or (home.is_dir() and not any(home.iterdir())):
        return None
    found = sorted(home.glob("sessions/*/session.json"))
    if not found:
        raise FacilitatorError(tr("{folder} is not empty and holds no demo: choose another with --into.", folder=home))
    return found[0].parent


def made(home: Path, tr: Translator) -> Path:
    """A new demo's session folder."""
    from facilitator.activities import find
    from facilitator.core.workshop_settings import kind_checks
    from facilitator.imports.library import playable
    from facilitator.session.demo import build

    kinds = find()
    session = build(home, playable("use-case", None, tr, kind_checks(kinds)), kinds, tr)
    session.close()
    return session.store.folder


def without_terminal(home: Path, folder: Path, tr: Translator) -> int:
    """Prints the session's state and writes its exports."""
    from facilitator.activities import find
    from facilitator.cli.show import print_state
    from facilitator.session.report import export
    from facilitator.session.session import Session

    print(tr("There is no terminal here, so the screens stay closed. The demo is in {folder}.", folder=home))
    print()
    session = Session.open(folder, find(), read_only=True)
    try:
        print_state(session, tr)
        print()
        for profile in ("client", "consultant"):
            result = export(session, profile=profile, language=tr.language, folder=home / "exports")
            for file in result.files:
                print(file)
            for failure in result.failures:
                print(failure, file=sys.stderr)
            if result.failures:
                return 1
    finally:
        session.close()
    return 0

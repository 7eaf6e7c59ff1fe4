"""``facilitator unarchive``: an archived session comes back to the list."""

import argparse
from typing import Any

from facilitator.core.i18n import Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("unarchive", help=tr("bring an archived session back; the archive stays"))
    parser.add_argument("archive", metavar="FILE", help=tr("an archive, or a part of its name that only one has"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the session's folder. An altered archive is refused: nothing of it is unpacked."""
    from facilitator.session.archiving import unarchive
    from facilitator.store.places import find_archive

    folder, findings = unarchive(find_archive(args.home, args.archive), args.home)
    for finding in findings:
        print(f"! {finding.said(args.tr)}")
    print(folder)
    return 0

"""``facilitator repair``: gets back what can be proved of a damaged session."""

import argparse
from typing import Any

from facilitator.cli.opening import add_session, session_path
from facilitator.core.i18n import Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("repair", help=tr("repair a damaged session; the originals are kept"))
    add_session(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Repairs and prints what was found."""
    from facilitator.store.repair import repair

    findings = repair(session_path(args))
    for finding in findings:
        print(args.tr(finding.message, **finding.params))
    if not findings:
        print(args.tr("Nothing to repair: the session is sound."))
    return 0

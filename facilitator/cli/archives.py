"""``facilitator archives``: the archived sessions of the home folder."""

import argparse
from typing import Any

from facilitator.cli.list import print_summaries
from facilitator.cli.opening import add_json
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("archives", help=tr("list the archived sessions"))
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints one line an archive, the newest session first; what is no archive, or damaged, says so."""
    from facilitator.store.archives import archives
    from facilitator.store.places import archives as place

    folder = place(args.home)
    try:
        found = archives(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FacilitatorError(args.tr("{folder} cannot be read: {reason}.", folder=folder, reason=reason)) from error
    print_summaries(found, args, args.tr("No archives in {folder}.", folder=folder))
    return 0

"""``facilitator list``: the sessions of the home folder."""

import argparse
from typing import Any

from facilitator.cli.opening import add_json
from facilitator.core.i18n import Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("list", help=tr("list the sessions"))
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints date, client, title, state and folder of every session, the newest first; faults on their line."""
    from facilitator.store.peek import summaries
    from facilitator.store.places import sessions

    found = [s for s in summaries(sessions(args.home)) if not args.client or s.client == args.client]
    if args.json:
        import json

        import msgspec

        print(json.dumps(msgspec.to_builtins(found, enc_hook=str), indent=2, ensure_ascii=False))
        return 0
    if not found:
        print(args.tr("No sessions in {folder}.", folder=sessions(args.home)))
    for entry in found:
        words = entry.finding.said(args.tr) if entry.finding else f"{entry.state:<9} {entry.steps_done}/{entry.steps}"
        print(f"{entry.date:<10}  {entry.client:<24.24}  {entry.title:<32.32}  {words}  {entry.folder.name}")
    return 0

"""``facilitator list``: the sessions of the home folder."""

import argparse
from typing import TYPE_CHECKING, Any

from facilitator.cli.opening import add_json
from facilitator.core.i18n import N_, Translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facilitator.store.peek import SessionSummary


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("list", help=tr("list the sessions"))
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints date, client, title, state and folder of every session, the newest first; faults on their line."""
    from facilitator.store.peek import summaries
    from facilitator.store.places import sessions

    folder = sessions(args.home)
    print_summaries(summaries(folder), args, args.tr("No sessions in {folder}.", folder=folder))
    return 0


def print_summaries(entries: "Iterable[SessionSummary]", args: argparse.Namespace, none: str) -> None:
    """One line each, or JSON; only one client's when that was asked for. ``none`` is said when there are none."""
    from facilitator.core.clients import same_client

    found = [entry for entry in entries if not args.client or same_client(entry.client, args.client) == "same"]
    if args.json:
        import json

        import msgspec

        print(json.dumps(msgspec.to_builtins(found, enc_hook=str), indent=2, ensure_ascii=False))
        return
    if not found:
        print(none)
    for entry in found:
        words = entry.finding.said(args.tr) if entry.finding else state(entry, args.tr)
        print(f"{entry.date:<10}  {short(entry.client, 24)}  {short(entry.title, 32)}  {words}  {entry.folder.name}")


STATES = {"prepared": N_("prepared"), "running": N_("running"), "finished": N_("finished")}


def state(entry: "SessionSummary", tr: Translator) -> str:
    """The state in words and the steps done; of a session that was not closed only that."""
    if entry.state not in STATES:
        return tr("not closed")
    return f"{tr(STATES[entry.state])} {entry.steps_done}/{entry.steps}"


def short(text: str, width: int) -> str:
    """The text in a column of this width, with a sign where it is cut."""
    cut = text if len(text) <= width else text[: width - 1] + "…"
    return f"{cut:<{width}}"

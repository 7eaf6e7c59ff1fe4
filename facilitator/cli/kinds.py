"""``facilitator kinds``: the kinds of steps that are installed."""

import argparse
from typing import Any

from facilitator.cli.opening import add_json
from facilitator.core.i18n import Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("kinds", help=tr("list the kinds of steps a workshop can have"))
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints kind, title and summary, one a line."""
    from facilitator.activities import find

    rows = [(kind.kind, args.tr(kind.title), args.tr(kind.summary)) for kind in find().values()]
    if args.json:
        import json

        print(json.dumps([dict(zip(("kind", "title", "summary"), row, strict=True)) for row in rows], indent=2))
        return 0
    width = max((len(row[0]) for row in rows), default=0)
    for kind, title, summary in rows:
        print(f"{kind:<{width}}  {title}: {summary}")
    return 0

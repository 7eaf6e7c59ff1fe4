"""``facilitator settings``: what can be set, what is set, and what is wrong with the files it stands in."""

import argparse
from typing import Any

from facilitator.cli.opening import add_json
from facilitator.core.i18n import Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("settings", help=tr("list the settings and check their files"))
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints every setting with its value and meaning, then the faults; status 1 when there are any.

    What only the screens know (colours, actions, keys taken twice) is looked at where they are at hand.
    """
    from facilitator.store import keymap, settings

    tr: Translator = args.tr
    loaded, keys = settings.load(args.home, tr), keymap.load(args.home, tr)
    more = args.screens(args.home, tr) if args.screens else keys.faults
    values, faults = settings.written(loaded.settings), (*loaded.faults, *more)
    if args.json:
        import json

        found = {"file": str(args.home / settings.FILE), "settings": values, "keys": dict(keys.keys), "faults": faults}
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return int(bool(faults))
    print(args.home / settings.FILE)
    for about in settings.ABOUT:
        possible = ", ".join(value for value in (*dict(about.choices), *about.examples) if value)
        value = settings.literal(loaded.settings, about.key)
        print(f"  {about.key} = {value}  # {tr(about.help)}{f' ({possible})' if possible else ''}")
    print(args.home / keymap.FILE)
    for action, pressed in keys.keys.items():
        print(f'  {action} = "{pressed}"')
    for fault in faults:
        print(fault)
    return int(bool(faults))

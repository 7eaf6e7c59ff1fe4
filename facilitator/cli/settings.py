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
    """Prints every setting with its value and meaning, then the faults; status 1 when there are any."""
    from facilitator.store import keymap, settings

    tr: Translator = args.tr
    loaded, keys = settings.load(args.home, tr), keymap.load(args.home, tr)
    values, faults = settings.written(loaded.settings), (*loaded.faults, *keys.faults)
    if args.json:
        import json

        found = {"file": str(args.home / settings.FILE), "settings": values, "keys": dict(keys.keys), "faults": faults}
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return int(bool(faults))
    print(args.home / settings.FILE)
    for about in settings.ABOUT:
        possible = ", ".join(value for value, _ in about.choices if value)
        print(f'  {about.key} = "{values[about.key]}"  # {tr(about.help)}{f" ({possible})" if possible else ""}')
    print(args.home / keymap.FILE)
    for action, pressed in keys.keys.items():
        print(f'  {action} = "{pressed}"')
    for fault in faults:
        print(fault)
    return int(bool(faults))

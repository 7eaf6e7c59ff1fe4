"""The command line: every sub-command of the list below is a module beside this one.

A command returns its exit status, or a ``Launch`` when the screens are to be opened.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from facilitator import __version__
from facilitator.cli.launch import Launch
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import LANGUAGES, Translator, match, translator
from facilitator.store.places import home

COMMANDS = (
    "demo",
    "new",
    "open",
    "list",
    "show",
    "finish",
    "export",
    "repair",
    "workshops",
    "kinds",
    "doctor",
)


def parser(tr: Translator) -> argparse.ArgumentParser:
    """The parser with every sub-command."""
    whole = argparse.ArgumentParser(
        prog="facilitator",
        description=tr("Runs AI-adoption workshops on a laptop and a projector, offline, in the terminal."),
    )
    whole.add_argument("--version", action="version", version=f"facilitator {__version__}")
    whole.add_argument("--home", type=Path, help=tr("folder that holds sessions, own workshops and settings"))
    whole.add_argument("--client", help=tr("show only this client's sessions on Home"))
    whole.add_argument("--lang", choices=sorted(LANGUAGES), help=tr("language of the program"))
    whole.set_defaults(run=None)
    commands = whole.add_subparsers(title=tr("commands"), metavar="")
    for name in COMMANDS:
        import_module(f"{__package__}.{name}").add(commands, tr)
    return whole


def run(argv: Sequence[str] | None = None) -> int | Launch:
    """Runs a command line. Errors are one sentence on standard error and status 1; wrong usage is status 2."""
    words = list(sys.argv[1:] if argv is None else argv)
    tr = translator(_language(words))
    args = parser(tr).parse_args(words)
    args.tr, args.home = tr, (args.home or home()).absolute()
    if args.run is None:
        return Launch(home=args.home, client=args.client, language=tr.language)
    try:
        result: int | Launch = args.run(args)
    except FacilitatorError as error:
        print(f"facilitator: {error}", file=sys.stderr)
        return 1
    return result


def _language(words: Sequence[str]) -> str:
    """The language asked for, before the parser (which itself speaks it) has read the words."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word.startswith("--lang"):
            return match(word.partition("=")[2] or following)
    return match(os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG"))

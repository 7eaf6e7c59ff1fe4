"""The command line: every sub-command of the list below is a module beside this one.

A command returns its exit status, or a ``Launch`` when the screens are to be opened.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import __version__
from facilitator.cli.launch import Launch
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import LANGUAGES, Translator, match, translator
from facilitator.core.text import safe
from facilitator.store.places import home
from facilitator.store.settings import load

if TYPE_CHECKING:
    import argparse

COMMANDS = (
    "demo",
    "new",
    "open",
    "list",
    "show",
    "finish",
    "import",
    "export",
    "archive",
    "unarchive",
    "archives",
    "verify",
    "purge",
    "repair",
    "workshops",
    "kinds",
    "settings",
    "doctor",
)
_MODULES = {"import": "importing"}
"""Where a command's module cannot be called as the command."""


def parser(tr: Translator) -> "argparse.ArgumentParser":
    """The parser with every sub-command."""
    import argparse

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
        import_module(f"{__package__}.{_MODULES.get(name, name)}").add(commands, tr)
    return whole


def run(
    argv: Sequence[str] | None = None, *, screens: Callable[[Path, Translator], list[str]] | None = None
) -> int | Launch:
    """Runs a command line. Errors are one sentence on standard error and status 1; wrong usage is status 2.

    ``screens``: what the screens find wrong with settings and keys of a home; None: they are not at hand.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if not words:  # Home, without the 15 ms of a parser that has nothing to parse
        return Launch(home=home().absolute(), language=_language(home().absolute()))
    folder, language = _early(words)
    tr = translator(language)
    args = parser(tr).parse_args(words)
    args.tr, args.home, args.screens = tr, folder, screens
    if args.run is None:
        return Launch(home=args.home, client=args.client, language=tr.language)
    try:
        result: int | Launch = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except FacilitatorError as error:
        print(f"facilitator: {safe(error.said(tr))}", file=sys.stderr)
        return 1
    return result


def _early(words: Sequence[str]) -> tuple[Path, str]:
    """Home and language, before the parser, which itself speaks that language, has read the words."""
    import argparse

    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--home", type=Path)
    early.add_argument("--lang")
    known, _ = early.parse_known_args(words)
    folder = (known.home or home()).absolute()
    return folder, match(known.lang) if known.lang else _language(folder)


def _language(folder: Path) -> str:
    """The language of the settings, else that of the system."""
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return match(load(folder).settings.language or system)

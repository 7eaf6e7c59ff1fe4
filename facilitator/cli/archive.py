"""``facilitator archive``: a finished session becomes one zip file, read back before the session goes."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from facilitator.cli.opening import add_json, add_session, session_path
from facilitator.core.i18n import Translator

if TYPE_CHECKING:
    from facilitator.session.archiving import Archived


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("archive", help=tr("put a finished session into one archive file"))
    add_session(parser, tr)
    parser.add_argument("--finish", action="store_true", help=tr("finish it first, whatever is still open"))
    parser.add_argument(
        "--pseudonyms",
        action="store_true",
        help=tr("make a copy in which the people have made-up names; the session stays"),
    )
    stays = parser.add_mutually_exclusive_group()
    stays.add_argument("--keep", action="store_true", help=tr("keep the session beside its archive"))
    stays.add_argument("--remove", action="store_true", help=tr("with --pseudonyms: remove the session all the same"))
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Archives; status 1 when the session is not finished and was not to be."""
    from facilitator.activities import find
    from facilitator.session.archiving import NotFinished, archive, look

    tr, path = args.tr, session_path(args)
    ends = look(path, find(), tr).open_ends if args.finish else ()
    try:
        made = archive(
            path,
            args.home,
            find(),
            tr,
            finish_first=args.finish,
            pseudonyms=args.pseudonyms,
            keep=args.keep or (args.pseudonyms and not args.remove),
        )
    except NotFinished as error:
        for sentence in error.ends:
            print(f"- {sentence}")
        print(tr("Not archived: the session is not finished. “--finish” finishes it first."), file=sys.stderr)
        return 1
    if args.json:
        import json

        print(json.dumps(told(made, ends), indent=2, ensure_ascii=False))
        return 0
    for sentence in ends:
        print(f"- {sentence}")
    _print(made, tr)
    return 0


def told(made: "Archived", ends: tuple[str, ...]) -> dict[str, Any]:
    """What ``--json`` prints."""
    return {
        "archive": str(made.path),
        "sha256": made.digest,
        "removed": made.removed,
        "remarks": list(made.remarks),
        "open_ends": list(ends),
        "pseudonyms": dict(made.pseudonyms),
    }


def _print(made: "Archived", tr: Translator) -> None:
    for sentence in made.remarks:
        print(f"! {sentence}")
    for name, pseudonym in made.pseudonyms.items():
        print(f"{name} → {pseudonym}")
    if made.pseudonyms:
        print(
            tr(
                "This list is written nowhere. Who was there may still recognise others by role, department or words: "
                "read the archive before you pass it on."
            )
        )
    print(made.path)
    print(tr("SHA-256 {digest} – noted elsewhere, it proves later that nothing was altered.", digest=made.digest))
    if made.removed:
        print(tr("The session is in this file only now; “facilitator unarchive” brings it back."))
    else:
        print(tr("The session itself stays where it is."))

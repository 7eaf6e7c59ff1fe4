"""``facilitator verify``: is an archive still as it was made?"""

import argparse
from typing import Any

from facilitator.cli.opening import add_json
from facilitator.core.i18n import Translator


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    parser = commands.add_parser("verify", help=tr("check that an archive is as it was made; status 1 if it is not"))
    parser.add_argument("archive", metavar="FILE", help=tr("an archive, or a part of its name that only one has"))
    add_json(parser, tr)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compares every file with the manifest; prints what is wrong, or that nothing is, and the whole's checksum."""
    from facilitator.store.archive import check
    from facilitator.store.places import find_archive

    tr = args.tr
    path = find_archive(args.home, args.archive)
    checked = check(path)
    said = [finding.said(tr) for finding in (*checked.faults, *checked.remarks)]
    if args.json:
        import json

        told = {
            "archive": str(path),
            "sound": not checked.faults,
            "sha256": checked.digest,
            "findings": said,
            "files": sorted(checked.content),
        }
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return 1 if checked.faults else 0
    for sentence in said:
        print(sentence)
    if not said:
        count = len(checked.content)
        print(
            tr.n(
                "{path}: {n} file, as the manifest says.",
                "{path}: {n} files, all as the manifest says.",
                count,
                path=path,
            )
        )
    if checked.digest:
        print(f"SHA-256 {checked.digest}")
    if not checked.faults:
        print(tr("That shows damage, not forgery: compare the checksum with the one you noted when it was made."))
    return 1 if checked.faults else 0

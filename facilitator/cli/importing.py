"""``facilitator import``: a matrix, stakeholders or scores out of a file into a step of a session."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.text import safe

if TYPE_CHECKING:
    from facilitator.imports.door import Import
    from facilitator.imports.preview import Preview
    from facilitator.imports.reading import Material

SHOWN = 12
"""Rows of the preview that are printed."""


def add(commands: Any, tr: Translator) -> None:
    """Adds the command."""
    from facilitator.imports.door import IMPORTS
    from facilitator.imports.reading import ENCODINGS

    parser = commands.add_parser("import", help=tr("read a matrix, stakeholders or scores into a session"))
    parser.add_argument("kind", choices=sorted({*IMPORTS, *_kinds()}), help=tr("what the file holds"))
    parser.add_argument("file", help=tr("the file (spreadsheet, CSV, Markdown, HTML or text); - for standard input"))
    parser.add_argument("--into", required=True, metavar="SESSION", help=tr("the session, as for “facilitator open”"))
    parser.add_argument("--step", default="", help=tr("the step: its id, number or title; needed when several fit"))
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=tr("read something otherwise; the preview shows every key with what can be said"),
    )
    parser.add_argument(
        "--encoding", choices=ENCODINGS, default="", help=tr("encoding of the file (default: found out)")
    )
    parser.add_argument("--dry-run", action="store_true", help=tr("only show what would be imported"))
    parser.add_argument("--yes", action="store_true", help=tr("import in spite of doubts"))
    parser.set_defaults(run=run)


def _kinds() -> dict[str, str]:
    """Kinds of steps that take exactly one import, to its name."""
    from facilitator.activities import find

    return {kind.kind: next(iter(kind.takes)) for kind in find().values() if len(kind.takes) == 1}


def run(args: argparse.Namespace) -> int:
    """Shows what was found and every doubt; imports when there is none, or when told to. Status 1: not imported."""
    from facilitator.activities import find
    from facilitator.cli.opening import session_path, to_be_changed
    from facilitator.imports.door import IMPORTS
    from facilitator.session.importing import change, fitted, target
    from facilitator.session.session import Session
    from facilitator.session.views import title_of

    tr: Translator = args.tr
    args.session = args.into
    form = IMPORTS[_kinds().get(args.kind, args.kind)]
    session = Session.open(session_path(args), find(), read_only=True) if args.dry_run else to_be_changed(args)
    try:
        material, encoding = _content(args, tr)
        preview = form.read(material, tr, _answers(args.set, tr))
        _check(preview, args.set, tr)
        step = target(session, form.name, args.step, tr)
        preview = fitted(session, step.id, preview, tr)
        _print(preview, form, title_of(session, step), encoding, tr)
        if preview.found is None:
            return 1
        made = change(session, step.id, preview.found, tr)
        if args.dry_run:
            return 0
        if preview.doubts and not args.yes:
            print(tr("Not imported: the points above are doubtful. “--yes” imports all the same."), file=sys.stderr)
            return 1
        session.apply_now(made)
        print(tr("Imported into “{title}”; it can be undone there.", title=safe(title_of(session, step))))
        return 0
    finally:
        session.close()


def _content(args: argparse.Namespace, tr: Translator) -> tuple["Material", str]:
    """What the file holds, and the encoding of its text."""
    from facilitator.imports.files import content, load

    if args.file == "-":
        data = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    else:
        data = load(Path(args.file).expanduser(), tr)
    return content(data, Path(args.file).name, tr, args.encoding)


def _answers(given: list[str], tr: Translator) -> dict[str, str]:
    answers = {}
    for pair in given:
        key, sign, value = pair.rpartition("=")
        if not sign:
            raise FacilitatorError(tr("“{text}” is not KEY=VALUE.", text=pair))
        answers[key] = value
    return answers


def _check(preview: "Preview", given: list[str], tr: Translator) -> None:
    """Refuses an answer to nothing: it would be a slip that nobody sees."""
    known = {choice.key: [value for value, _ in choice.options] for choice in preview.choices}
    for key, value in _answers(given, tr).items():
        if key not in known:
            message = N_("There is nothing called “{key}” to be said about this file; there is: {known}.")
            raise FacilitatorError(tr(message, key=key, known=", ".join(known) or "–"))
        if value not in known[key]:
            names = ", ".join(word or "“”" for word in known[key])
            raise FacilitatorError(tr("“{key}” cannot be “{value}”, only: {known}.", key=key, value=value, known=names))


def _print(preview: "Preview", form: "Import", step: str, encoding: str, tr: Translator) -> None:
    print(f"{tr(form.label)} → {safe(step)}: {safe(preview.said) or tr('nothing found')}")
    if encoding not in ("", "utf-8"):
        print(tr("Encoding of the file: {name} (“--encoding” says otherwise)", name=encoding))
    if preview.rows:
        print("\n" + "  " + " | ".join(map(safe, preview.heads)))
        for row in preview.rows[:SHOWN]:
            print("  " + " | ".join(map(safe, row)))
        if len(preview.rows) > SHOWN:
            print("  " + tr("… and {n} more", n=len(preview.rows) - SHOWN))
    if preview.choices:
        print("\n" + tr("Read as (--set KEY=VALUE says otherwise):"))
        for choice in preview.choices:
            print(f"  {safe(choice.key)}={choice.chosen}  {safe(choice.title)}: {safe(choice.said)}")
            others = ", ".join(value or '""' for value, _ in choice.options if value != choice.chosen)
            print("      " + tr("or: {values}", values=others))
    if preview.doubts:
        print("\n" + tr("Doubts:"))
        for doubt in preview.doubts:
            print(f"  - {safe(doubt)}")

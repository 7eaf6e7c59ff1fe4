"""README.txt of an archive: what it is, and how to read it when this program is no longer there."""

from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING

from facilitator import __version__
from facilitator.core.dates import written_day
from facilitator.core.i18n import N_, Translator
from facilitator.store.archive import MANIFEST

if TYPE_CHECKING:
    from facilitator.core.records import SessionInfo

WIDTH = 78
FILES = {
    "exports/report.md": N_("the report: text with simple marks (Markdown), for any editor or word processor"),
    "exports/tasks.csv": N_("the plan as a table, for any spreadsheet"),
    "exports/run-sheet.md": N_("the agenda with times, prompts and notes (Markdown)"),
    "exports/run-sheet.html": N_("the agenda to print, for any browser"),
    "session.json": N_(
        "everything, for programs: JSON in UTF-8, one table for each kind of record, as TinyDB keeps it; the first "
        "line is about the file itself"
    ),
    "session.schema.json": N_("what each table and field of session.json means (JSON Schema)"),
    "rounds/": N_("the sealed ballot boxes: totals and receipts, no single ballot"),
}
"""Name (of a file or of what is in a folder) to what it is."""


def readme(info: "SessionInfo", names: Iterable[str], tr: Translator, *, pseudonyms: bool = False) -> bytes:
    """The text, in the language of ``tr``; ``names``: what else is in the archive."""
    facts = " · ".join(filter(None, (info.client, written_day(info.date, tr) if info.date else "")))
    head = [tr("Archive of a workshop"), "", info.title, *([facts] if facts else [])]
    parts = [
        _paragraph(
            tr(
                "This zip file holds one finished workshop session as the program “facilitator” {version} kept it. "
                "Everything in it can be read without that program.",
                version=__version__,
            )
        ),
        _paragraph(_confidence(tr, pseudonyms=pseudonyms)),
        _heading(tr("What is in it")) + _listed(names, tr),
        _heading(tr("Is it still as it was?")) + _proof(tr),
        _heading(tr("Back into the program")) + "facilitator unarchive FILE.zip",
    ]
    return ("\n\n".join(["\n".join(head), *parts]) + "\n").encode()


def _confidence(tr: Translator, *, pseudonyms: bool) -> str:
    if not pseudonyms:
        return tr(
            "Confidential: it holds names, single contributions and the facilitator's notes. Keep it on an encrypted "
            "disk, pass it on only to those who were to have it, and delete it when that was agreed."
        )
    return tr(
        "The people in it have made-up names. That is no anonymity: who was there may recognise others by role, "
        "department or by what they said, and a nickname or a misspelled name in a text may have been overlooked. "
        "Read it before you pass it on, and treat it as confidential."
    )


def _listed(names: Iterable[str], tr: Translator) -> str:
    known = list(names)
    shown = {key: text for key, text in FILES.items() if key in known or any(n.startswith(key) for n in known)}
    shown |= {name: "" for name in known if name not in shown and not any(name.startswith(key) for key in shown)}
    lines = (f"{name}\n{_paragraph(tr(text), '    ')}" if text else name for name, text in shown.items())
    return "\n".join(lines)


def _proof(tr: Translator) -> str:
    commands = f"    sha256sum -c {MANIFEST}        (Linux)\n    shasum -a 256 -c {MANIFEST}    (macOS)"
    how = _paragraph(
        tr(
            "{file} has the SHA-256 checksum of every file. Unpack the archive and run in its folder one of these, or "
            "“facilitator verify FILE.zip” anywhere:",
            file=MANIFEST,
        )
    )
    limits = _paragraph(
        tr(
            "That shows damage. It does not show forgery, because who alters a file can alter its checksum too; only "
            "the checksum of the whole zip file, noted elsewhere when it was made, does."
        )
    )
    return f"{how}\n\n{commands}\n\n{limits}"


def _heading(text: str) -> str:
    return f"{text}\n{'-' * len(text)}\n"


def _paragraph(text: str, indent: str = "") -> str:
    return fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )

"""The program's texts in other languages: ``python -m tests.catalog [nl|de]`` brings the catalogs up to date.

It extracts every text from the source, merges it into ``facilitator/locale/<language>/LC_MESSAGES/facilitator.po``
and compiles what is translated to the ``.mo`` beside it, which the program reads.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "facilitator"
LANGUAGES = ("nl", "de")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "N_": None,
    "tr": None,
    "_": None,
    "n": (1, 2),
    "c": ((1, "c"), 2),
}


def extracted() -> Catalog:
    """Every text of the program."""
    catalog = Catalog(project="facilitator", charset="utf-8", creation_date=None)
    for file, _, message, comments, context in extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        catalog.add(message, locations=[(f"facilitator/{file}", None)], auto_comments=comments, context=context)
    return catalog


def po_file(language: str) -> Path:
    """Where a language's texts stand."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "facilitator.po"


def read(language: str) -> Catalog:
    """A language's catalog as it is; empty when there is none."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the ``.mo`` file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def missing(language: str) -> list[str]:
    """Texts that the language's catalog lacks, or has only as a guess."""
    have = read(language)
    lacking = []
    for message in extracted():
        found = have.get(message.id, message.context) if message.id else message
        texts = found.string if found and isinstance(found.string, tuple | list) else [found.string if found else ""]
        if message.id and (found is None or found.fuzzy or not all(texts)):
            lacking.append(str(message.id))
    return lacking


def main(languages: list[str]) -> int:
    """Updates and compiles the catalogs of these languages, or of all."""
    template = extracted()
    for language in languages or LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        catalog.project, catalog.header_comment = "facilitator", f"# Texts of facilitator in “{language}”."
        catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = ""
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, omit_header=False)
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        print(f"{language}: {len(missing(language))} of {len(template)} texts missing")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

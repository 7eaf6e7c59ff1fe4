"""The program's texts in other languages: ``python -m tests.catalog [nl|de]`` brings the catalogs up to date.

It extracts every text from the source, merges it into ``facilitator/locale/<language>/LC_MESSAGES/facilitator.po``
and compiles what is translated to the ``.mo`` beside it, which the program reads.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "facilitator"
LANGUAGES = ("nl", "de")
CALLS = {"N_": 1, "tr": 1, "_tr": 1, "_": 1, "n": 2, "c": 2}
"""Functions that take texts, and how many: ``n`` one text and its plural, ``c`` a context and a text."""


def texts(source: str) -> Iterator[tuple[str, list[str]]]:
    """Function and texts of every call that takes texts, those within an f-string too.

    Babel's own extractor sees into f-strings only from Python 3.12 on.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            said = [arg.value for arg in node.args[: CALLS.get(name, 0)] if isinstance(arg, ast.Constant)]
            found = [text for text in said if isinstance(text, str)]
            if found and len(found) == CALLS[name]:
                yield name, found


def extracted() -> Catalog:
    """Every text of the program."""
    catalog = Catalog(project="facilitator", charset="utf-8", creation_date=None)
    for path in sorted(PACKAGE.rglob("*.py")):
        locations = [(path.relative_to(ROOT).as_posix(), None)]
        for name, found in texts(path.read_text(encoding="utf-8")):
            context = found.pop(0) if name == "c" else None
            message = tuple(found) if name == "n" else found[0]
            if any(found):
                catalog.add(message, locations=locations, context=context)
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

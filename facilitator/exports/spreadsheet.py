"""Rows of texts as CSV that a spreadsheet shows as they stand."""

import csv
import io
import re
from collections.abc import Iterable

from facilitator.core.text import FORMULA_SIGNS

_FORMULA = re.compile(f"'*[{re.escape(FORMULA_SIGNS)}]")


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that could be gets an apostrophe in front, as OWASP advises.

    One that looks as if it had got one already gets another, so that nothing is lost when an import takes them off.
    Line breaks become ``\\n``, NUL goes.
    """
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if _FORMULA.match(text) else text


def written(rows: Iterable[Iterable[str]]) -> bytes:
    """The rows as a file: UTF-8 without BOM, comma, CRLF."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()

"""What happens to text at the edge, before it is kept or shown."""

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count
from math import isfinite, nan

TITLE = 300
"""Most characters of one line (a card's title, a name)."""
BODY = 10_000
"""Most characters of a longer text (a description, notes)."""

FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
"""With these begins what a spreadsheet takes for a formula."""
COVER = "▒▒▒▒▒▒▒▒"
"""What is seen of a text that is not for the room: always the same, so that not even its length shows."""

_BIDI_AND_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)")
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_BASE_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_BULLET = re.compile(r"^\s*(?:[-*•‣◦–—]\s+|\d{1,3}[.)]\s+|\[[ xX]\]\s+)+")


def safe(text: str) -> str:
    """Text safe to draw: NFC, no control, bidi or zero-width characters; line breaks (as ``\\n``) and tabs stay."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _BIDI_AND_INVISIBLE.sub("", text)
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    return unicodedata.normalize("NFC", text)


def clean(text: str, limit: int = BODY) -> str:
    """Text safe to keep and draw: like ``safe``, trimmed, at most ``limit`` characters, tabs as a space."""
    return safe(text.replace("\t", " ")).strip()[:limit].rstrip()


def line(text: str, limit: int = TITLE) -> str:
    """The same as one line: breaks and runs of spaces become one space."""
    return " ".join(clean(text, BODY).split())[:limit].rstrip()


def lines(text: str) -> list[str]:
    """The filled lines of a paste, without bullets, numbering and check boxes in front."""
    return [cleaned for raw in clean(text, 1_000_000).split("\n") if (cleaned := line(_BULLET.sub("", raw)))]


def number(text: str) -> float | None:
    """A number as people type it, with a point or a comma; None: it is none, or too large to count with."""
    typed = text.strip().replace("−", "-").replace("–", "-")
    value = float(typed.replace(",", ".")) if _NUMBER.fullmatch(typed) else nan
    return value + 0.0 if isfinite(value) else None


def folded(text: str) -> str:
    """A text as it is compared in a search: without capitals and accents, *ß* as *ss*, *ø* as *o*."""
    if text.isascii():
        return text.lower()
    try:
        quick = text.encode("latin-1").replace("ß".encode("latin-1"), b"ss").translate(_WESTERN)
    except UnicodeEncodeError:
        return _folded(text)
    return _folded(text) if b"\0" in quick else quick.decode("ascii")


def _folded(text: str) -> str:
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return plain if plain.isascii() else plain.translate(_BASE_LETTERS)


_WESTERN = b"".join(
    plain.encode() if len(plain) == 1 and plain.isascii() else b"\0"
    for plain in map(_folded, bytes(range(256)).decode("latin-1"))
)
"""What each byte of a western text becomes; 0: not one letter, so the text takes the longer way."""


def slug(text: str, limit: int = 40) -> str:
    """A folder name out of a title: ASCII letters, digits and hyphens; never empty or reserved on Windows."""
    folded = text.lower().replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("œ", "oe")
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:limit].strip("-") or "session"
    reserved = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
    return f"{name}-1" if name in reserved else name


def unused(name: str, taken: Container[str]) -> str:
    """The name, else with the first number behind it that makes it another one: *map*, *map-2*, *map-3*."""
    names = chain((name,), (f"{name}-{n}" for n in count(2)))
    return next(free for free in names if free not in taken)

"""Cells of a matrix of roles in all the forms in which people write them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from facilitator.core.text import line
from facilitator.imports.words import KNOWN, LETTERS, nobody, words

CHECKS = frozenset("✓✔☑✅√●•×✗✘☒")
_PART = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"(?:[\s/,;+&|.·*_()\[\]-]|\band\b|\ben\b|\bund\b|\be\b)*")
_REMARK = re.compile(r"\s*[(\[].*[)\]]\s*")
_NAMES = re.compile(r"[;\n]|,(?!\s*(?:Inc|Ltd|LLC|Jr|PhD|MSc)\b)")
_BESIDE = re.compile(r"\(\s*([A-Za-z])\s*\)|^\s*([A-Za-z])\s*[-–:=(]\s|\s[-–:=]\s*([A-Za-z])\s*$")


@dataclass(frozen=True)
class Cell:
    """What a cell says: letters, a check mark, and what is not read of it."""

    letters: str = ""
    check: bool = False
    rest: str = ""


@lru_cache(maxsize=5_000)
def cell_of(text: str) -> Cell | None:
    """A cell of a matrix; None: it is something else."""
    bare = text.replace("*", "").replace("`", "").strip()
    if bare[:1] in "([" and bare[-1:] in ")]":
        bare = bare[1:-1].strip()
    if nobody(bare):
        return Cell()
    if bare[0] in CHECKS or bare in ("x", "X"):
        return Cell(check=True, rest=line(bare[1:].lstrip("\ufe0f ")))
    found, at = "", 0
    while (part := _PART.match(bare, at)) and (letters := _letters(part[0])):
        found, at = found + letters, part.end()
        between = _BETWEEN.match(bare, at)
        if _REMARK.match(bare, at) or not between or between.end() == at:
            break
        at = between.end()
    if not found:
        return None
    rest = bare[at:].strip(" /,;+&|.")
    if rest and not _ends(bare[at:] if at < len(bare) else "", bare, at):
        return None
    return Cell("".join(dict.fromkeys(found)), rest=line(rest))


def _letters(part: str) -> str:
    """Letters that stand alone or together, or a word for one."""
    upper = part.upper()
    if len(part) <= 4 and all(letter in KNOWN for letter in upper) and len(set(upper)) == len(part):
        return upper
    return next((letter for letter, known in LETTERS.items() if words(part)[:1] and words(part)[0] in known), "")


def _ends(rest: str, bare: str, at: int) -> bool:
    """Whether what follows the letters is a remark: in brackets, behind a sign, or more of the same with a name."""
    return bool(_REMARK.match(rest)) or bool(re.search(r"[+;,:/–-]\s*$", bare[:at])) or rest[:1] in "*:,;–-"


@lru_cache(maxsize=5_000)
def letter_of(heading: str) -> str:
    """The letter that a heading stands for: ``R``, ``Accountable``, ``A (eindverantwoordelijk)``; empty: none."""
    bare = heading.replace("*", "").strip()
    if len(bare) == 1:
        return bare.upper() if bare.upper() in KNOWN else ""
    if (beside := _BESIDE.search(bare)) and (letter := str(next(filter(None, beside.groups()))).upper()) in KNOWN:
        return letter
    found = words(bare)
    return next((letter for letter, known in LETTERS.items() if any(word in known for word in found[:3])), "")


def is_word(heading: str) -> bool:
    """Whether a heading says its letter in a word."""
    return len(heading.replace("*", "").strip()) > 1


def names_of(cell: str) -> list[str]:
    """The names in a cell, each once."""
    parts = (line(part).strip(" .") for part in _NAMES.split(cell))
    return list(dict.fromkeys(part for part in parts if part and not nobody(part)))

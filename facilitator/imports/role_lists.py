"""Roles as lists and cards: a heading for each activity, and below it who has which letter."""

import re

from facilitator.core.text import line
from facilitator.imports import markup
from facilitator.imports.grids import Grid
from facilitator.imports.letters import cell_of, letter_of, names_of
from facilitator.imports.paste import normal
from facilitator.imports.reading import Line
from facilitator.imports.words import LETTERS

_BULLET = re.compile(r"^\s*(?:[-*+•‣◦]\s+|\d{1,3}[.)]\s+|#{1,6}\s+)*")
_PAIR = re.compile(r"(?P<left>[^:=]{1,60}?)\s*(?::|=|\s[–—-])\s*(?P<right>.+)")


def listed(text: str) -> Grid | None:
    """The list as a matrix whose columns are the letters and whose cells are names; None: it is none."""
    rows: list[tuple[int, str, dict[str, list[str]]]] = []
    for at, raw in enumerate(normal(text).split("\n"), 1):
        words = line(markup.plain(_BULLET.sub("", raw)))
        if not words:
            continue
        given = _given(words)
        if not given:
            rows.append((at, words.rstrip(": "), {}))
        elif rows:
            for letter, names in given.items():
                rows[-1][2].setdefault(letter, []).extend(names)
    filled = [row for row in rows if row[2]]
    if not filled or sum(len(names) for row in filled for names in row[2].values()) < 2:
        return None
    letters = [letter for letter in LETTERS if any(letter in row[2] for row in filled)]
    body = tuple(Line(at, (title, *(";".join(of.get(letter, ())) for letter in letters))) for at, title, of in filled)
    left = tuple(Line(at, (title,)) for at, title, of in rows if not of)
    fields = ("title", *(f"letter:{letter}" for letter in letters))
    return Grid(("", *letters), body, fields, filled[0][0], filled=len(filled), left=left)


def _given(words: str) -> dict[str, list[str]]:
    """Letter to names, out of ``R: Anna, Ben``, ``Responsible = Anna`` or ``Anna: A/R``."""
    pair = _PAIR.fullmatch(words)
    if pair is None:
        return {}
    left, right = cell_of(pair["left"]), cell_of(pair["right"])
    if left and left.letters and not left.rest and not (right and right.letters):
        return {letter: names_of(pair["right"]) for letter in left.letters}
    if letter := letter_of(pair["left"]):
        return {letter: names_of(pair["right"])}
    if right and right.letters and not right.rest:
        return {letter: [line(pair["left"])] for letter in right.letters}
    return {}

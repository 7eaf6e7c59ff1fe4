"""A column of influence or attitude as values, with a choice for its scale and for every word in it."""

import re
from collections.abc import Sequence

from facilitator.core.i18n import N_
from facilitator.core.text import folded, line
from facilitator.imports.attitudes import (
    ATTITUDE,
    INFLUENCE,
    MINUSES,
    PLUSES,
    SCALES,
    attitude_of,
    level_of,
    number_of,
    onto,
    scale_of,
    sign_of,
    unknown,
)
from facilitator.imports.preview import Notes

MOST_WORDS = 30
_RANGE = re.compile(r"([-−]?\d{1,3})\s*(?:-|–|…|\.\.+|to|bis|tot|/)\s*([+-]?\d{1,3})")
TITLES = {"influence": N_("Influence"), "attitude": N_("Attitude")}
_LEVEL_AS = {
    "very_high": "champion",
    "high": "supporter",
    "medium": "neutral",
    "low": "skeptic",
    "very_low": "opponent",
}
"""Much or little support as an attitude."""


class Judged:
    """What the cells of one column say."""

    def __init__(self, field: str, head: str, cells: Sequence[str], notes: Notes, *, own: bool = False) -> None:
        self.field, self.notes = field, notes
        self.words: dict[str, str] = {}
        self.outside: list[str] = []
        self._signs = any(sign_of(cell) in PLUSES for cell in cells)
        known = [cell for cell in cells if self._is_sign(cell) or not unknown(cell)]
        numbers = [found for cell in known if (found := self._number(cell))]
        self._plus = [number[0] for cell in known if cell.strip()[:1] == "+" and (number := number_of(cell))]
        self.scale = self._scale(head, numbers, own) if numbers else ""
        for cell in dict.fromkeys(line(cell) for cell in known if not self._number(cell)):
            self._word(cell)

    def _is_sign(self, cell: str) -> bool:
        """Whether a cell is a sign that means something because others of the column are a plus."""
        return self._signs and sign_of(cell) in MINUSES

    def _number(self, cell: str) -> tuple[float, float | None] | None:
        return None if self._is_sign(cell) else number_of(cell)

    def _scale(self, head: str, numbers: Sequence[tuple[float, float | None]], own: bool) -> str:
        tr, attitude = self.notes.tr, self.field == "attitude"
        said = _RANGE.search(head)
        guess = f"{said[1]}-{said[2].lstrip('+')}".replace("−", "-") if said else ""
        if own:
            guess = "-10-10" if attitude else "0-10"
        if guess not in SCALES:
            values = [value for value, _ in numbers]
            tops = [top for _, top in numbers if top]
            guess = scale_of(values, tops, signed=attitude, plus=self._plus) or ("-10-10" if attitude else "0-10")
        options = [
            (name, tr("{low} to {high}", low=f"{low:g}", high=f"{high:g}")) for name, (low, high) in SCALES.items()
        ]
        title = tr("Scale of {what}", what=tr(TITLES[self.field]))
        chosen = self.notes.choose(f"scale:{self.field}", title, options, guess)
        low, high = SCALES[chosen]
        if not own and not self.notes.answered(f"scale:{self.field}"):
            message = N_("{what} is read as numbers from {low} to {high}.")
            self.notes.doubt(tr(message, what=tr(TITLES[self.field]), low=f"{low:g}", high=f"{high:g}"))
        return chosen

    def _key(self, cell: str) -> str:
        return f"word:{self.field}:{folded(cell)}"

    def _word(self, cell: str) -> None:
        """Decides what a word means."""
        tr, attitude = self.notes.tr, self.field == "attitude"
        category = attitude_of(cell)
        level = MINUSES[sign_of(cell)] if self._is_sign(cell) else level_of(cell)
        guess = (category or _LEVEL_AS.get(level, "")) if attitude else level
        meanings = ATTITUDE if attitude else INFLUENCE
        options = [*((key, tr(word)) for key, (word, _) in meanings.items()), ("", tr("not known"))]
        if len(self.words) < MOST_WORDS:
            title = tr("“{word}” ({what}) means", word=line(cell, 40), what=tr(TITLES[self.field]))
            guess = self.notes.choose(self._key(cell), title, options, guess)
        self.words[cell] = guess

    def value(self, cell: str) -> float | None:
        """The value on the map: influence 0 … 10, attitude −10 … 10; None: not known."""
        low, high = (-10.0, 10.0) if self.field == "attitude" else (0.0, 10.0)
        if unknown(cell) and not self._is_sign(cell):
            return None
        if number := self._number(cell):
            found = onto(number[0], self.scale, low, high)
            if found is None:
                self.outside.append(line(cell, 20))
            return found
        meanings = ATTITUDE if self.field == "attitude" else INFLUENCE
        meaning = self.words.get(line(cell), "")
        return meanings[meaning][1] if meaning else None

    def category(self, cell: str) -> str:
        """The category that a word stands for; empty: a number, or not known."""
        return self.words.get(line(cell), "") if self.field == "attitude" and not self._number(cell) else ""

    def say(self) -> None:
        """What was not certain."""
        notes, tr, what = self.notes, self.notes.tr, self.notes.tr(TITLES[self.field])
        meanings = ATTITUDE if self.field == "attitude" else INFLUENCE
        open_ = {cell: key for cell, key in self.words.items() if not notes.answered(self._key(cell))}
        known = [f"{line(cell, 30)} → {meanings[key][1]:g}" for cell, key in open_.items() if key]
        lost = [line(cell, 30) for cell, key in open_.items() if not key]
        if known:
            notes.doubt(tr("{what} in words is placed as: {words}.", what=what, words=notes.few(known)))
        if lost:
            notes.doubt(
                tr("{what} that is not understood and stays unknown: {words}.", what=what, words=notes.few(lost))
            )
        if self.outside:
            message = N_("{what} outside the scale stays unknown: {words}.")
            notes.doubt(tr(message, what=what, words=notes.few(self.outside)))

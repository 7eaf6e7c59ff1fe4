"""Where boxes of short lines stand on a page, in cells: side by side, and in rows below each other. No terminal."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, sqrt
from typing import Literal

from facilitator.kit.board_layout import padded, wrapped

WIDTH = 22
"""Fewest cells of a box."""
MOST_LINES = 3
"""Most lines of one entry."""
GAP = 2
"""Cells between two boxes."""
Spacing = Literal["roomy", "parted", "tight"]
SPACINGS: tuple[Spacing, ...] = ("roomy", "parted", "tight")
"""Blank lines between all entries, between people, cards and result, or none: as much as there is room for."""


@dataclass(frozen=True)
class Entry:
    """A person, a card or a line of text in a box. Only one with a key can have the cursor."""

    key: Hashable
    text: str
    style: str = ""
    sign: str = " "
    """One cell in front of it."""


@dataclass(frozen=True)
class Box:
    """A group with what is in it; ``parts`` are people, cards and result."""

    key: Hashable
    title: str
    parts: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True)
class Piece:
    """One line of one box as it is drawn."""

    text: str
    style: str
    key: Hashable = None
    """Of the entry that it belongs to."""
    box: Hashable = None


@dataclass(frozen=True)
class Spot:
    """Where an entry stands: column and first line of the page, and its lines."""

    column: int
    top: int
    height: int
    box: Hashable


class Layout:
    """The boxes on a page of a given size; higher than the page when they do not fit."""

    def __init__(self, boxes: Sequence[Box], width: int, height: int) -> None:
        most = max(1, min(len(boxes), (width + GAP) // (WIDTH + GAP)))
        fewest = min(most, ceil(sqrt(len(boxes))) or 1)
        self.places: dict[Hashable, Spot] = {}
        self.lines: list[list[Piece]] = []
        for spacing, columns in product(SPACINGS, range(fewest, most + 1)):
            self._place(boxes, width, columns, spacing)
            if len(self.lines) <= height:
                break

    def _place(self, boxes: Sequence[Box], width: int, columns: int, spacing: Spacing) -> None:
        """All boxes in so many columns."""
        self.columns, self.cell = columns, max(4, (width + GAP) // columns - GAP)
        self.places, self.lines = {}, []
        for first in range(0, len(boxes), self.columns):
            row = [self._pieces(box, spacing) for box in boxes[first : first + self.columns]]
            top = len(self.lines) + bool(first)
            if first:
                self.lines.append([])
            for column, pieces in enumerate(row):
                self._remember(pieces, column, top)
            for y in range(max(map(len, row))):
                self.lines.append([pieces[y] if y < len(pieces) else Piece("", "") for pieces in row])

    def _pieces(self, box: Box, spacing: Spacing) -> list[Piece]:
        pieces = [Piece(padded(box.title, self.cell), "title", None, box.key)]
        for part in box.parts:
            if part and len(pieces) > 1 and spacing != "tight":
                pieces.append(Piece("", "", None, box.key))
            for at, entry in enumerate(part):
                if at and spacing == "roomy":
                    pieces.append(Piece("", "", None, box.key))
                for n, text in enumerate(wrapped(entry.text, self.cell - 2, MOST_LINES)):
                    line = padded(f"{' ' if n else entry.sign} {text}", self.cell)
                    pieces.append(Piece(line, entry.style, entry.key, box.key))
        return pieces

    def _remember(self, pieces: Sequence[Piece], column: int, top: int) -> None:
        for y, piece in enumerate(pieces):
            if piece.key is not None:
                spot = self.places.get(piece.key)
                height = spot.height + 1 if spot else 1
                self.places[piece.key] = Spot(column, spot.top if spot else top + y, height, piece.box)

    def at(self, x: int, y: int) -> Piece | None:
        """What stands at a place of the page; None: nothing does."""
        column = x // (self.cell + GAP)
        if not 0 <= y < len(self.lines) or column >= len(self.lines[y]) or x % (self.cell + GAP) >= self.cell:
            return None
        return self.lines[y][column]

    def beside(self, key: Hashable, across: int, down: int) -> Hashable:
        """The entry to which the cursor goes from another; the same when there is none in that direction."""
        here = self.places[key]
        if down:
            column = [(spot.top, other) for other, spot in self.places.items() if spot.column == here.column]
            further = [place for place in column if (place[0] - here.top) * down > 0]
            return min(further, key=lambda place: abs(place[0] - here.top))[1] if further else key
        others = [(spot, other) for other, spot in self.places.items() if (spot.column - here.column) * across > 0]
        near = min((abs(spot.column - here.column) for spot, _ in others), default=0)
        level = [(abs(spot.top - here.top), spot.top, other) for spot, other in others if self._off(spot, here) == near]
        return min(level, key=lambda place: place[:2])[2] if level else key

    @staticmethod
    def _off(spot: Spot, here: Spot) -> int:
        return abs(spot.column - here.column)

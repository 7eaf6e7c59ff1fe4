"""What a report is made of, and who may read which part of it.

Activities turn their state into blocks and know no format; exporters turn blocks into files and know no activity.
Every block says for whom it is. ``filtered`` is the one place that enforces it.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

Profile = Literal["client", "team", "consultant"]
PROFILES: tuple[Profile, ...] = ("client", "team", "consultant")
"""From the fewest to the most details: a reader sees the blocks of his profile and of those before it."""


class Block(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One part of a report."""

    audience: Profile = "client"
    """The narrowest profile that shows it."""


class Heading(Block, frozen=True, kw_only=True):
    """A heading; level 1 is the report's title, 2 a step, 3 a part of a step."""

    text: str
    level: int = 2


class Text(Block, frozen=True, kw_only=True):
    """A paragraph of plain text (not markup); breaks are kept."""

    text: str
    strong: bool = False


class Markdown(Block, frozen=True, kw_only=True):
    """Text of the workshop file, which is Markdown."""

    text: str


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table: a narrower audience than the table's leaves it out for the others."""

    title: str
    align: Literal["left", "right"] = "left"
    audience: Profile = "client"


class Table(Block, frozen=True, kw_only=True):
    """A table of plain texts; every row has one cell per column."""

    title: str = ""
    matrix: bool = False
    """Who does what, titles in the first column: it becomes a file of its own as well. Tables of the same rows are
    parts of one."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


class Bullets(Block, frozen=True, kw_only=True):
    """A list of plain texts; ``done`` marks make it a check list."""

    items: tuple[str, ...]
    ordered: bool = False
    done: tuple[bool, ...] = ()


class Bars(Block, frozen=True, kw_only=True):
    """Bars from 0: label and value each."""

    title: str
    unit: str
    bars: tuple[tuple[str, float], ...]


class Timeline(Block, frozen=True, kw_only=True):
    """Spans of days by section: (section, label, first day, last day), ISO dates."""

    title: str
    spans: tuple[tuple[str, str, str, str], ...]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on a plane: x from left to right, y from below to above, both 0 … 1."""

    label: str
    x: float
    y: float
    short: str = ""
    """A number by which a table beside the picture names it: where labels would cover each other."""
    was: tuple[float, float] | None = None
    """Where it stood earlier."""


class Plane(Block, frozen=True, kw_only=True):
    """Points between two axes. Quadrants are counted as mathematicians do: above right, above left, below left,
    below right."""

    title: str = ""
    x: tuple[str, str]
    """Words at the low and the high end of the horizontal axis."""
    y: tuple[str, str]
    quadrants: tuple[str, str, str, str]
    middle: tuple[float, float] = (0.5, 0.5)
    """Where the quadrants meet, 0 … 1 on both axes."""
    points: tuple[Point, ...]


AnyBlock = Heading | Text | Markdown | Table | Bullets | Bars | Timeline | Plane


def may_see(reader: Profile, audience: Profile) -> bool:
    """Whether a reader's profile includes what is meant for ``audience``."""
    return PROFILES.index(reader) >= PROFILES.index(audience)


def filtered(blocks: Iterable[AnyBlock], reader: Profile) -> list[AnyBlock]:
    """The blocks, and in tables the columns, that the reader may see."""
    kept: list[AnyBlock] = []
    for block in blocks:
        if not may_see(reader, block.audience):
            continue
        if isinstance(block, Table):
            shown = [i for i, column in enumerate(block.columns) if may_see(reader, column.audience)]
            block = msgspec.structs.replace(
                block,
                columns=tuple(block.columns[i] for i in shown),
                rows=tuple(tuple(row[i] for i in shown) for row in block.rows),
            )
        kept.append(block)
    return kept

"""What an import has found, in words of no kind of step: matrices, stakeholders, scores.

Titles and names are single clean lines. The kinds say how it becomes their records (``Activity.takes``, by the
``name`` of each struct).
"""

from typing import ClassVar

import msgspec


class FoundRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a matrix: an activity, or a heading above several."""

    title: str
    section: bool = False


class FoundMatrix(msgspec.Struct, frozen=True, kw_only=True):
    """Who has which letters where."""

    name: ClassVar[str] = "matrix"

    rows: tuple[FoundRow, ...]
    columns: tuple[str, ...]
    """Roles or names of people, each once."""
    cells: dict[tuple[int, int], str]
    """Row and column, counted from 0, to capital letters, each once in the order of the file; blank cells are not
    there."""


class FoundStakeholder(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who matters, as far as the file says."""

    name: str
    email: str = ""
    organisation: str = ""
    department: str = ""
    role: str = ""
    influence: float | None = None
    """0 … 10; None: not known."""
    attitude: float | None = None
    """−10 … 10; None: not known."""
    category: str = ""
    """``champion``, ``supporter``, ``neutral``, ``skeptic`` or ``opponent``, where the file has a word for it."""
    concerns: str = ""
    message: str = ""
    """What this person needs to hear."""
    evidence: str = ""
    """What the person did or said, and what else is written down."""
    owner: str = ""
    """Name of who keeps the contact."""
    next_step: str = ""


class FoundStakeholders(msgspec.Struct, frozen=True, kw_only=True):
    """A list of stakeholders, or the points of a chart with quadrants."""

    name: ClassVar[str] = "stakeholders"

    people: tuple[FoundStakeholder, ...]


class FoundScore(msgspec.Struct, frozen=True, kw_only=True):
    """One item with its values, in the order of the criteria; None: not scored."""

    title: str
    values: tuple[float | None, ...]


class FoundScores(msgspec.Struct, frozen=True, kw_only=True):
    """Items with values by criterion."""

    name: ClassVar[str] = "scores"

    criteria: tuple[str, ...]
    """As the file calls them."""
    items: tuple[FoundScore, ...]
    shares: bool = False
    """The values are parts of the scale, 0 at its low end and 1 at its high one, as in a chart."""


Found = FoundMatrix | FoundStakeholders | FoundScores

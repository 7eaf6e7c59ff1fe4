"""What a matrix of roles is: its letters, its settings and its records."""

from typing import Annotated, Literal, get_args

import msgspec

from facilitator.core.activity import Settings as BaseSettings
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.records import StepRecord
from facilitator.core.text import folded, line

_RESPONSIBLE, _ACCOUNTABLE = N_("Responsible"), N_("Accountable")
_CONSULTED, _INFORMED = N_("Consulted"), N_("Informed")
Variant = Literal["raci+f", "raci", "rasci", "daci"]
VARIANTS: dict[Variant, dict[str, str]] = {
    "raci+f": {"R": _RESPONSIBLE, "A": _ACCOUNTABLE, "C": _CONSULTED, "I": _INFORMED, "F": N_("Influencer")},
    "raci": {"R": _RESPONSIBLE, "A": _ACCOUNTABLE, "C": _CONSULTED, "I": _INFORMED},
    "rasci": {"R": _RESPONSIBLE, "A": _ACCOUNTABLE, "S": N_("Supports"), "C": _CONSULTED, "I": _INFORMED},
    "daci": {"D": N_("Driver"), "A": N_("Approver"), "C": N_("Contributor"), "I": _INFORMED},
}
"""Letters of each variant in the order in which a cell shows them, with their words."""
Letter = Literal["A", "B", "C", "D", "F", "I", "L", "Q", "R", "S", "Y", "Z"]
"""Letters that are no other key of the screen or the program."""
FREE: tuple[str, ...] = get_args(Letter)
MOST_LETTERS = 7

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when on a matrix is odd; shares are parts of one."""

    most_responsible: Count = 3
    """With more who carry it out, a row had better be split."""
    most_consulted: Count = 3
    consulted_share: Share = 0.4
    """A row asks too many above the larger of the two: this number, or this part of the columns."""
    informed_share: Share = 0.6
    accountable_share: Share = 0.4
    """A column that answers for more of the rows is a bottleneck."""
    responsible_share: Share = 0.5
    both_share: Share = 0.33
    """Part of the rows that a column both carries out and answers for."""
    few_rows: Count = 3
    few_columns: Count = 3
    """With no more rows or columns than this, shares of them say nothing yet."""


class Settings(BaseSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a workshop file may say about a matrix."""

    variant: Variant = "raci+f"
    letters: dict[str, str] = {}
    """Letters of its own with their words, in order; they take the place of the variant's."""
    doing: Letter | None = None
    """Which letter carries out; None: ``R``, in DACI ``D``."""
    answering: Letter = "A"
    """Which letter answers for the outcome: one in each row."""
    columns: tuple[str, ...] = ()
    """Roles to begin with; empty: the facilitator adds people or roles."""
    rows: tuple[str, ...] = ()
    """Activities or decisions to begin with; empty: the items of the step's list. One that ends in a colon is a
    heading."""
    thresholds: Thresholds = Thresholds()

    @property
    def words(self) -> dict[str, str]:
        """The letters in the order in which a cell shows them, with their words."""
        return self.letters or VARIANTS[self.variant]

    @property
    def does(self) -> str:
        """The letter of those who carry out."""
        return self.doing or ("D" if self.variant == "daci" and not self.letters else "R")


def check(settings: Settings, tr: Translator) -> list[tuple[str, str]]:
    """Settings that have the right shape and make no sense: (key, sentence)."""
    faults = []
    for letter, word in settings.letters.items():
        if not line(word):
            faults.append(("letters", tr("The letter “{letter}” has no word.", letter=letter)))
        if letter not in FREE:
            message = N_("“{letter}” cannot be a letter of the matrix; these can: {known}.")
            faults.append(("letters", tr(message, letter=letter, known=" ".join(FREE))))
    if len(settings.letters) > MOST_LETTERS:
        faults.append(("letters", tr("A matrix has at most {most} letters.", most=MOST_LETTERS)))
    for key, letter in (("doing", settings.does), ("answering", settings.answering)):
        if not faults and letter not in settings.words:
            message = N_("“{letter}” is none of the letters of the matrix: {known}.")
            faults.append((key, tr(message, letter=letter, known=" ".join(settings.words))))
    return [*faults, *_titles("rows", settings.rows, tr), *_titles("columns", settings.columns, tr)]


def _titles(key: str, titles: tuple[str, ...], tr: Translator) -> list[tuple[str, str]]:
    """Rows or columns without a title, and columns that cannot be told apart."""
    faults, seen = [], set[str]()
    for title in map(line, titles):
        if not title.rstrip(": "):
            faults.append((key, tr("One of “{key}” has no title.", key=key)))
        elif key == "columns" and folded(title) in seen:
            faults.append((key, tr("The column “{title}” is there twice.", title=title)))
        seen.add(folded(title))
    return faults


class Laid(StepRecord, frozen=True, kw_only=True):
    """Says that the rows and columns to begin with have become records; before that they are only proposed."""


class Row(StepRecord, frozen=True, kw_only=True):
    """One activity or decision."""

    title: str
    order: float
    item: Id | None = None
    """The item it stands for: its title is shown."""
    task: Id | None = None
    """The task it stands for, likewise."""
    renamed: bool = False
    """It has a title of its own, whatever it stands for."""
    hidden: bool = False
    section: bool = False
    """A heading between rows; it has no letters."""


class Column(StepRecord, frozen=True, kw_only=True):
    """One role or person."""

    title: str
    order: float
    person: Id | None = None
    """Who holds the role; without a title the name is shown."""
    hidden: bool = False


class Cell(StepRecord, frozen=True, kw_only=True):
    """The letters of one row and column; there is no record for a blank one."""

    row: Id
    column: Id
    letters: str


class Signed(StepRecord, frozen=True, kw_only=True):
    """What the holder of a column said yes to."""

    column: Id
    at: str
    """ISO with zone."""
    letters: dict[Id, str]
    """Row to letters."""
    person: Id | None = None
    """Who held the column; None: nobody did yet."""


class Accepted(StepRecord, frozen=True, kw_only=True):
    """A finding that the group wants to live with, and why."""

    rule: str
    reason: str
    row: Id | None = None
    column: Id | None = None
    person: Id | None = None
    item: Id | None = None


def cleaned(typed: str, settings: Settings) -> str:
    """Letters as a cell keeps them: each once, in the order of the variant; those that it has not come last."""
    wanted = dict.fromkeys(character for character in typed.upper() if character.isalpha())
    known = settings.words
    ours = [letter for letter in known if letter in wanted]
    return "".join([*ours, *sorted(letter for letter in wanted if letter not in known)])


def toggled(letters: str, letter: str, settings: Settings) -> str:
    """The letters of a cell with one more, or without it when it was there."""
    return cleaned(letters.replace(letter, "") if letter in letters else letters + letter, settings)


def written(letters: str) -> str:
    """The letters of a cell as people write them: ``A/R``."""
    return "/".join(letters)


def titled(text: str) -> tuple[str, bool]:
    """The title of a row as it is typed, and whether it is a heading: one ends in a colon."""
    title = text.rstrip(": ")
    return title or text, bool(title) and text.endswith(":")

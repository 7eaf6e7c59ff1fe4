"""The matrix of a step as it stands: rows, columns, letters, and how often each letter is where."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from facilitator.activities.raci.filled import Filled
from facilitator.activities.raci.rules import Cell, Column, Laid, Row, Settings, Signed, cleaned, titled
from facilitator.core import people
from facilitator.core.ids import Id, from_number
from facilitator.core.records import Person
from facilitator.core.stepview import StepView
from facilitator.core.text import folded, line

T = TypeVar("T")


class Matrix:
    """One step's rows, columns and letters, read once."""

    def __init__(self, view: StepView, before: "Matrix | None" = None) -> None:
        """``before``: how it was read the last time; only what is another now is read."""
        self.view = view
        self.settings: Settings = view.settings
        self.laid = bool(view.records(Laid))
        self.all_rows: tuple[Row, ...] = _sorted(view.records(Row) if self.laid else _first_rows(view))
        self.all_columns: tuple[Column, ...] = _sorted(view.records(Column) if self.laid else _first_columns(view))
        self.same_lines = before is not None and self._lines == before._lines
        self._before = before if self.same_lines else None
        self._judged: dict[Id, tuple[str, object]] = {}

    @property
    def _lines(self) -> tuple[object, ...]:
        return self.all_rows, self.all_columns, self.settings

    @cached_property
    def filled(self) -> Filled:
        """Its letters."""
        table, step, before = self.view.table(Cell), self.view.step.id, self._before
        self._before = None
        if before is not None:
            filled = before.filled.after(table, step)
            self._judged = {id_: known for id_, known in before._judged.items() if id_ not in filled.touched}
            return filled
        rows = (row.id for row in self.all_rows if not row.section)
        return Filled(rows, (column.id for column in self.all_columns)).read(table, step)

    @property
    def cells(self) -> Mapping[tuple[Id, Id], Cell]:
        """The filled cells by row and column."""
        return self.filled.cells

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown, in order."""
        return tuple(row for row in self.all_rows if not row.hidden)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown, in order."""
        return tuple(column for column in self.all_columns if not column.hidden)

    @cached_property
    def activities(self) -> tuple[Row, ...]:
        """All rows that can have letters, hidden ones too."""
        return tuple(row for row in self.all_rows if not row.section)

    def letters(self, row: Id, column: Id) -> str:
        """The letters of a cell; empty: blank."""
        cell = self.cells.get((row, column))
        return cell.letters if cell else ""

    def of_row(self, row: Id) -> Mapping[Id, str]:
        """Column to letters, filled cells only; hidden columns count."""
        return self.filled.of_row(row)

    def of_column(self, column: Id) -> Mapping[Id, str]:
        """Row to letters, filled cells only; hidden rows count."""
        return self.filled.of_column(column)

    def counts(self, line: Id) -> Mapping[str, int]:
        """How often each letter is in a row or a column; 0 for those that are not."""
        return self.filled.counts(line)

    def once(self, row: Row, judge: Callable[["Matrix", Row], T]) -> T:
        """What ``judge`` says of a row; asked again only when its title or its letters are others."""
        title, letters = self.row_title(row), self.filled.of_row(row.id)
        known = self._judged.get(row.id) if letters else None
        if known is None or known[0] != title:
            known = self._judged[row.id] = (title, judge(self, row))
        return cast(T, known[1])

    # What they are called

    def row_title(self, row: Row) -> str:
        """What a row is called: as its item or task is called now, if it stands for one and has no title of its own."""
        if row.renamed:
            return row.title
        item = self.view.all_items.get(row.item or "")
        task = self._tasks.get(row.task or "")
        return item.title if item else task if task else row.title

    @cached_property
    def _tasks(self) -> dict[Id, str]:
        return {task.id: task.title for task in self.view.tasks}

    @cached_property
    def _names(self) -> dict[Id, str]:
        return people.names(self.view.people.values())

    def column_title(self, column: Column) -> str:
        """What a column is called: its role, else its holder; who is not in the session any more is *removed*."""
        if column.title:
            return column.title
        return self._names.get(column.person or "") or self.view.tr("(removed)")

    def holder(self, column: Column) -> str:
        """Who holds a column; empty: nobody who is known."""
        return self._names.get(column.person or "", "")

    def person_of(self, column: Column) -> Person | None:
        """The holder: as chosen, else the only person who is called as the column is."""
        if column.person:
            return self.view.people.get(column.person)
        alike = self._called.get(folded(column.title), ())
        return alike[0] if len(alike) == 1 else None

    @cached_property
    def _called(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.view.people.values():
            found.setdefault(folded(person.name), []).append(person)
        return found

    # Sign-off

    @cached_property
    def signed(self) -> dict[Id, Signed]:
        """By column: what its holder has signed off."""
        return {signed.column: signed for signed in self.view.records(Signed)}

    def standing(self, column: Id) -> str:
        """``signed``, ``lapsed`` when its letters or its holder are others since, or empty."""
        signed = self.signed.get(column)
        if signed is None:
            return ""
        same = signed.person is None or signed.person == self._holders.get(column)
        return "signed" if same and signed.letters == self.of_column(column) else "lapsed"

    @cached_property
    def _holders(self) -> dict[Id, Id | None]:
        return {column.id: column.person for column in self.all_columns}


def _sorted(records: Sequence[Row] | Sequence[Column]) -> tuple:  # type: ignore[type-arg]
    return tuple(sorted(records, key=lambda record: (record.order, record.id)))


def _id(view: StepView, what: str) -> Id:
    """The same id for the same thing as long as it is only proposed."""
    digest = hashlib.sha256(f"{view.step.id} {what}".encode()).digest()
    return from_number(int.from_bytes(digest[:8], "big"))


def _first_rows(view: StepView) -> list[Row]:
    step, settings = view.step.id, view.settings
    if settings.rows:
        return [
            Row(id=_id(view, f"row {at}"), step=step, order=float(at), title=title, section=section)
            for at, (title, section) in enumerate(map(titled, map(line, settings.rows)))
        ]
    return [
        Row(id=_id(view, f"item {item.id}"), step=step, title=item.title, order=float(at), item=item.id)
        for at, item in enumerate(view.items)
        if not item.hidden
    ]


def _first_columns(view: StepView) -> list[Column]:
    return [
        Column(id=_id(view, f"column {at}"), step=view.step.id, title=line(title), order=float(at))
        for at, title in enumerate(view.settings.columns)
    ]


def roles(view: StepView) -> dict[Id, str]:
    """The letters that each person has anywhere in the matrix, in the order of the variant."""
    matrix, step = Matrix(view), view.step.id
    persons = {column.id: person.id for column in matrix.all_columns if (person := matrix.person_of(column))}
    found: dict[Id, set[str]] = {}
    for cell in view.table(Cell).values() if persons else ():
        if cell.step == step and cell.column in persons:
            found.setdefault(persons[cell.column], set()).update(cell.letters)
    return {id_: cleaned("".join(letters), matrix.settings) for id_, letters in found.items()}


class Facts(Mapping[str, Mapping[Id, str]]):
    """What others may ask: by *role* the letters of each person, read when somebody asks for them."""

    def __init__(self, view: StepView) -> None:
        self._view = view

    def __getitem__(self, name: str) -> Mapping[Id, str]:
        if name != "role":
            raise KeyError(name)
        return roles(self._view)

    def __iter__(self) -> Iterator[str]:
        return iter(("role",))

    def __len__(self) -> int:
        return 1

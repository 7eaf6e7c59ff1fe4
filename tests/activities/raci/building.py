"""Matrices for the tests, without a session around them."""

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Accepted, Cell, Column, Laid, Row, Settings, Signed
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Item, Minutes, Person, SessionInfo, Step, Task
from facilitator.core.stepview import StepView

STEP = Step(id="0000000000001", key="raci", kind="raci", order=1, minutes=Minutes(min=1, plan=2, max=3))
LETTERS = "RACIF"


class World:
    """What a step sees, as plain tables that changes are put into."""

    def __init__(self, settings: Settings | None = None, *, people: Sequence[Person] = (), **facts: Any) -> None:
        self.settings = settings or Settings()
        self.tables: dict[type, dict[Id, Any]] = {t: {} for t in (Accepted, Cell, Column, Laid, Row, Signed)}
        self.people = {person.id: person for person in people}
        self.items: list[Item] = []
        self.tasks: list[Task] = []
        self.facts: Mapping[str, Mapping[Id, str]] = facts

    @property
    def view(self) -> StepView:
        return StepView(
            session=SessionInfo(id=new_id(), title="Test"),
            step=STEP,
            settings=self.settings,
            tr=Translator(),
            title="Roles",
            prompt="",
            notes="",
            collection=None,
            items=[item for item in self.items if item.state == "active"],
            all_items={item.id: item for item in self.items},
            clusters=(),
            people=self.people,
            tasks=self.tasks,
            table=lambda record_type: self.tables[record_type],
            facts=lambda name: self.facts.get(name, {}),
        )

    @property
    def matrix(self) -> Matrix:
        return Matrix(self.view)

    def apply(self, change: Change | None) -> bool:
        """Does what a session does with a change; False: there was none."""
        for record in change.puts if change else ():
            self.tables[type(record)][record.id] = record
        for record in change.drops if change else ():
            del self.tables[type(record)][record.id]
        return change is not None

    def put(self, *records: Any) -> None:
        self.apply(Change("", records))

    def row(self, at: int) -> Row:
        return self.matrix.all_rows[at]

    def column(self, at: int) -> Column:
        return self.matrix.all_columns[at]

    @property
    def texts(self) -> list[list[str]]:
        """The letters as rows of texts."""
        matrix = self.matrix
        return [[matrix.letters(row.id, column.id) for column in matrix.columns] for row in matrix.rows]


def person(name: str, order: float = 1, **more: Any) -> Person:
    return Person(id=new_id(), name=name, order=order, **more)


def filled(table: Sequence[Sequence[str]], settings: Settings | None = None, **more: Any) -> World:
    """A matrix of these letters; rows are called *Row 1*…, columns *Column 1*…."""
    world = World(settings, **more)
    wide = max((len(row) for row in table), default=0)
    rows = [Row(id=new_id(), step=STEP.id, title=f"Row {n}", order=n) for n in range(1, len(table) + 1)]
    columns = [Column(id=new_id(), step=STEP.id, title=f"Column {n}", order=n) for n in range(1, wide + 1)]
    cells = [
        Cell(id=new_id(), step=STEP.id, row=row.id, column=column.id, letters=letters)
        for row, line in zip(rows, table, strict=True)
        for column, letters in zip(columns, line, strict=False)
        if letters
    ]
    world.put(Laid(id=new_id(), step=STEP.id), *rows, *columns, *cells)
    return world


def held(world: World, at: int, holder: Person) -> None:
    """Gives a column to somebody."""
    import msgspec

    world.put(msgspec.structs.replace(world.column(at), person=holder.id))

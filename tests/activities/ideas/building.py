"""A small session in memory for the rules: items, clusters and the view on them, and changes applied to it."""

from typing import Any

from facilitator.activities.ideas.rules import IdeasSettings
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.records import Cluster, Counter, Item, Minutes, Person, Record, SessionInfo, Step
from facilitator.core.stepview import StepView
from facilitator.core.workshop import Collection, Field

FIELDS = (
    Field("problem", "Problem today", "long"),
    Field("process", "Process"),
    Field("owner", "Owner", "person"),
    Field("hours", "Hours a week", "number"),
    Field("first", "First step on", "date"),
)


def step(key: str = "ideas", order: float = 1, **values: Any) -> Step:
    return Step(
        id=key, key=key, kind="ideas", order=order, minutes=Minutes(min=1, plan=2, max=3), items="cases", **values
    )


class Room:
    """Records by type, and a view of one step on them."""

    def __init__(self, **settings: Any) -> None:
        self.settings = IdeasSettings(**settings)
        self.tables: dict[type[Record], dict[str, Record]] = {}
        self.step = step()
        self.put(self.step)

    def put(self, *records: Record) -> None:
        for record in records:
            self.tables.setdefault(type(record), {})[record.id] = record

    def apply(self, change: Change) -> Change:
        self.put(*change.puts)
        for record in change.drops:
            del self.tables[type(record)][record.id]
        return change

    def cards(self, *titles: str, **values: Any) -> list[Item]:
        first = len(self.tables.get(Item, {})) + 1
        made = [
            Item(
                id=f"c{first + at}",
                number=first + at,
                collection="cases",
                title=title,
                order=float(first + at),
                step="ideas",
                **values,
            )
            for at, title in enumerate(titles)
        ]
        self.put(*made)
        return made

    def groups(self, *titles: str) -> list[Cluster]:
        made = [Cluster(id=f"g{at}", collection="cases", title=title, order=at) for at, title in enumerate(titles, 1)]
        self.put(*made)
        return made

    def all(self, record_type: type[Record]) -> list[Any]:
        return list(self.tables.get(record_type, {}).values())

    def item(self, number: int) -> Item:
        return next(item for item in self.all(Item) if item.number == number)

    def number(self) -> int:
        return max((item.number for item in self.all(Item)), default=0) + 1

    def counter(self, how_many: int) -> Counter:
        return Counter(id="counter", name="items", next=self.number() + how_many)

    @property
    def view(self) -> StepView:
        items = [item for item in self.all(Item) if item.state == "active" and item.collection == "cases"]
        return StepView(
            session=SessionInfo(id="s", title="Test"),
            step=self.step,
            settings=self.settings,
            tr=Translator(),
            title="Ideas",
            prompt="",
            notes="",
            collection=Collection("Use case", FIELDS),
            items=sorted(items, key=lambda item: (item.order, item.number)),
            all_items=self.tables.get(Item, {}),  # type: ignore[arg-type]
            clusters=sorted(self.all(Cluster), key=lambda cluster: (cluster.order, cluster.id)),
            people=self.tables.get(Person, {}),  # type: ignore[arg-type]
            tasks=(),
            table=lambda record_type: self.tables.get(record_type, {}),
        )

"""Groups of cards: naming, assigning, dissolving, and the order of groups and cards."""

from collections.abc import Sequence
from typing import Literal, TypeVar

import msgspec

from facilitator.activities.ideas.rules import names
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Cluster, Item
from facilitator.core.stepview import StepView
from facilitator.core.text import line

Direction = Literal[-1, 1]
Placed = TypeVar("Placed", Item, Cluster)


def grouped(view: StepView, items: Sequence[Item]) -> list[tuple[Cluster | None, list[Item]]]:
    """The cards not yet grouped, then each group with its cards, in order; empty groups are there too."""
    known = {cluster.id for cluster in view.clusters}
    lanes: dict[Id | None, list[Item]] = {None: [], **{cluster.id: [] for cluster in view.clusters}}
    for item in items:
        lanes[item.cluster if item.cluster in known else None].append(item)
    return [(None, lanes[None]), *((cluster, lanes[cluster.id]) for cluster in view.clusters)]


def find(view: StepView, title: str) -> Cluster | None:
    """The group with this name; case and spaces do not count."""
    wanted = line(title).casefold()
    return next((cluster for cluster in view.clusters if cluster.title.casefold() == wanted), None)


def group(view: StepView, items: Sequence[Item], title: str) -> Change:
    """The cards go into the group with this name, which is made if there is none.

    Raises:
        FacilitatorError: there is no name.
    """
    name = line(title)
    if not name:
        raise FacilitatorError(view.tr("A group needs a name."))
    last = max((cluster.order for cluster in view.clusters), default=0.0)
    cluster = find(view, name)
    goal = cluster or Cluster(id=new_id(), collection=view.step.items, title=name, order=last + 1)
    moved = tuple(msgspec.structs.replace(i, cluster=goal.id) for i in items if i.cluster != goal.id)
    if not items:
        label = view.tr("New group “{name}”", name=goal.title)
    else:
        label = view.tr("Move {numbers} to “{name}”", numbers=names(items), name=goal.title)
    return Change(label, moved if cluster else (goal, *moved))


def assign(view: StepView, items: Sequence[Item], cluster: Cluster | None) -> Change:
    """The cards go into a group that is there, or out of any."""
    if cluster is not None:
        return group(view, items, cluster.title)
    moved = tuple(msgspec.structs.replace(item, cluster=None) for item in items if item.cluster is not None)
    return Change(view.tr("Take {numbers} out of the groups", numbers=names(items)), moved)


def rename(view: StepView, cluster: Cluster, title: str) -> Change:
    """A group's new name.

    Raises:
        FacilitatorError: there is no name, or another group has it.
    """
    name = line(title)
    if not name:
        raise FacilitatorError(view.tr("A group needs a name."))
    other = find(view, name)
    if other is not None and other.id != cluster.id:
        raise FacilitatorError(view.tr("There is a group “{name}” already.", name=other.title))
    label = view.tr("Rename group “{old}” to “{new}”", old=cluster.title, new=name)
    return Change(label, (msgspec.structs.replace(cluster, title=name),) if name != cluster.title else ())


def dissolve(view: StepView, cluster: Cluster) -> Change:
    """The group goes, its cards stay: put away ones lose it too."""
    items = [item for item in view.all_items.values() if item.cluster == cluster.id]
    freed = tuple(msgspec.structs.replace(item, cluster=None) for item in items)
    return Change(view.tr("Dissolve group “{name}”", name=cluster.title), freed, (cluster,))


def move_group(view: StepView, cluster: Cluster, direction: Direction) -> Change:
    """The group changes places with the one before (−1) or after (1)."""
    puts = _swapped(list(view.clusters), cluster, direction)
    return Change(view.tr("Move group “{name}”", name=cluster.title), puts)


def move_card(view: StepView, item: Item, direction: Direction) -> Change:
    """The card changes places with the one before or after it in its group."""
    lane = next(cards for _, cards in grouped(view, view.items) if any(i.id == item.id for i in cards))
    return Change(view.tr("Move card {n}", n=item.number), _swapped(lane, item, direction))


def neighbour(view: StepView, cluster: Id | None, direction: Direction) -> Cluster | None:
    """The group beside one, where None is *not yet grouped* and stands first; at an end it stays."""
    row = [None, *view.clusters]
    at = next((i for i, entry in enumerate(row) if entry is not None and entry.id == cluster), 0)
    return row[min(max(at + direction, 0), len(row) - 1)]


def _swapped(row: Sequence[Placed], record: Placed, direction: Direction) -> tuple[Placed, ...]:
    at = next(i for i, entry in enumerate(row) if entry.id == record.id)
    to = at + direction
    if not 0 <= to < len(row):
        return ()
    if row[at].order != row[to].order:
        one = msgspec.structs.replace(row[at], order=row[to].order)
        return (one, msgspec.structs.replace(row[to], order=row[at].order))
    ordered = list(row)
    ordered[at], ordered[to] = ordered[to], ordered[at]
    first = ordered[0].order
    return tuple(msgspec.structs.replace(entry, order=first + i) for i, entry in enumerate(ordered))

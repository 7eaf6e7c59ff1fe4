"""What is done to the sub-groups of a step. Every function gives a ``Change``; none of them touches anything."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from facilitator.core.cards import Idea, new_cards
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.groups import How, deal, in_blocks, in_turn
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Counter, Item, Person, SubGroup
from facilitator.core.stepview import StepView
from facilitator.core.text import line


def title(group: SubGroup, groups: Sequence[SubGroup], tr: Translator) -> str:
    """A group's name, or *Group 2* as long as it has none."""
    return group.title or tr("Group {n}", n=1 + [other.id for other in groups].index(group.id))


def members(view: StepView, group: SubGroup) -> list[Person]:
    """Who is in a group, those who have left meanwhile included."""
    return [view.people[person] for person in group.people if person in view.people]


def cards(view: StepView, group: SubGroup) -> list[Item]:
    """What a group works on, as far as the room may see it, in the order of the cards' numbers."""
    found = (view.all_items[item] for item in group.items if item in view.all_items)
    return sorted((item for item in found if not item.hidden), key=lambda item: item.number)


def unplaced(view: StepView) -> list[Person]:
    """Who is in the room and in none of the groups, whoever facilitates left out."""
    placed = {person for group in view.groups for person in group.people}
    return [person for person in view.voters if person.id not in placed]


def unplaced_cards(view: StepView) -> list[Item]:
    """The cards of the step, shown to the room, that no group works on."""
    placed = {item for group in view.groups for item in group.items}
    return [item for item in view.items if not item.hidden and item.id not in placed]


# People


def dealt(view: StepView, count: int, how: How, seed: int) -> Change:
    """Everybody present into so many groups. Groups that exist keep name, cards and result and get other people.

    With another number of groups than before, cards that were dealt are dealt anew over all of them.

    Raises:
        FacilitatorError: nobody is present who could be in a group.
    """
    tr, before = view.tr, view.groups
    if not view.voters:
        raise FacilitatorError(tr("Nobody is here who could be in a group. Say first who is present."))
    shares = [tuple(p.id for p in share) for share in deal(view.voters, count=count, how=how, seed=seed)]
    groups = [replace(group, people=share) for group, share in zip(before, shares, strict=False)]
    last = before[-1].order if before else 0.0
    groups += [
        SubGroup(id=new_id(), step=view.step.id, title="", order=last + n, people=share)
        for n, share in enumerate(shares[len(before) :], 1)
    ]
    placed = {item for group in before for item in group.items}
    if placed and len(before) != len(groups):
        groups = _with_cards(groups, [item for item in view.items if item.id in placed], blocks=False)
    label = tr.n("deal {n} group", "deal {n} groups", len(groups))
    return Change(label, tuple(groups), tuple(before[len(groups) :]))


def lost(view: StepView, count: int) -> list[SubGroup]:
    """The groups whose results would go if there were only so many groups."""
    return [group for group in view.groups[count:] if group.result]


def like(view: StepView, earlier: Iterable[SubGroup]) -> Change:
    """The same people together as in the groups of another step, without its cards and results."""
    groups = tuple(
        SubGroup(id=new_id(), step=view.step.id, title=group.title, order=group.order, people=group.people)
        for group in earlier
    )
    return Change(view.tr("the same groups as before"), groups, tuple(view.groups))


def joined(view: StepView) -> Change:
    """Who is in no group yet goes into the smallest one, one after the other.

    Raises:
        FacilitatorError: everybody is in a group, or there are no groups.
    """
    tr, newcomers, before = view.tr, unplaced(view), view.groups
    if not before:
        raise FacilitatorError(tr("There are no groups yet."))
    if not newcomers:
        raise FacilitatorError(tr("Everybody who is here is in a group."))
    present = {person.id for person in view.voters}
    groups = {group.id: group for group in before}
    for person in newcomers:
        smallest = min(groups.values(), key=lambda g: (sum(p in present for p in g.people), g.order))
        groups[smallest.id] = replace(smallest, people=(*smallest.people, person.id))
        present.add(person.id)
    puts = tuple(groups[group.id] for group in before if groups[group.id] != group)
    if len(newcomers) == 1:
        return Change(tr("{name} joins “{group}”", name=newcomers[0].name, group=title(puts[0], before, tr)), puts)
    return Change(tr.n("{n} person joins the groups", "{n} people join the groups", len(newcomers)), puts)


def moved(view: StepView, person: Person, to: SubGroup) -> Change:
    """A person goes to another group. A group that nobody is left in goes, if it holds nothing.

    Raises:
        FacilitatorError: nobody would be left in a group that has cards or a result.
    """
    tr, groups = view.tr, view.groups
    label = tr("move {name} to “{group}”", name=person.name, group=title(to, groups, tr))
    home = next((group for group in groups if person.id in group.people), None)
    if home is not None and home.id == to.id:
        return Change(label)
    puts, drops = [replace(to, people=(*to.people, person.id))], []
    if home is not None:
        left = replace(home, people=tuple(other for other in home.people if other != person.id))
        if left.people:
            puts.append(left)
        elif left.items or left.result:
            sentence = N_("Nobody would be left in “{group}”, which has cards or a result. Move somebody there first.")
            raise FacilitatorError(tr(sentence, group=title(home, groups, tr)))
        else:
            drops.append(home)
    return Change(label, tuple(puts), tuple(drops))


# Cards


def _with_cards(groups: Sequence[SubGroup], items: Sequence[Item], *, blocks: bool) -> list[SubGroup]:
    shares = (in_blocks if blocks else in_turn)([item.id for item in items], len(groups))
    return [replace(group, items=tuple(share)) for group, share in zip(groups, shares, strict=True)]


def cards_dealt(view: StepView, *, blocks: bool = False) -> Change:
    """The step's cards that the room may see, dealt evenly: one by one, or in ``blocks`` of neighbours (clusters).

    Raises:
        FacilitatorError: there are no cards, or no groups.
    """
    tr, groups = view.tr, view.groups
    items = [item for item in view.items if not item.hidden]
    if not groups:
        raise FacilitatorError(tr("There are no groups yet."))
    if not items:
        raise FacilitatorError(tr("This step has no cards that could be dealt."))
    if blocks:
        rank = {cluster.id: at for at, cluster in enumerate(view.clusters)}
        items.sort(key=lambda item: rank.get(item.cluster or "", len(rank)))
    label = tr.n("deal {n} card to the groups", "deal {n} cards to the groups", len(items))
    return Change(label, tuple(_with_cards(groups, items, blocks=blocks)))


def cards_taken(view: StepView) -> Change:
    """No group has cards any more."""
    puts = tuple(replace(group, items=()) for group in view.groups if group.items)
    return Change(view.tr("take the cards from the groups"), puts)


def card_moved(view: StepView, item: Item, to: SubGroup) -> Change:
    """A card goes to another group."""
    tr, groups = view.tr, view.groups
    label = tr("give card {n} to “{group}”", n=item.number, group=title(to, groups, tr))
    if item.id in to.items:
        return Change(label)
    homes = (group for group in groups if item.id in group.items)
    left = (replace(home, items=tuple(other for other in home.items if other != item.id)) for home in homes)
    return Change(label, (replace(to, items=(*to.items, item.id)), *left))


# Name and result


def renamed(view: StepView, group: SubGroup, name: str) -> Change:
    """A group gets a name; an empty one brings back its number."""
    name = line(name)
    label = view.tr("name a group “{name}”", name=name) if name else view.tr("take a group's name away")
    return Change(label, () if name == group.title else (replace(group, title=name),))


def brought_back(view: StepView, group: SubGroup, result: str) -> Change:
    """What a group brought back, in words."""
    label = view.tr("result of “{group}”", group=title(group, view.groups, view.tr))
    return Change(label, () if result == group.result else (replace(group, result=result),))


def result_cards(view: StepView, group: SubGroup, ideas: Sequence[Idea], number: int) -> list[Item]:
    """The ideas of a group's result as new cards of the step's collection, numbered from ``number`` on.

    What is a card of the collection already is left out. While other cards of the step are covered, these are too.

    Raises:
        FacilitatorError: the step works on no cards, or there is nothing new.
    """
    tr, collection = view.tr, view.step.items
    if not collection:
        raise FacilitatorError(tr("This step works on no cards, so a result cannot become some."))
    known = {item.title.casefold() for item in view.all_items.values() if item.collection == collection}
    new = [idea for idea in ideas if idea.title.casefold() not in known]
    if not new:
        raise FacilitatorError(tr("“{group}”: everything is a card already.", group=title(group, view.groups, tr)))
    hidden = any(item.hidden for item in view.items)
    return list(new_cards(new, collection, view.all_items.values(), number, step=view.step.id, hidden=hidden))


def cards_made(view: StepView, group: SubGroup, items: Sequence[Item], counter: Counter) -> Change:
    """The change that makes cards of a group's result. They are the group's own until cards are dealt again."""
    name = title(group, view.groups, view.tr)
    label = view.tr.n("{n} card from “{group}”", "{n} cards from “{group}”", len(items), group=name)
    return Change(label, (*items, counter, replace(group, items=(*group.items, *(item.id for item in items)))))


def cleared(view: StepView) -> Change:
    """All together again; undo brings the groups back."""
    return Change(view.tr("take the groups away"), (), tuple(view.groups))

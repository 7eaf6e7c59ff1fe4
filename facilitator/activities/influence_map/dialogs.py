"""What the facilitator is asked about somebody on the map."""

from collections.abc import Callable
from datetime import date as Date
from typing import TypeVar

from facilitator.activities.influence_map import acts
from facilitator.activities.influence_map.rules import ADOPTERS, CATEGORIES, LEVELS, pair, signed, written
from facilitator.activities.influence_map.standing import Stand, cards
from facilitator.core import tasks
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.people import in_order, names
from facilitator.core.stepview import StepView
from facilitator.imports.people import parse_people
from facilitator.kit.dialogs import AskLine, AskText, Choose
from facilitator.kit.form import Form, FormField
from facilitator.kit.task_dialogs import DATE_HINT, Asker

T = TypeVar("T")
EVERYBODY, TYPED = "*", "+"
"""Answers of the question whom to add that are no person."""


class CardForm(Form):
    """Everything about one stakeholder but the place."""

    def __init__(self, view: StepView, stand: Stand, today: Date) -> None:
        tr, card, person = view.tr, stand.card, stand.person
        owner = names(view.people.values()).get(card.owner or "", "")
        super().__init__(
            tr,
            stand.name,
            [
                FormField("next_step", tr.c("stakeholder", "Next step"), card.next_step),
                FormField("owner", tr("Keeps the contact"), owner),
                FormField("due", tr("Due"), card.due, hint=tr(DATE_HINT)),
                FormField("concerns", tr("Concerns"), card.concerns, kind="text"),
                FormField("message", tr("Needs to hear"), card.message, kind="text"),
                FormField("evidence", tr("What did they do?"), card.evidence, kind="text"),
                _choice("level", tr("Level"), card.level, LEVELS, tr),
                _choice("adopter", tr("Adopter type"), card.adopter, ADOPTERS, tr),
                FormField(
                    "category",
                    tr("Category"),
                    card.category,
                    "choice",
                    [("", tr("as the attitude says")), *((key, tr(word)) for key, word in CATEGORIES.items())],
                ),
                FormField(
                    "effort",
                    tr("Effort"),
                    written(card.effort, tr) if card.effort else "",
                    hint=tr("Hours, days or points: the same for everybody."),
                ),
                FormField("organisation", tr("Organisation"), person.organisation),
                FormField("role", tr("Role"), person.role),
            ],
            check=lambda values: faults(view, values, today),
        )


def _choice(name: str, title: str, value: str, words: dict[T, str], tr: Translator) -> FormField:
    return FormField(name, title, value, "choice", [(str(key), tr(word)) for key, word in words.items()])


def faults(view: StepView, values: dict[str, str], today: Date) -> dict[str, str]:
    """What is wrong in the form of a card, by field."""
    found = {}
    checks: dict[str, Callable[[str], object]] = {
        "due": lambda text: tasks.due_day(text, today, view.tr),
        "effort": lambda text: acts.effort_of(text, view),
    }
    for name, read in checks.items():
        try:
            read(values[name])
        except FacilitatorError as error:
            found[name] = str(error)
    return found


async def ask_card(app: Asker, view: StepView, stand: Stand, today: Date) -> Change | None:
    """Everything about somebody."""
    values = await app.push_screen_wait(CardForm(view, stand, today))
    return None if values is None else acts.edited(view, stand, values, today)


async def ask_place(app: Asker, view: StepView, stand: Stand, at: str) -> Change | None:
    """Influence and attitude as numbers."""
    place, tr = stand.place, view.tr
    known = place.influence is not None or place.attitude is not None
    value = f"{written(place.influence, tr)} {signed(place.attitude, tr)}" if known else ""
    title = tr("Where does {name} stand? Influence 0 to 10, attitude -10 to 10", name=stand.name)
    found = await _ask_pair(app, view, title, value)
    return None if found is None else acts.placed(view, stand.person.id, *found, at)


async def ask_wanted(app: Asker, view: StepView, stand: Stand) -> Change | None:
    """Where somebody is wanted, as numbers; nothing: nowhere in particular."""
    goal, tr = stand.place.wanted, view.tr
    value = f"{written(goal[0], tr)} {signed(goal[1], tr)}" if goal else ""
    title = tr("Where do you want {name}? Influence 0 to 10, attitude -10 to 10", name=stand.name)
    found = await _ask_pair(app, view, title, value)
    if found is None:
        return None
    influence, attitude = found
    position = None if influence is None or attitude is None else (influence, attitude)
    return acts.wanted(view, stand.person.id, position)


async def _ask_pair(app: Asker, view: StepView, title: str, value: str) -> tuple[float | None, float | None] | None:
    """Two values, asked again until they are; nothing typed: neither is known. None: gone back."""
    hint = view.tr("Such as 8 -3, or 8 ? when the attitude is not known.")
    while True:
        answer = await app.push_screen_wait(AskLine(view.tr, title, value=value, hint=hint))
        if answer is None:
            return None
        try:
            return pair(answer, view.tr) if answer else (None, None)
        except FacilitatorError as error:
            value, hint = answer, str(error)


async def ask_people(app: Asker, view: StepView) -> Change | None:
    """Whom to put on the list: somebody of the session, everybody, or people typed in."""
    tr, listed, called = view.tr, cards(view), names(view.people.values())
    others = [person for person in in_order(view.people.values()) if person.id not in listed]
    options = [(TYPED, tr("Type or paste names …"))]
    if others:
        options.append((EVERYBODY, tr.n("All {n} of this session", "All {n} of this session", len(others))))
    options += [(person.id, called[person.id]) for person in others]
    title = tr("Who matters?")
    chosen = TYPED if not others else await app.push_screen_wait(Choose(tr, title, options))
    if chosen is None:
        return None
    if chosen == EVERYBODY:
        return acts.added(view, others)
    if chosen != TYPED:
        return acts.added(view, [view.people[chosen]])
    hint = tr("One per line: name, or name; department; role; organisation. Also people who are not here.")
    typed = await app.push_screen_wait(AskText(tr, title, hint=hint))
    if not typed:
        return None
    return acts.added(view, acts.matched(view, parse_people(typed, tr)[0]))

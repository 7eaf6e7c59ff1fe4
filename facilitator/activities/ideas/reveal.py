"""Cards that wait: private ones, covered until the reveal, and anonymous ones in a ballot box.

An anonymous card carries nothing of who wrote it or when: it lies in the box under a seat made up for it alone, and
what comes out of the box is shuffled before it gets numbers.
"""

import secrets
from collections import Counter as Tally
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

import msgspec

from facilitator.activities.ideas.rules import Gathering, covered
from facilitator.core.cards import Idea, new_cards
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.records import Counter
from facilitator.core.rounds import Ballot, Outcome
from facilitator.core.stepview import StepView
from facilitator.core.text import BODY, TITLE, clean, line

NOTE = "withheld "
"""Name of a box's note about a withheld card, followed by the card's mark."""


def reveal(view: StepView, random: Random) -> Change:
    """Shows all covered cards in random order, behind the others. Everybody has seen it: it is not undone.

    Raises:
        FacilitatorError: no card is covered.
    """
    waiting = covered(view)
    if not waiting:
        raise FacilitatorError(view.tr("No card is covered."))
    random.shuffle(waiting)
    last = max((item.order for item in view.items), default=0.0)
    puts = tuple(msgspec.structs.replace(item, hidden=False, order=last + 1 + at) for at, item in enumerate(waiting))
    return Change(view.tr.n("Show {n} card", "Show {n} cards", len(puts)), puts, history="barrier")


def gathering(view: StepView) -> Gathering | None:
    """The step's anonymous cards that are not yet shown; None: none have come in since the last reveal."""
    return next((record for record in view.records(Gathering) if record.state == "open"), None)


def opening(view: StepView) -> tuple[Gathering, Change]:
    """A new gathering, and the change that says so: it goes with the opening of its box."""
    record = Gathering(id=new_id(), step=view.step.id)
    return record, Change(view.tr("Collect anonymous cards"), (record,), history="barrier")


def setting_aside(view: StepView, record: Gathering) -> Change:
    """Gives a gathering up without anybody knowing what was in its box."""
    done = msgspec.structs.replace(record, state="set aside")
    return Change(view.tr("Set the anonymous cards aside"), (done,), history="barrier")


def seat() -> str:
    """A seat for one anonymous card, made up and kept nowhere else."""
    return secrets.token_hex(16)


def value(idea: Idea) -> dict[str, str]:
    """What the box keeps of an idea."""
    return {"title": idea.title, "text": idea.text}


def idea(ballot: Any) -> Idea | None:
    """An idea of the box, cleaned once more because phones send them too; None: it is none."""
    if not isinstance(ballot, Mapping):
        return None
    title, text = ballot.get("title"), ballot.get("text", "")
    if not isinstance(title, str) or not isinstance(text, str) or not line(title):
        return None
    return Idea(line(title, TITLE), clean(text, BODY))


def outcome(view: StepView, record: Gathering, numbers: Callable[[int], tuple[int, Counter]]) -> Outcome:
    """How the box's ideas become cards: numbered in the shuffled order, without author.

    Those that were withheld go to the archive, still covered and numbered after the others. ``numbers`` gives the
    first of so many numbers and the counter after them.
    """

    def cards(ballots: Sequence[Ballot], notes: Mapping[str, Any]) -> tuple[Change, dict[str, Any]]:
        withheld = Tally(found for name, note in notes.items() if name.startswith(NOTE) and (found := idea(note)))
        kept: list[Idea] = []
        away: list[Idea] = []
        for ballot in ballots:
            if (found := idea(ballot.value)) is None:
                continue
            if withheld[found] > 0:
                withheld[found] -= 1
                away.append(found)
            else:
                kept.append(found)
        number, counter = numbers(len(kept) + len(away))
        made = new_cards((*kept, *away), view.step.items, view.all_items.values(), number, step=view.step.id)
        put_away = (msgspec.structs.replace(item, state="archived", hidden=True) for item in made[len(kept) :])
        items = (*made[: len(kept)], *put_away)
        done = msgspec.structs.replace(record, state="revealed", cards=len(items), withheld=len(away))
        label = view.tr.n("Show {n} anonymous card", "Show {n} anonymous cards", len(kept))
        return Change(label, (*items, counter, done), history="barrier"), {"cards": len(kept), "withheld": len(away)}

    return cards

"""The form of a step: fields from the step, and from what was typed back to values."""

from collections.abc import Callable
from functools import partial
from typing import Any

from facilitator.app.running import Running
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.minutes import DAY_MINUTES, minutes_text, parse_clock, parse_minutes
from facilitator.core.records import Step
from facilitator.core.workshop_parts import LATEST_DAY, MOST_GROUPS
from facilitator.kit.dialogs import FormField
from facilitator.session.agenda import own_texts
from facilitator.session.views import title_of

PRIORITIES = {"must": N_("must"), "should": N_("should"), "could": N_("could")}
WHOLE = {"buffer": (0, DAY_MINUTES), "day": (1, LATEST_DAY), "groups": (0, MOST_GROUPS)}
"""Fields with a whole number: least and most."""


def fields(run: Running, step: Step) -> list[FormField]:
    """Everything of a step that can be changed but its notes, which the room must not see."""
    tr, own = run.tr, own_texts(run.session, step)
    back = tr("Empty: the workshop's own.") if own else ""
    prompt = step.prompt or (own.prompt if own else "")
    return [
        FormField("title", tr("Title"), title_of(run.session, step), hint=back if step.title else ""),
        FormField("minutes", tr("Minutes"), minutes_text(step.minutes), hint=tr("25, or least-planned-most: 20-25-35")),
        FormField("fixed", tr("Starts at"), step.fixed, hint=tr("Only for a fixed time, such as 12:30")),
        FormField(
            "buffer",
            tr("Kept free after it"),
            str(step.buffer) if step.buffer else "",
            hint=tr("Minutes between this step and the next; empty: none"),
        ),
        FormField("day", tr("Day"), str(step.day)),
        FormField(
            "groups",
            tr("Sub-groups"),
            str(step.groups) if step.groups else "",
            hint=tr("In how many; empty: all together"),
        ),
        FormField(
            "priority",
            tr("Priority"),
            step.priority,
            "choice",
            [(key, tr(text)) for key, text in PRIORITIES.items()],
            hint=tr("must: not without it; should: it belongs in; could: left out first when time is short"),
        ),
        FormField("prompt", tr("For everybody"), prompt, "text", hint=back if step.prompt else ""),
    ]


def read(values: dict[str, str], tr: Translator) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of the form's fields, and a sentence for each field that has none."""
    readers: dict[str, Callable[[str], Any]] = {
        "minutes": lambda text: parse_minutes(text, tr),
        "fixed": lambda text: parse_clock(text, tr),
        **{name: partial(_whole, tr, name) for name in WHOLE},
    }
    found: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, text in values.items():
        try:
            found[name] = readers[name](text) if name in readers else text
        except FacilitatorError as error:
            faults[name] = str(error)
    return found, faults


def _whole(tr: Translator, name: str, text: str) -> int:
    low, high = WHOLE[name]
    if not text:
        return low
    if not (text.isascii() and text.isdigit() and len(text) < 6 and low <= int(text) <= high):
        raise FacilitatorError(tr("Write a whole number of {low} to {high}.", low=low, high=high))
    return int(text)

"""The parts of a workshop file, collections and steps: what they are and how they are read."""

import re
from typing import Any, get_args

import msgspec

from facilitator.core.i18n import N_
from facilitator.core.minutes import DAY_MINUTES, around
from facilitator.core.records import Minutes, Priority
from facilitator.core.workshop_overlay import STEP_KEYS
from facilitator.core.workshop_values import Table, cleaned, hint, is_id, no_id, said

COLLECTION_KEYS = ("title", "fields")
FIELD_KEYS = ("id", "title", "type")
ONLY_KEYS = ("winners_of",)
FIELD_TYPES = ("text", "long", "person", "number", "date")
PRIORITIES: tuple[str, ...] = get_args(Priority)
LATEST_DAY = 99
MOST_GROUPS = 99

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class Group(msgspec.Struct, frozen=True):
    """How many people the workshop is made for."""

    min: int = 1
    max: int = 99


class Field(msgspec.Struct, frozen=True):
    """One thing that is asked about every item of a collection."""

    id: str
    title: str
    type: str = "text"
    """``text``, ``long`` (several lines), ``person``, ``number`` or ``date``."""


class Collection(msgspec.Struct, frozen=True):
    """What is worked on from step to step, for example use cases; ``title`` names one of them."""

    title: str
    fields: tuple[Field, ...] = ()


class StepDef(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a workshop's agenda."""

    id: str
    kind: str
    title: str
    minutes: Minutes
    priority: Priority = "should"
    prompt: str = ""
    """Markdown that everybody reads."""
    notes: str = ""
    """Markdown for the facilitator alone."""
    material: tuple[str, ...] = ()
    items: str | None = None
    """Id of the collection it works on."""
    only: dict[str, str] = {}
    """Which of its items: ``{"winners_of": "vote"}``; empty: all."""
    fixed: str | None = None
    """Clock time ``HH:MM`` at which it starts in any case."""
    day: int = 1
    groups: int | None = None
    """In how many sub-groups it is done; None: all together."""
    buffer: int = 0
    """Minutes kept free after it."""
    settings: dict[str, Any] = {}
    """Every key beyond the common ones; they belong to the kind."""


def read_group(table: Table) -> Group:
    """How many people the workshop is for."""
    table.only_keys(("min", "max"))
    low = table.whole("min", Group().min, 1, 9999)
    high = table.whole("max", max(low, Group().max), 1, 9999)
    if low > high:
        table.fault("min", table.tr("The smallest group is larger than the largest."))
    return Group(low, high)


def read_collections(tables: Table) -> dict[str, Collection]:
    """The collections by their ids."""
    collections = {}
    for key in tables.value:
        table = tables.table(key)
        table.only_keys(COLLECTION_KEYS)
        if not is_id(key):
            tables.fault(key, no_id(key, "id", tables.tr))
        fields: dict[str, Field] = {}
        for entry in table.tables("fields"):
            entry.only_keys(FIELD_KEYS)
            kind = entry.choice("type", FIELD_TYPES, "text")
            field = Field(entry.ident(), entry.text("title", required=True), kind)
            if field.id in fields:
                entry.fault("id", table.tr("There is a field “{id}” already.", id=field.id))
            fields[field.id] = field
        collections[key] = Collection(table.text("title", required=True), tuple(fields.values()))
    return collections


def read_steps(top: Table, collections: dict[str, Collection]) -> tuple[StepDef, ...]:
    """The agenda, each step held against those before it."""
    steps: list[StepDef] = []
    for table in top.tables("step"):
        step = _step(table)
        if step.id and any(other.id == step.id for other in steps):
            table.fault("id", top.tr("There is a step “{id}” already.", id=step.id))
        _references(table, step, steps, collections)
        steps.append(step)
    if not steps and isinstance(top.value.get("step", []), list):
        top.fault(None, top.tr("A workshop needs at least one [[step]]."))
    return tuple(steps)


def _step(table: Table) -> StepDef:
    groups = table.whole("groups", 0, 1, MOST_GROUPS)
    return StepDef(
        id=table.ident(),
        kind=table.text("kind", required=True),
        title=table.text("title", required=True),
        minutes=_minutes(table),
        priority=msgspec.convert(table.choice("priority", PRIORITIES, "should"), Priority),
        prompt=table.text("prompt", long=True),
        notes=table.text("notes", long=True),
        material=tuple(table.texts("material")),
        items=table.text("items") or None,
        only=_only(table.table("only")),
        fixed=_fixed(table),
        day=table.whole("day", 1, 1, LATEST_DAY),
        groups=groups or None,
        buffer=table.whole("buffer", 0, 0, DAY_MINUTES),
        settings={key: cleaned(value) for key, value in table.value.items() if key not in STEP_KEYS},
    )


def _minutes(table: Table) -> Minutes:
    """Minutes of a step; a bare number is the plan, with a fifth less and a fifth more as its limits."""
    value = table.value.get("minutes")
    if value is None:
        table.fault(None, table.tr("“minutes” is missing."))
        return Minutes(min=1, plan=1, max=1)
    if not isinstance(value, dict):
        plan = table.whole("minutes", 1, 1, DAY_MINUTES)
        return around(plan)
    inner = table.table("minutes")
    inner.only_keys(("min", "plan", "max"))
    if "plan" not in value:
        inner.fault(None, table.tr("“{key}” is missing.", key="plan"))
    plan = inner.whole("plan", 1, 1, DAY_MINUTES)
    low = inner.whole("min", around(plan).min, 0, DAY_MINUTES)
    high = inner.whole("max", around(plan).max, 1, DAY_MINUTES)
    if "plan" in value and not low <= plan <= high:
        sentence = N_("The minutes must rise from min to max: min {min}, plan {plan}, max {max}.")
        table.fault("minutes", table.tr(sentence, min=low, plan=plan, max=high))
    return Minutes(min=low, plan=plan, max=high)


def _only(table: Table) -> dict[str, str]:
    table.only_keys(ONLY_KEYS)
    return {key: value for key in ONLY_KEYS if (value := table.text(key))}


def _fixed(table: Table) -> str | None:
    value = table.text("fixed")
    if not value:
        return None
    if found := _CLOCK.fullmatch(value):
        return f"{int(found[1]):02}:{found[2]}"
    table.fault("fixed", table.tr("“{value}” is no clock time: write “fixed” as “12:30”.", value=value))
    return None


def _references(table: Table, step: StepDef, before: list[StepDef], known: dict[str, Collection]) -> None:
    """Notes what a step refers to and what is not there: its collection, the step whose winners it takes."""
    tr = table.tr
    if step.items and step.items not in known:
        message = tr("There is no collection “{name}”.", name=step.items)
        table.fault("items", said(message, hint(step.items, known, tr)))
    earlier = {other.id: other for other in before}
    wanted = step.only.get("winners_of")
    if wanted is None:
        return
    if wanted not in earlier:
        message = tr("No step before this one has the id “{name}”.", name=wanted)
        table.table("only").fault("winners_of", said(message, hint(wanted, earlier, tr)))
    elif step.items != earlier[wanted].items:
        message = tr("The winners of “{name}” are of another collection than “items” says.", name=wanted)
        table.table("only").fault("winners_of", message)

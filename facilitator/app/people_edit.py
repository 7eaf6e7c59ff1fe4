"""People added at the door or from a pasted list, and what is known of one of them."""

from msgspec.structs import replace

from facilitator.app.running import Running
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.records import Person
from facilitator.core.text import line
from facilitator.imports.people import joining, parse_people
from facilitator.kit.dialogs import AskText, Form, FormField


async def add(run: Running) -> None:
    """Adds people typed or pasted, one per line. What could not be read as meant is said; what was typed comes back
    when nothing could."""
    tr, typed = run.tr, ""
    hint = tr("One per line: name, or name; department; role. A list can be pasted.")
    while True:
        text = await run.ask(AskText(tr, tr("Who else is here?"), value=typed, hint=hint))
        if not text:
            return
        people, doubts = parse_people(text, tr)
        known = run.session.table(Person)
        puts, more = joining(people, known.values(), tr)
        said = list(dict.fromkeys((*doubts, *more)))
        new = sum(person.id not in known for person in puts)
        label = tr.n("add {n} person", "add {n} people", new) if new else tr("more about people")
        if puts and await run.hands.apply(Change(label, tuple(puts))):
            for doubt in said:
                run.say(doubt)
            return
        typed, hint = text, " ".join(said) or hint


async def edit(run: Running, person: Person) -> None:
    """Changes what is known of a person."""
    tr = run.tr
    values = await run.ask(Form(tr, person.name, _fields(person, tr), check=lambda found: _faults(found, tr)))
    if values is not None:
        part = values.pop("part")
        changed = replace(person, **values, participant=part != "outside", facilitator=part == "facilitator")
        await run.hands.apply(Change(tr("change {name}", name=person.name), (changed,)))


def _fields(person: Person, tr: Translator) -> list[FormField]:
    part = "facilitator" if person.facilitator else "participant" if person.participant else "outside"
    parts = [
        ("participant", tr("participant")),
        ("facilitator", tr("facilitator")),
        ("outside", tr("stakeholder outside the room")),
    ]
    return [
        FormField("name", tr("Name"), person.name),
        FormField("role", tr("Role"), person.role),
        FormField("department", tr("Department"), person.department),
        FormField("organisation", tr("Organisation"), person.organisation),
        FormField("email", tr("E-mail"), person.email),
        FormField("part", tr("Takes part as"), part, "choice", parts),
    ]


def _faults(values: dict[str, str], tr: Translator) -> dict[str, str]:
    return {} if line(values["name"]) else {"name": tr("A person needs a name.")}

"""What is done to the steps of a running session: to the one under the agenda's cursor, else to the current one."""

from collections.abc import Callable
from functools import partial

from facilitator.app import step_form
from facilitator.app.notes import may_be_read
from facilitator.app.running import Running
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.minutes import minutes_text, parse_minutes
from facilitator.core.records import Step
from facilitator.core.text import clean
from facilitator.kit.dialogs import AskLine, AskText, Choose, Form, FormField
from facilitator.session import agenda
from facilitator.session.views import title_of

USUAL = 15
"""Minutes that are offered for a new step."""


async def add(run: Running) -> None:
    """Asks for kind, title and minutes; the step comes behind this one."""
    tr, session, near = run.tr, run.session, run.target
    kinds = sorted((tr(kind.title), name) for name, kind in session.kinds.items())
    options = [(name, f"{title} – {tr(session.kinds[name].summary)}") for title, name in kinds]
    kind = await run.ask(Choose(tr, tr("Which kind of step?"), options, searches=True))
    if kind is None:
        return
    title = tr("New step: {kind}", kind=tr(session.kinds[kind].title))
    values = await run.ask(Form(tr, title, _new_fields(run, kind, near), check=_check(run)))
    if values is None:
        return
    new = agenda.NewStep(
        kind=kind,
        title=values["title"],
        minutes=parse_minutes(values["minutes"], tr),
        items=values.get("items", agenda.likely_items(session, near)),
    )
    after = session.table(Step).get(near.id) if near else None  # it may have changed meanwhile
    await _apply(run, partial(agenda.add, session, tr, new, after), shows=True)


def _new_fields(run: Running, kind: str, near: Step | None) -> list[FormField]:
    tr, session = run.tr, run.session
    found = [
        FormField("title", tr("Title"), session.tr(session.kinds[kind].title)),
        FormField("minutes", tr("Minutes"), str(USUAL), hint=tr("25, or least-planned-most: 20-25-35")),
    ]
    collections = session.workshop(session.info.language).collections
    if len(collections) > 1:
        choices = [(key, collection.title) for key, collection in collections.items()]
        found.append(FormField("items", tr("Works on"), agenda.likely_items(session, near), "choice", choices))
    return found


async def repeat(run: Running) -> None:
    """The same step once more, fresh."""
    if step := run.target:
        await _apply(run, partial(agenda.repeat, run.session, run.tr, step, run.step), shows=True)


async def edit(run: Running) -> None:
    """Everything of a step that the room may see, in one form."""
    step, tr = run.target, run.tr
    if step is None:
        return
    title = title_of(run.session, step)
    values = await run.ask(Form(tr, title, step_form.fields(run, step), check=_check(run, step)))
    if values is not None:
        await _alter(run, step, **step_form.read(values, tr)[0])


async def minutes(run: Running) -> None:
    """The minutes alone: one line."""
    step, tr = run.target, run.tr
    if step is None:
        return
    typed, hint = minutes_text(step.minutes), tr("25, or least-planned-most: 20-25-35")
    title = tr("Minutes of “{step}”", step=title_of(run.session, step))
    while (answer := await run.ask(AskLine(tr, title, value=typed, hint=hint))) is not None:
        try:
            found = parse_minutes(answer, tr)
        except FacilitatorError as error:
            typed, hint = answer, str(error)
        else:
            await _alter(run, step, minutes=found)
            return


async def notes(run: Running) -> None:
    """The facilitator's notes of a step; on a screen that the room sees it asks first."""
    step, tr = run.target, run.tr
    if step is None or not await may_be_read(run, step.id):
        return
    own = agenda.own_texts(run.session, step)
    text = step.notes or (own.notes if own else "")
    title = tr("Notes: {step}", step=title_of(run.session, step))
    hint = tr("Empty: the workshop's own.") if own and step.notes else ""
    answer = await run.ask(AskText(tr, title, value=text, hint=hint))
    if answer is not None:
        await _alter(run, step, notes=clean(answer))


async def skip(run: Running) -> None:
    """Marks the step as skipped, or takes it up again."""
    if step := run.target:
        await _apply(run, partial(agenda.skip, run.session, run.tr, step))


async def remove(run: Running) -> None:
    """Takes the step out of the agenda, or says why it stays."""
    if step := run.target:
        await _apply(run, partial(agenda.remove, run.session, run.tr, step))


async def up(run: Running) -> None:
    """One place towards the beginning."""
    await _move(run, -1)


async def down(run: Running) -> None:
    """One place towards the end."""
    await _move(run, 1)


async def _move(run: Running, direction: int) -> None:
    async with run.turn:
        step = run.target  # as the move before has left it
        change = agenda.move(run.session, run.tr, step, direction) if step else None
        if change is not None:
            await run.hands.apply(change)


async def _alter(run: Running, step: Step, **fields: object) -> None:
    now = run.session.table(Step).get(step.id)  # the clock may have counted meanwhile
    if now is not None:
        await _apply(run, partial(agenda.edit, run.session, run.tr, now, **fields))


async def _apply(run: Running, make: Callable[[], Change | None], *, shows: bool = False) -> None:
    """Makes the change and saves it. ``shows``: it brings a new step, which is named and gets the cursor."""
    before = {step.id for step in run.session.steps}
    async with run.turn:
        try:
            change = make()
        except FacilitatorError as error:
            run.hands.report(error)
            return
        if change is None or not await run.hands.apply(change):
            return
    new = next((step for step in run.session.steps if step.id not in before), None)
    if shows and new is not None:
        run.point_at(new.id)
        run.say(run.tr("“{step}” is in the agenda now.", step=title_of(run.session, new)))


def _check(run: Running, step: Step | None = None) -> Callable[[dict[str, str]], dict[str, str]]:
    def faults(values: dict[str, str]) -> dict[str, str]:
        found = step_form.read(values, run.tr)[1]
        own = agenda.own_texts(run.session, step) if step else None
        return found if values["title"] or own else {**found, "title": run.tr("A step needs a title.")}

    return faults

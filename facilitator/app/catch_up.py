"""Catching up: what would bring the day back to its times, step by step before and after, to be accepted or not."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.app.clock import catching_up, timetable, today
from facilitator.app.running import Running
from facilitator.core.agenda import ordered
from facilitator.core.agenda_day import Miss, end_of, whole_minutes
from facilitator.core.catching_up import Cut, Proposal
from facilitator.core.change import Change
from facilitator.core.i18n import N_, Translator
from facilitator.core.records import Step
from facilitator.core.wall_clock import clock_time
from facilitator.kit.dialog import Dialog
from facilitator.kit.dialogs import Message
from facilitator.kit.lines import Lines
from facilitator.kit.rows import Row, RowColumn
from facilitator.session.session import Session
from facilitator.session.views import title_of

Title = Callable[[Step], str]
NONE = "–"
ARROW = "→"


async def show(run: Running) -> None:
    """Shows the proposal and does what is accepted; says so when there is nothing to propose."""
    session, tr = run.session, run.tr
    found = catching_up(session)

    def title(step: Step) -> str:
        return title_of(session, step)

    if not found.late:
        await run.ask(nothing_late(session, found, tr))
    elif not found.steps:
        nothing = tr("Nothing can be cut: there is no spare time, and no step can be shorter or left out.")
        await run.ask(Message(tr, tr("Catch up"), "\n\n".join([nothing, *still_missed(found, title, tr)])))
    elif await run.ask(CatchUp(tr, found, agenda_of(found, session.steps), title)):
        label = tr("catch up {n} min", n=found.minutes) if found.minutes else tr("move steps to catch up")
        await run.hands.apply(Change(label, found.steps))


def nothing_late(session: Session, found: Proposal, tr: Translator) -> Message:
    """That nothing needs to be cut, also where the group is behind but a gap in the agenda takes it."""
    behind = whole_minutes(timetable(session).late)
    title = tr("Nothing is late")
    said = [tr("The day ends at {time}.", time=clock_time(end_of(found.before)))] if found.before else []
    if not today(session):
        said.append(tr("It begins when the clock is first started."))
    elif behind > 0:
        title = tr("Nothing needs to be cut")
        sentence = N_("You are {n} min behind the plan, but every fixed time and the end of the day can be kept.")
        said.insert(0, tr(sentence, n=behind))
    return Message(tr, title, " ".join(said))


def agenda_of(found: Proposal, steps: Sequence[Step]) -> list[Step]:
    """The steps of the proposal in the order in which they would be gone through, those that are dropped too."""
    new = {step.id: step for step in found.steps}
    shown = {entry.step.id for entry in found.before}
    return [step for step in ordered([new.get(step.id, step) for step in steps]) if step.id in shown]


def late_words(found: Proposal, title: Title, tr: Translator) -> list[str]:
    """What is missed as things stand."""
    return [_missed(miss, title, tr) for miss in found.late]


def _missed(miss: Miss, title: Title, tr: Translator) -> str:
    if miss.step is None:
        return tr.n(
            "The day ends {n} minute late: {time} instead of {plan}.",
            "The day ends {n} minutes late: {time} instead of {plan}.",
            miss.minutes,
            time=clock_time(miss.expected),
            plan=clock_time(miss.planned),
        )
    return tr.n(
        "“{step}” begins {n} minute late: {time} instead of {plan}.",
        "“{step}” begins {n} minutes late: {time} instead of {plan}.",
        miss.minutes,
        step=title(miss.step),
        time=clock_time(miss.expected),
        plan=clock_time(miss.planned),
    )


def cut_words(cuts: Sequence[Cut], title: Title, tr: Translator) -> list[str]:
    """What is cut: one sentence per way, in the order in which time is looked for."""

    def each(way: str) -> list[str]:
        return [tr("“{step}” {n} min", step=title(cut.step), n=cut.minutes) for cut in cuts if cut.way == way]

    messages = {
        "spare": N_("Less spare time: {steps}."),
        "shorten": N_("Shorter: {steps}."),
        "drop": N_("Left out: {steps}."),
    }
    found = [tr(message, steps=", ".join(each(way))) for way, message in messages.items() if each(way)]
    moved: dict[str, list[str]] = {}
    for cut in cuts:
        if cut.behind is not None:
            moved.setdefault(title(cut.behind), []).append(tr("“{step}”", step=title(cut.step)))
    return found + [tr("Behind “{fixed}”: {steps}.", fixed=at, steps=", ".join(names)) for at, names in moved.items()]


def still_missed(found: Proposal, title: Title, tr: Translator) -> list[str]:
    """What is missed all the same; that everything fits when nothing is."""
    if not found.over:
        return [tr("Then everything fits; the day ends at {time}.", time=clock_time(end_of(found.after)))]
    return [_over(miss, title, tr) for miss in found.over]


def _over(miss: Miss, title: Title, tr: Translator) -> str:
    if miss.step is None:
        return _missed(miss, title, tr)
    times = {"time": clock_time(miss.expected), "plan": clock_time(miss.planned)}
    message = N_("{n} min do not fit before “{step}” at {plan}: it begins at {time}.")
    return tr(message, n=miss.minutes, step=title(miss.step), **times)


def rows_of(found: Proposal, steps: Sequence[Step], title: Title) -> list[Row]:
    """One row per step: minutes and start before and after."""
    before = {entry.step.id: entry for entry in found.before}
    after = {entry.step.id: entry for entry in found.after}
    rows = []
    for step in steps:
        old, new = before[step.id], after.get(step.id)
        minutes = _change(_minutes(old.step), _minutes(step) if new else NONE)
        starts = _change(clock_time(old.starts), clock_time(new.starts) if new else NONE)
        altered = "strong" if old.step != step else ""
        rows.append(Row(step.id, (title(step), minutes, starts), altered if new else "dim"))
    return rows


def _minutes(step: Step) -> str:
    return f"{step.minutes.plan}+{step.buffer}" if step.buffer else str(step.minutes.plan)


def _change(old: str, new: str) -> str:
    return old if old == new else f"{old} {ARROW} {new}"


class CatchUp(Dialog[bool]):
    """What is late, what is cut, what remains, and every step before and after."""

    ok: ClassVar[str] = N_("Accept")
    back: ClassVar[str] = N_("Leave as it is")
    cancelled: ClassVar[object] = False
    HELP: ClassVar[str] = N_(
        "Time is looked for in this order: spare time, shorter steps (never below their least minutes), steps that "
        "only could be done. What still does not fit goes behind the next fixed time, or makes the day longer. Fixed "
        "steps and the current one stay as they are. Accepting it is one change, which can be undone."
    )
    DEFAULT_CSS = """
    CatchUp Rows { max-height: 33vh; margin-top: 1; }
    CatchUp .catch--words { width: 1fr; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", N_("Accept"), show=False, id="catch-up.accept"),
    ]

    def __init__(self, tr: Translator, found: Proposal, steps: Sequence[Step], title: Title) -> None:
        super().__init__(tr, tr("Catch up {n} min?", n=found.minutes) if found.minutes else tr("Catch up?"))
        self.add_class("-wide")
        self._found, self._steps, self._title = found, steps, title

    def body(self) -> ComposeResult:
        """Words and table."""
        tr, found, title = self.tr, self._found, self._title
        late = Static(Content("\n".join(late_words(found, title, tr))), classes="dialog--fault")
        cuts = Static(Content("\n".join(cut_words(found.cuts, title, tr))), classes="catch--words")
        yield late
        yield cuts
        yield Static(Content("\n".join(still_missed(found, title, tr))), classes="catch--words dialog--hint")
        columns = [RowColumn(tr("Step")), RowColumn(tr("min"), 13), RowColumn(tr("starts"), 13)]
        yield Lines(columns, rows_of(found, self._steps, title), id="steps")

    def answer(self) -> bool:
        """Accepted."""
        return True

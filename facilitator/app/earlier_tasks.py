"""Open tasks of the client's earlier sessions: shown at the start of this one, taken over with one key.

The room may see the screen, and two clients may have the same name: so the tasks are shown only when that is wanted.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.app.context import sentence
from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.dates import written_day
from facilitator.core.i18n import N_
from facilitator.core.plan import as_seen
from facilitator.kit.dialogs import Choose, Message
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.session.earlier_tasks import Left, OpenTask, asking, find, of_another, take_over
from facilitator.store.temporary import root_of

Answer = Literal["show", "later", "another"]


async def greet(run: Running) -> None:
    """Before a session has begun: shows what earlier ones left open, if there is anything and it is wanted.

    A dry run is left in peace.
    """
    session = run.session
    if run.read_only or session.info.state != "prepared" or root_of(session.store.folder) is not None:
        return
    for left in await _found(run):
        if left.sure:
            _say_faults(run, left)
        if left.tasks:
            await _offer(run, left)


async def show(run: Running) -> None:
    """The same at any time; what was said to be another client's is asked anew."""
    tr, found = run.tr, await _found(run, strangers=True)
    for left in found:
        if left.sure:
            _say_faults(run, left)
    if not any(left.tasks for left in found):
        text = tr("No earlier session of this client in this home has open tasks that are not in the plan already.")
        await run.ask(Message(tr, tr("Nothing is open"), text))
    for left in found:
        if left.tasks:
            await _offer(run, left)


async def _found(run: Running, *, strangers: bool = False) -> list[Left]:
    session = run.session
    return await asyncio.to_thread(find, run.app.home, asking(session), session.kinds, strangers=strangers)


def _say_faults(run: Running, left: Left) -> None:
    for fault in left.faults:
        words = run.tr("Tasks of an earlier session may be missing: {reason}", reason=sentence(fault, run.tr))
        run.say(words, bad=True)


async def _offer(run: Running, left: Left) -> None:
    answer: Answer | None = "show" if left.sure and run.private else await run.ask(_question(run, left))
    if answer == "show":
        if not left.sure:  # before that its sentences might have told of another client
            _say_faults(run, left)
        await run.ask(EarlierTasks(run, left.tasks))
    elif answer == "another":
        await run.hands.apply(of_another(run.session, left, run.tr))


def _question(run: Running, left: Left) -> Choose[Answer]:
    tr, n, ours = run.tr, len(left.tasks), run.session.info.client
    if left.sure:
        title = tr.n(
            "Earlier sessions of {client} left {n} open task.",
            "Earlier sessions of {client} left {n} open tasks.",
            n,
            client=left.client,
        )
        words = (tr("Show them here"), tr("Not now"), tr("That was another client of the same name"))
    elif not left.client:
        title = tr.n(
            "Sessions without a client left {n} open task. Does it belong here?",
            "Sessions without a client left {n} open tasks. Do they belong here?",
            n,
        )
        words = (tr("Yes, show them here"), tr("Not now"), tr("No, they are another client's"))
    else:
        title = tr.n(
            "Sessions of “{client}” left {n} open task. Is that the same client as “{ours}”?",
            "Sessions of “{client}” left {n} open tasks. Is that the same client as “{ours}”?",
            n,
            client=left.client,
            ours=ours,
        )
        words = (tr("The same: show them here"), tr("Not now"), tr("Another client"))
    answers: tuple[Answer, ...] = ("show", "later", "another")
    return Choose(tr, title, list(zip(answers, words, strict=True)), selected="show" if left.sure else "later")


def _owner(one: OpenTask) -> str:
    return one.owner.name if one.owner else "–"


def _widest(head: str, cells: Iterable[str]) -> int:
    return max(map(cell_len, (head, *cells)))


class _List(Rows):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Take over"), id="earlier.take")]


class EarlierTasks(Panel):
    """The tasks, the most urgent first. What is marked is taken over, or what the cursor stands on."""

    HELP: ClassVar[str] = N_(
        "These tasks are open in earlier sessions of this client. **Enter** takes the marked ones, or the one with the "
        "cursor, into the plan of this session; **d** puts them there as done. The earlier sessions stay as they are."
    )
    empty: ClassVar[str] = N_("All of them are in the plan of this session.")
    back: ClassVar[str] = N_("Not now")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "take_all", N_("Take over all"), id="earlier.all"),
        Binding("d", "take(True)", N_("Is done"), id="earlier.done"),
    ]

    def __init__(self, run: Running, tasks: Sequence[OpenTask]) -> None:
        super().__init__(run, run.tr("Open tasks of earlier sessions"))
        self._tasks = list(tasks)
        self._today = datetime.fromtimestamp(run.session.now(), UTC).astimezone().date()

    def body(self) -> ComposeResult:
        """The list, in which tasks can be marked, and the line below it."""
        yield _List(self.columns(), self.rows(), markable=True, id="rows")
        yield Static(Content(self._words), classes="panel--words", id="words")

    def columns(self) -> Sequence[RowColumn]:
        """Overdue, task, owner, date, session."""
        tr = self.tr
        return [
            RowColumn("", 1),
            RowColumn(tr("Task"), fraction=3),
            RowColumn(tr("Owner"), min(18, _widest(tr("Owner"), map(_owner, self._tasks)))),
            RowColumn(tr("Due"), _widest(tr("Due"), map(self._due, self._tasks))),
            RowColumn(tr("Session"), from_width=90),
        ]

    def rows(self) -> Sequence[Row]:
        """One per task."""
        return [self._row(one) for one in self._tasks]

    def _row(self, one: OpenTask) -> Row:
        late, task = self._late(one), as_seen(one.task, not self.run.private)
        session = f"{written_day(one.session.date, self.tr)} {one.session.title}"
        cells = ("▲" if late else "", task.title, _owner(one), self._due(one), session)
        return Row(task.id, cells, "bad" if late else "")

    def _due(self, one: OpenTask) -> str:
        return written_day(one.task.due, self.tr)

    def _late(self, one: OpenTask) -> bool:
        try:
            return bool(one.task.due) and date.fromisoformat(one.task.due) < self._today
        except ValueError:
            return False

    def words(self) -> str:
        """How many there are, and how many of them should be done by now."""
        tr, late = self.tr, sum(map(self._late, self._tasks))
        parts = [tr.n("{n} open task.", "{n} open tasks.", len(self._tasks))]
        if late:
            parts.append(tr.n("▲ {n} should be done by now.", "▲ {n} should be done by now.", late))
        return " ".join(parts)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is taken over where nothing is left, or where nothing can be changed."""
        if action in ("take", "take_all"):
            return bool(self._tasks) and not self.run.read_only
        return super().check_action(action, parameters)

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        if not self.run.read_only:
            self.action_take(False)

    def action_take_all(self) -> None:
        """Takes over every task of the list."""
        self.list.marked = {one.task.id for one in self._tasks}
        self.action_take(False)

    @work(group="earlier", exclusive=True)
    async def action_take(self, done: bool) -> None:
        """Puts the marked tasks, else the one with the cursor, into the plan; the rest stays in the list."""
        wanted = self.list.marked or {self.list.current}
        chosen = [one for one in self._tasks if one.task.id in wanted]
        change = take_over(self.run.session, chosen, self.tr, done=done)
        if change is not None and not await self.run.hands.apply(change):
            return
        self._tasks = [one for one in self._tasks if one not in chosen]
        self.run.say(self.tr.n("{n} task is in the plan.", "{n} tasks are in the plan.", len(chosen)))
        if self._tasks:
            self.renew()
        else:
            self.dismiss(None)

"""The screen of a plan: a line to type tasks on, and the table of all tasks."""

from datetime import date as Date
from typing import ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.plan import rules
from facilitator.activities.plan.parts import TaskLine, TaskTable
from facilitator.activities.plan.table import summary
from facilitator.core import tasks
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.core.records import Task
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.rows import Rows
from facilitator.kit.task_dialogs import ASK, may_open
from facilitator.kit.task_rows import KEYS


class PlanScreen(ActivityScreen):
    """Tasks come from the step's list by one key or from the keyboard, and get an owner and a date."""

    HELP: ClassVar[str] = N_(
        "Make the winners tasks with one key, then go from row to row: what exactly is the first step, who answers for "
        "it, by when? One owner for each, who is in the room and says yes; a date, not “soon”. What is still missing "
        "stands in the table, and is asked for before the session closes."
    )
    DEFAULT_CSS = """
    PlanScreen > Static { height: 1; padding: 0 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "from_items", N_("Tasks from the list"), id="plan.from_items"),
        *KEYS,
        Binding("left_square_bracket,shift+up", "move(-1)", N_("Move up"), id="plan.move_up"),
        Binding("right_square_bracket,shift+down", "move(1)", N_("Move down"), id="plan.move_down"),
        Binding("escape,ctrl+g", "leave_line", N_("To the table"), id="plan.leave_line"),
    ]

    def compose(self) -> ComposeResult:
        """Line, what is missing, table."""
        yield TaskLine(placeholder=self.tr("New task: type it and press enter"), disabled=self.context.read_only)
        yield Static()
        yield TaskTable(self.tr)

    def changed(self, tables: frozenset[str]) -> None:
        """Shows the tasks as they are."""
        view = self.view
        self.query_exactly_one("PlanScreen > Static", Static).update(Content(summary(view, self.tr)))
        self.query_one(TaskTable).show(view, self.today, covered=self.context.covered)

    def first_focus(self) -> Rows:
        """The table, where every key works."""
        return self.query_one(Rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is offered only when it does something."""
        if action in ("from_items", "add", "ask", "mark", "priority", "move") and self.context.read_only:
            return False
        if action == "from_items":
            return bool(rules.waiting_items(self.view))
        if action == "leave_line":
            return self.query_one(TaskLine).has_focus
        return self.chosen is not None if action in ("ask", "mark", "priority", "move") else True

    @property
    def today(self) -> Date:
        """The local day."""
        return Date.fromisoformat(self.context.moment()[:10])

    @property
    def chosen(self) -> Task | None:
        """The task that the cursor stands on."""
        key = self.query_one(Rows).current if self.is_mounted else None
        return next((task for task in self.view.tasks if task.id == key), None)

    def action_add(self) -> None:
        """Goes to the line for new tasks."""
        self.query_one(TaskLine).focus()

    def action_leave_line(self) -> None:
        """Goes back to the table; what was typed stays."""
        self.query_one(Rows).focus()

    @work(group="plan")
    async def action_from_items(self) -> None:
        """Makes one task for each item of the step's list that has none."""
        await self._save(rules.from_items(self.view, self.context.counted))

    @on(TaskLine.Given)
    @work(group="plan")
    async def _given(self, event: TaskLine.Given) -> None:
        line = self.query_one(TaskLine)
        saved = await self._save(tasks.added(self.view, event.text, self.context.counted, self.view.step.id))
        if saved and event.typed and line.value == event.text:
            line.value = ""

    @work(group="plan")
    async def action_mark(self, status: Literal["done", "dropped"]) -> None:
        """Marks the task as done or dropped, or opens it again."""
        if task := self.chosen:
            await self._save(tasks.marked(self.view, task, status))

    @work(group="plan")
    async def action_priority(self) -> None:
        """Gives the task the next priority."""
        if task := self.chosen:
            await self._save(tasks.prioritised(self.view, task))

    @work(group="plan")
    async def action_move(self, direction: Literal[1, -1]) -> None:
        """Moves the task in the list."""
        if task := self.chosen:
            await self._save(rules.moved(self.view, task, direction))

    @work(exclusive=True, group="plan-ask")
    async def action_ask(self, what: str) -> None:
        """Asks for the task's owner or date, or for everything about it."""
        task = self.chosen
        if task and (what != "form" or await may_open(self.app, self.tr, task, self.context.covered)):
            await self._save(await ASK[what](self.app, self.view, task, self.today))

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        if not self.context.read_only:
            self.action_ask("form")

    async def _save(self, change: Change | None) -> bool:
        """Saves a change, puts the cursor on its task, and says so when that one's new date is in the past."""
        before = {task.id: task.due for task in self.view.tasks}
        if change is None or not await self.context.apply(change):
            return False
        altered = [record for record in change.puts if isinstance(record, Task)]
        if len(altered) == 1:
            self.query_one(Rows).go_to(altered[0].id)
        today = self.today.isoformat()
        if any(task.due and task.due < today and task.due != before.get(task.id) for task in altered):
            self.app.notify(self.tr("This date is in the past."), markup=False, severity="warning")
        return True

"""The parts of the plan's screen: the line for new tasks, and the table with the whole of the chosen task below it."""

from datetime import date as Date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Paste
from textual.message import Message
from textual.widgets import Input, Static

from facilitator.activities.plan.table import details
from facilitator.core.i18n import Translator
from facilitator.core.stepview import StepView
from facilitator.kit.rows import Rows
from facilitator.kit.task_rows import TaskRows, columns, rows


class TaskLine(Input):
    """The line for new tasks. A paste of many lines is many tasks."""

    DEFAULT_CSS = """
    TaskLine, TaskLine:focus { border: none; height: 1; padding: 0 1; background: $panel; }
    TaskLine:focus { background: $primary 30%; }
    """

    class Given(Message):
        """One or more lines for tasks; ``typed`` when they are still in the field."""

        def __init__(self, text: str, typed: bool) -> None:
            super().__init__()
            self.text, self.typed = text, typed

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Given(event.value, typed=True))

    def _on_paste(self, event: Paste) -> None:
        if len(event.text.strip().splitlines()) > 1:
            self.post_message(self.Given(event.text, typed=False))
            event.stop()
            event.prevent_default()


class TaskTable(Vertical):
    """The tasks as rows, and below them all of the one with the cursor, which a row may be too short for."""

    DEFAULT_CSS = """
    TaskTable { height: 1fr; }
    TaskTable > VerticalScroll {
        height: auto; max-height: 4; padding: 0 1; background: $panel; scrollbar-size-vertical: 1;
    }
    TaskTable > VerticalScroll > Static { width: 1fr; height: auto; }
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.tr = tr
        self._details: dict[object, str] = {}

    def compose(self) -> ComposeResult:
        """Rows, details."""
        yield TaskRows(columns((), self.tr))
        with VerticalScroll(can_focus=False):
            yield Static()

    def show(self, view: StepView, today: Date, *, covered: bool) -> None:
        """Shows the tasks as they are; ``covered``: without the words of those that are not for the room."""
        self._details = {task.id: details(task, view, self.tr, covered=covered) for task in view.tasks}
        table, listed = self.query_one(TaskRows), rows(view.tasks, view.people, today, self.tr, covered=covered)
        table.set_columns(*columns(listed, self.tr))
        table.set_rows(listed)
        self._moved()

    @on(Rows.Moved)
    def _moved(self) -> None:
        text = self._details.get(self.query_one(TaskRows).current, "")
        scroll = self.query_one(VerticalScroll)
        scroll.display = bool(text)
        scroll.scroll_home(animate=False)
        self.query_one(Static).update(Content(text))

"""The agenda at the left: each step with its minutes and its start. A click or ``enter`` goes there, keys change it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Size

from facilitator.app.clock import current_step, is_finished, timetable
from facilitator.app.finished import TAKE_UP
from facilitator.core.agenda import fixed_at, ordered, spent
from facilitator.core.agenda_day import whole_minutes
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.records import Step, SubGroup
from facilitator.core.wall_clock import clock_time
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.session.session import Session
from facilitator.session.views import title_of

SYMBOLS = {"done": "✓", "skipped": "–", "open": " "}
STYLES = {"done": "dim", "skipped": "dim", "open": ""}
FIXED, LATE, GROUPS = "⚑", "▲", "∴"
"""Before a start: it is fixed; it is fixed and will be missed. Before a number: of sub-groups."""
RIGHT = 3
"""The mouse's right button."""


def columns(rows: Sequence[Row], tr: Translator) -> list[RowColumn]:
    """The agenda's columns; those with figures are as wide as these, and those without any are left out."""
    least, starts = tr("min"), tr("starts")

    def width(column: int, title: str = "") -> int:
        return max([cell_len(title), *(cell_len(row.cells[column]) for row in rows)])

    groups = [RowColumn("", width(2))] if any(row.cells[2] for row in rows if len(row.cells) > 4) else []
    return [
        RowColumn("", 1),
        RowColumn(tr("Agenda")),
        *groups,
        RowColumn(least, width(-2, least), align="right"),
        RowColumn(starts, max(5, width(-1, starts)), align="right"),
    ]


def agenda_rows(session: Session, tr: Translator) -> list[Row]:
    """One row per step: state, number and title, sub-groups if any step has them, actual/planned minutes, start.

    Several days have headings, whose keys are their numbers.
    """
    steps, clock, now = ordered(session.steps), session.clock, session.now()
    here = current_step(session)
    table = timetable(session)
    starts = {} if is_finished(session) else {entry.step.id: entry.starts for entry in table.entries}
    groups, kept_free = _groups(session, steps), max((len(f"+{s.buffer}") for s in steps if s.buffer), default=0)
    several = len({step.day for step in steps}) > 1
    rows: list[Row] = []
    for number, step in enumerate(steps, 1):
        if several and (number == 1 or steps[number - 2].day != step.day):
            rows.append(_heading(step.day, steps, tr, 4 + bool(groups)))
        current = here is not None and step.id == here.id
        taken = spent(step, clock, now)
        minutes = f"{int(taken // 60)}/{step.minutes.plan}" if taken >= 1 or current else str(step.minutes.plan)
        minutes += (f"+{step.buffer}" if step.buffer else "").ljust(kept_free)
        start, late = _start(step, starts.get(step.id), table.begun, current=current)
        cells = ["▶" if current else SYMBOLS[step.state], f"{number} {title_of(session, step)}"]
        cells += [groups.get(step.id, "")] * bool(groups) + [minutes, start]
        rows.append(Row(step.id, tuple(cells), "strong" if current else "warn" if late else STYLES[step.state]))
    return rows


def _heading(day: int, steps: Sequence[Step], tr: Translator, cells: int) -> Row:
    """Day and its planned minutes, over all columns."""
    minutes = sum(step.minutes.plan + step.buffer for step in steps if step.day == day and step.state != "skipped")
    title = f"── {tr('Day {n}', n=day)} · {tr('{n} min', n=minutes)}"
    return Row(day, ("",) * cells, "strong", across=title)


def _groups(session: Session, steps: Sequence[Step]) -> dict[Id, str]:
    """Per step in sub-groups how many: those that were made, else those that are planned."""
    made: dict[Id, int] = {}
    for group in session.table(SubGroup).values():
        made[group.step] = made.get(group.step, 0) + 1
    counts = {step.id: made.get(step.id, 0) or step.groups for step in steps}
    return {step: f"{GROUPS}{count}" for step, count in counts.items() if count}


def _start(step: Step, starts: float | None, begun: float, *, current: bool) -> tuple[str, bool]:
    """When a step starts, and whether that is later than it must."""
    fixed = fixed_at(step, begun) if step.state == "open" and not current else None
    if fixed is None:
        return clock_time(starts) if starts is not None else "", False
    late = starts is not None and whole_minutes(starts - fixed) > 0
    return f"{LATE}{clock_time(starts)}" if late and starts is not None else f"{FIXED}{step.fixed}", late


class Agenda(Rows):
    """The list. It tells by ``Rows.Chosen`` where to go; what changes the agenda is Run's."""

    DEFAULT_CSS = """
    Agenda { width: auto; border-right: vkey $foreground 20%; background: $surface; }
    """
    HELP: ClassVar[str] = N_(
        "The agenda of this session: ✓ done, ▶ now, – skipped. The minutes are those taken and those planned, +5 those "
        "kept free after the step; at the right stands when a step is expected to start, ⚑ at a fixed time, ▲ later "
        "than its fixed time; ∴3 is a step in three sub-groups. Enter or a click goes to a step: nothing is lost by "
        "it; type its number to get to it. Everything can be changed while the session runs, and undone; the workshop "
        "file stays as it is. The right mouse button puts the cursor on a step without going there."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Go there"), id="agenda.go"),
        Binding("a", "screen.open('steps', 'add')", N_("Add a step"), id="agenda.add"),
        Binding("e", "screen.open('steps', 'edit')", N_("Change"), id="agenda.edit"),
        Binding("m", "screen.open('steps', 'minutes')", N_("Minutes"), id="agenda.minutes"),
        Binding("s", "screen.open('steps', 'skip')", N_("Skip or take up"), id="agenda.skip"),
        Binding("s", "screen.open('finished', 'take_up')", TAKE_UP, show=False, id="agenda.skip"),
        Binding("u,shift+up", "screen.open('steps', 'up')", N_("Move up"), id="agenda.up"),
        Binding("d,shift+down", "screen.open('steps', 'down')", N_("Move down"), id="agenda.down"),
        Binding("r", "screen.open('steps', 'repeat')", N_("Repeat"), id="agenda.repeat"),
        Binding("delete,x", "screen.open('steps', 'remove')", N_("Remove"), id="agenda.remove"),
        Binding("o", "screen.open('steps', 'notes')", N_("Its notes"), id="agenda.notes"),
        Binding("v", "screen.open('step_times')", N_("Planned and taken"), id="agenda.times"),
        Binding("escape,ctrl+g", "screen.agenda(True)", N_("Back to the step"), id="agenda.back"),
        *(Binding(f"{n}", f"digit({n})", N_("Number of a step"), show=False, id="agenda.digit") for n in range(10)),
    ]

    gap: ClassVar[int] = 1

    def __init__(self, session: Session, tr: Translator, *, id: str | None = None) -> None:  # noqa: A002
        rows = agenda_rows(session, tr)
        super().__init__(columns(rows, tr), rows, id=id)
        self._session, self._tr = session, tr
        self._typed = self._typed_at = 0
        """The number typed so far, and the row to which it led."""

    def on_mount(self) -> None:
        """Times move on by themselves; the list is redrawn only when a text in it is another one."""
        self.set_interval(5, self.renew)
        self.to_current()

    def renew(self) -> None:
        """Shows the agenda as it is now."""
        rows = agenda_rows(self._session, self._tr)
        if tuple(rows) != self.rows:
            before = self._whole
            self.set_columns(*columns(rows, self._tr))
            self.set_rows(rows)
            self.cursor = self._cursor
            if self._whole != before:
                self.refresh(layout=True)

    @property
    def _whole(self) -> int:
        """Cells at which nothing in it is cut."""
        figures = sum((column.width or 0) + self.gap for column in self.columns)
        return 2 + figures + max((cell_len(row.cells[1]) for row in self.rows), default=0)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as its longest title, where its limits allow that."""
        return self._whole

    @property
    def chosen(self) -> Id | None:
        """The step under the cursor while the list has the focus."""
        return str(self.current) if self.rows and self.is_attached and self.screen.focused is self else None

    def landing(self, position: int) -> int:
        """Headings are passed over in the direction in which the cursor goes."""
        if not self.rows or not self.rows[position].across:
            return position
        return position - 1 if position < self._cursor and position else position + 1

    def _show_cursor(self) -> None:
        super()._show_cursor()
        above = self._cursor - 1
        if 0 <= above < self.scroll_offset.y and self.rows[above].across:
            self.scroll_to(y=above, animate=False, force=True)

    @on(Rows.Moved)
    def _moved(self) -> None:
        """Other keys work for another step."""
        self.screen.refresh_bindings()

    def to_current(self) -> None:
        """Puts the cursor on the current step."""
        here = current_step(self._session)
        if here is not None:
            self.go_to(here.id)

    def action_digit(self, digit: int) -> None:
        """Puts the cursor on the step whose number is being typed; a figure that leads nowhere begins a new one."""
        places = [at for at, row in enumerate(self.rows) if not row.across]
        before = self._typed if self.cursor == self._typed_at else 0
        self._typed = next((n for n in (before * 10 + digit, digit) if 1 <= n <= len(places)), 0)
        if self._typed:
            self.cursor = self._typed_at = places[self._typed - 1]

    def on_click(self, event: events.Click) -> None:
        """One click is enough to go to a step; the right button only puts the cursor on it."""
        event.prevent_default()
        at = event.y - 1 + self.scroll_offset.y
        if event.y >= 1 and 0 <= at < len(self.rows) and not self.rows[at].across:
            self.cursor = at
            if event.button != RIGHT:
                self.action_choose()


def step_number(steps: Iterable[Step], step: Step) -> tuple[int, int]:
    """Which one it is, and of how many; skipped ones count."""
    line = ordered(list(steps))
    return next(n for n, other in enumerate(line, 1) if other.id == step.id), len(line)

"""The agenda at the left: each step with its minutes and its start. A click or ``enter`` goes there."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from facilitator.app.clock import current_step
from facilitator.app.run_clock import clock_time
from facilitator.core.agenda import ordered, projection, spent
from facilitator.core.i18n import N_, Translator
from facilitator.core.records import Step
from facilitator.kit.rows import GAP, Row, RowColumn, Rows
from facilitator.session.session import Session
from facilitator.session.views import title_of

SYMBOLS = {"done": "✓", "skipped": "–", "open": " "}
STYLES = {"done": "dim", "skipped": "dim", "open": ""}


def columns(rows: Sequence[Row], tr: Translator) -> list[RowColumn]:
    """The agenda's columns; those with figures are as wide as these."""
    least, starts = tr("min"), tr("starts")
    minutes = max([cell_len(least), *(cell_len(row.cells[2]) for row in rows)])
    return [
        RowColumn("", 1),
        RowColumn(tr("Agenda")),
        RowColumn(least, minutes, align="right"),
        RowColumn(starts, max(5, cell_len(starts)), align="right"),
    ]


def agenda_rows(session: Session, tr: Translator) -> list[Row]:
    """One row per step: state, number and title, actual/planned minutes, projected start."""
    steps, clock, now = ordered(session.steps), session.clock, session.now()
    here = current_step(session)
    starts = {entry.step.id: clock_time(entry.starts) for entry in projection(steps, clock, now)}
    days = {step.day for step in steps}
    rows = []
    for number, step in enumerate(steps, 1):
        current = here is not None and step.id == here.id
        symbol = "▶" if current else SYMBOLS[step.state]
        day = f"{tr('Day {n}', n=step.day)} · " if len(days) > 1 else ""
        title = f"{number} {day}{title_of(session, step)}"
        taken = spent(step, clock, now)
        minutes = f"{int(taken // 60)}/{step.minutes.plan}" if taken >= 1 or current else str(step.minutes.plan)
        style = "strong" if current else STYLES[step.state]
        rows.append(Row(step.id, (symbol, title, minutes, starts.get(step.id, "")), style))
    return rows


class Agenda(Rows):
    """The list. It tells by ``Rows.Chosen`` where to go."""

    DEFAULT_CSS = """
    Agenda { width: auto; border-right: vkey $foreground 20%; background: $surface; }
    """
    HELP: ClassVar[str] = N_(
        "The agenda of this session: ✓ done, ▶ now, – skipped. The minutes are those taken and those planned; at the "
        "right stands when a step is expected to start. Enter or a click goes to a step: nothing is lost by it."
    )

    def __init__(self, session: Session, tr: Translator, *, id: str | None = None) -> None:  # noqa: A002
        rows = agenda_rows(session, tr)
        super().__init__(columns(rows, tr), rows, id=id)
        self._session, self._tr = session, tr

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
            if self._whole != before:
                self.refresh(layout=True)

    @property
    def _whole(self) -> int:
        """Cells at which nothing in it is cut."""
        figures = sum((column.width or 0) + GAP for column in self.columns)
        return 2 + figures + max((cell_len(row.cells[1]) for row in self.rows), default=0)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as its longest title, where its limits allow that."""
        return self._whole

    def to_current(self) -> None:
        """Puts the cursor on the current step."""
        here = current_step(self._session)
        if here is not None:
            self.go_to(here.id)

    def on_click(self, event: events.Click) -> None:
        """One click is enough to go to a step."""
        event.prevent_default()
        at = event.y - 1 + self.scroll_offset.y
        if event.y >= 1 and 0 <= at < len(self.rows):
            self.cursor = at
            self.action_choose()


def step_number(steps: Iterable[Step], step: Step) -> tuple[int, int]:
    """Which one it is, and of how many; skipped ones count."""
    line = ordered(list(steps))
    return next(n for n, other in enumerate(line, 1) if other.id == step.id), len(line)

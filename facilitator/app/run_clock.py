"""The line with the time: what is left in words and as a bar, when the step ends, how far behind. It redraws itself."""

from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from msgspec.structs import replace
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from facilitator.app.clock import Timetable, current_step, is_finished, timetable
from facilitator.core.agenda import left, planned, spent, timed, word
from facilitator.core.agenda_day import end_of, whole_minutes
from facilitator.core.i18n import N_, Translator
from facilitator.core.records import Clock, Step
from facilitator.core.wall_clock import clock_time
from facilitator.kit.big import drawn
from facilitator.kit.styles import layered
from facilitator.session.session import Session

WORDS = {
    "on time": (N_("on time"), "good"),
    "last 20 %": (N_("last 20 %"), "warn"),
    "last 5 %": (N_("last 5 %"), "bad"),
    "over": (N_("over"), "bad"),
    "not timed": (N_("not timed"), "good"),
}
"""State of a step's time: the word for it and the style that goes with it."""


SIGNS = {True: "▶", False: "■"}
"""Whether the clock runs."""
COUNTING = "▼"
"""Before the free countdown."""
BAR = 8
"""Fewest cells of the bar; words give way to it."""


def duration(tr: Translator, seconds: float) -> str:
    """A span in words: whole minutes, seconds when it is less than two of them."""
    whole = int(abs(seconds))
    return tr("{n} s", n=whole) if whole < 120 else tr("{n} min", n=whole // 60)


def countdown_text(seconds: float) -> str:
    """What is left of a countdown, ``2:59``; a piece of a second counts as one."""
    whole = max(0, ceil(seconds))
    return f"{whole // 60}:{whole % 60:02}"


@dataclass(frozen=True)
class Reading:
    """What the line says."""

    time: str
    state: str
    """A word for the step's time; empty when the others say it."""
    style: str
    done: float
    """Part of the planned time that is gone, 0 … 1."""
    rest: tuple[str, ...]
    """More words, the most dispensable first."""
    running: bool
    countdown: str = ""
    """What is left of the free countdown; empty: there is none."""

    @property
    def head(self) -> str:
        """Whether it runs, the time and the word for it."""
        return f"{SIGNS[self.running]} {' · '.join(filter(None, (self.time, self.state)))}"


def reading(session: Session, tr: Translator) -> Reading | None:
    """The clock as it stands now; None without steps."""
    step, clock, now = current_step(session), session.clock, session.now()
    if step is None:
        return None
    if clock.step != step.id:
        clock = replace(clock, step=step.id, since=None, extra=0)
    whole = planned(step, clock)
    state = word(step, clock, now)
    text, style = WORDS[state]
    gone = min(1.0, spent(step, clock, now) / whole) if whole else float(timed(step, clock))
    if is_finished(session):
        return _finished(session, step, clock, tr)
    counting = countdown_text(clock.countdown - now) if clock.countdown is not None else ""
    table = timetable(session)
    said = tr("" if _says_enough(state, step, clock, now, table) else text)
    rest = _rest(session, step, clock, table, tr)
    return Reading(_time(step, clock, now, tr), said, style, gone, rest, clock.since is not None, counting)


def _finished(session: Session, step: Step, clock: Clock, tr: Translator) -> Reading:
    """That it is over, and what the step took of its minutes."""
    parts = [tr("{time} taken", time=duration(tr, step.spent))]
    if timed(step, clock):
        parts.append(tr("of {n} min", n=round(planned(step, clock) / 60)))
    if session.store.read_only is None:
        parts.append(tr("{keys}: take up again", keys="t"))
    return Reading(tr("This session is finished"), "", "good", 1.0, tuple(parts), running=False)


def _says_enough(state: str, step: Step, clock: Clock, now: float, table: Timetable) -> bool:
    """Whether the line is clear without the word: “3 min over” is over, and behind the plan nothing is “on time”."""
    if state == "over":
        return left(step, clock, now) < 0
    return state == "on time" and table.day is not None and whole_minutes(abs(table.late)) > 0


def _time(step: Step, clock: Clock, now: float, tr: Translator) -> str:
    if not timed(step, clock):
        return tr("{time} taken", time=duration(tr, spent(step, clock, now)))
    remaining = left(step, clock, now)
    time = duration(tr, remaining)
    return tr("{time} over", time=time) if remaining < 0 else tr("{time} left", time=time)


def _rest(session: Session, step: Step, clock: Clock, table: Timetable, tr: Translator) -> tuple[str, ...]:
    """What stands at the right: the step's minutes and end, the day's, and how the group stands to its plan."""
    parts, running = [], clock.since is not None
    if timed(step, clock):
        parts.append(tr("of {n} min", n=round(planned(step, clock) / 60)))
    if not running:
        parts.append(tr("clock stands still"))
    if timed(step, clock):
        parts.append(tr("until {time}", time=clock_time(table.entries[0].ends)))
    parts += [_end(table, tr), *_standing(table, tr)]
    if running and table.misses and word(step, clock, session.now()) == "over":
        parts.append(tr("{keys}: catch up", keys="t c"))
    return tuple(parts)


def _end(table: Timetable, tr: Translator) -> str:
    """When the day ends, and when it should, where that is something else."""
    end = clock_time(end_of(table.entries))
    wanted = clock_time(table.day.ends) if table.day else end
    return tr("end {time}", time=end) if end == wanted else tr("end {time}, planned {plan}", time=end, plan=wanted)


def _standing(table: Timetable, tr: Translator) -> list[str]:
    """How far behind or ahead of the plan; on plan only once there is something behind one and nothing is missed."""
    minutes = whole_minutes(abs(table.late))
    if table.day is None:
        return []
    if minutes:
        return [tr("{n} min behind", n=minutes) if table.late > 0 else tr("{n} min ahead", n=minutes)]
    first = next(iter(table.day.plan), "") == table.entries[0].step.id
    return [] if first or table.misses else [tr("on plan")]


class ClockLine(Widget):
    """One line, redrawn once a second and only where something changed. A click opens the clock's menu.

    On a high screen the free countdown stands above it in large digits, for the whole room.
    """

    class Pressed(Message):
        """The line was clicked."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "clock--good",
        "clock--warn",
        "clock--bad",
        "clock--rest",
        "clock--count",
        "clock--big",
    }
    DEFAULT_CSS = """
    ClockLine { height: 1; width: 1fr; background: $panel; color: $foreground; }
    ClockLine > .clock--good { color: $text-success; text-style: bold; }
    ClockLine > .clock--warn { color: $text-warning; text-style: bold; }
    ClockLine > .clock--bad { color: $text-error; text-style: bold; }
    ClockLine > .clock--rest { color: $text-muted; }
    ClockLine > .clock--count { background: $warning; color: $text; text-style: bold; }
    ClockLine > .clock--big { color: $text-warning; }
    """

    def __init__(self, session: Session, tr: Translator, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session, self._tr = session, tr
        self.reading = reading(session, tr)

    def on_mount(self) -> None:
        """Looks at the clock once a second."""
        self.set_interval(1, self.tick)
        self.set_class(bool(self.reading and self.reading.countdown), "-counting")

    def tick(self) -> None:
        """Redraws the line if it says something else now."""
        now = reading(self._session, self._tr)
        if now != self.reading:
            self.reading = now
            self.set_class(bool(now and now.countdown), "-counting")
            self.refresh()

    def on_click(self) -> None:
        """Tells whoever shows the line."""
        self.post_message(self.Pressed())

    @property
    def text(self) -> str:
        """What the line says, without its bar."""
        now = self.reading
        if now is None:
            return ""
        count = f"{COUNTING} {now.countdown} · " if now.countdown else ""
        return f"{count}{now.head} · {' · '.join(now.rest)}"

    def render_line(self, y: int) -> Strip:
        """Words at the left, the bar in what is left of the line; above it the countdown where it has room."""
        (width, height), now = self.size, self.reading
        if now is not None and y < height - 1:
            lines = drawn(now.countdown, width, height - 1)
            above = (height - 1 - len(lines)) // 2
            text = lines[y - above].center(width)[:width] if 0 <= y - above < len(lines) else " " * width
            return Strip([Segment(text, layered(self, "clock--big"))], width)
        if now is None:
            return Strip.blank(width, self.rich_style)
        plain = self.rich_style
        style, dim = layered(self, f"clock--{now.style}"), layered(self, "clock--rest")
        count = f" {COUNTING} {now.countdown} " if now.countdown else ""
        head = f" {now.head} "
        taken = cell_len(count) + cell_len(head)
        words = list(now.rest)
        while words and taken + cell_len(" · ".join(words)) + BAR + 2 > width:
            words.pop(0)
        rest = f"{' · '.join(words)} "
        room = width - taken - cell_len(rest) - 1
        counting = [Segment(count, layered(self, "clock--count"))] if count else []
        if room < 2:
            return Strip([*counting, Segment(set_cell_size(head, max(0, width - cell_len(count))), style)]).crop(
                0, width
            )
        bar = min(40, room - 1)
        full = round(bar * now.done)
        segments = [
            *counting,
            Segment(head, style),
            Segment("█" * full, style),
            Segment("░" * (bar - full), dim),
            Segment(" " * (room - bar + 1), plain),
            Segment(rest, dim),
        ]
        return Strip(segments, width)

"""The line with the time: what is left in words and as a bar, when the step ends, how far behind. It redraws itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from facilitator.app.clock import current_step, drift
from facilitator.core.agenda import left, planned, projection, spent, word
from facilitator.core.i18n import N_, Translator
from facilitator.kit.styles import layered
from facilitator.session.session import Session

WORDS = {
    "on time": (N_("on time"), "good"),
    "last 20 %": (N_("last 20 %"), "warn"),
    "last 5 %": (N_("last 5 %"), "bad"),
    "over": (N_("over"), "bad"),
}
"""State of a step's time: the word for it and the style that goes with it."""


BAR = 8
"""Fewest cells of the bar; words give way to it."""


def clock_time(moment: float) -> str:
    """A moment in epoch seconds as the clock on the wall shows it, ``14:05``."""
    return datetime.fromtimestamp(moment).strftime("%H:%M")  # noqa: DTZ006 – the room's own time is meant


def duration(tr: Translator, seconds: float) -> str:
    """A span in words: whole minutes, seconds when it is less than two of them."""
    whole = int(abs(seconds))
    return tr("{n} s", n=whole) if whole < 120 else tr("{n} min", n=whole // 60)


@dataclass(frozen=True)
class Reading:
    """What the line says."""

    time: str
    state: str
    style: str
    done: float
    """Part of the planned time that is gone, 0 … 1."""
    rest: tuple[str, ...]
    """More words, the most dispensable first."""
    running: bool


def reading(session: Session, tr: Translator) -> Reading | None:
    """The clock as it stands now; None without steps."""
    step, clock, now = current_step(session), session.clock, session.now()
    if step is None:
        return None
    if clock.step != step.id:
        clock = type(clock)(id=clock.id, step=step.id)
    remaining, whole = left(step, clock, now), planned(step, clock)
    text, style = WORDS[word(step, clock, now)]
    running = clock.since is not None
    time = (
        tr("{time} over", time=duration(tr, remaining))
        if remaining < 0
        else tr("{time} left", time=duration(tr, remaining))
    )
    late = drift(session.steps, clock, now)
    parts = [tr("of {n} min", n=round(whole / 60))]
    if not running:
        parts.append(tr("clock stands still"))
    parts.append(tr("until {time}", time=clock_time(now + max(0.0, remaining))))
    parts.append(tr("end {time}", time=clock_time(projection(session.steps, clock, now)[-1].ends)))
    if abs(late) >= 60:
        parts.append(tr("{n} min behind", n=int(late // 60)) if late > 0 else tr("{n} min ahead", n=int(-late // 60)))
    gone = min(1.0, spent(step, clock, now) / whole) if whole else 1.0
    return Reading(time, tr(text), style, gone, tuple(parts), running)


class ClockLine(Widget):
    """One line, redrawn once a second and only where something changed. A click opens the clock's menu."""

    class Pressed(Message):
        """The line was clicked."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"clock--good", "clock--warn", "clock--bad", "clock--rest"}
    DEFAULT_CSS = """
    ClockLine { height: 1; width: 1fr; background: $panel; color: $foreground; }
    ClockLine > .clock--good { color: $text-success; text-style: bold; }
    ClockLine > .clock--warn { color: $text-warning; text-style: bold; }
    ClockLine > .clock--bad { color: $text-error; text-style: bold; }
    ClockLine > .clock--rest { color: $text-muted; }
    """

    def __init__(self, session: Session, tr: Translator, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session, self._tr = session, tr
        self.reading = reading(session, tr)

    def on_mount(self) -> None:
        """Looks at the clock once a second."""
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Redraws the line if it says something else now."""
        now = reading(self._session, self._tr)
        if now != self.reading:
            self.reading = now
            self.refresh()

    def on_click(self) -> None:
        """Tells whoever shows the line."""
        self.post_message(self.Pressed())

    @property
    def text(self) -> str:
        """What the line says, without its bar."""
        now = self.reading
        return f"{'▶' if now.running else '■'} {now.time} · {now.state} · {' · '.join(now.rest)}" if now else ""

    def render_line(self, y: int) -> Strip:
        """Words at the left, the bar in what is left of the line."""
        width, now = self.size.width, self.reading
        if now is None:
            return Strip.blank(width, self.rich_style)
        plain = self.rich_style
        style = layered(self, f"clock--{now.style}")
        dim = layered(self, "clock--rest")
        head = f" {'▶' if now.running else '■'} {now.time} · {now.state} "
        words = list(now.rest)
        while words and cell_len(head) + cell_len(" · ".join(words)) + BAR + 2 > width:
            words.pop(0)
        rest = f"{' · '.join(words)} "
        room = width - cell_len(head) - cell_len(rest) - 1
        if room < 2:
            return Strip([Segment(set_cell_size(head, width), style)], width)
        bar = min(40, room - 1)
        full = round(bar * now.done)
        segments = [
            Segment(head, style),
            Segment("█" * full, style),
            Segment("░" * (bar - full), dim),
            Segment(" " * (room - bar + 1), plain),
            Segment(rest, dim),
        ]
        return Strip(segments, width)

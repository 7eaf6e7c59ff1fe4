"""Planned against taken, step by step: what the workshop planned, what is planned now, what it took."""

from collections.abc import Sequence
from typing import ClassVar

from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.i18n import N_
from facilitator.kit.rows import Row, RowColumn
from facilitator.session.comparison import Line, comparison

NOTHING = "–"


async def show(run: Running) -> None:
    """The table."""
    await run.ask(StepTimes(run, run.tr("Planned and taken, in minutes")))


class StepTimes(Panel):
    """One line per step and their sum."""

    HELP: ClassVar[str] = N_(
        "What the workshop planned for each step, what is planned now, and the minutes that the clock counted. These "
        "go into the report, and a new session of the same workshop can start from them."
    )

    def columns(self) -> Sequence[RowColumn]:
        """Title, three figures, and the last less the second."""
        tr = self.tr
        return [
            RowColumn(tr("Step")),
            RowColumn(tr("Workshop"), 9, align="right"),
            RowColumn(tr("Planned"), 8, align="right"),
            RowColumn(tr("Taken"), 10, align="right"),
            RowColumn(tr("Difference"), 11, align="right"),
        ]

    def rows(self) -> Sequence[Row]:
        """The steps, then the sum of each column."""
        lines = comparison(self.run.session)
        total = Line(
            self.tr("Sum"),
            sum(line.workshop or 0 for line in lines),
            sum(line.now or 0 for line in lines),
            sum(line.taken for line in lines),
            None,
        )
        rows = [Row(at, self._cells(line), "" if line.now is not None else "dim") for at, line in enumerate(lines)]
        timed = [line for line in lines if _timed(line)]
        difference = sum(line.taken - (line.now or 0) for line in timed)
        *cells, _ = self._cells(total)
        return [*rows, Row("sum", (*cells, _signed(difference) if timed else ""), "strong")]

    def _cells(self, line: Line) -> tuple[str, ...]:
        removed = line.step is None and line.now is None
        return (
            self.tr("{step} (removed)", step=line.title) if removed else line.title,
            NOTHING if line.workshop is None else str(line.workshop),
            NOTHING if line.now is None else str(line.now),
            str(round(line.taken)) if line.taken else "",
            _signed(line.taken - (line.now or 0)) if _timed(line) else "",
        )

    def words(self) -> str:
        """What the sums leave out."""
        free = sum(step.buffer for step in self.run.session.steps if step.state != "skipped")
        said = [self.tr("The last column compares steps that are done.")]
        if free:
            said.append(self.tr("{n} min are kept free between the steps.", n=free))
        return " ".join(said)


def _timed(line: Line) -> bool:
    return line.step is not None and line.step.state == "done" and line.taken > 0


def _signed(minutes: float) -> str:
    whole = round(minutes)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"

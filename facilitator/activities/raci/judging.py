"""The part of the matrix's screen that has to do with findings."""

from textual import on
from textual.timer import Timer

from facilitator.activities.raci.cross import all_findings
from facilitator.activities.raci.finding_acts import FINDING_ACTS
from facilitator.activities.raci.findings import Finding, Judged, Key, summed
from facilitator.activities.raci.hand import Hand
from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.pane import FindingRows, FindingsPane
from facilitator.activities.raci.rules import Accepted
from facilitator.core.errors import FacilitatorError
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.context import StepContext
from facilitator.kit.panes import Worker
from facilitator.kit.rows import Rows

PAUSE = 0.3
"""Seconds after a letter before the findings are looked for: typing goes before."""


class Judging(ActivityScreen):
    """Looks for findings, shows them, and does what is to be done with one."""

    def __init__(self, context: StepContext) -> None:
        super().__init__(context)
        self.matrix = Matrix(self.view)
        self.judged = Judged((), ())
        self.worker = Worker(self, context)
        self._timer: Timer | None = None
        self._gone_to: Key | None = None

    def hand(self) -> Hand:
        """What an act has to work with now."""
        raise NotImplementedError

    def tell(self) -> None:
        """Says what the cell under the cursor holds, and how the whole stands."""
        raise NotImplementedError

    def judge_soon(self) -> None:
        """Looks for findings when nothing was typed for a moment."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.judge)

    def judge(self) -> None:
        """Looks for findings and shows them; those of the map stay covered while the room can see the screen."""
        self.judged = all_findings(self.matrix)
        shown, accepted, _ = self.shown()
        self.query_one(LetterGrid).mark(shown)
        self.query_one(FindingsPane).show(shown, accepted, begun=bool(self.matrix.cells))
        self.tell()

    def shown(self) -> tuple[list[Finding], list[tuple[Finding, Accepted]], int]:
        """Findings that may be seen now, those accepted, and how many stay covered."""
        covered = self.context.covered
        shown = [finding for finding in self.judged.open if not (finding.private and covered)]
        accepted = [pair for pair in self.judged.accepted if not (pair[0].private and covered)]
        return summed(self.matrix, shown), accepted, len(self.judged.open) - len(shown)

    def action_findings(self) -> None:
        """Opens the findings and goes there; closes them again."""
        pane, rows = self.query_one(FindingsPane), self.query_one(FindingRows)
        inside = rows.has_focus
        pane.open(not inside)
        (self.query_one(LetterGrid) if inside else rows).focus()

    def action_next_finding(self) -> None:
        """Goes to the cell of the next finding that counts, and shows what it says."""
        pane, rows, n = self.query_one(FindingsPane), self.query_one(FindingRows), len(self.shown()[0])
        if not n:
            return
        pane.open(True)
        if rows.cursor >= n or (pane.current and pane.current[0].key == self._gone_to):
            rows.cursor = (rows.cursor + 1) % n if rows.cursor < n else 0
        self._go()

    @on(Rows.Chosen)
    def _go(self) -> None:
        """Goes from a finding to its row, column or cell; one about neither stays where it is."""
        entry, grid = self.query_one(FindingsPane).current, self.query_one(LetterGrid)
        self._gone_to = entry[0].key if entry else None
        if entry is None or not (entry[0].key.row or entry[0].key.column):
            return
        if grid.go_to(entry[0].key.row, entry[0].key.column):
            grid.focus()
        else:
            self.context.report(FacilitatorError(self.tr("That row or column is hidden; v shows it again.")))

    @on(FindingRows.Told)
    def _told(self, event: FindingRows.Told) -> None:
        """Accepts the finding, makes a task of it, or leaves the list."""
        entry = self.query_one(FindingsPane).current
        if event.what == "leave":
            self.query_one(LetterGrid).focus()
        elif entry is not None and not self.context.read_only:
            self.worker.start(lambda: FINDING_ACTS[event.what](self.hand(), *entry), queue=True)

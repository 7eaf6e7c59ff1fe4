"""After the reveal: bars from the top down, the cut line, ties, earlier rounds, the decision record."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.dot_voting.breaking import TieBreaker
from facilitator.activities.dot_voting.compare import heads, revealed_rounds, side_by_side
from facilitator.activities.dot_voting.opening import another
from facilitator.activities.dot_voting.report import details, outcome, record_lines
from facilitator.activities.dot_voting.rules import Vote
from facilitator.activities.dot_voting.tally import places
from facilitator.activities.dot_voting.texts import cut_note, detail_note, heavy_note, round_name, tie_sentence, turnout
from facilitator.activities.dot_voting.ties import deciding, open_tie, standing_winners
from facilitator.core.change import Change
from facilitator.core.i18n import N_, Translator
from facilitator.kit.bars import Bar, Bars, Heads
from facilitator.kit.bars import Rule as Line
from facilitator.kit.dialogs import Message
from facilitator.kit.lines import Lines
from facilitator.kit.panes import Pane
from facilitator.kit.rounds import receipt_lines
from facilitator.kit.rows import GAP, Row, RowColumn

LEAST_TITLE = 30
"""Cells kept for number and title when many rounds are compared: the oldest are left out first."""


class ResultPane(Pane):
    """The result of the step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "break_tie", N_("Break the tie"), id="voting.break_tie"),
        Binding("r", "compare", N_("Compare rounds"), id="voting.compare"),
        Binding("i", "record", N_("Decision record"), id="voting.record"),
        Binding("o", "again", N_("Another round"), id="voting.again"),
    ]
    CHANGES: ClassVar[frozenset[str]] = frozenset({"break_tie", "again"})
    HOLDS: ClassVar[frozenset[str]] = frozenset({"again"})

    def compose(self) -> ComposeResult:
        """Turnout, bars or rounds, notes."""
        yield Static(classes="pane--strong", id="turnout")
        yield Static(classes="pane--warn", id="tie")
        yield Bars(id="bars")
        yield Lines(id="rounds")
        yield Static(classes="pane--quiet", id="detail")

    def on_mount(self) -> None:
        """The result first."""
        self.query_one(Lines).display = False

    @property
    def vote(self) -> Vote:
        """The round whose result it is."""
        vote = deciding(self.view)
        assert vote is not None
        return vote

    def show(self) -> None:
        """The result as it is now."""
        tr, vote = self.tr, self.vote
        tie = open_tie(vote)
        self.query_one("#turnout", Static).update(Content(f"{round_name(vote, tr)}: {turnout(vote, tr)}"))
        self.query_one("#tie", Static).update(Content(f"▲ {tie_sentence(vote, tie, tr)}" if tie else ""))
        self.query_one("#tie").display = tie is not None
        heavy = tr("! one ballot gave half or more of these dots") if heavy_note(vote, tr) else ""
        note = detail_note(vote, tr) or heavy
        self.query_one("#detail", Static).update(Content(note))
        self.query_one("#detail").display = bool(note)
        self.query_one(Bars).set_bars(*bars(vote, tr))
        self._show_rounds()

    def _show_rounds(self) -> None:
        rounds = revealed_rounds(self.view)
        table = self.query_one(Lines)
        table.set_rows(())
        columns, needed = [], LEAST_TITLE
        for title in reversed(heads(self.view, rounds)):
            width = max(8, min(18, cell_len(title)))
            needed += width + GAP
            columns.append(RowColumn(title, width=width, align="right", from_width=needed))
        number = RowColumn(self.tr("No."), width=4, align="right")
        table.set_columns(number, RowColumn(self.tr("Card")), *reversed(columns))
        found = side_by_side(rounds)
        table.set_rows(Row(item, (str(number), title, *cells)) for item, number, title, cells in found)

    def possible(self, action: str) -> bool:
        """Each key when there is something for it."""
        if action == "break_tie":
            return open_tie(self.vote) is not None
        return action != "compare" or len(revealed_rounds(self.view)) > 1

    def action_break_tie(self) -> None:
        """Down the announced ladder."""
        self.worker.start(TieBreaker(self).run)

    def action_compare(self) -> None:
        """Rounds side by side, or back to the result."""
        rounds, result = self.query_one(Lines), self.query_one(Bars)
        rounds.display, result.display = not rounds.display, rounds.display
        (rounds if rounds.display else result).focus()

    def action_record(self) -> None:
        """Rules, turnout, ties, receipts."""
        self.worker.start(self._record)

    async def _record(self) -> None:
        tr, vote = self.tr, self.vote
        lines = [*record_lines(self.view, vote, names=True), *receipt_lines(self.context, vote.id)]
        await self.app.push_screen_wait(Message(tr, round_name(vote, tr), "\n".join(lines)))

    def action_again(self) -> None:
        """Prepares another round; this result stays."""

        async def work() -> None:
            await self.save(Change(self.tr("Another round"), (another(self.view),)))

        self.worker.start(work)


def bars(vote: Vote, tr: Translator) -> tuple[list[Bar | Line], Heads]:
    """The result as bars with the cut line behind the last winner."""
    full = vote.result is not None and vote.result.detail == "full"
    won, tied = standing_winners(vote)
    ranked = sorted(places(vote), key=lambda p: 0 if p.candidate.item in won else 1 if p.candidate.item in tied else 2)
    rows: list[Bar | Line] = []
    for place in ranked:
        item = place.candidate.item
        figures = [
            f"{place.line.dots} {'!' if place.line.heavy else ' '}",
            outcome(vote, item, tr),
            f"{place.share:.0f} %",
        ]
        rows.append(
            Bar(
                label=place.candidate.title,
                value=place.line.dots,
                lead=(f"{place.rank}.", str(place.candidate.number)),
                figures=(*figures, *(details(place, tr) if full else [])),
                style="good" if item in won else "warn" if item in tied else "" if place.line.dots else "dim",
            )
        )
    rows.insert(len(won) + len(tied), Line(cut_note(vote, tr)))
    more = (tr("Supporters"), tr("Coverage"), tr("Intensity")) if full else ()
    return rows, Heads(tr("Card"), ("", tr("No.")), (f"{tr('Dots')}  ", tr("Result"), tr("Share"), *more))

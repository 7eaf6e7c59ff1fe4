"""The laptop handed round for a scoring: the ballot of one voter, and the way into the box."""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.scoring.entering import ScoreGrid
from facilitator.activities.scoring.presets import Criterion
from facilitator.activities.scoring.reveal import ballot_fault
from facilitator.activities.scoring.rules import Scores
from facilitator.activities.scoring.sheet import worded
from facilitator.activities.scoring.texts import called, criterion_line
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.kit.context import StepContext
from facilitator.kit.grid import Grid, GridLine
from facilitator.kit.locked import BallotPane, HandInScreen, LockedScreen, LockedWords, cast_link
from facilitator.kit.rows import fit

TITLE = 50
"""Most cells of a card's title where the ballot is read once more."""
MANY = 10
"""From more cards on only how many have values is read once more, so that the question below stays in view."""


class BallotGrid(ScoreGrid):
    """The table of a ballot: how values are given stands in the line of keys, where there is nothing else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,space", "following", N_("Next value"), id="scores.following"),
        Binding("plus,equals_sign", "turn(1)", N_("One step more"), id="scores.more"),
        Binding("minus", "turn(-1)", N_("One step less"), id="scores.less"),
        Binding("delete", "clear", N_("No value"), id="scores.clear"),
    ]


class ScoreBallot(BallotPane):
    """One voter's values."""

    DEFAULT_CSS = """
    ScoreBallot { layout: vertical; align-horizontal: center; }
    ScoreBallot > ScoreGrid { max-width: 140; }
    ScoreBallot > Static { height: auto; max-width: 140; padding: 0 1; color: $text-muted; }
    ScoreBallot > #ask { color: $foreground; text-style: bold; min-height: 2; max-height: 3; }
    ScoreBallot > #fault { color: $text-error; height: 1; }
    """

    def __init__(self, tr: Translator, scores: Scores, criteria: tuple[Criterion, ...]) -> None:
        super().__init__()
        self.tr, self.scores, self.criteria = tr, scores, criteria
        self.values: dict[Id, dict[str, float]] = {}

    def compose(self) -> ComposeResult:
        """The keys, the question of the column, and the table."""
        tr = self.tr
        keys = tr("↑ ↓ ← → choose a value · digits, + and − set it · tab the next · empty: you cannot judge it")
        yield Static(Content.assemble(keys, " · ", cast_link(tr("enter hands it in"))), classes="-keys")
        yield Static(id="ask")
        yield Static(id="fault")
        grid = BallotGrid(tr, self.scores.preset, self._value, self._put)
        grid.corner = tr("Card")
        cards = self.scores.candidates
        wide = max((len(str(card.number)) for card in cards), default=1)
        rows = [GridLine(card.item, f"{card.number:>{wide}} {card.title}") for card in cards]
        columns = [GridLine(one.id, one.title) for one in self.criteria]
        grid.set_cards(rows, columns, self.criteria, self._shown)
        yield grid

    def on_mount(self) -> None:
        """The question of the first criterion."""
        self._ask()

    def _value(self, item: Id, criterion: str) -> float | None:
        return self.values.get(item, {}).get(criterion)

    def _shown(self, item: Id, criterion: str) -> tuple[str, str]:
        value = self._value(item, criterion)
        return ("", "") if value is None else (self.tr.number(value), "strong")

    def _put(self, item: Id, one: Criterion, value: float | None) -> None:
        given = self.values.setdefault(item, {})
        if value is None:
            given.pop(one.id, None)
        else:
            given[one.id] = value

    @on(Grid.Moved)
    @on(ScoreGrid.Said)
    def _ask(self) -> None:
        grid = self.query_one(ScoreGrid)
        here = grid.here
        self.query_one("#ask", Static).update(Content(criterion_line(here[1], self.tr) if here else ""))
        self.query_one("#fault", Static).update(Content(grid.fault))

    def value(self) -> Any:
        """Card number to criterion to value; what is empty is left out."""
        self.query_one(ScoreGrid).commit()
        found = {}
        for card in self.scores.candidates:
            if given := self.values.get(card.item):
                found[str(card.number)] = dict(given)
        return found

    def summary(self) -> str:
        """The ballot in words."""
        self.query_one(ScoreGrid).commit()
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        tr, cards = self.tr, self.scores.candidates
        given = sum(len(values) for values in self.values.values())
        if not given:
            yield tr("You score nothing.")
            return
        if len(cards) <= MANY:
            yield " · ".join(one.title for one in self.criteria)
            for card in cards:
                values = self.values.get(card.item, {})
                shown = " · ".join(tr.number(values[one.id]) if one.id in values else "–" for one in self.criteria)
                yield f"{fit(called(card), TITLE).rstrip()}: {shown}"
        whole = sum(len(self.values.get(card.item, {})) == len(self.criteria) for card in cards)
        yield tr("{n} of {all} cards have all their values.", n=whole, all=len(cards))
        if left := len(cards) * len(self.criteria) - given:
            yield tr.n("{n} value stays empty.", "{n} values stay empty.", left)


class ScoreAloneScreen(HandInScreen):
    """The locked laptop for a round in which everybody scores."""

    WORDS: ClassVar[LockedWords] = HandInScreen.WORDS._replace(
        following=N_("Next person: press enter, and score alone."),
        standing=N_("{voted} of {voters} have scored."),
        full=N_("Everybody has scored.\n\nPlease give the laptop back to the facilitator."),
        saved=N_("Your scores are saved. Receipt: {code}"),
    )


def locked_screen(context: StepContext, scores: Scores) -> LockedScreen:
    """The locked laptop for an open round."""
    criteria = worded(context.view, scores)

    def ballot() -> ScoreBallot:
        return ScoreBallot(context.tr, scores, criteria)

    return ScoreAloneScreen.of_round(context, scores.id, scores.voters, ballot, partial(ballot_fault, scores))

"""What a round comes to: values, scores, ranks, quadrants, disagreement, and what it all depends on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from facilitator.activities.scoring.criteria import worded_again
from facilitator.activities.scoring.figures import dispersion, median, places
from facilitator.activities.scoring.presets import SUMS, Criterion, composite
from facilitator.activities.scoring.rules import (
    Line,
    Quadrant,
    Scores,
    ScoringSettings,
    Value,
    axes,
    deciding,
)
from facilitator.core.cards import Candidate
from facilitator.core.ids import Id
from facilitator.core.stepview import StepView

TOP = 3
"""How many from the top are looked at when weights move."""
SHIFT = 0.2
"""By how much a weight is moved, of itself."""
NONE = Line()


@dataclass(frozen=True)
class Figure:
    """One card on one criterion."""

    criterion: Criterion
    line: Line
    agreed: float | None = None
    """What the group agreed on in place of the voters' mean."""

    @property
    def value(self) -> float | None:
        """The value that counts; None: there is none, which is not zero."""
        return self.line.mean if self.agreed is None else self.agreed

    @property
    def median(self) -> float | None:
        """The median of the values given; None: not known or not to be shown."""
        return median(self.line.counts) if self.line.counts else None

    @property
    def dispersion(self) -> float | None:
        """How far apart the values are, 0 … 1; None: not known or not to be shown."""
        if not self.line.counts:
            return None
        return dispersion(self.line.counts, self.criterion.min, self.criterion.max)


@dataclass(frozen=True)
class Entry:
    """One card with all that is known of it."""

    card: Candidate
    figures: Mapping[str, Figure]
    score: float | None
    rank: int | None
    place: tuple[float, float] | None
    """On the picture, x from left to right and y from below to above, both 0 … 1; None: a value is missing."""
    disputed: tuple[str, ...]
    """Criteria about which people disagree."""

    @property
    def quadrant(self) -> Quadrant | None:
        """The quadrant; a card on a line counts to the better side. None: it has no place."""
        if self.place is None:
            return None
        right, above = (share >= 0.5 - 1e-9 for share in self.place)
        if above:
            return "quick_wins" if right else "strategic_bets"
        return "fill_ins" if right else "leave"

    @property
    def missing(self) -> list[str]:
        """Titles of the criteria without a value."""
        return [figure.criterion.title for figure in self.figures.values() if figure.value is None]


@dataclass(frozen=True)
class Shift:
    """What becomes of the top when one weight is moved."""

    criterion: Criterion
    more: bool
    into: tuple[Candidate, ...]
    out: tuple[Candidate, ...]


class Sheet:
    """The result of one round as it is now, with what was typed in."""

    def __init__(self, view: StepView, scores: Scores, before: "Sheet | None" = None) -> None:
        """``before``: the same round a moment ago; what has not changed since is taken over from it."""
        self.view, self.scores = view, scores
        self.settings: ScoringSettings = view.settings
        self.criteria = worded(view, scores)
        self.agreed: dict[Id, dict[str, float]] = {}
        for typed in view.table(Value).values():  # also of another step: rounds are compared
            if typed.round == scores.id:
                self.agreed.setdefault(typed.item, {})[typed.criterion] = typed.value
        self.axes = self._axes()
        known = before if before is not None and before.scores == scores and before.criteria == self.criteria else None
        entries = [self._entry(card, known) for card in self._cards()]
        ranks = places({entry.card.item: entry.score for entry in entries if entry.score is not None})
        self.entries = [_ranked(entry, ranks.get(entry.card.item)) for entry in entries]
        """In the order of the cards."""
        self.at = {entry.card.item: entry for entry in self.entries}

    def _cards(self) -> list[Candidate]:
        """The cards of the round; of a group's entry also those that came later, without those that were put away
        before anything was said of them."""
        frozen = list(self.scores.candidates)
        if self.scores.way == "ballots":
            return frozen
        live = {item.id: item for item in self.view.items if not item.hidden}
        found = [
            msgspec.structs.replace(card, title=live[card.item].title) if card.item in live else card
            for card in frozen
            if card.item in live or card.item in self.agreed
        ]
        known = {card.item for card in frozen}
        return found + [
            Candidate(item=item.id, number=item.number, title=item.title)
            for item in live.values()
            if item.id not in known
        ]

    def _axes(self) -> tuple[Criterion, Criterion] | None:
        by_id = {one.id: one for one in self.criteria}
        wanted = axes(self.settings, self.scores.preset, list(by_id))
        if wanted is None or any(id_ not in by_id for id_ in wanted):
            return None
        return by_id[wanted[0]], by_id[wanted[1]]

    def _figures(self, card: Candidate) -> dict[str, Figure]:
        lines, agreed = self.scores.lines.get(card.item, {}), self.agreed.get(card.item, {})
        return {one.id: Figure(one, lines.get(one.id, NONE), agreed.get(one.id)) for one in self.criteria}

    def _score(self, figures: Mapping[str, Figure], weights: Mapping[str, float] | None = None) -> float | None:
        values = {id_: figure.value for id_, figure in figures.items()}
        return composite(self.scores.preset, self.criteria, values, weights)

    def _entry(self, card: Candidate, known: "Sheet | None") -> Entry:
        """A card without its rank, or with that of a moment ago."""
        if known is not None and known.agreed.get(card.item) == self.agreed.get(card.item):
            same = known.at.get(card.item)
            if same is not None and same.card == card:
                return same
        figures = self._figures(card)
        limit = self.settings.dispersion - 1e-9
        return Entry(
            card=card,
            figures=figures,
            score=self._score(figures),
            rank=None,
            place=self._place(figures),
            disputed=tuple(id_ for id_, figure in figures.items() if (figure.dispersion or 0.0) >= limit),
        )

    def _place(self, figures: Mapping[str, Figure]) -> tuple[float, float] | None:
        if self.axes is None:
            return None
        x, y = (figures[one.id].value for one in self.axes)
        return None if x is None or y is None else (self.axes[0].share(x), self.axes[1].share(y))

    @cached_property
    def ranking(self) -> list[Entry]:
        """From the top down, equal ranks by number; cards without a score are last."""
        last = len(self.entries) + 1
        return sorted(self.entries, key=lambda entry: (entry.rank or last, entry.card.number))

    @cached_property
    def scored(self) -> list[Entry]:
        """The cards that have a score, from the top down."""
        return [entry for entry in self.ranking if entry.rank is not None]

    @property
    def without(self) -> list[Entry]:
        """Cards that have no score, because a value is missing."""
        return [entry for entry in self.entries if entry.rank is None]

    @property
    def disputed(self) -> list[Entry]:
        """Cards about which people disagree, the widest first."""
        found = [entry for entry in self.entries if entry.disputed]
        return sorted(
            found, key=lambda e: (-max(e.figures[id_].dispersion or 0.0 for id_ in e.disputed), e.card.number)
        )

    @cached_property
    def winning(self) -> list[Entry]:
        """The cards that are passed on, from the top down. Of equal ones at the cut all go on."""
        wanted = self.scores.winners
        if isinstance(wanted, str):
            return [entry for entry in self.ranking if entry.quadrant == wanted]
        return [entry for entry in self.scored if (entry.rank or 0) <= wanted]

    @property
    def shared(self) -> list[Entry]:
        """The cards of equal rank that stand across the cut; empty: the cut is clear."""
        wanted = self.scores.winners
        if isinstance(wanted, str) or len(self.winning) <= wanted:
            return []
        return [entry for entry in self.winning if entry.rank == self.winning[-1].rank]

    @property
    def top(self) -> list[Entry]:
        """What is on top: the first three, equal ones too."""
        return [entry for entry in self.scored if (entry.rank or 0) <= TOP]

    @property
    def can_go(self) -> list[Entry]:
        """What can go: of a picture what is in the quadrant to leave, else the last quarter that is not on top."""
        if self.axes is not None and self.scores.preset in SUMS:
            return [entry for entry in reversed(self.ranking) if entry.quadrant == "leave"]
        rest = self.scored[len(self.top) :]
        return rest[::-1][: len(self.scored) // 4]

    @cached_property
    def shifts(self) -> list[Shift]:
        """Every change of the top three when one weight goes up or down by a fifth; empty: it stands firm."""
        if len(self.criteria) < 2:
            return []
        before = {entry.card.item for entry in self.top}
        found = []
        for one in self.criteria:
            for more in (True, False):
                after = self._top_with({one.id: one.weight * (1 + SHIFT if more else 1 - SHIFT)})
                into = tuple(self.at[item].card for item in after if item not in before)
                out = tuple(entry.card for entry in self.top if entry.card.item not in after)
                if into or out:
                    found.append(Shift(one, more, into, out))
        return found

    def _top_with(self, weights: Mapping[str, float]) -> Sequence[Id]:
        found = {entry.card.item: self._score(entry.figures, weights) for entry in self.entries}
        ranks = places({item: score for item, score in found.items() if score is not None})
        return [item for item, rank in ranks.items() if rank <= TOP]


def _ranked(entry: Entry, rank: int | None) -> Entry:
    return entry if entry.rank == rank else replace(entry, rank=rank)


def worded(view: StepView, scores: Scores) -> tuple[Criterion, ...]:
    """The criteria of a round with their words in the language of the view, where the workshop still has them."""
    return worded_again(view, scores.criteria, scores.preset, scores.own_words)


def result(view: StepView, before: Sheet | None = None) -> Sheet | None:
    """The result of the step; None: there is none yet. ``before``: as it was a moment ago."""
    scores = deciding(view)
    return Sheet(view, scores, before) if scores is not None else None


def winners(view: StepView) -> list[Id]:
    """What the step passes on, from the top down."""
    sheet = result(view)
    return [entry.card.item for entry in sheet.winning] if sheet else []


def facts(view: StepView) -> dict[str, dict[Id, str]]:
    """What others may ask: by *score* the score of every card that has one, as a number with a decimal point."""
    sheet = result(view)
    if sheet is None:
        return {}
    return {"score": {e.card.item: f"{e.score:.9g}" for e in sheet.entries if e.score is not None}}

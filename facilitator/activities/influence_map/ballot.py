"""What one assessor fills in at the locked laptop: influence and attitude of everybody, or nothing of whom one does
not know."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.influence_map.assessing import Assessment, fault
from facilitator.activities.influence_map.rules import CENTRE, SCALES, signed, written
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.kit.context import StepContext
from facilitator.kit.locked import BallotPane, HandInScreen, LockedScreen, LockedWords, cast_link
from facilitator.kit.rows import Row, RowColumn, Rows

MANY = 10
"""From more people on only how many were assessed is read once more."""


class AssessmentList(Rows, inherit_bindings=False):
    """Everybody with two values; one of them is being filled in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", N_("Up"), show=False, id="assess.up"),
        Binding("down", "step(1)", N_("Down"), show=False, id="assess.down"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="assess.pageup"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="assess.pagedown"),
        Binding("home", "edge(-1)", N_("First"), show=False, id="assess.first"),
        Binding("end", "edge(1)", N_("Last"), show=False, id="assess.last"),
        Binding("tab,space", "other", N_("Other value"), id="assess.other"),
        Binding("left", "turn(-1)", N_("Less"), id="assess.less"),
        Binding("right,plus,equals_sign", "turn(1)", N_("More"), id="assess.more"),
        Binding("minus", "minus", N_("Less, or the other sign"), show=False, id="assess.minus"),
        *(Binding(str(d), f"digit({d})", N_("A value"), show=False, id="assess.digit") for d in range(10)),
        Binding("delete,backspace", "unknown", N_("Not known"), id="assess.unknown"),
    ]

    def __init__(self, tr: Translator, people: Sequence[tuple[Id, str]]) -> None:
        self.tr, self.people = tr, tuple(people)
        self.values: dict[Id, list[float | None]] = {person: [None, None] for person, _ in people}
        self.at = 0
        """Which of the two values is being filled in."""
        self._digits = ""
        self._cursor = 0
        columns = [
            RowColumn(tr("Name")),
            RowColumn(tr("Influence 0 to 10"), width=20, align="right"),
            RowColumn(tr("Attitude -10 to 10"), width=20, align="right"),
        ]
        super().__init__(columns, self._listed())

    def _listed(self) -> list[Row]:
        return [Row(person, (name, *self._cells(person))) for person, name in self.people]

    def _cells(self, person: Id) -> tuple[str, str]:
        influence, attitude = self.values[person]
        cells = [f"{written(influence, self.tr)}  ", f"{signed(attitude, self.tr)}  "]
        if person == self._who:
            cells[self.at] = f"◀ {cells[self.at].rstrip()} ▶"
        return cells[0], cells[1]

    @property
    def _who(self) -> Id:
        return self.people[self._cursor][0] if self.people else ""

    def action_step(self, by: int) -> None:
        """The next person."""
        super().action_step(by)
        self._show()

    def action_page(self, direction: int) -> None:
        """A page on."""
        super().action_page(direction)
        self._show()

    def action_edge(self, direction: int) -> None:
        """The first or the last."""
        super().action_edge(direction)
        self._show()

    def action_other(self) -> None:
        """The other value; after the second that of the next person."""
        self.at = 1 - self.at
        if self.at == 0:
            super().action_step(1)
        self._show()

    def action_turn(self, by: int) -> None:
        """One more or less."""
        now = self._now
        self._put(CENTRE[self.at] + (by if self.at else 0) if now is None else now + by)

    def action_minus(self) -> None:
        """The other sign of an attitude just typed; else one less. Before a digit it is its sign."""
        if self.at == 1 and self._now is not None and self._digits:
            self._put(-self._now, typing=True)
        elif self.at == 1 and self._now is None:
            self._digits = "-"
        else:
            self.action_turn(-1)

    def action_digit(self, digit: int) -> None:
        """A typed value: a digit, or 1 and 0 for ten."""
        low, high = SCALES[self.at]
        typed = f"{self._digits}{digit}"
        if not low <= float(typed) <= high:
            typed = str(digit)
        self._digits = typed
        self._put(float(typed), typing=True)

    def action_unknown(self) -> None:
        """Nothing is known."""
        self._put(None)

    @property
    def _now(self) -> float | None:
        return self.values[self._who][self.at] if self.people else None

    def _put(self, value: float | None, *, typing: bool = False) -> None:
        low, high = SCALES[self.at]
        if self.people:
            self.values[self._who][self.at] = None if value is None else min(max(value, low), high) + 0.0
        self._show(typing=typing)

    def _show(self, *, typing: bool = False) -> None:
        if not typing:
            self._digits = ""
        self.set_rows(self._listed())


class AssessmentBallot(BallotPane):
    """One assessor's view of everybody."""

    DEFAULT_CSS = """
    AssessmentBallot { layout: vertical; align-horizontal: center; }
    AssessmentBallot > AssessmentList { max-width: 110; }
    AssessmentBallot > Static { height: auto; max-width: 110; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, tr: Translator, people: Sequence[tuple[Id, str]]) -> None:
        super().__init__()
        self.tr, self.people = tr, tuple(people)

    def compose(self) -> ComposeResult:
        """The scales, the keys, and the list."""
        tr = self.tr
        yield Static(Content(tr("Influence on the project, and attitude by what you have seen. Not known: leave it.")))
        keys = tr("↑ ↓ choose a person · tab the other value · digits, − and ← → set it · delete: not known")
        yield Static(Content.assemble(keys, " · ", cast_link(tr("enter hands it in"))))
        yield AssessmentList(tr, self.people)

    @property
    def given(self) -> dict[Id, list[float | None]]:
        """The values of those of whom something is known."""
        values = self.query_one(AssessmentList).values
        return {person: pair for person, pair in values.items() if pair != [None, None]}

    def value(self) -> Any:
        """Person to influence and attitude."""
        return self.given

    def summary(self) -> str:
        """The assessment in words."""
        tr, given = self.tr, self.given
        if not given:
            return tr("You place nobody.")
        if len(given) > MANY:
            return tr.n("You place {n} of {all}.", "You place {n} of {all}.", len(given), all=len(self.people))
        lines = []
        for person, name in self.people:
            if person in given:
                influence, attitude = given[person]
                said = tr("influence {i}, attitude {a}", i=written(influence, tr), a=signed(attitude, tr))
                lines.append(f"{name}: {said}")
        return "\n".join(lines)


class AssessingScreen(HandInScreen):
    """The locked laptop for a round in which everybody assesses."""

    WORDS: ClassVar[LockedWords] = HandInScreen.WORDS._replace(
        following=N_("Next person: press enter, and assess alone."),
        standing=N_("{voted} of {voters} have assessed."),
        full=N_("Everybody has assessed.\n\nPlease give the laptop back to the facilitator."),
        saved=N_("Your assessment is saved. Receipt: {code}"),
    )


def locked_screen(context: StepContext, round_: Assessment, names: dict[Id, str]) -> LockedScreen:
    """The locked laptop for an open round. It shows nobody's place."""
    people = [(person, names[person]) for person in round_.people if person in names]

    def ballot() -> AssessmentBallot:
        return AssessmentBallot(context.tr, people)

    return AssessingScreen.of_round(context, round_.id, round_.assessors, ballot, partial(fault, round_))

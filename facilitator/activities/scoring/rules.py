"""What scoring is: its settings, its criteria, its records."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from facilitator.activities.scoring.presets import PRESETS, Criterion, Preset
from facilitator.activities.scoring.scales import scale_fault
from facilitator.core.activity import Settings
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.records import StepRecord
from facilitator.core.rounds import BallotRound
from facilitator.core.stepview import StepView

Quadrant = Literal["quick_wins", "strategic_bets", "leave", "fill_ins"]
QUADRANTS: tuple[Quadrant, ...] = ("quick_wins", "strategic_bets", "leave", "fill_ins")
"""Above right, above left, below left, below right."""
MOST_VOTERS = 1000
"""More than this many voters is taken for a slip of the finger."""
MOST_WINNERS = 100
MOST_CRITERIA = 12

Some = Annotated[int, msgspec.Meta(ge=1, le=MOST_WINNERS)]
Weight = Annotated[float, msgspec.Meta(gt=0, le=100)]


class CriterionDef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A criterion as a workshop file says it. What is left out: as the preset says."""

    id: str
    title: str = ""
    question: str = ""
    weight: Weight | None = None
    min: float | None = None
    max: float | None = None
    step: float | None = None
    values: tuple[float, ...] | None = None
    """The only values there are, instead of ``min``, ``max`` and ``step``: ``[1, 2, 3, 5, 8, 13, 20]``."""
    invert: bool | None = None
    """Whether more of it is worse."""


class ScoringSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the workshop file says about a scoring."""

    preset: Preset = "roi_feasibility"
    """``own``: the criteria below and nothing else, as a weighted mean."""
    criteria: tuple[CriterionDef, ...] = ()
    """Own criteria; with another preset, what is different about its criteria of the same id."""
    winners: Some | Quadrant = 3
    """What is passed on: so many from the top, or the cards in a quadrant."""
    x: str = ""
    y: str = ""
    """Criteria on the axes of the picture; empty: as the preset says, of own criteria the second and the first."""
    quick_wins: str = ""
    strategic_bets: str = ""
    fill_ins: str = ""
    leave: str = ""
    """Names of the quadrants; empty: the usual ones."""
    facilitator_votes: bool = False
    floor: Annotated[int, msgspec.Meta(ge=3, le=1000)] = 5
    """With fewer values than this, nothing is shown but their mean: more would tell of single ballots."""
    dispersion: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.6
    """From this dispersion on, a card is flagged as one that people disagree about."""
    advise_over: Some = 30
    """With more cards than this, grouping or choosing first is advised."""


def resolved(settings: ScoringSettings, tr: Translator) -> tuple[Criterion, ...]:
    """The criteria of a step, with all their words in the language of ``tr``."""
    own = {said.id: said for said in settings.criteria}
    if settings.preset == "own":
        bases = [Criterion(id=said.id, title=said.title or said.id) for said in settings.criteria]
    else:
        bases = [
            msgspec.structs.replace(one, title=tr(one.title), question=tr(one.question))
            for one in PRESETS[settings.preset]
        ]
    return tuple(_laid(base, own.get(base.id)) for base in bases)


def _laid(base: Criterion, said: CriterionDef | None) -> Criterion:
    if said is None:
        return base
    names = ("title", "question", "weight", "min", "max", "step", "invert")
    given = {name: getattr(said, name) for name in names if getattr(said, name) not in (None, "")}
    if said.values:
        given |= {"values": said.values, "min": said.values[0], "max": said.values[-1]}
    elif base.values and any(name in given for name in ("min", "max", "step")):
        given["values"] = ()
    return msgspec.structs.replace(base, **given)


def axes(settings: ScoringSettings, preset: Preset | None = None, ids: Sequence[str] = ()) -> tuple[str, str] | None:
    """Ids of the criteria on the horizontal and the vertical axis; None: there is no picture.

    ``preset`` and ``ids`` where the criteria are others than the workshop's.
    """
    preset, changed = preset or settings.preset, bool(ids)
    if not ids:
        ids = [one.id for one in (settings.criteria if preset == "own" else PRESETS[preset])]
    usual = {
        "roi_feasibility": ("feasibility", "roi"),
        "ice": ("ease", "impact"),
        "rice": ("effort", "impact"),
        "wsjf": ("size", "value"),
    }
    x, y = usual.get(preset, (ids[1], ids[0]) if len(ids) > 1 else ("", ""))
    if preset == settings.preset or preset == "own":
        x, y = settings.x if settings.x in ids else x, settings.y if settings.y in ids else y
    if changed and x == y:  # the other one was removed
        x = next((id_ for id_ in ids if id_ != y), "")
    return (x, y) if x and y else None


def check(settings: ScoringSettings, tr: Translator) -> list[tuple[str, str]]:
    """Settings that have the right shape and make no sense together: (key, sentence)."""
    faults: list[tuple[str, str]] = []
    ids = [said.id for said in settings.criteria]
    known = ids if settings.preset == "own" else [one.id for one in PRESETS[settings.preset]]
    if not known:
        faults.append(("criteria", tr("Own criteria are needed when the preset is “own”.")))
    if len(ids) > MOST_CRITERIA:
        faults.append(("criteria", tr("More than {n} criteria: nobody can score that.", n=MOST_CRITERIA)))
    for id_, times in Counter(ids).items():
        if not id_.strip():
            faults.append(("criteria", tr("A criterion has no id.")))
        elif times > 1:
            faults.append(("criteria", tr("Two criteria have the id “{id}”.", id=id_)))
        elif id_ not in known:
            listed = ", ".join(known)
            sentence = tr("“{id}” is no criterion of this preset; it has: {known}.", id=id_, known=listed)
            faults.append(("criteria", sentence))
    for one in resolved(settings, tr):
        if sentence := scale_fault(settings.preset, one, tr):
            faults.append(("criteria", sentence))
    axis = axes(settings)
    for key, id_ in (("x", settings.x), ("y", settings.y)):
        if id_ and id_ not in known:
            faults.append((key, tr("“{id}” is no criterion; there are: {known}.", id=id_, known=", ".join(known))))
    if axis is not None and axis[0] == axis[1]:
        faults.append(("x", tr("Both axes are the same criterion.")))
    if axis is None and isinstance(settings.winners, str):
        faults.append(("winners", tr("With one criterion there are no quadrants.")))
    names = [name.casefold() for key in QUADRANTS if (name := getattr(settings, key).strip())]
    if len(set(names)) < len(names):
        faults.append(("quick_wins", tr("Two quadrants have the same name.")))
    return faults


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What the voters said of one card on one criterion."""

    raters: int = 0
    mean: float | None = None
    """None: nobody has scored it. Missing is not zero."""
    counts: tuple[tuple[float, int], ...] | None = None
    """Values, ascending, with how many gave each. None: too few to be shown."""


class Scores(BallotRound, frozen=True, kw_only=True):
    """One round of a scoring."""

    way: Literal["ballots", "group"] = "ballots"
    """``group``: no ballots; the group agrees on values that are typed in."""
    preset: Preset
    criteria: tuple[Criterion, ...]
    own_words: tuple[str, ...] = ()
    """Ids of criteria whose words were typed in the session: they are the same in every language."""
    winners: int | Quadrant = 3
    floor: int = 5
    facilitator_votes: bool = False
    voted: int = 0
    invalid: int = 0
    lines: dict[Id, dict[str, Line]] = {}
    """Card and criterion to what was said, after the reveal."""
    concordance: float | None = None
    """Kendall's W over the rankings of those who scored every card; None: not defined, or not to be shown."""
    rankers: int = 0
    """How many rankings it is about."""


class Value(StepRecord, frozen=True, kw_only=True):
    """A value that the group agreed on: its one entry, or a correction of what the ballots came to."""

    round: Id
    item: Id
    criterion: str
    value: float


class Preparation(StepRecord, frozen=True, kw_only=True):
    """What the facilitator has changed for the next round, before it opens. ``None``: as the workshop says."""

    weights: dict[str, float] = {}
    winners: int | Quadrant | None = None
    facilitator_votes: bool | None = None
    voters: int | None = None
    preset: Preset | None = None
    criteria: tuple[Criterion, ...] | None = None
    """Other criteria than the workshop's, or other words and scales of them."""
    own_words: tuple[str, ...] = ()
    """Ids of criteria whose words were typed in the session."""


def rounds(view: StepView) -> list[Scores]:
    """The rounds of the step, oldest first."""
    return sorted(view.records(Scores), key=lambda scores: scores.number)


def current(view: StepView) -> Scores | None:
    """The newest round that was not set aside."""
    return next((one for one in reversed(rounds(view)) if one.state != "set aside"), None)


def deciding(view: StepView) -> Scores | None:
    """The round whose result is the step's: the newest revealed one."""
    return next((one for one in reversed(rounds(view)) if one.state == "revealed"), None)

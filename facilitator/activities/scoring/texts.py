"""A scoring in words: criteria, turnout, disagreement, what the result depends on. For screen, room and report."""

from collections.abc import Iterable

from facilitator.activities.scoring.presets import PRESET_TITLES, SUMS, Criterion, in_signs
from facilitator.activities.scoring.rules import QUADRANTS, Quadrant, Scores, ScoringSettings
from facilitator.activities.scoring.sheet import Entry, Figure, Sheet, Shift
from facilitator.core.cards import Candidate, listed
from facilitator.core.i18n import N_, Translator
from facilitator.core.stepview import StepView

QUADRANT_NAMES: dict[Quadrant, str] = {
    "quick_wins": N_("Quick wins"),
    "strategic_bets": N_("Strategic bets"),
    "leave": N_("Leave"),
    "fill_ins": N_("Fill-ins"),
}
HELP = N_(
    "**Before:** read every criterion aloud and agree what the ends of its scale mean, with one card as an example. "
    "Merge cards that say the same. Say who scores: those who know the work, not only those who pay for it.\n\n"
    "**Scoring:** hand the laptop round, everybody alone with it (h), so that nobody follows the loudest or the boss. "
    "What somebody cannot judge stays empty: empty is not zero. With few people, or when one value for all is "
    "enough, talk and type it in together (g).\n\n"
    "**After the reveal:** three questions, in this order. What is on top, and do we believe it? What can go? Where "
    "do we disagree? Where a card is flagged (▲), ask who can explain a high value, and who a low one: most often "
    "they meant two different things. Nobody has to say what they gave. Then agree on a value and type it into its "
    "cell, or score once more (o).\n\n"
    "**Do not** defend decimals. Cards a few points apart are equal. Look whether the top three stay when a weight "
    "moves; if not, talk about the weight, not about the card."
)
ACCORD = (
    (0.1, N_("hardly any agreement on the order")),
    (0.3, N_("weak agreement on the order")),
    (0.5, N_("moderate agreement on the order")),
    (0.7, N_("good agreement on the order")),
    (2.0, N_("strong agreement on the order")),
)
"""Below which W it is called so (bands after Schmidt 1997)."""


def quadrant_name(key: Quadrant, settings: ScoringSettings, tr: Translator) -> str:
    """What a quadrant is called: as the workshop file says, else as usual."""
    return getattr(settings, key).strip() or tr(QUADRANT_NAMES[key])


def score_text(score: float | None, tr: Translator) -> str:
    """A score as it is shown: as many decimals as its size makes sense of."""
    if score is None:
        return "–"
    return tr.number(
        score, 0 if abs(score) >= 1000 else 1 if abs(score) >= 10 or not score else 2, padded=abs(score) < 1000
    )


def value_text(figure: Figure, tr: Translator) -> str:
    """A value as it is shown, a mean with its decimals."""
    if figure.value is None:
        return ""
    decimals = 0 if figure.criterion.max >= 1000 else 2 if figure.agreed is not None or figure.criterion.max <= 3 else 1
    return tr.number(figure.value, decimals, padded=figure.agreed is None)


def scale(one: Criterion, tr: Translator) -> str:
    """*1 to 5*, with the steps where they are not whole; of a scale of few values all of them."""
    if one.values:
        return " ".join(tr.number(value) for value in one.values)
    text = tr("{low} to {high}", low=tr.number(one.min), high=tr.number(one.max))
    return text if one.step == 1 else tr("{scale} in steps of {step}", scale=text, step=tr.number(one.step))


def criterion_line(one: Criterion, tr: Translator) -> str:
    """A criterion with its scale and its question."""
    question = f" {one.question}" if one.question else ""
    return f"{one.title} ({scale(one, tr)}).{question}"


def formula(scores: Scores, tr: Translator) -> str:
    """How the score is made."""
    if scores.preset in SUMS:
        text = tr("Score: weighted mean of the criteria, 0 to 100 on their scales.")
    else:
        text = tr("Score: {formula}.", formula=in_signs(scores.preset, scores.criteria))
    if all(one.weight == 1 for one in scores.criteria):
        return text
    weights = ", ".join(f"{one.title} {tr.number(one.weight)}" for one in scores.criteria)
    return f"{text} {tr('Weights: {weights}.', weights=weights)}"


def preset_name(scores: Scores, tr: Translator) -> str:
    """What the set of criteria is called."""
    return tr(PRESET_TITLES[scores.preset])


def passes(winners: int | Quadrant, settings: ScoringSettings, tr: Translator) -> str:
    """What goes on to later steps."""
    if isinstance(winners, str):
        return tr("the cards in “{name}”", name=quadrant_name(winners, settings, tr))
    return tr.n("the first", "the first {n}", winners)


def round_name(scores: Scores, tr: Translator) -> str:
    """*Round 2*."""
    return tr("Round {n}", n=scores.number)


def voters_line(scores: Scores, tr: Translator) -> str:
    """Who may score."""
    facilitator = tr("facilitator included") if scores.facilitator_votes else tr("without the facilitator")
    return f"{tr.n('{n} voter', '{n} voters', scores.voters)}, {facilitator}"


def turnout(scores: Scores, tr: Translator) -> str:
    """How many scored."""
    if scores.way == "group":
        return tr("One entry for the group")
    parts = [tr("{voted} of {voters} have scored", voted=scores.voted, voters=scores.voters)]
    if scores.invalid:
        parts.append(tr.n("{n} ballot was invalid", "{n} ballots were invalid", scores.invalid))
    return " · ".join(parts)


def accord(scores: Scores, tr: Translator) -> str:
    """Kendall's W in words; empty for an entry of the group, which has no voters to agree."""
    if scores.way == "group":
        return ""
    if scores.concordance is None:
        if scores.rankers < 2 or len(scores.candidates) < 2:
            return tr("Agreement on the order is not known: it takes two cards, and two people who scored them all.")
        if scores.rankers < scores.floor:
            n = scores.floor
            return tr("Agreement on the order is not shown: fewer than {n} have scored every card.", n=n)
        return tr("Agreement on the order is not known: everybody finds all cards equal.")
    word = next(word for limit, word in ACCORD if scores.concordance < limit)
    figure = tr.number(scores.concordance, 2, padded=True)
    return tr("{word} (W {figure})", word=_begun(tr(word)), figure=figure)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def in_words(figure: Figure, floor: int, tr: Translator) -> str:
    """A figure in words: mean, median, distribution, voters, dispersion; what the group agreed on."""
    line, parts = figure.line, []
    if figure.agreed is not None:
        parts.append(tr("agreed: {value}", value=tr.number(figure.agreed)))
    if line.mean is None:
        return " · ".join(parts) or tr("no value yet")
    parts.append(tr("mean {mean}", mean=tr.number(line.mean, 1)))
    if line.counts is None:
        parts.append(tr.n("{n} value", "{n} values", line.raters))
        if line.raters < floor:
            parts.append(tr("spread not shown: fewer than {n} values", n=floor))
        return " · ".join(parts)
    parts.append(tr("median {median}", median=tr.number(figure.median or 0.0, 1)))
    parts.append(tr.n("{n} value", "{n} values", line.raters) + f": {distribution(figure, tr)}")
    parts.append(tr("dispersion {figure}", figure=tr.number(figure.dispersion or 0.0, 2)))
    return " · ".join(parts)


def distribution(figure: Figure, tr: Translator) -> str:
    """How often each value was given: *2× 1, 3× 5*."""
    return ", ".join(f"{times}× {tr.number(value)}" for value, times in figure.line.counts or ())


def called(card: Candidate) -> str:
    """Number and title."""
    return f"{card.number} {card.title}"


def dispute(entry: Entry, sheet: Sheet, tr: Translator) -> str:
    """On what people disagree about a card: behind its name a line for each criterion."""
    figures = [entry.figures[id_] for id_ in entry.disputed]
    return "".join(f"\n{figure.criterion.title}: {_at_a_glance(figure, sheet.scores.floor, tr)}" for figure in figures)


def _at_a_glance(figure: Figure, floor: int, tr: Translator) -> str:
    """What a room needs of a spread, in one line: how often each value was given comes first."""
    if figure.line.mean is None or figure.line.counts is None:
        return in_words(figure, floor, tr)
    parts = [distribution(figure, tr), tr("mean {mean}", mean=tr.number(figure.line.mean, 1))]
    if figure.agreed is not None:
        parts.append(tr("agreed: {value}", value=tr.number(figure.agreed)))
    return " · ".join(parts)


def numbers(cards: Iterable[Candidate], most: int | None = None) -> str:
    """Their numbers in a sentence, of many only the first ``most``."""
    found = [card.number for card in cards]
    return listed(found) if most is None or len(found) <= most else f"{listed(found[:most])} …"


def shift_text(shift: Shift, tr: Translator) -> str:
    """What happens to the top three when a weight moves."""
    title = shift.criterion.title
    begin = tr("“{title}” 20 % heavier:", title=title) if shift.more else tr("“{title}” 20 % lighter:", title=title)
    parts = []
    if shift.into:
        parts.append(tr("{numbers} in", numbers=numbers(shift.into)))
    if shift.out:
        parts.append(tr("{numbers} out", numbers=numbers(shift.out)))
    return f"{begin} {', '.join(parts)}"


def sensitivity(sheet: Sheet, tr: Translator) -> list[str]:
    """Whether the top three depend on a weight, in sentences; empty when there is nothing to weigh."""
    if len(sheet.scored) < 2 or len(sheet.criteria) < 2:
        return []
    if not sheet.shifts:
        return [tr("The first three stay the same when any one weight moves by 20 %.")]
    return [tr("The first three depend on the weights:"), *(shift_text(shift, tr) for shift in sheet.shifts)]


def cut_note(sheet: Sheet, tr: Translator, most: int | None = None) -> str:
    """What is passed on, and whether equal cards go on together. ``most``: numbers of cards in one place."""
    if not sheet.winning:
        return tr("No card is passed on yet.")
    text = tr(
        "Passed on: {what} ({numbers})",
        what=passes(sheet.scores.winners, sheet.settings, tr),
        numbers=numbers((entry.card for entry in sheet.winning), most),
    )
    if sheet.shared:
        equal = numbers((entry.card for entry in sheet.shared), most)
        return f"{text}. {tr('Cards {numbers} are equal: all of them are passed on.', numbers=equal)}"
    return text


def axis_words(sheet: Sheet, tr: Translator) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """Words at the ends of both axes: left and right, below and above; None: there is no picture."""
    if sheet.axes is None:
        return None
    found = []
    for one in sheet.axes:
        low, high = tr("{title}: low", title=one.title), tr("{title}: high", title=one.title)
        found.append((high, low) if one.invert else (low, high))
    return found[0], found[1]


def rule_rows(view: StepView, scores: Scores) -> list[tuple[str, str]]:
    """What is in force in the next round, in the order of ``rules_of``: name and value."""
    tr = view.tr
    who = tr("scores too") if scores.facilitator_votes else tr("does not score")
    usual = view.how_many_vote(scores.facilitator_votes)
    voters = (
        str(scores.voters) if scores.voters_set and scores.voters != usual else f"{scores.voters} {tr('(present)')}"
    )
    rows = [
        (tr("Passed on"), passes(scores.winners, view.settings, tr)),
        (tr("Facilitator"), who),
        (tr("Voters"), voters),
        (tr("Criteria"), preset_name(scores, tr)),
    ]
    for one in scores.criteria:
        weight = tr("weight {weight}", weight=tr.number(one.weight))
        question = f" · {one.question}" if one.question else ""
        rows.append((one.title, f"{weight} · {scale(one, tr)}{question}"))
    return rows


def quadrant_counts(sheet: Sheet, tr: Translator) -> list[str]:
    """Names of the quadrants with how many cards are in each, in the order of ``QUADRANTS``."""
    return [
        f"{quadrant_name(key, sheet.settings, tr)} ({sum(entry.quadrant == key for entry in sheet.entries)})"
        for key in QUADRANTS
    ]

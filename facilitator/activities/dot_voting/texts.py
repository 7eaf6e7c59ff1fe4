"""A vote in words: its rules, its turnout, how its ties were broken. For screen, room and report alike."""

from facilitator.activities.dot_voting.opening import (
    asked,
    candidates,
    preparation,
    prepared_rules,
    taken_over,
)
from facilitator.activities.dot_voting.rules import Rules, Rung, TieStep, Vote, Why
from facilitator.activities.dot_voting.tally import cut
from facilitator.activities.dot_voting.ties import Tie, open_tie, standing_winners
from facilitator.core.cards import listed
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.stepview import StepView

RUNGS: dict[Rung, str] = {
    "supporters": N_("supporters"),
    "score": N_("score"),
    "run-off": N_("run-off"),
    "decider": N_("decider"),
    "draw": N_("draw"),
}
WHYS: dict[Why, str] = {
    "equal": N_("equal"),
    "hand": N_("not known, because dots were counted by hand"),
    "floor": N_("not used, because too few voted to keep single ballots secret"),
    "not scored": N_("not all of them have a score"),
    "passed over": N_("left out by the facilitator"),
}


def ladder(ties: tuple[Rung, ...], tr: Translator) -> str:
    """The order in which a tie is broken."""
    return " → ".join(tr(RUNGS[rung]) for rung in ties) or tr("stay open")


def manner(secret: bool, tr: Translator) -> str:
    """How the dots are given."""
    return tr("secret ballots") if secret else tr("open: hands or dots on the wall, counted by the facilitator")


def rules_line(rules: Rules, tr: Translator) -> str:
    """Dots, most on one card, secret or open, winners: one line."""
    parts = [
        tr.n("{n} dot each", "{n} dots each", rules.dots),
        tr("at most {n} on one card", n=rules.per_item),
        manner(rules.secret, tr),
        tr.n("{n} card wins", "{n} cards win", rules.winners),
    ]
    return " · ".join(parts)


def rule_rows(view: StepView) -> list[tuple[str, str]]:
    """Every rule that would be in force, in the order of ``RULES``: name and value."""
    tr = view.tr
    rules, voters = prepared_rules(view)
    dots, per_item = asked(view)
    own, cards = preparation(view), len(candidates(view))
    third = tr("automatic: a third of {n} cards", n=cards) if dots == "auto" else ""
    half = tr("automatic: half of the dots, at most 3") if per_item == "auto" else ""
    all_vote = rules.facilitator_votes or len(view.present) == len(view.voters)
    them = tr("everybody present") if all_vote else tr("everybody present but the facilitator")
    present = them if own is None or own.voters is None else ""
    who = tr("votes too") if rules.facilitator_votes else tr("does not vote")
    same = taken_over(view)
    as_before: dict[str, str] = dict.fromkeys(same, tr("as in the round before"))
    by_hand = as_before.get("voters", tr("set by hand"))
    return [
        (tr("Dots for each person"), _with(rules.dots, third or as_before.get("dots"))),
        (tr("At most on one card"), _with(rules.per_item, half or as_before.get("per_item"))),
        (tr("Voting"), _with(manner(rules.secret, tr), as_before.get("secret"))),
        (tr("Cards that win"), _with(rules.winners, as_before.get("winners"))),
        (tr("Ties"), _with(ladder(rules.ties, tr), as_before.get("ties"))),
        (tr("Facilitator"), _with(who, as_before.get("facilitator_votes"))),
        (tr("Voters"), _with(voters, present or by_hand)),
    ]


def _with(value: int | str, remark: str | None) -> str:
    return f"{value}  ({remark})" if remark else str(value)


def voters_line(vote: Vote, tr: Translator) -> str:
    """Who may vote."""
    facilitator = tr("facilitator included") if vote.rules.facilitator_votes else tr("without the facilitator")
    return f"{tr.n('{n} voter', '{n} voters', vote.voters)}, {facilitator}"


def round_name(vote: Vote, tr: Translator) -> str:
    """*Round 2*, with what it is a run-off of."""
    return tr("Round {n} (run-off)", n=vote.number) if vote.runoff_of else tr("Round {n}", n=vote.number)


def turnout(vote: Vote, tr: Translator) -> str:
    """How many voted, what they left unused, who abstained."""
    result = vote.result
    if result is None:
        return ""
    share = round(100 * result.voted / vote.voters)
    parts = [tr("{voted} of {voters} voted ({share} %)", voted=result.voted, voters=vote.voters, share=share)]
    if result.by_hand:
        parts.append(tr("{n} of them counted by hand", n=result.by_hand))
    parts.append(tr.n("{n} dot unused", "{n} dots unused", result.unused))
    if result.abstained:
        parts.append(tr.n("{n} abstained", "{n} abstained", result.abstained))
    if result.invalid:
        parts.append(tr.n("{n} ballot was invalid", "{n} ballots were invalid", result.invalid))
    return " · ".join(parts)


def detail_note(vote: Vote, tr: Translator) -> str:
    """Why supporters, coverage and intensity are not shown; empty when they are."""
    if vote.result is None or vote.result.detail == "full":
        return ""
    if vote.result.detail == "hand":
        return tr("Supporters, coverage and intensity are not known: dots were counted by hand.")
    floor = vote.rules.floor
    return tr("Supporters are not shown: fewer than {n} voted, so they would tell of single ballots.", n=floor)


def heavy_note(vote: Vote, tr: Translator) -> str:
    """Cards on which a single ballot weighs heavily; empty when there are none or it is not to be told."""
    if vote.result is None:
        return ""
    heavy = [c.number for c, line in zip(vote.candidates, vote.result.lines, strict=True) if line.heavy]
    return tr("! one ballot gave half or more of the dots: {numbers}", numbers=listed(heavy)) if heavy else ""


def cut_note(vote: Vote, tr: Translator) -> str:
    """What stands at the cut line."""
    line, (won, tied) = cut(vote), standing_winners(vote)
    if tied:
        seats = line.seats - sum(len(step.into) for step in vote.ties)
        return tr("cut line: tie of {tied} for {places}", tied=len(tied), places=places_left(seats, tr))
    if line.tied:
        return tr("cut line: {n} won, tie broken", n=len(won))
    if not won:
        return tr("no card has a dot")
    return tr.n("cut line: gap of {n} dot", "cut line: gap of {n} dots", line.gap)


def places_left(seats: int, tr: Translator) -> str:
    """*1 place*."""
    return tr.n("{n} place", "{n} places", seats)


def tie_sentence(vote: Vote, tie: Tie, tr: Translator) -> str:
    """An open tie, for the list of what is open."""
    numbers = listed(c.number for c in tie.tied)
    name, left = round_name(vote, tr), places_left(tie.seats, tr)
    return tr("{round}: cards {numbers} are tied for {places}.", round=name, numbers=numbers, places=left)


def tie_outcome(vote: Vote, tr: Translator) -> str:
    """A tie across the cut line in one sentence: still open, or what broke it; empty when there was none."""
    if (tie := open_tie(vote)) is not None:
        return tie_sentence(vote, tie, tr)
    ways = [tr(RUNGS[step.rung]) for step in vote.ties if step.into or step.out]
    return tr("A tie was broken: {ways}.", ways=", ".join(ways)) if ways else ""


def tie_step(vote: Vote, step: TieStep, tr: Translator, *, names: bool = True) -> str:
    """One rung of the ladder as it was tried; ``names``: with who decided."""
    rung = tr(RUNGS[step.rung])
    if step.why:
        return f"{rung}: {tr(WHYS[step.why])}"
    into, out = _numbers(vote, step.into), _numbers(vote, step.out)
    parts = []
    if into:
        parts.append(tr("{numbers} in", numbers=into))
    if out:
        parts.append(tr("{numbers} out", numbers=out))
    if step.by and names:
        parts.append(tr("decided by {name}", name=step.by))
    if step.seed:
        parts.append(tr("seed {seed}", seed=step.seed))
    return f"{rung}: {', '.join(parts)}"


def _numbers(vote: Vote, items: tuple[Id, ...]) -> str:
    return listed(c.number for c in vote.candidates if c.item in items)

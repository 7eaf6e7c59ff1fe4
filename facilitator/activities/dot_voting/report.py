"""A vote in the report: result, decision record, and what is still open."""

from facilitator.activities.dot_voting.rules import Vote, current, votes
from facilitator.activities.dot_voting.tally import Place, places
from facilitator.activities.dot_voting.texts import (
    cut_note,
    detail_note,
    heavy_note,
    ladder,
    round_name,
    rules_line,
    tie_sentence,
    tie_step,
    turnout,
    voters_line,
)
from facilitator.activities.dot_voting.ties import deciding, open_tie, standing_winners
from facilitator.core.blocks import AnyBlock, Bars, Bullets, Column, Heading, Table, Text
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.rounds import Round
from facilitator.core.stepview import StepView


def blocks(view: StepView) -> list[AnyBlock]:
    """The rounds of the step, oldest first; totals only of revealed ones."""
    rounds, tr = votes(view), view.tr
    if not rounds:
        return [Text(text=tr("Nobody has voted yet."))]
    found: list[AnyBlock] = []
    for vote in rounds:
        if len(rounds) > 1:
            found.append(Heading(text=round_name(vote, tr), level=3))
        if vote.state == "revealed":
            found += _revealed(view, vote)
        else:
            found.append(Text(text=_not_revealed(vote, tr)))
    return found


def _not_revealed(vote: Vote, tr: Translator) -> str:
    if vote.state == "set aside":
        return tr("This round was set aside; its ballots were never opened.")
    return tr("This round has not been revealed.")


def _revealed(view: StepView, vote: Vote) -> list[AnyBlock]:
    tr, ranked = view.tr, places(vote)
    result = [_table(vote, ranked, tr)]
    if any(place.line.dots for place in ranked):
        result.append(_bars(ranked, tr))
    note = detail_note(vote, tr)
    return [*result, *([Text(text=note)] if note else []), *_decision_record(view, vote)]


def outcome(vote: Vote, item: Id, tr: Translator) -> str:
    """What became of a card: won, tied, or nothing."""
    won, tied = standing_winners(vote)
    if item in won:
        return tr("won")
    return tr("tied") if item in tied else ""


def _table(vote: Vote, ranked: list[Place], tr: Translator) -> AnyBlock:
    full = vote.result is not None and vote.result.detail == "full"
    titles = [tr("Rank"), tr("No."), tr("Card"), tr("Dots"), tr("Share")]
    titles += [tr("Supporters"), tr("Coverage"), tr("Intensity")] if full else []
    rows = []
    for place in ranked:
        cells = [str(place.rank), str(place.candidate.number), place.candidate.title, str(place.line.dots)]
        cells.append(f"{place.share:.0f} %")
        cells += details(place) if full else []
        rows.append((*cells, outcome(vote, place.candidate.item, tr)))
    columns = [Column(title=title, align="left" if at == 2 else "right") for at, title in enumerate(titles)]
    return Table(columns=(*columns, Column(title=tr("Result"))), rows=tuple(rows))


def details(place: Place) -> list[str]:
    """Supporters, coverage and intensity in figures; ``!`` after the supporters: one ballot gave half of the dots."""
    if place.line.supporters is None:
        return ["", "", ""]
    supporters = f"{place.line.supporters}{' !' if place.line.heavy else ''}"
    intensity = f"{place.intensity:.1f}" if place.intensity is not None else "–"
    return [supporters, f"{place.coverage:.0f} %", intensity]


def _bars(ranked: list[Place], tr: Translator) -> AnyBlock:
    bars = tuple((f"{p.candidate.number} {p.candidate.title}", float(p.line.dots)) for p in ranked if p.line.dots)
    return Bars(title=tr("Dots"), unit=tr("dots"), bars=bars)


def _decision_record(view: StepView, vote: Vote) -> list[AnyBlock]:
    tr = view.tr
    lines = record_lines(view, vote, names=False)
    found: list[AnyBlock] = [Text(text=tr("How this was decided"), strong=True), Bullets(items=tuple(lines))]
    deciders = [step.by for step in vote.ties if step.by]
    if deciders:
        found.append(Text(text=tr("Decider: {names}", names=", ".join(deciders)), audience="team"))
    record = view.table(Round).get(vote.id)
    if record is not None and record.root:
        text = tr("Root hash of the sealed ballots: {root}", root=record.root)
        found.append(Text(text=text, audience="consultant"))
    return found


def record_lines(view: StepView, vote: Vote, *, names: bool) -> list[str]:
    """The decision record of a round: rules, turnout, cut line, and every rung tried on a tie."""
    tr = view.tr
    lines = [rules_line(vote.rules, tr), voters_line(vote, tr), tr("Ties: {order}", order=ladder(vote.rules.ties, tr))]
    if vote.result is None:
        return lines
    lines += [turnout(vote, tr), _sources(view, vote), cut_note(vote, tr), heavy_note(vote, tr)]
    lines += [tie_step(vote, step, tr, names=names) for step in vote.ties]
    if any(step.seed for step in vote.ties):
        lines.append(tr("The draw: smallest SHA-256 of “seed number” wins."))
    return [line for line in lines if line]


def _sources(view: StepView, vote: Vote) -> str:
    record, tr = view.table(Round).get(vote.id), view.tr
    counts = dict(record.sources) if record is not None else {}
    if vote.result is not None and vote.result.by_hand:
        counts["hand"] = vote.result.by_hand
    words = {"laptop": tr("on the laptop"), "phone": tr("by phone"), "hand": tr("by hand")}
    return ", ".join(f"{counts[way]} {word}" for way, word in words.items() if counts.get(way))


def unfinished(view: StepView) -> str:
    """Why going on now should ask once: not revealed, a tie, fewer than half of the voters or of the dots."""
    tr, vote = view.tr, current(view)
    if vote is None:
        return tr("Nobody has voted yet.")
    if vote.state == "open":
        return tr("The round is still open.")
    if vote.result is None:
        return tr("The round has not been revealed.")
    if ends := open_ends(view):
        return ends[0]
    if 2 * vote.result.voted < vote.voters:
        return tr("Only {voted} of {voters} have voted.", voted=vote.result.voted, voters=vote.voters)
    if 2 * vote.result.unused > vote.result.voted * vote.rules.dots:
        return tr("Fewer than half of the dots were given.")
    return ""


def open_ends(view: StepView) -> list[str]:
    """The tie of the deciding round that is still open."""
    vote = deciding(view)
    tie = open_tie(vote) if vote is not None else None
    return [tie_sentence(vote, tie, view.tr)] if vote is not None and tie is not None else []

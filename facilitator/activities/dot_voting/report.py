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
    tie_outcome,
    tie_sentence,
    tie_step,
    turnout,
    voters_line,
)
from facilitator.activities.dot_voting.ties import deciding, open_tie, standing_winners
from facilitator.core.blocks import AnyBlock, Bars, Bullets, Column, Heading, Table, Text
from facilitator.core.cards import listed
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.rounds import Round
from facilitator.core.stepview import StepView


def blocks(view: StepView) -> list[AnyBlock]:
    """What was chosen, then the rounds of the step, oldest first; totals only of revealed ones."""
    rounds, tr = votes(view), view.tr
    if not rounds:
        return [Text(text=tr("Nobody has voted yet."))]
    last = deciding(view)
    found = chosen(last, tr) if last is not None else []
    for vote in rounds:
        replaced = last is not None and vote.state == "revealed" and last.id not in (vote.id, vote.runoff_of)
        if replaced and last is not None:
            text = tr("{round}: replaced by round {n}", round=round_name(vote, tr), n=last.number)
            found += [Heading(text=text, level=3), Text(text=_in_short(vote, tr))]
            continue
        if len(rounds) > 1 or last is not None:
            found.append(Heading(text=round_name(vote, tr), level=3))
        if vote.state == "revealed":
            found += _revealed(view, vote)
        else:
            found.append(Text(text=_not_revealed(vote, tr)))
    return found


def chosen(vote: Vote, tr: Translator) -> list[AnyBlock]:
    """The winners of the deciding round from the top down, and in a sentence how a tie among them stands."""
    won = standing_winners(vote)[0]
    at = {place.candidate.item: place for place in places(vote)}
    items = tuple(
        tr.n(
            "{number} · {title} ({n} dot)",
            "{number} · {title} ({n} dots)",
            at[item].line.dots,
            number=at[item].candidate.number,
            title=at[item].candidate.title,
        )
        for item in won
    )
    found: list[AnyBlock] = [Heading(text=tr("Chosen"), level=3)]
    if items:
        found.append(Bullets(items=items))
    said = tie_outcome(vote, tr) or ("" if items else tr("No card was chosen."))
    return [*found, Text(text=said)] if said else found


def _in_short(vote: Vote, tr: Translator) -> str:
    won, tied = standing_winners(vote)
    numbers = listed(c.number for c in vote.candidates if c.item in (*won, *tied))
    ahead = tr("Ahead were: {numbers}.", numbers=numbers) if numbers else tr("No card was chosen.")
    return f"{ahead} {turnout(vote, tr)}."


def _not_revealed(vote: Vote, tr: Translator) -> str:
    if vote.state == "set aside":
        return tr("This round was set aside; its ballots were never opened.")
    return tr("This round has not been revealed.")


def _revealed(view: StepView, vote: Vote) -> list[AnyBlock]:
    tr, ranked = view.tr, places(vote)
    with_dots = [place for place in ranked if place.line.dots]
    result = [_table(vote, with_dots, tr), _bars(with_dots, tr)] if with_dots else []
    result += _without_dots([place for place in ranked if not place.line.dots], tr)
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
        cells += details(place, tr) if full else []
        rows.append((*cells, outcome(vote, place.candidate.item, tr)))
    columns = [Column(title=title, align="left" if at == 2 else "right") for at, title in enumerate(titles)]
    return Table(columns=(*columns, Column(title=tr("Result"))), rows=tuple(rows))


def _without_dots(ranked: list[Place], tr: Translator) -> list[AnyBlock]:
    """Cards that nobody gave a dot: one line with their numbers, for the team also their titles."""
    if not ranked:
        return []
    cards = sorted((place.candidate for place in ranked), key=lambda card: card.number)
    text = tr.n(
        "{n} card without a dot: {numbers}",
        "{n} cards without a dot: {numbers}",
        len(cards),
        numbers=listed(card.number for card in cards),
    )
    columns = Column(title=tr("No."), align="right"), Column(title=tr("Card"))
    rows = tuple((str(card.number), card.title) for card in cards)
    return [Text(text=text), Table(columns=columns, rows=rows, audience="team")]


def details(place: Place, tr: Translator) -> list[str]:
    """Supporters, coverage and intensity in figures; ``!`` after the supporters: one ballot gave half of the dots."""
    if place.line.supporters is None:
        return ["", "", ""]
    supporters = f"{place.line.supporters}{' !' if place.line.heavy else ''}"
    intensity = tr.number(place.intensity, 1, padded=True) if place.intensity is not None else "–"
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

"""What the room may see of a vote: the rules, how many have voted, and after the reveal the result."""

from facilitator.activities.dot_voting.opening import candidates, preparation, prepared_rules
from facilitator.activities.dot_voting.report import outcome
from facilitator.activities.dot_voting.rules import Vote, current
from facilitator.activities.dot_voting.tally import places
from facilitator.activities.dot_voting.texts import cut_note, ladder, rules_line, turnout
from facilitator.core.blocks import AnyBlock, Bars, Bullets, Text
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView


def scene(view: StepView) -> Scene:
    """The picture for the projector. Never a total before the reveal."""
    vote = current(view)
    if vote is None or (vote.state == "revealed" and preparation(view) is not None):
        shown = _before(view)
    elif vote.state == "revealed":
        shown = _result(view, vote)
    else:
        shown = _going_on(view, vote)
    return Scene(title=view.title, prompt=view.prompt, blocks=tuple(shown))


def _before(view: StepView) -> list[AnyBlock]:
    rules, voters = prepared_rules(view)
    tr = view.tr
    lines = (
        rules_line(rules, tr),
        tr.n("{n} voter", "{n} voters", voters),
        tr("Ties: {order}", order=ladder(rules.ties, tr)),
    )
    cards = tuple(f"{card.number}  {card.title}" for card in candidates(view))
    return [Bullets(items=lines), *([Bullets(items=cards)] if cards else [])]


def _going_on(view: StepView, vote: Vote) -> list[AnyBlock]:
    tr, standing = view.tr, view.standing(vote.id)
    said: list[AnyBlock] = [Text(text=rules_line(vote.rules, tr))]
    if standing is not None and vote.rules.secret:
        text = tr("{voted} of {voters} have voted", voted=standing.ballots, voters=vote.voters)
        said.append(Text(text=text, strong=True))
    if vote.state == "closed":
        said.append(Text(text=tr("The round is closed. The result comes with the reveal.")))
    cards = tuple(f"{card.number}  {card.title}" for card in vote.candidates)
    return [*said, Bullets(items=cards)]


def _result(view: StepView, vote: Vote) -> list[AnyBlock]:
    tr = view.tr
    bars = []
    for place in places(vote):
        mark = outcome(vote, place.candidate.item, tr)
        label = f"{place.rank}. {place.candidate.number} {place.candidate.title}{f' ({mark})' if mark else ''}"
        bars.append((label, float(place.line.dots)))
    return [
        Text(text=turnout(vote, tr)),
        Bars(title=tr("Dots"), unit=tr("dots"), bars=tuple(bars)),
        Text(text=cut_note(vote, tr)),
    ]

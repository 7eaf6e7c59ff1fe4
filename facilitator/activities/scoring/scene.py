"""What the room may see of a scoring: the criteria, how many have scored, and after the reveal the result."""

from facilitator.activities.scoring.criteria import preparation
from facilitator.activities.scoring.opening import candidates, prepared
from facilitator.activities.scoring.report import plane, questions
from facilitator.activities.scoring.rules import Scores, current
from facilitator.activities.scoring.sheet import Sheet, worded
from facilitator.activities.scoring.texts import called, criterion_line, score_text, turnout
from facilitator.core.blocks import AnyBlock, Bars, Bullets, Text
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView


def scene(view: StepView) -> Scene:
    """The picture for the projector. Never a value before the reveal."""
    scores = current(view)
    if scores is None or (scores.state == "revealed" and preparation(view) is not None):
        shown = _criteria(view, prepared(view))
        cards = tuple(called(card) for card in candidates(view))
        shown += [Bullets(items=cards)] if cards else []
    elif scores.state == "revealed":
        shown = _result(view, scores)
    else:
        shown = _going_on(view, scores)
    return Scene(title=view.title, prompt=view.prompt, blocks=tuple(shown))


def _criteria(view: StepView, scores: Scores) -> list[AnyBlock]:
    lines = tuple(criterion_line(one, view.tr) for one in worded(view, scores))
    return [Bullets(items=lines)] if lines else []


def _going_on(view: StepView, scores: Scores) -> list[AnyBlock]:
    tr, standing = view.tr, view.standing(scores.id)
    said = _criteria(view, scores)
    if standing is not None:
        text = tr("{voted} of {voters} have scored", voted=standing.ballots, voters=scores.voters)
        said.append(Text(text=text, strong=True))
    if scores.state == "closed":
        said.append(Text(text=tr("The round is closed. The result comes with the reveal.")))
    return said


def _result(view: StepView, scores: Scores) -> list[AnyBlock]:
    tr, sheet = view.tr, Sheet(view, scores)
    bars = tuple(
        (f"{entry.rank}. {called(entry.card)} ({score_text(entry.score, tr)})", float(entry.score or 0.0))
        for entry in sheet.scored
    )
    said: list[AnyBlock] = [Text(text=turnout(scores, tr))]
    if (picture := plane(sheet, tr)) is not None:
        said.append(picture)
    return [*said, *([Bars(title=tr("Score"), unit="", bars=bars)] if bars else []), *questions(sheet, tr)]

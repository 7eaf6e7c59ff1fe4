"""What the room may see of the cards: no covered card, no author, no answer that names a person."""

from facilitator.activities.ideas.groups import grouped
from facilitator.activities.ideas.rules import covered, shown
from facilitator.core.blocks import AnyBlock, Column, Heading, Table, Text
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView


def scene(view: StepView) -> Scene:
    """The cards by group, each with its number, and how many are still covered."""
    blocks: list[AnyBlock] = []
    for cluster, members in grouped(view, shown(view)):
        if not members:
            continue
        if view.clusters:
            blocks.append(Heading(text=cluster.title if cluster else view.tr("Not yet grouped"), level=3))
        columns = (Column(title=view.tr("No."), align="right"), Column(title=view.tr("Card")))
        blocks.append(Table(columns=columns, rows=tuple((str(item.number), item.title) for item in members)))
    if waiting := len(covered(view)):
        blocks.append(Text(text=view.tr.n("{n} card is still covered.", "{n} cards are still covered.", waiting)))
    return Scene(title=view.title, prompt=view.prompt, blocks=tuple(blocks))

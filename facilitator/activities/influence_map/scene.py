"""What the room may see of a map: how many stand where, never who."""

from facilitator.activities.influence_map.assessing import going
from facilitator.activities.influence_map.axes import quadrant_rows
from facilitator.activities.influence_map.standing import stands
from facilitator.core.blocks import AnyBlock, Bullets, Text
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView


def scene(view: StepView) -> Scene:
    """The picture for the projector."""
    blocks: list[AnyBlock] = []
    round_ = going(view)
    if round_ is not None:
        standing = view.standing(round_.id)
        said = view.tr("Everybody assesses alone.")
        if standing is not None:
            many = view.tr("{n} of {all} have assessed.", n=standing.ballots, all=round_.assessors)
            said = f"{said} {many}"
        blocks.append(Text(text=said, strong=True))
    else:
        rows = quadrant_rows(stands(view), view.settings, view.tr)
        blocks.append(Bullets(items=tuple(f"{name}: {count}" for name, count in rows)))
    return Scene(title=view.title, prompt=view.prompt, blocks=tuple(blocks))

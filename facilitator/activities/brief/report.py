"""A brief in the report: its check list."""

import msgspec

from facilitator.activities.brief.rules import points
from facilitator.core.blocks import AnyBlock, Bullets
from facilitator.core.stepview import StepView


def blocks(view: StepView) -> list[AnyBlock]:
    """The check list with its marks, for the team; nothing while no point is done."""
    return [msgspec.structs.replace(block, audience="team") for block in checklist(view) if any(block.done)]


def checklist(view: StepView) -> list[Bullets]:
    """The check list with its marks; nothing without one."""
    listed = points(view)
    if not listed:
        return []
    return [Bullets(items=tuple(text for text, _ in listed), done=tuple(done for _, done in listed))]

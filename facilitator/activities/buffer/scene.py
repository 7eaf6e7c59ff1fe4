"""What the room sees of spare time: that there is some."""

from facilitator.core.blocks import Text
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView


def scene(view: StepView) -> Scene:
    """Title and prompt; how much of it is left, and why, is the facilitator's."""
    return Scene(title=view.title, blocks=(Text(text=view.prompt or view.tr("Some spare time")),))

"""What the room sees in a break: when it goes on."""

from facilitator.core.blocks import Text
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView

from .rules import sentence


def scene(view: StepView) -> Scene:
    """Title and the one sentence."""
    return Scene(title=view.title, blocks=(Text(text=sentence(view), strong=True),))

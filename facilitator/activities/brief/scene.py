"""What the room sees of a brief: the text and the check list."""

from facilitator.activities.brief.report import checklist
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView


def scene(view: StepView) -> Scene:
    """Title, text and check list."""
    return Scene(title=view.title, prompt=view.prompt, blocks=tuple(checklist(view)))

"""What the room sees of the plan: the tasks, with their owners, because they are agreed in the room."""

from facilitator.core.plan import blocks
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView


def scene(view: StepView) -> Scene:
    """Title, prompt and the table of tasks."""
    return Scene(title=view.title, prompt=view.prompt, blocks=tuple(blocks(view.tasks, view.people, view.tr)))

"""What the room sees of the plan: the tasks, with their owners, because they are agreed in the room."""

from facilitator.core.plan import as_seen, blocks
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView


def scene(view: StepView) -> Scene:
    """Title, prompt and the table of tasks."""
    seen = [as_seen(task, covered=True) for task in view.tasks]
    return Scene(title=view.title, prompt=view.prompt, blocks=tuple(blocks(seen, view.people, view.tr)))

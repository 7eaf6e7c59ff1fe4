"""What is done to the steps of a running session."""

from msgspec.structs import replace

from facilitator.app.running import Running
from facilitator.core.change import Change
from facilitator.session.views import title_of


async def skip(run: Running) -> None:
    """Marks the step as skipped, or takes it up again."""
    step, tr = run.step, run.tr
    if step is None:
        return
    title = title_of(run.session, step)
    if step.state == "skipped":
        change = Change(tr("take “{step}” up again", step=title), (replace(step, state="open"),))
    else:
        change = Change(tr("skip “{step}”", step=title), (replace(step, state="skipped"),))
    await run.hands.apply(change)

"""What can be done with a finding."""

from collections.abc import Awaitable, Callable

from facilitator.activities.raci import axes
from facilitator.activities.raci.cells import change
from facilitator.activities.raci.findings import EMPTY, Finding
from facilitator.activities.raci.hand import Hand
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Accepted
from facilitator.core import tasks
from facilitator.core.blocks import Profile
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.text import line
from facilitator.kit.dialogs import AskLine

FindingAct = Callable[[Hand, Finding, Accepted | None], Awaitable[None]]


def accepted(matrix: Matrix, finding: Finding, reason: str) -> Change | None:
    """The group wants to live with a finding. The label tells nothing of the map.

    Raises:
        FacilitatorError: no reason is given.
    """
    key, reason = finding.key, line(reason)
    if not reason:
        raise FacilitatorError(matrix.view.tr("A finding is accepted with a reason: why can the group live with it?"))
    record = Accepted(
        id=new_id(),
        step=matrix.view.step.id,
        rule=key.rule,
        reason=reason,
        row=key.row,
        column=key.column,
        person=key.person,
        item=key.item,
    )
    return change(matrix, matrix.view.tr("accept a finding"), (record,))


async def accept(hand: Hand, finding: Finding, before: Accepted | None) -> None:
    """Asks for the reason; one that was accepted counts again."""
    tr, matrix = hand.context.tr, hand.matrix
    if before is not None:
        await hand.save(change(matrix, tr("let a finding count again"), (), (before,)))
        return
    if finding.key.rule in EMPTY.values():
        raise FacilitatorError(
            tr("What nobody has come to yet is nothing to live with: fill the rows and columns, or take some out.")
        )
    hint = tr("Why can the group live with it?")
    reason = await hand.ask(AskLine(tr, finding.text, hint=hint))
    if reason is not None:
        await hand.save(accepted(hand.matrix, finding, reason))


async def make_task(hand: Hand, finding: Finding, _before: Accepted | None) -> None:
    """Makes a task of what is to be done; a chosen card without a row becomes one."""
    view = hand.context.view
    if finding.key.rule == "no_row" and (item := view.all_items.get(finding.key.item or "")):
        await hand.save(axes.from_items(hand.matrix, [item]))
        return
    text = finding.text if not finding.private else view.tr("Talk about a role in the matrix")
    title = await hand.ask(AskLine(hand.context.tr, hand.context.tr("Task"), value=text))
    if title:
        readers: Profile = "team" if finding.private else "client"
        await hand.save(tasks.added(view, title, hand.context.counted, view.step.id, readers))


FINDING_ACTS: dict[str, FindingAct] = {"accept": accept, "task": make_task}
"""Every act with a finding by the name that a key gives it."""

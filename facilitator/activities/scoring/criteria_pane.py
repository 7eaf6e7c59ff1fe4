"""The criteria of the next round under the cursor of a list: added, changed, removed."""

from facilitator.activities.scoring.criteria import (
    from_form,
    prepared_criteria,
    with_changed,
    with_criterion,
    without_criterion,
)
from facilitator.activities.scoring.criterion_form import criterion_form
from facilitator.activities.scoring.opening import prepared, rules_of
from facilitator.activities.scoring.presets import SUMS, Criterion
from facilitator.activities.scoring.rules import Preparation
from facilitator.core.change import Change
from facilitator.kit.dialogs import AskLine, Confirm
from facilitator.kit.panes import Pane
from facilitator.kit.rows import Rows


class CriteriaPane(Pane):
    """A pane with a list ``#rules`` whose last lines are criteria."""

    @property
    def _rule(self) -> str:
        at = self.query_one("#rules", Rows).current
        return str(at) if at is not None else "winners"

    @property
    def _criterion(self) -> Criterion | None:
        """The criterion under the cursor."""
        return next((one for one in prepared_criteria(self.view) if f"weight:{one.id}" == self._rule), None)

    async def _keep(self, own: Preparation, label: str = "") -> None:
        await self.save(Change(label or self.tr("Rules of the scoring"), (own,)))

    def action_add(self) -> None:
        """A criterion more; what a set of criteria was multiplied by becomes a weighted mean with it."""
        self.worker.start(self._add)

    async def _add(self) -> None:
        tr = self.tr
        title = await self.app.push_screen_wait(AskLine(tr, tr("Another criterion"), hint=self._mean_from_now_on()))
        if title:
            await self._keep(with_criterion(self.view, title), tr("Add the criterion “{title}”", title=title))
            self.query_one("#rules", Rows).go_to(rules_of(self.view)[-1])

    def _mean_from_now_on(self) -> str:
        """What happens to the formula when there is a criterion more or less."""
        if prepared(self.view).preset in SUMS:
            return ""
        return self.tr("The score becomes the weighted mean of the criteria.")

    def action_edit(self) -> None:
        """Words, weight and scale of the criterion under the cursor."""
        self.worker.start(self._edit_criterion)

    async def _edit_criterion(self) -> None:
        one, view = self._criterion, self.view
        if one is None:
            return
        values = await self.app.push_screen_wait(criterion_form(view, one))
        changed_one = from_form(view, one, values)[0] if values is not None else None
        if changed_one is not None and changed_one != one:
            label = self.tr("Change the criterion “{title}”", title=one.title)
            await self._keep(with_changed(self.view, changed_one), label)

    def action_remove(self) -> None:
        """One criterion less."""
        self.worker.start(self._remove)

    async def _remove(self) -> None:
        tr, one = self.tr, self._criterion
        if one is None:
            return
        own = without_criterion(self.view, one.id)
        question = tr("Score without “{title}”?", title=one.title)
        sure = Confirm(tr, question, tr("Remove"), tr("Keep"), default_yes=True, details=self._mean_from_now_on())
        if await self.app.push_screen_wait(sure):
            await self._keep(own, tr("Remove the criterion “{title}”", title=one.title))

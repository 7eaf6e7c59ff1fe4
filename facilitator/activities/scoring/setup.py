"""Before a round: what is scored on what, by whom, and the two ways to do it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.scoring.criteria import (
    preparation,
    presets_on_offer,
    with_preset,
)
from facilitator.activities.scoring.criteria_pane import CriteriaPane
from facilitator.activities.scoring.opening import (
    advice,
    candidates,
    changed,
    group_entry,
    new_round,
    prepared,
    rules_of,
    set_to,
    winner_choices,
)
from facilitator.activities.scoring.presets import PRESET_TITLES
from facilitator.activities.scoring.rules import Scores, current
from facilitator.activities.scoring.texts import criterion_line, formula, passes, preset_name, rule_rows
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.kit.candidates import Cards
from facilitator.kit.dialogs import AskLine, Choose, Confirm
from facilitator.kit.rows import Row, RowColumn, Rows


class SetupPane(CriteriaPane):
    """Criteria and rules, one per line; the facilitator reads them aloud, changes them, and begins."""

    DEFAULT_CSS = """
    SetupPane > #rules { height: auto; max-height: 50%; }
    SetupPane > #cards { min-height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", N_("Score alone"), id="scoring.open"),
        Binding("g", "group", N_("Score together"), id="scoring.group"),
        Binding("plus,equals_sign,right", "change(1)", N_("More"), id="scoring.more"),
        Binding("minus,left", "change(-1)", N_("Less"), id="scoring.less"),
        Binding("a", "add", N_("Add a criterion"), id="scoring.add_criterion"),
        Binding("e", "edit", N_("Change the criterion"), id="scoring.edit_criterion"),
        Binding("delete", "remove", N_("Remove the criterion"), id="scoring.remove_criterion"),
        Binding("x,escape", "cancel", N_("Back to the result"), id="scoring.cancel"),
    ]
    CHANGES: ClassVar[frozenset[str]] = frozenset({"open", "group", "change", "add", "edit", "remove", "cancel"})
    HOLDS: ClassVar[frozenset[str]] = CHANGES - {"cancel"}

    def compose(self) -> ComposeResult:
        """Heading, formula, rules and criteria, advice, cards."""
        yield Static(classes="pane--strong", id="heading")
        yield Static(classes="pane--quiet", id="formula")
        yield Rows([RowColumn("", width=18), RowColumn("")], id="rules")
        yield Static(id="question")
        yield Static(classes="pane--warn", id="advice")
        yield Cards(self.tr)

    def show(self) -> None:
        """Rules and cards as they are now."""
        tr, view = self.tr, self.view
        scores, cards = prepared(view), candidates(view)
        heading = f"{preset_name(scores, tr)} · {tr.n('{n} card', '{n} cards', len(cards))}"
        self.query_one("#heading", Static).update(Content(heading))
        self.query_one("#formula", Static).update(Content(formula(scores, tr)))
        rows = zip(rules_of(view), rule_rows(view, scores), strict=True)
        self.query_one("#rules", Rows).set_rows([Row(rule, texts) for rule, texts in rows])
        found = advice(view)
        self.query_one("#advice", Static).update(Content("\n".join(f"▲ {sentence}" for sentence in found)))
        self.query_one("#advice").display = bool(found)
        self._ask()
        self.query_one(Cards).show(cards)

    @on(Rows.Moved, "#rules")
    def _ask(self) -> None:
        """The whole question of the criterion under the cursor, to be read aloud."""
        one = self._criterion
        question = self.query_one("#question", Static)
        question.update(Content(criterion_line(one, self.tr) if one is not None else ""))
        question.display = one is not None
        self.refresh_bindings()

    def possible(self, action: str) -> bool:
        """There must be a criterion under the cursor to change, a result to go back to."""
        if action in ("edit", "remove"):
            return self._criterion is not None
        if action == "cancel":
            last = current(self.view)
            return last is not None and last.state == "revealed" and preparation(self.view) is not None
        return True

    def action_change(self, by: int) -> None:
        """More or less of the rule under the cursor, or the other way."""

        async def work() -> None:
            await self._keep(changed(self.view, self._rule, by))

        self.worker.start(work, queue=True)

    @on(Rows.Chosen, "#rules")
    def _edit(self) -> None:
        if self.check_action("change", ()):
            self.worker.start(self._edited if self._criterion is None else self._edit_criterion)

    async def _edited(self) -> None:
        tr, rule, view = self.tr, self._rule, self.view
        scores = prepared(view)
        if rule == "facilitator_votes":
            await self._keep(changed(view, rule, 1))
            return
        title = rule_rows(view, scores)[rules_of(view).index(rule)][0]
        if rule == "preset":
            sets = [(preset, tr(PRESET_TITLES[preset])) for preset in presets_on_offer(view)]
            preset = await self.app.push_screen_wait(Choose(tr, title, sets, selected=scores.preset))
            if preset is not None and preset != scores.preset:
                await self._keep(
                    with_preset(self.view, preset), tr("Criteria: {preset}", preset=tr(PRESET_TITLES[preset]))
                )
            return
        if rule == "winners":
            options = [(choice, passes(choice, view.settings, tr)) for choice in winner_choices(view)]
            if len(options) > 1:
                chosen = await self.app.push_screen_wait(Choose(tr, title, options, selected=scores.winners))
                if chosen is None or isinstance(chosen, str):
                    if chosen is not None:
                        await self._keep(set_to(view, rule, chosen))
                    return
            now = str(options[0][0])
        else:
            now = str(scores.voters)
        typed = await self.app.push_screen_wait(AskLine(tr, title, value=now))
        if typed is not None:
            await self._keep(set_to(self.view, rule, typed))

    def action_open(self) -> None:
        """Freezes cards and criteria and opens the ballot box."""
        self.worker.start(self._open)

    async def _open(self) -> None:
        tr, scores = self.tr, new_round(self.view)
        question = tr("Open the round? Cards and criteria stay as they are until it is revealed.")
        details = tr.n("{n} voter scores alone on the laptop.", "{n} voters score alone on the laptop.", scores.voters)
        sure = await self.app.push_screen_wait(
            Confirm(tr, question, tr("Open"), tr("Not yet"), default_yes=True, details=details)
        )
        if sure:
            rules = {"criteria": [one.id for one in scores.criteria], "cards": [c.number for c in scores.candidates]}
            change = self._begun(scores, tr("Open round {n}", n=scores.number))
            await self.context.rounds.open(scores.id, scores.step, rules, change)

    def _begun(self, scores: Scores, label: str) -> Change:
        own = preparation(self.view)
        return Change(label, (scores,), (own,) if own else ())

    def action_group(self) -> None:
        """Begins with one entry for the group: values are typed into the table."""

        async def work() -> None:
            scores = group_entry(self.view)
            await self.save(self._begun(scores, self.tr("Score together")))

        self.worker.start(work)

    def action_cancel(self) -> None:
        """Does not hold the round that was prepared."""

        async def work() -> None:
            own = preparation(self.view)
            if own is not None:
                await self.save(Change(self.tr("No further round"), (), (own,)))

        self.worker.start(work)

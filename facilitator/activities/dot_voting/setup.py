"""Before a round opens: the rules in force, changed by keys, and the cards they are about."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.dot_voting.opening import (
    RULES,
    Rule,
    advice,
    automatic,
    candidates,
    changed,
    new_vote,
    preparation,
    prepared_rules,
    set_to,
    ties_on_offer,
)
from facilitator.activities.dot_voting.rules import Preparation, current
from facilitator.activities.dot_voting.source import choices, chosen, next_source, said, with_source
from facilitator.activities.dot_voting.texts import ladder, rule_rows, rules_line
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.kit.candidates import Cards
from facilitator.kit.dialogs import AskLine, Choose, Confirm
from facilitator.kit.panes import Pane
from facilitator.kit.rows import Row, RowColumn, Rows

CARDS = "cards"
"""Key of the line that tells which cards are voted on."""


class SetupPane(Pane):
    """The rules, one per line; the facilitator reads them aloud, changes them, and opens the round."""

    DEFAULT_CSS = """
    SetupPane > #rules { height: auto; max-height: 50%; }
    SetupPane > #cards { min-height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", N_("Open the round"), id="voting.open"),
        Binding("plus,equals_sign,right", "change(1)", N_("More"), id="voting.more"),
        Binding("minus,left", "change(-1)", N_("Less"), id="voting.less"),
        Binding("a", "automatic", N_("Automatic"), id="voting.automatic"),
        Binding("x,escape", "cancel", N_("Back to the result"), id="voting.cancel"),
    ]
    CHANGES: ClassVar[frozenset[str]] = frozenset({"open", "change", "automatic", "cancel"})
    HOLDS: ClassVar[frozenset[str]] = CHANGES - {"cancel"}

    def compose(self) -> ComposeResult:
        """Heading, rules, advice, cards."""
        yield Static(classes="pane--strong", id="heading")
        yield Rows([RowColumn("", width=22), RowColumn("")], id="rules")
        yield Static(classes="pane--warn", id="advice")
        yield Cards(self.tr)

    def show(self) -> None:
        """Rules and cards as they are now."""
        tr, view = self.tr, self.view
        prepared, cards = preparation(view), candidates(view)
        heading = f"{tr.n('{n} card', '{n} cards', len(cards))}. {tr('These rules will be in force:')}"
        if prepared is not None and prepared.runoff_of:
            heading = f"{tr('Run-off among {n} tied cards.', n=len(cards))} {tr('These rules will be in force:')}"
        self.query_one("#heading", Static).update(Content(heading))
        rows = [Row(CARDS, (tr("Cards"), said(view, chosen(view))))] if choices(view) else []
        rows += [Row(rule, texts) for rule, texts in zip(RULES, rule_rows(view), strict=True)]
        self.query_one("#rules", Rows).set_rows(rows)
        found = advice(view)
        self.query_one("#advice", Static).update(Content("\n".join(f"▲ {sentence}" for sentence in found)))
        self.query_one("#advice").display = bool(found)
        self.query_one(Cards).show(cards)

    @property
    def _rule(self) -> Rule:
        at = self.query_one("#rules", Rows).current
        return next((rule for rule in RULES if rule == at), RULES[0])

    @property
    def _on_cards(self) -> bool:
        """Whether the cursor stands on what is voted on."""
        return self.query_one("#rules", Rows).current == CARDS

    def possible(self, action: str) -> bool:
        """The list of rules must have the focus for keys that change one."""
        if action == "cancel":
            last = current(self.view)
            return last is not None and last.state == "revealed" and preparation(self.view) is not None
        if action == "automatic":
            return not self._on_cards and self._rule in ("dots", "per_item", "voters")
        return True

    @on(Rows.Moved, "#rules")
    def _moved(self) -> None:
        self.refresh_bindings()

    def action_change(self, by: int) -> None:
        """More or less of the rule under the cursor, or the other way."""

        async def work() -> None:
            if self._on_cards:
                await self._take(next_source(self.view, by))
            else:
                await self._keep(changed(self.view, self._rule, by))

        self.worker.start(work, queue=True)

    def action_automatic(self) -> None:
        """Back to the automatic number."""

        async def work() -> None:
            await self._keep(automatic(self.view, self._rule))

        self.worker.start(work, queue=True)

    async def _keep(self, prepared: Preparation) -> None:
        await self.save(Change(self.tr("Rules of the vote"), (prepared,)))

    async def _take(self, source: str) -> None:
        change = with_source(self.view, source)
        if change is not None:
            await self.save(change)

    async def _choose_cards(self) -> None:
        tr, view = self.tr, self.view
        choose = Choose(tr, tr("Which cards is the vote about?"), choices(view), selected=chosen(view))
        source = await self.app.push_screen_wait(choose)
        if source is not None:
            await self._take(source)

    @on(Rows.Chosen, "#rules")
    def _edit(self) -> None:
        if self.check_action("change", ()):
            self.worker.start(self._choose_cards if self._on_cards else self._edited)

    async def _edited(self) -> None:
        tr, rule, view = self.tr, self._rule, self.view
        rules, voters = prepared_rules(view)
        if rule in ("secret", "facilitator_votes"):
            await self._keep(changed(view, rule, 1))
        elif rule == "ties":
            offered = [(ties, ladder(ties, tr)) for ties in ties_on_offer(view)]
            chosen = await self.app.push_screen_wait(
                Choose(tr, tr("How is a tie broken?"), offered, selected=rules.ties)
            )
            if chosen is not None:
                await self._keep(set_to(self.view, rule, chosen))
        else:
            now = voters if rule == "voters" else getattr(rules, rule)
            title = rule_rows(view)[RULES.index(rule)][0]
            typed = await self.app.push_screen_wait(AskLine(tr, title, value=str(now)))
            if typed is not None:
                await self._keep(set_to(self.view, rule, typed))

    def action_open(self) -> None:
        """Freezes list and rules and opens the ballot box."""
        self.worker.start(self._open)

    async def _open(self) -> None:
        tr, view = self.tr, self.view
        vote = new_vote(view)
        question = tr("Open the round? The list and the rules stay as they are until it is closed.")
        details = rules_line(vote.rules, tr)
        sure = await self.app.push_screen_wait(
            Confirm(tr, question, tr("Open"), tr("Not yet"), default_yes=True, details=details)
        )
        if not sure:
            return
        prepared = preparation(view)
        change = Change(tr("Open round {n}", n=vote.number), (vote,), (prepared,) if prepared else ())
        rules = {"dots": vote.rules.dots, "per_item": vote.rules.per_item, "cards": [c.number for c in vote.candidates]}
        await self.context.rounds.open(vote.id, vote.step, rules, change)

    def action_cancel(self) -> None:
        """Does not hold the round that was prepared."""

        async def work() -> None:
            prepared = preparation(self.view)
            if prepared is not None:
                await self.save(Change(self.tr("No further round"), (), (prepared,)))

        self.worker.start(work)

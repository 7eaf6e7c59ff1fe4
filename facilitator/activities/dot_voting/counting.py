"""The count by hand: how many voted on paper or by raising hands, and the dots of every card."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.activities.dot_voting.dot_list import DotList
from facilitator.activities.dot_voting.hand import HandCount, hand_fault
from facilitator.activities.dot_voting.rules import MOST_VOTERS, Vote
from facilitator.core.i18n import N_, Translator
from facilitator.kit.dialogs import Dialog, LineInput


class CountDialog(Dialog[HandCount | None]):
    """Voters and dots in one form. Nothing typed is lost over a fault; zero voters take the count away."""

    ok: ClassVar[str] = N_("Keep the count")
    DEFAULT_CSS = """
    CountDialog DotList { height: 12; }
    CountDialog #voters { width: 12; padding: 0 1; background: $panel; }
    CountDialog #voters:focus { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", N_("Keep the count"), show=False, id="count.keep"),
    ]

    def __init__(self, tr: Translator, vote: Vote, ballots: int, before: HandCount | None) -> None:
        super().__init__(tr, tr("Counted by hand"))
        self.add_class("-wide")
        self.vote, self.ballots, self.before = vote, ballots, before
        self._voters = before.voters if before else max(0, vote.voters - ballots)

    def body(self) -> ComposeResult:
        """The number of voters, the cards, what does not fit."""
        rules = self.vote.rules
        yield Static(Content(self.tr("How many voted on paper or by hand?")))
        yield LineInput(str(self._voters), type="integer", max_length=4, id="voters", compact=True)
        yield DotList(
            self.tr,
            self.vote.candidates,
            total=self._voters * rules.dots,
            each=self._voters * rules.per_item,
            counting=True,
        )
        hint = self.tr("tab: to the cards · digits, + and −: dots of the card")
        yield Static(Content(hint), classes="dialog--hint")
        yield Static(classes="dialog--fault")

    def on_mount(self) -> None:
        """The count as it was before."""
        if self.before:
            self.query_one(DotList).set_dots(self.before.dots)

    @on(Input.Changed, "#voters")
    def _number(self, event: Input.Changed) -> None:
        if event.value.isdecimal() and int(event.value) <= MOST_VOTERS:
            self._voters = int(event.value)
            cards, rules = self.query_one(DotList), self.vote.rules
            cards.set_limits(self._voters * rules.dots, self._voters * rules.per_item)

    @on(Input.Submitted, "#voters")
    def _to_cards(self) -> None:
        self.query_one(DotList).focus()

    @property
    def unsaved(self) -> bool:
        """Whether dots were entered that are not kept yet."""
        before = self.before.dots if self.before else {}
        return self.is_mounted and self.query_one(DotList).dots != before

    def answer(self) -> HandCount | None:
        """The count, when it can be right."""
        typed = self.query_one("#voters", Input).value
        hand = HandCount(voters=self._voters, dots=self.query_one(DotList).dots)
        if not typed.isdecimal() or int(typed) != self._voters:
            fault = self.tr("Enter the number of voters, 0 to {most}.", most=MOST_VOTERS)
        elif self._voters == 0:
            fault = self.tr("Nobody voted by hand: take the dots away first.") if hand.dots else ""
        else:
            fault = hand_fault(self.vote, self.ballots, hand, self.tr)
        self.query_one(".dialog--fault", Static).update(Content(fault))
        return None if fault else hand

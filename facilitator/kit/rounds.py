"""What is done with a round whatever it is about: the code of the laptop handed round, reveal, setting aside."""

from collections.abc import Callable
from typing import Any, NamedTuple

from textual.app import App

from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.rounds import Outcome
from facilitator.kit.context import StepContext
from facilitator.kit.dialogs import AskLine, Confirm


async def choose_code(app: App[Any], context: StepContext) -> bool:
    """Asks for the code of the laptop handed round, twice, and keeps it; False when none was chosen."""
    tr = context.tr
    title = tr("Choose a code. Only with it you come back from the laptop handed round.")
    hint = tr("Forgotten? Close the terminal and open the session again: no ballot is lost.")
    while True:
        code = await app.push_screen_wait(AskLine(tr, title, password=True, hint=hint))
        if not (code or "").strip():
            return False
        again = await app.push_screen_wait(AskLine(tr, tr("The same code once more"), password=True))
        if again is None:
            return False
        if again.strip() == (code or "").strip():
            return await context.choose_code(again)
        title = tr("The two were not the same. Choose a code.")


def gives_away(ballots: int, tr: Translator) -> str:
    """What means of so few ballots tell of single ones: of one all of it, of two to each what the other gave."""
    if ballots == 1:
        return tr("The result is what one single person gave, and everybody can see it.")
    return tr("With two each can work out what the other gave.") if ballots == 2 else ""


class RevealQuestion(NamedTuple):
    """What is asked before a round is revealed."""

    question: str
    yes: str
    no: str
    missing: str
    """Why it may be too early, in a sentence: then one key is not enough. Empty: nothing is missing."""


async def ask_reveal(
    app: App[Any],
    context: StepContext,
    round_id: Id,
    asked: RevealQuestion,
    end: Change,
    outcome: Callable[[], Outcome],
) -> bool:
    """Asks, then ends a round and shows what it came to (``outcome`` is made after the end); False: not yet."""
    rounds, tr = context.rounds, context.tr
    standing = rounds.standing(round_id)
    details = " ".join(filter(None, (asked.missing, gives_away(standing.ballots, tr))))
    confirm = Confirm(tr, asked.question, asked.yes, asked.no, default_yes=not asked.missing, details=details)
    if not await app.push_screen_wait(confirm):
        return False
    if standing.state == "open":
        await rounds.close(round_id, end)
    await rounds.reveal(round_id, outcome())
    return True


def why_unknown(context: StepContext, round_id: Id) -> str:
    """Why it cannot be told how many have voted: what is wrong with the box; empty when nothing is."""
    try:
        context.rounds.standing(round_id)
    except FacilitatorError as error:
        return error.said(context.tr)
    return ""


def receipt_lines(context: StepContext, round_id: Id) -> list[str]:
    """The receipts of a revealed round as lines below its record, or why they are not there."""
    tr = context.tr
    if context.read_only:
        return ["", tr("The receipts are not shown where a session is open for reading only.")]
    try:
        receipts = context.rounds.receipts(round_id)
    except FacilitatorError as error:
        return ["", tr("The receipts cannot be shown. {why}", why=error.said(tr))]
    return ["", tr("Receipts of the ballots that were counted:"), "  ".join(receipts)] if receipts else []


async def set_aside(app: App[Any], context: StepContext, round_id: Id, change: Change) -> None:
    """Asks, then gives a round up without anybody knowing what was in it; also one whose box cannot be read."""
    tr = context.tr
    question = tr("Set this round aside? Its ballots are destroyed unread, and a new round can be opened.")
    if await app.push_screen_wait(Confirm(tr, question, tr("Set aside"), tr("Keep it"))):
        await context.rounds.give_up(round_id, change)

"""Several assessors, each alone: the round from its opening to the reveal."""

from typing import TYPE_CHECKING

import msgspec

from facilitator.activities.influence_map.assessing import Assessment, assessors, going, opened, revealing
from facilitator.activities.influence_map.ballot import locked_screen
from facilitator.activities.influence_map.doing import Act
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.people import names
from facilitator.kit.dialogs import AskLine, Confirm
from facilitator.kit.rounds import choose_code

if TYPE_CHECKING:
    from facilitator.activities.influence_map.screen import MapScreen

MOST = 1000
"""More assessors than this are taken for a slip of the finger."""


async def hand_round(screen: "MapScreen") -> None:
    """Opens a round if none is open, locks the laptop and hands it round."""
    context, view = screen.context, screen.view
    round_ = going(view)
    if round_ is None:
        round_ = await _open(screen)
    elif round_.state == "closed":
        raise FacilitatorError(screen.tr("This round has ended. R reveals it."))
    if round_ is not None and (context.has_code() or await choose_code(screen.app, context)):
        called = names(view.people.values())
        await screen.app.push_screen_wait(locked_screen(context, round_, called))
        screen.changed(frozenset())


async def _open(screen: "MapScreen") -> Assessment | None:
    tr, view = screen.tr, screen.view
    people = list(screen.stands)
    value, hint = str(assessors(view) or ""), tr("Those present by default. Nobody sees what the others said.")
    opened(view, people, 1)  # says at once when there is nobody to assess
    while True:
        answer = await screen.app.push_screen_wait(AskLine(tr, tr("How many assess?"), value=value, hint=hint))
        if answer is None:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= MOST:
            break
        value, hint = answer, tr("Enter a whole number between 1 and {most}.", most=MOST)
    round_ = opened(view, people, int(answer))
    change = Change(tr("Open assessment {n}", n=round_.number), (round_,))
    await screen.context.rounds.open(round_.id, view.step.id, {"people": list(round_.people)}, change)
    return round_


async def reveal(screen: "MapScreen") -> None:
    """Ends the round and shows what it came to: the means become places."""
    tr, rounds, round_ = screen.tr, screen.context.rounds, going(screen.view)
    if round_ is None:
        return
    standing = rounds.standing(round_.id)
    question = tr("End the round? The means become the places on the map. This cannot be undone.")
    said = ""
    if standing.ballots < round_.assessors:
        said = tr("Only {n} of {all} have assessed.", n=standing.ballots, all=round_.assessors)
    confirm = Confirm(tr, question, tr("End"), tr("Go on assessing"), default_yes=not said, details=said)
    if not await screen.app.push_screen_wait(confirm):
        return
    if standing.state == "open":
        closed = msgspec.structs.replace(round_, state="closed")
        await rounds.close(round_.id, Change(tr("End assessment {n}", n=round_.number), (closed,)))
        round_ = closed
    await rounds.reveal(round_.id, revealing(screen.view, round_, screen.context.moment()))


ACTS: dict[str, Act] = {"hand_round": hand_round, "reveal": reveal}

"""Several assessors, each alone: the round from its opening to the reveal."""

import msgspec

from facilitator.activities.influence_map.assessing import Assessment, assessors, dispersions, going, opened, revealing
from facilitator.activities.influence_map.ballot import locked_screen
from facilitator.activities.influence_map.hand import Act, Hand
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.people import names
from facilitator.core.rounds import Outcome
from facilitator.kit.dialogs import AskLine
from facilitator.kit.rounds import RevealQuestion, ask_reveal, choose_code, set_aside

MOST = 1000
"""More assessors than this are taken for a slip of the finger."""


async def hand_round(hand: Hand) -> None:
    """Opens a round if none is open, locks the laptop and hands it round."""
    context, view = hand.context, hand.view
    round_ = going(view)
    if round_ is None:
        round_ = await _open(hand)
    elif round_.state == "closed":
        raise FacilitatorError(hand.tr("This round has ended. R reveals it."))
    elif context.rounds.standing(round_.id).ballots >= round_.assessors:
        round_ = await _more(hand, round_)
    if round_ is not None and (context.has_code() or await choose_code(hand.app, context)):
        called = names(view.people.values())
        await hand.app.push_screen_wait(locked_screen(context, round_, called))
        hand.changed(frozenset())


async def _open(hand: Hand) -> Assessment | None:
    tr, view = hand.tr, hand.view
    people = list(hand.stands)
    opened(view, people, 1)  # says at once when there is nobody to assess
    hint = tr("Those present by default. Nobody sees what the others said.")
    many = await _how_many(hand, tr("How many assess?"), str(assessors(view) or ""), hint, 1)
    if many is None:
        return None
    round_ = opened(view, people, many)
    change = Change(tr("Open assessment {n}", n=round_.number), (round_,))
    await hand.context.rounds.open(round_.id, view.step.id, {"people": list(round_.people)}, change)
    return round_


async def _more(hand: Hand, round_: Assessment) -> Assessment | None:
    """Somebody else comes to assess after all."""
    tr, assessed = hand.tr, hand.context.rounds.standing(round_.id).ballots
    hint = tr.n("{n} has assessed already.", "{n} have assessed already.", assessed)
    many = await _how_many(hand, tr("How many assess altogether?"), str(assessed + 1), hint, assessed + 1)
    if many is None:
        return None
    more = msgspec.structs.replace(round_, assessors=many)
    change = Change(tr("Number of assessors: {n}", n=many), (more,), history="barrier")
    return more if await hand.context.apply(change) else None


async def _how_many(hand: Hand, title: str, value: str, hint: str, least: int) -> int | None:
    """A number of assessors, asked again until it makes sense; None: gone back."""
    while True:
        answer = await hand.app.push_screen_wait(AskLine(hand.tr, title, value=value, hint=hint))
        if answer is None:
            return None
        if answer.isdecimal() and len(answer) <= len(str(MOST)) and least <= int(answer) <= MOST:
            return int(answer)
        value = answer
        hint = hand.tr("Enter a whole number between {least} and {most}.", least=least, most=MOST)


async def reveal(hand: Hand) -> None:
    """Ends the round and shows what it came to: the means become places."""
    tr, round_ = hand.tr, going(hand.view)
    if round_ is None:
        return
    standing = hand.context.rounds.standing(round_.id)
    question = tr("End the round? The means become the places on the map. This cannot be undone.")
    said = ""
    if standing.ballots < round_.assessors:
        said = tr("Only {n} of {all} have assessed.", n=standing.ballots, all=round_.assessors)
    asked = RevealQuestion(question, tr("End"), tr("Go on assessing"), said)

    def outcome() -> Outcome:
        return revealing(hand.view, round_, hand.context.moment())

    if not await ask_reveal(hand.app, hand.context, round_.id, asked, _end(hand, round_), outcome):
        return
    if wide := sum(one.wide for one in dispersions(hand.view).values()):
        said = tr.n(
            "You see {n} person differently: press f to see whom.",
            "You see {n} people differently: press f to see whom.",
            wide,
        )
        hand.app.notify(said, markup=False)


def _end(hand: Hand, round_: Assessment) -> Change:
    closed = msgspec.structs.replace(round_, state="closed")
    return Change(hand.tr("End assessment {n}", n=round_.number), (closed,))


async def give_up(hand: Hand) -> None:
    """Gives the round up without anybody knowing what was in it."""
    if (round_ := going(hand.view)) is not None:
        aside = msgspec.structs.replace(round_, state="set aside")
        change = Change(hand.tr("Set assessment {n} aside", n=round_.number), (aside,))
        await set_aside(hand.app, hand.context, round_.id, change)


ACTS: dict[str, Act] = {"hand_round": hand_round, "reveal": reveal, "set_aside": give_up}

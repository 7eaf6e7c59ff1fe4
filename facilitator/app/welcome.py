"""What is said when a session comes up: findings, whether time that passed counts, what earlier sessions left open."""

from facilitator.app.earlier_tasks import greet
from facilitator.app.run_banner import IN_BANNER, translated
from facilitator.app.running import Running
from facilitator.core.agenda_advice import BREAK
from facilitator.core.wall_clock import clock_time, local
from facilitator.kit.dialogs import Confirm, Message


async def show(run: Running) -> None:
    """Everything there is to say, once."""
    tr, store = run.tr, run.session.store
    said = [translated(finding, tr) for finding in store.findings if finding.code not in IN_BANNER]
    unreadable = run.session.unreadable
    if unreadable:
        said.append(
            tr.n(
                "{n} document of this session cannot be read by this version; it is kept as it is: {names}",
                "{n} documents of this session cannot be read by this version; they are kept as they are: {names}",
                len(unreadable),
                names=", ".join(unreadable[:5]),
            )
        )
    if said:
        await run.ask(Message(tr, tr("About this session"), "\n\n".join(said)))
    await silence(run)
    await greet(run)


async def silence(run: Running) -> None:
    """After more than ten minutes without a sign of life while the clock ran: asks whether the time counts. In a
    break it most likely does: that is when laptops sleep."""
    pulse, tr = run.pulse, run.tr
    if run.read_only or not pulse.needs_answer:
        return
    counts = True
    if pulse.silent_since is not None:
        since, now = pulse.silent_since, run.session.now()
        details = tr(
            "The clock was running, and the program was away from {start} to {end} ({n} minutes).",
            start=_when(since, now),
            end=clock_time(now),
            n=round((now - since) / 60),
        )
        question = Confirm(
            tr,
            tr("Does this time count for the step?"),
            tr("It counts"),
            tr("It does not count"),
            details=details,
            default_yes=run.step is not None and run.step.kind == BREAK,
        )
        counts = await run.ask(question)
    change = pulse.settle(counts=counts)
    if change is not None:
        await run.hands.apply(change)


def _when(moment: float, now: float) -> str:
    """A clock time, with day and month where that is not today."""
    day = local(moment)
    return clock_time(moment) if day.date() == local(now).date() else f"{day.day}-{day.month} {clock_time(moment)}"

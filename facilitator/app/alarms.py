"""What the clock says by itself, once: a step's time runs low or is over, the free countdown has ended."""

from facilitator.app.clock import count_down, is_finished
from facilitator.app.running import Running
from facilitator.core.agenda import Word, left, word
from facilitator.core.ids import Id
from facilitator.session.views import title_of

ORDER: tuple[Word, ...] = ("not timed", "on time", "last 20 %", "last 5 %", "over")
"""The states of a step's time; from the third on each is said when it is reached."""
STALE = 60.0
"""Seconds after its end from which a countdown is no longer said to be over: nobody was there."""


class Alarms:
    """Looks at the clock once a second. While the laptop is handed round it keeps quiet and then says what holds."""

    def __init__(self, run: Running) -> None:
        self._run = run
        self._step: Id | None = None
        self._level = 0
        self._ended: float | None = None

    async def tick(self) -> None:
        """Says what is due."""
        run = self._run
        if (
            run.read_only
            or is_finished(run.session)
            or any(getattr(screen, "locked", False) for screen in run.app.screen_stack)
        ):
            return
        sentence = self._warning()
        if sentence:
            run.say(sentence)
        await self._countdown()

    def _warning(self) -> str:
        """The sentence about the step's time that is due now; empty: none."""
        session, step = self._run.session, self._run.step
        clock, now = session.clock, session.now()
        if step is None or clock.step != step.id:
            self._step = None
            return ""
        state = word(step, clock, now)
        before, self._level = self._level, ORDER.index(state)
        entered, self._step = self._step != step.id, step.id
        if entered or clock.since is None or self._level <= max(before, 1):
            return ""
        tr, title = self._run.tr, title_of(session, step)
        if state == "over":
            return tr("“{step}”: the time is over.", step=title)
        minutes = max(1, round(left(step, clock, now) / 60))
        return tr.n("“{step}”: {n} minute left.", "“{step}”: {n} minutes left.", minutes, step=title)

    async def _countdown(self) -> None:
        """Ends the countdown when its time is up, with the terminal's bell."""
        run, tr, session = self._run, self._run.tr, self._run.session
        ends, now = session.clock.countdown, session.now()
        if ends is None or now < ends or self._ended == ends:
            return
        self._ended = ends
        if now - ends <= STALE:
            run.app.bell()
            run.say(tr("The countdown is over."))
        await run.hands.apply(count_down(session, None))

"""Signs of life, and what a long silence means for the clock."""

from facilitator.app.clock import counted_until, current_step, is_finished
from facilitator.core.agenda import LONG_GAP
from facilitator.core.change import Change
from facilitator.session.session import Session

BEAT = 10.0
"""Seconds between two signs of life."""

QUIET = 6
"""Signs of life without a change after which the journal is folded into session.json."""


class Pulse:
    """Notices that the program was away (a crash, a laptop asleep) or that the wall clock was set back."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._last = session.now()
        self._seen = self._folded = session.revision
        self._quiet = 0
        self.silent_since: float | None = None
        """When a long silence began through which the clock ran; nobody has said yet whether it counts."""
        self.set_back_at: float | None = None
        """How far the running stretch had got when the wall clock was set back."""
        before = session.store.last_alive
        if before is not None and self._long(before):
            self.silent_since = before

    @property
    def _runs(self) -> bool:
        session = self._session
        return session.clock.since is not None and current_step(session) is not None and not is_finished(session)

    @property
    def needs_answer(self) -> bool:
        """Whether there is something to ask or to put right."""
        return self._runs and (self.silent_since is not None or self.set_back_at is not None)

    def beat(self) -> None:
        """Leaves a sign of life and looks at the time since the last one."""
        last, self._last = self._last, self._session.now()
        self._session.store.alive()
        self._fold_when_quiet()
        if not self._runs:
            self.silent_since = self.set_back_at = None
        elif self._long(last) and self.silent_since is None:
            self.silent_since = last
        elif self._last < last - 1 and self.set_back_at is None:
            self.set_back_at = last

    def _fold_when_quiet(self) -> None:
        revision = self._session.revision
        self._quiet = self._quiet + 1 if revision == self._seen else 0
        self._seen = revision
        if self._quiet >= QUIET and revision != self._folded:
            self._folded = revision
            self._session.store.checkpoint()  # what fails is said by the store itself

    def settle(self, *, counts: bool) -> Change | None:
        """What has to be saved once it is known whether the silence counts; None: nothing."""
        since, back = self.silent_since, self.set_back_at
        self.silent_since = self.set_back_at = None
        if not self._runs:
            return None
        if back is not None:
            return counted_until(self._session, back)
        return counted_until(self._session, since) if since is not None and not counts else None

    def _long(self, last: float) -> bool:
        return self._runs and self._session.now() - last > LONG_GAP

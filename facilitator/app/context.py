"""The door between a step's screen and the session: what a kind of step may ask for, and nothing more."""

import hashlib
import hmac
import secrets
from typing import Protocol

import msgspec

from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.records import Counter, Step
from facilitator.core.rounds import Rounds
from facilitator.core.stepview import StepView
from facilitator.session.session import Session
from facilitator.session.views import view

ROUNDS = 60_000
"""Turns of the hash over the code; it keeps the code itself out of the file, no more."""


class Voice(Protocol):
    """What the door needs of the app around it."""

    tr: Translator

    @property
    def private(self) -> bool:
        """Whether the facilitator has said that the room cannot see this screen."""

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Shows one sentence for a moment."""


class Hands:
    """What changes a session from the screen, and shows what stands in the way."""

    def __init__(self, session: Session, voice: Voice) -> None:
        self.tr = voice.tr
        self._session, self._voice = session, voice

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._session.store.read_only is not None

    async def apply(self, change: Change) -> bool:
        """Saves a change; False when it was refused, which has been shown."""
        try:
            await self._session.apply(change)
        except FacilitatorError as error:
            self.report(error)
            return False
        return True

    def report(self, error: Exception) -> None:
        """Shows an error as one sentence."""
        self._voice.say(sentence(error, self.tr), bad=True)


def sentence(error: Exception, tr: Translator) -> str:
    """An error's sentence, in the user's language."""
    return error.said(tr) if isinstance(error, FacilitatorError) else str(error)


class Door(Hands):
    """The ``StepContext`` of one step."""

    def __init__(self, session: Session, step: Id, voice: Voice) -> None:
        super().__init__(session, voice)
        self._step = step
        self._revision = -1
        self._view: StepView | None = None
        self._uncovered = False

    @property
    def view(self) -> StepView:
        """The step as it is now.

        Raises:
            FacilitatorError: its kind is not installed, or its settings do not fit.
        """
        step = self._session.table(Step).get(self._step)
        if self._view is None or (self._revision != self._session.revision and step is not None):
            self._revision = self._session.revision
            self._view = view(self._session, step or self._gone(), self.tr, self._session.info.language)
        return self._view

    def _gone(self) -> Step:
        raise FacilitatorError(self.tr("This step is no longer part of the session."))

    @property
    def rounds(self) -> Rounds:
        """Ballot boxes of the session."""
        return self._session.rounds

    def number(self, name: str) -> int:
        """The next short number of ``items`` or ``tasks``."""
        return self._session.number(name)

    def counted(self, name: str, how_many: int) -> Counter:
        """The counter after ``how_many`` numbers."""
        return self._session.counted(name, how_many)

    def moment(self) -> str:
        """Now, ISO with zone."""
        return self._session.moment()

    @property
    def covered(self) -> bool:
        """Whether hidden things are to stay hidden."""
        return not (self._uncovered or self._voice.private)

    def uncover(self) -> None:
        """Shows hidden things until the step ends, and says who can see them."""
        if self.covered:
            self._uncovered = True
            self._voice.say(self.tr("The room can see this."))

    def has_code(self) -> bool:
        """Whether a code has been chosen."""
        return bool(self._session.info.code)

    async def choose_code(self, code: str) -> bool:
        """Keeps a salted hash of the code."""
        salt = secrets.token_hex(8)
        info = msgspec.structs.replace(self._session.info, code=f"{salt}${_hashed(code, salt)}")
        return await self.apply(Change(self.tr("Choose a code"), (info,), history="none"))

    def is_code(self, code: str) -> bool:
        """Whether this is the code."""
        salt, _, kept = self._session.info.code.partition("$")
        return bool(kept) and hmac.compare_digest(kept, _hashed(code, salt))


def _hashed(code: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", code.strip().encode(), salt.encode(), ROUNDS).hex()

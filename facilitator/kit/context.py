"""What a step's screen may ask of the program around it."""

from typing import Protocol

from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.records import Counter
from facilitator.core.rounds import Rounds
from facilitator.core.stepview import StepView


class StepContext(Protocol):
    """The door between an ``ActivityScreen`` and the session, bound to one step."""

    tr: Translator
    """The screen's language."""

    @property
    def view(self) -> StepView:
        """The step as it is now."""

    @property
    def rounds(self) -> Rounds:
        """Ballot boxes. Their calls raise ``FacilitatorError``: go through ``attempt`` to have it shown."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""

    async def apply(self, change: Change) -> bool:
        """Saves a change; False when it was refused, which has been shown. Keep what was typed until it is True."""

    def report(self, error: Exception) -> None:
        """Shows a ``FacilitatorError`` to the facilitator, one sentence."""

    def number(self, name: str) -> int:
        """The next short number of ``items`` or ``tasks``."""

    def counted(self, name: str, how_many: int) -> Counter:
        """The counter after ``how_many`` numbers: put it in the change that gives them."""

    def moment(self) -> str:
        """Now, for a record: ISO with zone."""

    @property
    def covered(self) -> bool:
        """Whether hidden things (cards before the reveal, authors) stay hidden: the room can see the screen."""

    def uncover(self) -> None:
        """Shows hidden things of this step until it ends, and says that the room can see them."""

    def has_code(self) -> bool:
        """Whether a code for coming back from the laptop handed round has been chosen."""

    async def choose_code(self, code: str) -> bool:
        """Keeps a salted hash of the code."""

    def is_code(self, code: str) -> bool:
        """Whether this is the code."""

"""The part of the Run screen that belongs to a kind of step."""

from typing import ClassVar

from textual.widget import Widget

from facilitator.core.ids import Id
from facilitator.core.stepview import StepView
from facilitator.kit.board import Board
from facilitator.kit.context import StepContext
from facilitator.kit.rows import Rows


class ActivityScreen(Widget):
    """What a kind shows in the middle of Run. It turns keys into changes and never writes a record itself.

    Printable keys, space, ``+`` and ``-`` are the kind's; ``n``, ``p``, ``t``, function keys and ``ctrl`` keys are not.
    """

    HELP: ClassVar[str] = ""
    """How to run such a step in a group, Markdown, marked with ``N_``; shown by the help above the keys."""

    SHOWS_PROMPT: ClassVar[bool] = False
    """Whether it shows the step's prompt itself, so that Run does not show it above."""

    DEFAULT_CSS = "ActivityScreen { height: 1fr; width: 1fr; }"

    def __init__(self, context: StepContext) -> None:
        super().__init__()
        self.context = context
        self.tr = context.tr

    @property
    def view(self) -> StepView:
        """The step as it is now."""
        return self.context.view

    @property
    def help_text(self) -> str:
        """What the help says of this step: ``HELP``, or another text that is marked as it is."""
        return self.HELP

    @property
    def unsaved(self) -> bool:
        """Whether something was typed in it that nothing has kept yet: quitting asks first."""
        return False

    def changed(self, tables: frozenset[str]) -> None:
        """Called after every change of the session with the names of the tables it touched, and once on mount."""

    def go_to(self, record: Id) -> bool:
        """Puts the cursor on the row or card of a record; False when it is not there."""
        for part in self.query(Widget):
            if isinstance(part, Board | Rows) and part.go_to(record):
                part.focus()
                return True
        return False

    def first_focus(self) -> Widget | None:
        """What gets the focus when the step is shown; None: the first that can have it."""
        return None

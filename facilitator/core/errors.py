"""The one family of errors that a user sees as a sentence."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.core.i18n import Translator


class FacilitatorError(Exception):
    """Something the user can act on. Its text is one clear sentence: what, where, what to do."""

    def said(self, tr: "Translator") -> str:
        """The sentence for the screen or the terminal: in the language of ``tr``, where it was not made in it."""
        return str(self)

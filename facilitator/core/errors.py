"""The one family of errors that a user sees as a sentence."""


class FacilitatorError(Exception):
    """Something the user can act on. Its text is one clear sentence: what, where, what to do."""

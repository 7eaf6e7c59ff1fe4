"""The screen of a step with cards: a line to type on, and the board."""

from facilitator.kit.activity_screen import ActivityScreen


class IdeasScreen(ActivityScreen):
    """Cards come in, get groups, and are sharpened."""

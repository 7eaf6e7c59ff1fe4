"""Runs AI-adoption workshops on a laptop and a projector, offline, in the terminal."""

__version__ = "0.1.0"

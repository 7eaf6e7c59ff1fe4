"""Loads a session again that can only be read: perhaps it is free now; a damaged one is repaired."""

from facilitator.app.running import Running


async def show(run: Running) -> None:
    """Closes and opens it."""
    run.app.close_session(again=True)

"""What the room may see right now, already filtered: the stage draws it and knows nothing else."""

import msgspec

from facilitator.core.blocks import AnyBlock


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """One picture for the projector."""

    title: str
    prompt: str = ""
    """Markdown of the workshop file."""
    blocks: tuple[AnyBlock, ...] = ()
    clock: str = ""
    """Time left in words; empty while the clock does not matter."""

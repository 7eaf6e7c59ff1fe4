"""A change: what the facilitator or the room did, the unit of saving and undo."""

from typing import Literal

import msgspec

from facilitator.core.records import Record

History = Literal["undo", "none", "barrier"]
"""``undo``: it can be undone; ``none``: it leaves no trace (the clock); ``barrier``: others have seen it, so undo
stops there and says so."""


class Change(msgspec.Struct, frozen=True):
    """Records written and dropped together, applied whole or not at all.

    ``label`` names it in the history in the screen's language: *move Anna to Key Champions*.
    """

    label: str
    puts: tuple[Record, ...] = ()
    drops: tuple[Record, ...] = ()
    history: History = "undo"

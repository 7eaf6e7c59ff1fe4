"""Random identities: 64 bits, without time or order in them.

An id must not betray in which order anonymous cards came in, so it is random and nothing else. Records carry it as
13 Crockford base-32 characters; a TinyDB document id is the same number as an integer.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13

Id = str
"""13 characters of Crockford's alphabet, for example ``0AZ4K9T2M7QX1``."""


def new_id() -> Id:
    """A new random id."""
    return from_number(secrets.randbits(64))


def from_number(number: int) -> Id:
    """The id written for a document id of 0 … 2⁶⁴ − 1."""
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def to_number(text: Id) -> int:
    """The document id for a written id.

    Raises:
        ValueError: the text is not 13 Crockford characters of at most 64 bits.
    """
    number = 0
    for character in text:
        number = number << 5 | ALPHABET.index(character)
    if len(text) != LENGTH or number >= 1 << 64:
        raise ValueError(f"not an id: {text!r}")
    return number

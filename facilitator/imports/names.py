"""A name with what people write beside it: an address, a role, the surname first."""

import re

from facilitator.core.text import line

ADDRESS = re.compile(r"[^\s<>@,;\"()]+@[^\s<>@,;\"()]+")
NAMED_ADDRESS = re.compile(r"([^<>]*)<\s*(?:mailto:)?([^\s<>@]+@[^\s<>@]+)\s*>")
_ROLE_AFTER = re.compile(
    r"(?P<name>[^()]*[^\s()])\s*\((?P<role>[^()]+)\)|(?P<before>.*?\S)(?:\s+[-–—]\s+|:\s+)(?P<after>.+)"
)
_PARTICLE = re.compile(r"(?:van|von|de|den|der|ter|ten|zu|zum|zur|vom|el|al|la|le|du|da|di|dos|del|'t)\b")


def name_and_address(text: str) -> tuple[str, str]:
    """``Name <address>``, or one of the two, quotes around the name taken off."""
    if found := NAMED_ADDRESS.search(text):
        name, address = found[1] + text[found.end() :], found[2]
    elif found := ADDRESS.search(text):
        name, address = text[: found.start()] + text[found.end() :], found.group()
    else:
        name, address = text, ""
    name = line(name).strip(" ,;\"'<>()") if address else line(name).strip(' ,;"')
    return name, line(address)


def role_beside(name: str) -> tuple[str, str]:
    """``Anna Bakker (HR)`` or ``Anna Bakker – HR`` as name and role."""
    found = _ROLE_AFTER.fullmatch(name)
    if not found:
        return name, ""
    return (found["name"], found["role"].strip()) if found["name"] else (found["before"], found["after"].strip())


def is_surname(before: str, after: tuple[str, ...]) -> bool:
    """Whether ``before, after`` is a surname and a first name rather than a name and a department."""
    if len(after) != 1 or not before or not after[0]:
        return False
    words, first = before.split(), NAMED_ADDRESS.sub(r"\1", after[0]).split()
    one_surname = len(words) == 1 or bool(_PARTICLE.match(before.casefold()) and words[0].islower())
    plain = all(word[:1].isalpha() and word[:1].isupper() for word in first[:1])
    return one_surname and plain and len(first) <= 3 and not (first[0].isupper() and len(first[0].strip(".")) > 1)


def guessed(address: str) -> str:
    """A name out of an address: ``anna.bakker@example.com`` → *Anna Bakker*."""
    words = re.split(r"[\W\d_]+", address.partition("@")[0])
    return line(" ".join(word.capitalize() for word in words if word)) or line(address)

"""Whether two names mean the same client. Only a person can know; this says when it is worth asking."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

Likeness = Literal["same", "maybe", "no"]

LEGAL_FORMS = frozenset(
    "ab ag aps as asbl bv bvba co company coop cooperatie cooperative corp corporation cv eg ev ggmbh gmbh inc "
    "incorporated kg kgaa limited llc llp ltd maatschap mbh nv ohg oy plc pte pty sa sarl sas sccl se sl spa sprl srl "
    "stichting ug vereniging verein vof vzw group groep gruppe holding".split()
)
"""Words that say what a company is in law or that it is a group of some; *Gemeente* is part of a name."""
ARTICLES = frozenset("the de het der die das la le les el".split())
_JOINING = frozenset("and und en et".split())
_WORD = re.compile(r"[^\W_]+")
_DROPPED = re.compile(r"[.'’]")
_INITIALS = re.compile(r"\b[^\W\d_](?:\s+[^\W\d_]\b)+")
_BASE_LETTERS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ø": "o", "æ": "a", "œ": "o", "å": "a", "ł": "l"})


def same_client(one: str, other: str) -> Likeness:
    """Whether two names are those of one client.

    ``same``: only capitals and spaces differ. ``maybe``: what also differs is accents, punctuation, the legal form
    (*Acme* and *ACME B.V.*), an article or *and*; that is to be asked. ``no``: anything else (*Acme Nord*, *Acme Süd*).
    Two sessions without a client say nothing about each other but that: ``same``.
    """
    if _folded(one) == _folded(other):
        return "same"
    ours, theirs = key(one), key(other)
    return "maybe" if ours and ours == theirs else "no"


@lru_cache(maxsize=4_096)
def key(name: str) -> str:
    """What is left of a name without accents, punctuation, legal form, article and *and*; never empty for a name."""
    plain = _INITIALS.sub(lambda found: "".join(found[0].split()), _DROPPED.sub("", _folded(name)))
    words = [_plain(word) for word in _WORD.findall(plain)]
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    kept = [word for word in words if word not in _forms() and word not in _JOINING]
    return " ".join(kept or words) or _folded(name)


@cache
def _forms() -> frozenset[str]:
    """The legal forms as words of a name are compared."""
    return frozenset(map(_plain, LEGAL_FORMS))


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).split())


def _plain(word: str) -> str:
    """Without accents; an umlaut written as two letters is the same as one."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFD", word.translate(_BASE_LETTERS)) if not unicodedata.combining(sign)
    )
    return re.sub("(?<=[aou])e", "", bare) if len(bare) > 3 else bare

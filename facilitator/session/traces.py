"""Where a text speaks of a person: the name in every form in which people write it, and the addresses."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

PARTICLES = frozenset(
    "al am an da dal dalla das de del della den der des di dos du el het la las le lo los op te ten ter "
    "und van vanden vander vom von y zu zum zur".split()
)
"""Words of a name that say nothing alone."""
HONORIFICS = frozenset("dame dhr dipl dr drs frau herr ing ir mag mevr mr mrs ms mw prof sir".split())
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_SPACELESS = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts that put no blank between a name and the next word, or hang endings on it."""
_GAP = r"""(?:\s{1,8}|\s?,\s{0,2}|\s?[\-\u2010-\u2015]\s?|[._,·'’‘`´ʼ′"\\]{1,3})"""
"""Between two words of a name: blanks, a comma, a hyphen, a dot as in an address; not the end of a sentence."""
AROUND = 24
"""Characters before and behind a place in an excerpt."""
_HANDLE = 8
"""From so many letters on a full name is recognised without blanks in it (``annabakker``)."""
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
"""Anything else in the place of an address (``-``, ``none``) would be found everywhere."""
_LETTER, _WORD = r"[^\W_]", r"[^\W_]+"
Span = tuple[int, int]


class Traces:
    """The name, addresses and further words by which texts may speak of one person.

    A full name is found in any case, with or without accents, with other blanks, turned round (*Bakker, Anna*) and as
    the front of an address, but never inside a longer word or a longer name of somebody else. A name of one word is
    found as a word that begins as the name does, so that *Will* is a name and *will* is not.
    """

    def __init__(
        self, names: Iterable[str], emails: Iterable[str] = (), also: Iterable[str] = (), others: Iterable[str] = ()
    ) -> None:
        """``also``: further words, found in any case; ``others``: names of people whose texts are not meant."""
        self.names = tuple(dict.fromkeys(name for name in names if _words(name)))
        self.emails = tuple(dict.fromkeys(email for email in map(str.strip, emails) if is_address(email)))
        self.also = tuple(dict.fromkeys(word for word in map(str.strip, also) if _flat(word).strip()))
        own = {form for name in self.names for form in _forms(name)}
        long = [name for name in self.names if len(_words(name)) > 1]
        short = [name for name in self.names if len(_words(name)) == 1]
        whole = [_full(form) for name in long for form in sorted(_forms(name))]
        whole += [_phrase(name) for name in long]  # as it is written, whatever stands between its words
        whole += [_address(email) for email in self.emails] + [_phrase(word) for word in self.also]
        self._any_case = _compiled(whole)
        self._as_written = _compiled([_bounded(form[0]) for name in short for form in sorted(_forms(name))])
        self._lower_too = any(next(filter(str.isalnum, name), "").islower() for name in short)
        self._others = _compiled([_full(f) for name in others for f in sorted(_forms(name)) if f not in own])
        self._keys = frozenset(_keys(long, short, self.emails, self.also))
        self._part_keys = frozenset(_parts(self.names, self.emails))
        self._parts = _compiled(sorted(_bounded(part, "(?:['’]?s)?") for part in self._part_keys))
        self._part_case = not short

    def __bool__(self) -> bool:
        return bool(self._keys)

    def within(self, text: str) -> bool:
        """Whether a text speaks of the person."""
        return bool(self.found(text))

    def found(self, text: str) -> list[Span]:
        """Where a text speaks of the person: begin and end of every place, in order."""
        flat = _flat(text)
        if not any(key in flat for key in self._keys):
            return []
        folded, places = _folded(text)
        spans = [(match, False) for match in self._any_case.finditer(folded)]
        spans += [(match, not self._lower_too) for match in self._as_written.finditer(folded)]
        theirs = [match.span() for match in self._others.finditer(folded)]
        kept = [
            _span(match, places, text)
            for match, cased in spans
            if not _inside(match.span(), theirs) and not (cased and text[places[match.start()]].islower())
        ]
        return _merged(kept)

    def cleaned(self, text: str, instead: str) -> tuple[str, int]:
        """The text with ``instead`` in those places, and how many there were."""
        spans = self.found(text)
        for begin, end in reversed(spans):
            text = text[:begin] + instead + text[end:]
        return text, len(spans)

    def around(self, text: str) -> str:
        """What stands around the first place in a text; empty: there is none."""
        spans = self.found(text)
        return _excerpt(text, *spans[0]) if spans else ""

    @property
    def ordinary(self) -> bool:
        """Whether an ordinary word may be taken for the name, because that is one word alone."""
        return any(len(_words(name)) == 1 for name in self.names)

    def part(self, text: str) -> str:
        """What stands around a part of the name (first or last name alone); empty: there is none."""
        flat = _flat(text)
        if not any(part in flat for part in self._part_keys):
            return ""
        folded, places = _folded(text)
        matches = list(self._parts.finditer(folded))
        theirs = [match.span() for match in self._others.finditer(folded)] if matches else []
        for match in matches:
            begin, end = _span(match, places, text)
            if not _inside(match.span(), theirs) and not (self._part_case and text[begin].islower()):
                return _excerpt(text, begin, end)
        return ""

    def is_name(self, name: str) -> bool:
        """Whether this is the person's name, however it is written."""
        forms = {form for own in self.names for form in _forms(own)}
        return any(form in forms for form in _forms(name))


def spellings(word: str) -> set[str]:
    """A word of a name in small letters, with umlauts and accents written in other ways, as addresses have them."""
    return {"".join(form) for form in _forms(word)}


def is_address(text: str) -> bool:
    """Whether a text may be an e-mail address."""
    return _MAIL.fullmatch(_flat(text)) is not None


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, written in different ways."""
    return Traces([one]).is_name(other)


def _words(name: str) -> list[str]:
    """The words of a name, folded, in the order first name – last name, without titles."""
    bare = re.sub(r"\([^)]*\)", " ", name)
    last, comma, first = bare.partition(",")
    words = re.findall(_WORD, _flat(f"{first} {last}" if comma else bare))
    while len(words) > 2 and words[0] in HONORIFICS:
        words.pop(0)
    return words or re.findall(_WORD, _flat(name))


Form = tuple[str, ...]


def _forms(name: str) -> set[Form]:
    """The words of a name with umlauts and accents written in other ways."""
    plain = tuple(_words(name))
    if not plain:
        return set()
    forms = {plain, tuple(_words(_composed(name).translate(_GERMAN)))}
    if len(plain) > 1:  # of one word alone too little is left to be sure: Joe is not Jo
        forms.add(tuple(re.sub("([aou])e", r"\1", word) for word in plain))
    return {form for form in forms if all(form)}


def _full(form: Form) -> str:
    """The pattern of a full name, in its order and turned round; middle names may be missing."""
    if len(form) == 1:
        return _bounded(form[0])
    gap = _GAP + ("?" if sum(map(len, form)) >= _HANDLE else "")
    orders = [form[k:] + form[:k] for k in range(len(form))]
    if len(form) > 2:
        orders += [(form[0], form[-1]), (form[-1], form[0])]
    texts = sorted({gap.join(map(_initial, order[:-1])) + gap + re.escape(order[-1]) for order in orders}, key=len)
    texts.reverse()
    ending = "" if _SPACELESS.search(form[-1][-1]) else rf"(?=['’]?s?(?!{_LETTER}))"
    start = "" if _SPACELESS.search(form[0][0]) else rf"(?<!{_LETTER})"
    return rf"{start}(?:{'|'.join(texts)}){ending}(?:@[\w\-]+(?:\.[\w\-]+)+)?"


def _initial(word: str) -> str:
    return re.escape(word) + (r"\.?" if len(word) == 1 else "")


def _bounded(word: str, ending: str = "") -> str:
    before = "" if _SPACELESS.match(word[0]) else rf"(?<!{_LETTER})"
    after = "" if _SPACELESS.match(word[-1]) else rf"(?!{_LETTER})"
    return before + re.escape(word) + ending + after


def _address(email: str) -> str:
    return rf"(?<![\w.+\-]){re.escape(_flat(email))}(?![\w\-]|\.\w)"


def _phrase(word: str) -> str:
    words = _flat(word).split()
    text = r"\s+".join(map(re.escape, words))
    before = rf"(?<!{_LETTER})" if re.match(_LETTER, words[0]) and not _SPACELESS.match(words[0]) else ""
    after = rf"(?!{_LETTER})" if re.match(_LETTER, words[-1][-1]) and not _SPACELESS.match(words[-1][-1]) else ""
    return before + text + after


def _keys(long: Sequence[str], short: Sequence[str], emails: Sequence[str], also: Sequence[str]) -> Iterable[str]:
    """Words of which one is in every text that is meant: a quick look before the careful one."""
    for name in (*long, *short):
        yield from (form[-1] for form in _forms(name))
    yield from map(_flat, emails)
    yield from (_flat(word).split()[0] for word in also)


def _parts(names: Sequence[str], emails: Sequence[str]) -> Iterable[str]:
    for name in names:
        for form in _forms(name):
            says = (word for place, word in enumerate(form) if place == 0 or word not in PARTICLES)
            yield from (word for word in says if len(word) > 1 or _SPACELESS.match(word))
    yield from (local for email in emails if len(local := _flat(email).partition("@")[0]) > 2)


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) if patterns else r"(?!)")


def _inside(span: Span, others: Sequence[Span]) -> bool:
    """Whether a longer name of somebody else covers the place."""
    return any(b <= span[0] and span[1] <= e and (b, e) != span for b, e in others)


def _span(match: re.Match[str], places: Sequence[int], text: str) -> Span:
    begin, end = places[match.start()], places[match.end() - 1] + 1
    while end < len(text) and not _fold(text[end]):
        end += 1  # the accents of the last letter
    return begin, end


def _excerpt(text: str, begin: int, end: int) -> str:
    excerpt = " ".join(text[max(0, begin - AROUND) : end + AROUND].split())
    return f"{'…' if begin > AROUND else ''}{excerpt}{'…' if end + AROUND < len(text) else ''}"


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for begin, end in sorted(spans):
        if merged and begin < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return merged


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """A character without case and accent; empty for an accent of its own and for invisible ones."""
    if character.isascii():
        return character.lower()
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(c for c in flat if not "\u0300" <= c <= "\u036f" and unicodedata.category(c) != "Cf").translate(
        _PLAIN
    )


def _flat(text: str) -> str:
    return text.lower() if text.isascii() else "".join(map(_fold, text))


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text folded, and for every character of that its place in the text."""
    if text.isascii():
        return text.lower(), range(len(text))
    parts = [_fold(character) for character in text]
    places = [place for place, part in enumerate(parts) for _ in part]
    return "".join(parts), places

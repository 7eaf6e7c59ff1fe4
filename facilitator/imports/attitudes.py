"""How people write down influence and attitude: words in four languages, numbers of any scale, signs."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from facilitator.core.i18n import N_
from facilitator.core.text import folded

INFLUENCE: Mapping[str, tuple[str, float]] = {
    "very_high": (N_("very high"), 9.5),
    "high": (N_("high"), 8.0),
    "medium": (N_("medium"), 5.0),
    "low": (N_("low"), 2.0),
    "very_low": (N_("very low"), 0.5),
}
"""Levels with their words and where they stand on 0 … 10."""
ATTITUDE: Mapping[str, tuple[str, float]] = {
    "champion": (N_("Champion"), 8.0),
    "supporter": (N_("Supporter"), 4.0),
    "neutral": (N_("Neutral"), 0.0),
    "skeptic": (N_("Skeptic"), -4.0),
    "opponent": (N_("Opponent"), -8.0),
}
"""Categories with their words and where they stand on −10 … 10."""
SCALES: Mapping[str, tuple[float, float]] = {
    "0-10": (0, 10),
    "1-10": (1, 10),
    "1-5": (1, 5),
    "0-5": (0, 5),
    "1-3": (1, 3),
    "1-4": (1, 4),
    "1-7": (1, 7),
    "0-1": (0, 1),
    "0-100": (0, 100),
    "-10-10": (-10, 10),
    "-5-5": (-5, 5),
    "-2-2": (-2, 2),
    "-1-1": (-1, 1),
    "-100-100": (-100, 100),
}
"""Scales that can be chosen, with their ends."""

SEVERAL = 4
"""From more values than these on a single one may be a slip."""
_WIDE = ("", "0-100", "-100-100")
_LEVELS = {
    "very_high": "vh very-high veryhigh sehr-hoch zeer-hoog heel-hoog muito-alto muito-alta critical extreme",
    "high": "h high hoog hoch gross gro\u00df groot large strong alto alta major significant key",
    "medium": "m med medium middel gemiddeld matig mittel mittelmassig moderate average medio media",
    "low": "l low laag gering tief niedrig klein small weak baixo baixa minor little weinig",
    "very_low": "vl very-low verylow sehr-gering sehr-niedrig sehr-tief zeer-laag heel-laag muito-baixo muito-baixa "
    "minimal none geen keine keiner kein nenhum",
}
_ATTITUDES = {
    "champion": "champion ambassador ambassadeur botschafter advocate promoter enthusiastic enthusiast enthousiast "
    "begeistert leading leader sponsor strongly-supportive strong-supporter very-supportive sehr-positiv zeer-positief "
    "entusiasta pleitbezorger voortrekker treiber forderer kampioen",
    "supporter": "supporter supportive support supports positive positief positiv ally favourable favorable pro for "
    "dafur in-favour voor voorstander befurworter unterstutzer unterstutzend wohlwollend ondersteunend steunend "
    "welwillend apoiador favoravel positivo open interested geinteresseerd interessiert",
    "neutral": "neutral neutraal neutro indifferent undecided ambivalent passive afwachtend abwartend unentschlossen "
    "unaware unbekannt-neutral wait-and-see",
    "skeptic": "skeptic skeptical sceptic sceptical sceptisch scepticus skeptisch kritisch critical cautious concerned "
    "worried "
    "frustrated negative negatief negativ reluctant hesitant terughoudend zuruckhaltend bezorgd besorgt doubtful "
    "twijfelend zweifler cetico negativo reserved vorsichtig voorzichtig",
    "opponent": "opponent opposed blocker blockierer blokkeerder resistant resistor resister resisting hostile against "
    "dagegen tegen tegenstander gegner ablehnend weerstand detractor strongly-opposed sehr-negativ zeer-negatief "
    "oponente resistente contra saboteur antagonist adversary",
}
_UNKNOWN = frozenset(
    "? unknown onbekend unbekannt unklar onduidelijk desconhecido tbd tbc n/a na nvt - – — − ? ?? k.a.".split()
)
_EMOJI = {
    "opponent": "😡🤬👿🔴⛔🛑❌👎",
    "skeptic": "😠😟😕🙁☹😒🟠",
    "neutral": "😐😑🤔🟡⚪➖",
    "supporter": "🙂😊👍🟢✅",
    "champion": "😀😃😄😁🤩😍🌟⭐",
}
PLUSES: Mapping[str, str] = {"+++": "very_high", "++": "very_high", "+": "high", "+/-": "medium", "±": "medium"}
"""Signs for much, as levels."""
MINUSES: Mapping[str, str] = {"-": "low", "--": "very_low", "---": "very_low", "o": "medium", "0": "medium"}
"""Signs that mean this only beside a plus: on its own a dash says that nothing is known, and 0 is a number."""
_DASHES = str.maketrans("−–", "--")
_NUMBER = re.compile(r"([+\-−–]?\d{1,4}(?:[.,]\d+)?)\s*(%|/\s*(\d{1,3})|(?:von|of|out of|van|uit|de)\s+(\d{1,3}))?")
_STARS = re.compile(r"([★⭐]+)([☆]*)")


def _table(source: Mapping[str, str]) -> dict[str, str]:
    return {word.replace("-", " "): level for level, words in source.items() for word in words.split()}


_LEVEL_OF, _ATTITUDE_OF = _table(_LEVELS), _table(_ATTITUDES)


def sign_of(cell: str) -> str:
    """A cell that may be nothing but a sign, with every dash as ``-``."""
    return cell.strip().casefold().translate(_DASHES).replace(" ", "")


def unknown(cell: str) -> bool:
    """Whether a cell says that nothing is known."""
    return not cell.strip() or cell.strip().casefold() in _UNKNOWN


def _phrases(cell: str) -> list[str]:
    """What a cell may say, the whole of it first, then without what is in brackets, then word by word."""
    text = " ".join(re.sub(r"[_\-/]+", " ", folded(cell)).split())
    bare = " ".join(re.sub(r"\(.*?\)", " ", text).split()).strip(" .,;:!?")
    words = re.findall(r"[^\W\d_]+", bare)
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return [text, bare, *pairs, *words]


def level_of(cell: str) -> str:
    """The level of influence that a cell says in words or by a plus; empty: none that is known."""
    return PLUSES.get(sign_of(cell), "") or next(
        (_LEVEL_OF[phrase] for phrase in _phrases(cell) if phrase in _LEVEL_OF), ""
    )


def attitude_of(cell: str) -> str:
    """The category that a cell says in words or by a face; empty: none that is known."""
    for phrase in _phrases(cell):
        if phrase in _ATTITUDE_OF:
            return _ATTITUDE_OF[phrase]
    return next((category for category, signs in _EMOJI.items() if any(sign in cell for sign in signs)), "")


def number_of(cell: str) -> tuple[float, float | None] | None:
    """The number in a cell, and the top of its scale where the cell says it (``9/10``, ``80 %``, ``★★★☆☆``)."""
    text = cell.strip()
    if stars := _STARS.fullmatch(text):
        return float(len(stars[1])), float(len(stars[1]) + len(stars[2])) if stars[2] else None
    found = _NUMBER.match(text)
    if not found or (found.end() < len(text) and text[found.end()] not in " ()[]:;-–=."):
        return None
    value = float(found[1].replace("−", "-").replace("–", "-").replace(",", "."))
    if found[2] == "%":
        return value, 100.0
    top = found[3] or found[4]
    return value, float(top) if top and float(top) > 0 else None


def scale_of(values: Sequence[float], tops: Sequence[float], *, signed: bool, plus: Sequence[float] = ()) -> str:
    """The narrowest usual scale that holds all of these; ``signed``: one with 0 in its middle is likely.

    ``plus``: those of a signed column with a plus written before them: then its scale has 0 in its middle. Of several
    values a single one that would need a scale to 100 is a slip and decides nothing; nor do those without a plus, where
    more values have a sign.
    """
    middle = (signed and bool(plus)) or min(values, default=0.0) < 0
    if tops:
        top = max(tops)
        fit = [name for name, (_, end) in SCALES.items() if end == top]
        return next((name for name in fit if middle and SCALES[name][0] < 0), next(iter(fit), "0-10"))
    narrowest = _narrowest(values, signed=signed, middle=middle)
    if narrowest not in _WIDE:
        return narrowest
    rest = sorted(values, key=abs)[:-1] if len(values) > SEVERAL else values
    written = [*plus, *(value for value in values if value < 0)]
    if signed and plus and len(written) > sum(value > 0 for value in values) - len(plus) > 0:
        rest = written
    return _narrowest(rest, signed=signed, middle=middle) or narrowest


def _narrowest(values: Sequence[float], *, signed: bool, middle: bool) -> str:
    low, high = min(values, default=0.0), max(values, default=0.0)
    names: tuple[str, ...]
    if middle:
        names = ("-1-1", "-2-2", "-10-10", "-100-100")
    elif signed and high > 5 and high <= 10:
        names = ("-10-10",)
    elif any(value != int(value) for value in values) and high <= 1:
        names = ("0-1",)
    else:
        names = ("1-5", "0-5", "0-10", "0-100") if high > 3 or low < 1 else ("1-3",)
    return next((name for name in names if SCALES[name][0] <= low and high <= SCALES[name][1]), "")


def onto(value: float, scale: str, low: float, high: float) -> float | None:
    """A value of one scale on another; None: it is outside its own."""
    begin, end = SCALES[scale]
    if not begin <= value <= end:
        return None
    return round(low + (value - begin) / (end - begin) * (high - low), 2) + 0.0

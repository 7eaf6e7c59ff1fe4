"""Points of a chart with quadrants to people with influence and attitude."""

from facilitator.imports.found import FoundStakeholder
from facilitator.imports.preview import Notes
from facilitator.imports.quadrant import Chart
from facilitator.imports.words import is_own, words

_INFLUENCE = frozenset(
    "influence influential power powerful invloed invloedrijk macht machtig einfluss impact authority poder".split()
)
_ATTITUDE = frozenset(
    "attitude support supportive supporter against for opposed opponent resistance resistant positive negative tegen "
    "voor houding steun weerstand dagegen dafur ablehnung zustimmung einstellung haltung unterstutzung positief "
    "negatief contra pro hostile favourable blocker champion".split()
)
_HIGH = frozenset(
    "high much hoog veel hoch viel strong for voor dafur pro positive positief positiv support supportive supporter "
    "champion zustimmung alto".split()
)
_LOW = frozenset(
    "low little laag weinig gering wenig niedrig weak against tegen dagegen contra negative negatief negativ resistant "
    "resistance opposed opponent hostile ablehnung weerstand blocker baixo".split()
)


def of_chart(chart: Chart, notes: Notes) -> list[FoundStakeholder]:
    """The points of a chart; what its axes mean is guessed by their words."""
    tr = notes.tr
    names = {"influence": tr("influence"), "attitude": tr("attitude")}
    options = list(names.items())
    options += [(f"{key}-", tr("{what}, the other way round", what=word)) for key, word in names.items()]
    options.append(("", tr("not read")))
    meanings = {}
    for axis, ends in (("x", chart.x), ("y", chart.y)):
        meanings[axis] = notes.axis(axis, ends, options, _meaning(axis, chart))
        if not meanings[axis]:
            notes.doubt(tr("The axis “{low}” to “{high}” is not read.", low=ends[0] or axis, high=ends[1] or axis))
    notes.odd(chart.odd)
    people = []
    for point in chart.points:
        values: dict[str, float] = {}
        for axis, share in (("x", point.x), ("y", point.y)):
            meaning = meanings[axis]
            part = 1 - share if meaning.endswith("-") else share
            if meaning:
                key = meaning.rstrip("-")
                values[key] = round(part * 10 if key == "influence" else part * 20 - 10, 2) + 0.0
        people.append(
            FoundStakeholder(name=point.label, influence=values.get("influence"), attitude=values.get("attitude"))
        )
    return people


def _meaning(axis: str, chart: Chart) -> str:
    ends = chart.x if axis == "x" else chart.y
    low, high = set(words(ends[0])), set(words(ends[1]))
    both = low | high
    if is_own(ends[0], "against") or is_own(ends[1], "for"):
        return "attitude"
    if both & _INFLUENCE:
        what = "influence"
    elif both & _ATTITUDE:
        what = "attitude"
    else:
        return ""
    turned = bool(low & _HIGH) and bool(high & _LOW) and not (low & _LOW)
    return f"{what}-" if turned else what

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.blocks import Plane, Point
from facilitator.exports.mermaid import LARGE, gantt, label, quadrant
from facilitator.imports.quadrant import charts

TEXTS = st.lists(
    st.sampled_from([":", "title", "section", "%%{init: {}}%%", "%%", "```", "\n", "#35;", "<b>", ";", "click"])
    | st.text(max_size=5),
    max_size=6,
).map("".join)
TASK = re.compile(r"    · [^:\n]*:(milestone, t\d+, \d{4}-\d\d-\d\d, 0d|t\d+, \d{4}-\d\d-\d\d, \d+d)")


def test_a_span_has_its_days_and_a_single_day_is_a_milestone() -> None:
    chart = gantt(
        [("Pilot", "1 Choose", "2026-12-01", "2026-12-14"), ("Pilot", "2 Decide", "2026-12-15", "2026-12-15")]
    )
    assert chart.split("\n") == [
        "```mermaid",
        "gantt",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %d-%m",
        "    section Pilot",
        "    · 1 Choose :t1, 2026-12-01, 14d",
        "    · 2 Decide :milestone, t2, 2026-12-15, 0d",
        "```",
    ]


def test_a_long_plan_has_an_axis_of_months() -> None:
    chart = gantt([("", "a", "2026-01-01", "2026-12-31")])
    assert "    axisFormat %Y-%m\n    tickInterval 1month\n    section -\n" in chart


def test_spans_without_two_days_in_order_are_left_out() -> None:
    assert gantt([("s", "a", "soon", "2026-12-01"), ("s", "b", "2026-12-02", "2026-12-01")]) == ""


def test_one_section_is_named_once_however_its_spans_are_mixed() -> None:
    days = ("2026-12-01", "2026-12-02")
    assert gantt([("B", "x", *days), ("A", "y", *days), ("B", "z", *days)]).count("section") == 2


def test_the_spans_of_a_section_stand_in_the_order_of_their_days() -> None:
    days = ("2026-12-11", "2026-12-03", "2026-12-07")
    chart = gantt([("Tasks", f"on {day}", day, day) for day in days])
    assert [line.split()[2] for line in chart.split("\n") if "milestone" in line] == sorted(days)


def test_a_colon_does_not_end_a_name() -> None:
    assert label("Mail: ask IT") == "Mail#colon; ask IT"


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_no_text_breaks_the_chart(names: list[tuple[str, str]]) -> None:
    lines = gantt([(group, name, "2026-12-01", "2026-12-03") for group, name in names]).split("\n")
    assert lines[0] == "```mermaid"
    assert lines[-1] == "```"
    body = lines[4:-1]
    tasks = [line for line in body if not line.startswith("    section ")]
    assert len(tasks) == len(names)
    assert all(TASK.fullmatch(task.replace("#colon;", "")) for task in tasks)
    assert not any("%%" in line or "```" in line for line in body)


def plane(*points: Point) -> Plane:
    return Plane(x=("low", "high"), y=("little", "much"), quadrants=("a", "b", "c", "d"), points=points)


def test_a_plane_is_a_chart_with_quoted_names() -> None:
    assert quadrant(plane(Point(label="Anna: HR", x=0.5, y=0.25))).split("\n") == [
        "```mermaid",
        "quadrantChart",
        '    x-axis "low" --> "high"',
        '    y-axis "little" --> "much"',
        '    quadrant-1 "a"',
        '    quadrant-2 "b"',
        '    quadrant-3 "c"',
        '    quadrant-4 "d"',
        '    "Anna: HR": [0.50, 0.25]',
        "```",
    ]


@pytest.mark.parametrize(("value", "text"), [(0.0, "0.00"), (1.0, "1"), (0.99999, "1"), (1.7, "1"), (0.1255, "0.1255")])
def test_a_coordinate_is_one_that_mermaid_reads(value: float, text: str) -> None:
    assert f": [{text}, {text}]" in quadrant(plane(Point(label="p", x=value, y=value)))


def test_a_name_that_the_chart_cannot_show_stands_whole_in_a_comment() -> None:
    assert '    %% is: R%26D %22Jo%22\n    "R+D ’Jo’": [0.10, 0.20]' in quadrant(
        plane(Point(label='R&D "Jo"', x=0.1, y=0.2))
    )


@given(TEXTS)
def test_no_name_breaks_the_quadrant_chart(name: str) -> None:
    lines = quadrant(plane(Point(label=name, x=0.5, y=0.5))).split("\n")
    assert (lines[0], lines[-1]) == ("```mermaid", "```")
    assert re.fullmatch(r'    "[^"<>&`]+": \[0\.50, 0\.50\]', lines[-2])
    assert all(line.count("%%") == line.startswith("    %% is: ") for line in lines)
    assert not any("%%{" in line or "```" in line for line in lines[1:-1])


def test_a_long_name_is_short_in_the_chart_and_whole_in_the_comment() -> None:
    name = "Steering committee of the northern regions"
    assert f'    %% is: {name}\n    "Steering committee of the north…": [0.10, 0.20]' in quadrant(
        plane(Point(label=name, x=0.1, y=0.2))
    )


def many(*more: Point) -> list[str]:
    """A chart of nine points and these."""
    nine = [Point(label=f"{n} Card number {n}", x=n / 10, y=0.1, short=str(n)) for n in range(1, 10)]
    return quadrant(plane(*nine, *more)).split("\n")


def test_of_many_points_the_numbers_are_shown_in_a_larger_chart() -> None:
    lines = many()
    assert lines[1:3] == [LARGE, "quadrantChart"]
    assert lines[-3:-1] == ["    %% is: 9 Card number 9", '    "9": [0.90, 0.10]']


def test_the_numbers_of_points_at_one_place_stand_together() -> None:
    lines = many(Point(label="10 Last", x=0.9, y=0.1, short="10"))
    assert '    "9 · 10": [0.90, 0.10]' in lines
    assert lines[-3:-1] == ["    %% is: 10 Last", '    " ": [0.90, 0.10]']


def test_of_many_points_without_numbers_the_names_are_shown() -> None:
    assert '    "Anna": [0.50, 0.50]' in many(Point(label="Anna", x=0.5, y=0.5))


def test_a_chart_of_numbers_is_read_with_the_names() -> None:
    text = "\n".join(many(Point(label="10 Last", x=0.9, y=0.1, short="10")))
    (chart,) = charts(text)
    assert [point.label for point in chart.points][-2:] == ["9 Card number 9", "10 Last"]
    assert chart.odd == ()


def test_ends_and_quadrants_without_a_name_are_blank_since_mermaid_refuses_empty_ones() -> None:
    chart = quadrant(Plane(x=("", "for"), y=("", ""), quadrants=("", "b", "", "d"), points=()))
    assert '    x-axis " " --> "for"' in chart
    assert '    quadrant-3 " "' in chart
    assert '""' not in chart


def test_quadrants_that_meet_elsewhere_have_no_names() -> None:
    chart = quadrant(Plane(x=("a", "b"), y=("c", "d"), quadrants=("a", "b", "c", "d"), middle=(0.5, 0.7), points=()))
    assert "quadrant-" not in chart
    assert "x-axis" in chart

"""What is exported and imported again is equal."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.blocks import Column, Heading, Plane, Point, Table
from facilitator.core.i18n import Translator, translator
from facilitator.core.text import folded, line
from facilitator.exports.markdown import render
from facilitator.exports.matrix.write import files
from facilitator.imports.found import FoundMatrix, FoundRow
from facilitator.imports.matrix_building import transposed
from facilitator.imports.quadrant import charts
from facilitator.imports.raci import read_matrix
from facilitator.imports.reading import decode
from facilitator.imports.scores import read_scores
from facilitator.imports.stakeholders import read_stakeholders
from tests.exports.samples import package

EN = Translator()
AWKWARD = ["A", "R/A", "-", "=1+1", "'=x", "@home", "a|b", "**bold**", "_x_", "R&D", "&amp;", "<b>", '"quoted"', "a, b"]
AWKWARD += ["1. first", "# head", "Phase 1", "TOTAL", "✓", "x", "Legend", "R = Responsible", "\\", "`code`", "[n](u)"]
NAMES = st.sampled_from(AWKWARD) | st.text(max_size=12)
TITLES = NAMES.map(line).map(lambda text: text.rstrip(": ")).filter(bool)
LETTERS = st.sampled_from(["R", "A", "C", "I", "F", "S", "D", "A/R", "C/I", "R/A/C", ""])


@st.composite
def matrices(draw: st.DrawFn) -> FoundMatrix:
    columns = tuple(draw(st.lists(TITLES, min_size=1, max_size=11, unique_by=folded)))
    titles = draw(st.lists(TITLES, min_size=1, max_size=5, unique_by=folded))
    cells: dict[tuple[int, int], str] = {}
    rows = []
    for at, title in enumerate(titles):
        section = at > 0 and draw(st.booleans()) and draw(st.booleans())
        rows.append(FoundRow(title=title, section=section))
        for column in range(len(columns)):
            if not section and (letters := draw(LETTERS)):
                cells[at, column] = letters.replace("/", "")
    cells.setdefault((0, 0), "A")
    return FoundMatrix(rows=tuple(rows), columns=columns, cells=cells)


def tables(matrix: FoundMatrix, tr: Translator = EN, across: int = 8) -> list[Table]:
    """The blocks that a report has of a matrix."""
    found = []
    for first in range(0, len(matrix.columns), across):
        shown = range(first, min(first + across, len(matrix.columns)))
        heads = (tr("Activity or decision"), *(matrix.columns[at] for at in shown))
        rows = tuple(
            (f"{row.title}:" if row.section else row.title, *("/".join(matrix.cells.get((at, c), "")) for c in shown))
            for at, row in enumerate(matrix.rows)
        )
        title = f"Part {first // across + 1} of 2" if len(matrix.columns) > across else ""
        found.append(Table(title=title, matrix=True, columns=tuple(Column(title=head) for head in heads), rows=rows))
    return found


@given(matrices())
def test_a_matrix_transposed_twice_is_the_same_again(matrix: FoundMatrix) -> None:
    rows = tuple(FoundRow(title=row.title) for row in matrix.rows)
    plain = FoundMatrix(rows=rows, columns=matrix.columns, cells=dict(sorted(matrix.cells.items())))
    once = transposed(plain)
    assert [row.title for row in once.rows] == list(plain.columns)
    assert {(row, column): letters for (column, row), letters in once.cells.items()} == plain.cells
    assert transposed(once) == plain


@given(matrices())
def test_headings_have_no_place_in_a_matrix_that_is_transposed(matrix: FoundMatrix) -> None:
    once = transposed(matrix)
    assert list(once.columns) == [row.title for row in matrix.rows if not row.section]
    assert sorted(once.cells.values()) == sorted(matrix.cells.values())


def test_rows_of_one_title_become_columns_that_are_told_apart() -> None:
    rows = tuple(FoundRow(title=title) for title in ("A", "a", "A (2)"))
    once = transposed(FoundMatrix(rows=rows, columns=("PM",), cells={(0, 0): "R", (1, 0): "A", (2, 0): "C"}))
    assert once.columns == ("A", "a (2)", "A (2) (2)")


@given(matrices())
def test_a_matrix_comes_back_from_its_csv_file(matrix: FoundMatrix) -> None:
    made = files(package(blocks=(Heading(text="Step"), *tables(matrix))))
    assert read_matrix(decode(made["raci.csv"])[0], EN).found == matrix


@given(matrices())
def test_a_matrix_comes_back_from_the_report(matrix: FoundMatrix) -> None:
    assert read_matrix(render([Heading(text="Step"), *tables(matrix)], EN), EN).found == matrix


def test_a_matrix_comes_back_in_every_language() -> None:
    matrix = FoundMatrix(
        rows=(FoundRow(title="Empty"), FoundRow(title="Head", section=True), FoundRow(title="Full")),
        columns=("IT", "HR", "nobody"),
        cells={(2, 0): "AR", (2, 1): "C"},
    )
    for language in ("en", "nl", "de"):
        tr = translator(language)
        assert read_matrix(render(tables(matrix, tr), tr), EN).found == matrix


SHARES = st.integers(0, 10_000).map(lambda n: n / 10_000)
POINTS = st.lists(st.builds(Point, label=TITLES, x=SHARES, y=SHARES), min_size=1, max_size=6)


def plane(points: list[Point]) -> Plane:
    return Plane(
        title="Map",
        x=("against", "for"),
        y=("little influence", "much influence"),
        quadrants=("Key Champions", "Critical Blockers", "Grumblers", "Silent Supporters"),
        points=tuple(points),
    )


@given(POINTS)
def test_a_plane_comes_back_from_the_report(points: list[Point]) -> None:
    drawn = plane(points)
    [chart] = charts(render([drawn], EN))
    assert [(point.label, point.x, point.y) for point in chart.points] == [(p.label, p.x, p.y) for p in points]
    assert (chart.x, chart.y, chart.quadrants) == (drawn.x, drawn.y, drawn.quadrants)


def test_a_long_name_comes_back_whole() -> None:
    name = "Steering committee of the northern regions & the coast"
    [chart] = charts(render([plane([Point(label=name, x=0.5, y=0.25)])], EN))
    assert [point.label for point in chart.points] == [name]


def test_a_map_comes_back_as_people_where_they_stood() -> None:
    points = [Point(label="Anna & Co", x=0.875, y=0.9), Point(label='Jo "J" <x>', x=0.0, y=1.0)]
    found = read_stakeholders(render([plane(points)], EN), EN).found
    assert [(p.name, p.influence, p.attitude) for p in found.people] == [
        ("Anna & Co", 9.0, 7.5),
        ('Jo "J" <x>', 10.0, -10.0),
    ]


def test_scores_come_back_from_their_chart_with_the_axis_turned_as_it_was() -> None:
    drawn = Plane(
        x=("Effort: high", "Effort: low"),
        y=("Impact: low", "Impact: high"),
        quadrants=("Quick wins", "Strategic bets", "Leave", "Fill-ins"),
        points=(Point(label="3 Mail", x=0.75, y=0.5), Point(label="12 Chat", x=0.0, y=1.0)),
    )
    found = read_scores(render([drawn], EN), EN).found
    assert found.criteria == ("Effort", "Impact")
    assert [(item.title, item.values) for item in found.items] == [("Mail", (0.25, 0.5)), ("Chat", (1.0, 1.0))]

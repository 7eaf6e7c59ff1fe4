import csv
import io

from facilitator.core.blocks import Column, Heading, Table, Text
from facilitator.exports import find
from facilitator.exports.matrix.write import files
from tests.exports.samples import package


def matrix(
    *rows: tuple[str, ...], title: str = "", heads: tuple[str, ...] = ("Activity or decision", "IT", "HR")
) -> Table:
    return Table(title=title, matrix=True, columns=tuple(Column(title=head) for head in heads), rows=rows)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_a_matrix_becomes_a_file_for_machines() -> None:
    made = files(package(blocks=(Heading(text="Who"), matrix(("Plan", "A/R", "C")))))
    assert made == {"raci.csv": b"Activity or decision,IT,HR\r\nPlan,A/R,C\r\n"}


def test_without_a_matrix_there_is_no_file() -> None:
    table = Table(columns=(Column(title="a"),), rows=(("b",),))
    assert files(package(blocks=(Heading(text="Who"), table, Text(text="x")))) == {}


def test_parts_that_were_divided_to_fit_a_page_are_one_again() -> None:
    parts = (
        matrix(("Plan", "A", "R"), ("Go", "", "A"), title="Part 1 of 2"),
        matrix(("Plan", "C"), ("Go", ""), title="Part 2 of 2", heads=("Activity or decision", "Legal")),
    )
    [content] = files(package(blocks=(Heading(text="Who"), *parts))).values()
    assert rows_of(content) == [
        ["Activity or decision", "IT", "HR", "Legal"],
        ["Plan", "A", "R", "C"],
        ["Go", "", "A", ""],
    ]


def test_the_matrices_of_two_steps_are_two_files() -> None:
    blocks = (Heading(text="Who"), matrix(("Plan", "A", "R")), Heading(text="Who?"), matrix(("Plan", "R", "A")))
    made = files(package(blocks=blocks))
    assert sorted(made) == ["raci-who-2.csv", "raci-who.csv"]
    assert rows_of(made["raci-who-2.csv"])[1] == ["Plan", "R", "A"]


def test_what_a_profile_may_not_read_is_not_in_the_file() -> None:
    from facilitator.core.blocks import filtered

    secret = Table(
        matrix=True,
        columns=(Column(title="Activity or decision"), Column(title="IT"), Column(title="Anna", audience="team")),
        rows=(("Plan", "A", "R"),),
    )
    made = files(package(blocks=tuple(filtered([Heading(text="Who"), secret], "client"))))
    assert rows_of(made["raci.csv"]) == [["Activity or decision", "IT"], ["Plan", "A"]]


def test_everybody_may_have_the_matrix() -> None:
    assert find()["matrix"].profiles == ("client", "team", "consultant")

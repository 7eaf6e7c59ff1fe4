import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.i18n import Translator
from facilitator.exports.package import PlanTask
from facilitator.exports.spreadsheet import neutral
from facilitator.exports.tasks.write import HEADER, files
from tests.exports.samples import package


def read(tasks: tuple[PlanTask, ...]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(files(package(tasks=tasks))["tasks.csv"].decode(), newline="")))


def test_the_file_is_as_asana_and_every_other_importer_wants_it() -> None:
    task = PlanTask(
        number=7,
        title="Ask IT",
        description="Access\nfor all",
        email="anna@molen.nl",
        owner="Anna",
        start="2026-11-30",
        due="2026-12-03",
        labels=("ai", "it"),
        priority="high",
        phase="Pilot",
        parent=2,
    )
    assert files(package(tasks=(task,)))["tasks.csv"] == (
        b"Name,Description,Section,Assignee,Collaborators,Start Date,Due Date,Tags,Priority,Phase,ID,Parent\r\n"
        b'Ask IT,"Access\nfor all",Actions,anna@molen.nl,,2026-11-30,2026-12-03,"ai,it",high,Pilot,7,2\r\n'
    )


def test_without_tasks_there_is_the_header() -> None:
    assert read(()) == [list(HEADER)]


def test_a_person_without_an_address_is_named() -> None:
    assert read((PlanTask(number=1, title="a", owner="Anna"),))[1][3] == "Anna"


def test_dropped_tasks_stay_behind_and_done_ones_say_so() -> None:
    tasks = (PlanTask(number=1, title="a", status="dropped"), PlanTask(number=2, title="b", status="done"))
    rows = read(tasks)[1:]
    assert [(row[0], row[7]) for row in rows] == [("b", "done")]


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5))
def test_any_text_comes_back_from_the_file_as_it_was_neutralised(texts: list[tuple[str, str, str]]) -> None:
    tasks = tuple(
        PlanTask(number=n, title=title, description=description, owner=owner)
        for n, (title, description, owner) in enumerate(texts, 1)
    )
    rows = read(tasks)
    assert [row[:4] for row in rows[1:]] == [[neutral(t), neutral(d), "Actions", neutral(o)] for t, d, o in texts]
    assert {len(row) for row in rows} == {len(HEADER)}


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    rows = read((PlanTask(number=1, title=text, labels=(text,), phase=text, start=text, due=text),))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in rows[1])


def test_the_section_is_in_the_language_of_the_export() -> None:
    class Loud(Translator):
        def __call__(self, message: str, /, **values: object) -> str:
            return message.upper()

    made = files(package(tr=Loud(), tasks=(PlanTask(number=1, title="a"),)))["tasks.csv"]
    assert b"ACTIONS" in made
    assert made.startswith(b"Name,")

"""What a session exports and another one imports is equal there."""

from pathlib import Path

import pytest

from facilitator.core.i18n import Translator
from facilitator.exports.matrix.write import sheets
from facilitator.exports.writing import in_memory
from facilitator.imports.door import IMPORTS
from facilitator.session.importing import change
from facilitator.session.report import package
from facilitator.session.session import Session
from tests.kit.harness import make_session, step_of

TR = Translator()
MATRIX = "Task,IT,=SUM(A1),R&D lead,Legal | Risk,a,b,c,d,e,f\nPlan:,,,,,,,,,,\n"
MATRIX += "- Choose *one*,A,R,C,I,,,,,,C\nBuild,R/A,,,,I,,,F,,\n"
PEOPLE = 'Name;Influence;Attitude\nAnna;8,25;-3,5\nR&D "Jo";10;10\nBen;0;-10\nCarl;?;?\n'


def made(home: Path, kind: str) -> Session:
    return make_session(home, [{"id": "step", "kind": kind}])


def imported(session: Session, name: str, text: str) -> Session:
    answers = {"bare": "section", "scale:influence": "0-10", "scale:attitude": "-10-10"}
    found = IMPORTS[name].read(text, TR, answers).found
    assert found is not None
    session.apply_now(change(session, step_of(session, "step").id, found, TR))
    return session


def exported(session: Session, profile: str = "consultant") -> dict[str, str]:
    files, failures = in_memory(package(session, profile, "en"))
    assert not failures
    return {name: content.decode() for name, content in files.items() if name.endswith((".md", ".csv", ".svg"))}


@pytest.mark.parametrize("file", ["raci.csv", "report.md"])
def test_a_matrix_that_was_exported_comes_in_equal(tmp_path: Path, file: str) -> None:
    first = imported(made(tmp_path / "one", "raci"), "matrix", MATRIX)
    second = imported(made(tmp_path / "two", "raci"), "matrix", exported(first)[file])
    assert list(sheets(package(first, "team").blocks)) == list(sheets(package(second, "team").blocks))
    assert exported(second)["raci.csv"] == exported(first)["raci.csv"]


def test_a_map_that_was_exported_comes_in_equal(tmp_path: Path) -> None:
    first = imported(made(tmp_path / "one", "influence_map"), "stakeholders", PEOPLE)
    report = exported(first)["report.md"]
    chart = report[report.index("quadrantChart") :]
    second = imported(made(tmp_path / "two", "influence_map"), "stakeholders", chart)
    again = exported(second)["report.md"]
    assert again[again.index("quadrantChart") :].split("```")[0] == chart.split("```")[0]


def test_the_report_as_a_whole_brings_those_without_a_place_as_well(tmp_path: Path) -> None:
    first = imported(made(tmp_path / "one", "influence_map"), "stakeholders", PEOPLE)
    second = imported(made(tmp_path / "two", "influence_map"), "stakeholders", exported(first)["report.md"])
    assert exported(second)["map.svg"] == exported(first)["map.svg"]
    assert "Carl" in exported(second)["report.md"]


def test_no_file_of_the_client_has_anybody_on_the_map(tmp_path: Path) -> None:
    session = imported(made(tmp_path, "influence_map"), "stakeholders", PEOPLE)
    for profile in ("client", "team"):
        files = exported(session, profile)
        assert not any(name.endswith(".svg") for name in files)
        assert not any("Anna" in text for text in files.values())
    assert "Anna" in exported(session)["map.svg"]

"""Whatever happens, in whatever order: everything can still be read, shown, told and written, and nothing leaks."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, rule
from msgspec.structs import replace

from facilitator.activities.influence_map.findings import findings
from facilitator.activities.influence_map.rules import Place
from facilitator.activities.influence_map.standing import stands
from facilitator.activities.raci.cross import all_findings
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.scoring.sheet import result
from facilitator.core.blocks import PROFILES, Plane
from facilitator.core.errors import FacilitatorError
from facilitator.core.records import Person
from facilitator.exports.matrix.write import files
from facilitator.exports.mermaid import quadrant
from facilitator.exports.writing import write
from facilitator.imports.door import IMPORTS
from facilitator.session import importing
from facilitator.session.finishing import open_ends
from facilitator.session.report import package, step_blocks
from facilitator.session.views import view
from tests.at_random.acting import InMatrices, InScorings, OnMaps
from tests.at_random.world import SECRET, TR
from tests.kit.harness import step_of

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


class Workshop(InMatrices, OnMaps, InScorings):
    """Everything together, and what must hold all the while."""

    @invariant()
    def every_step_can_be_judged(self) -> None:
        if not hasattr(self, "session"):
            return
        for key in ("raci", "daci"):
            all_findings(Matrix(self.view(key)))
        for key in ("map", "again"):
            findings(self.view(key))
        for key in ("score", "rice"):
            if (sheet := result(self.view(key))) is not None:
                assert len(sheet.shifts) + len(sheet.winning) + len(sheet.can_go) >= 0

    @rule()
    def the_room_sees_no_names_and_no_secrets(self) -> None:
        for step in self.session.steps:
            look, kind = view(self.session, step), self.session.kinds[step.kind]
            shown = str(kind.scene_of(look))
            assert SECRET not in shown
            if step.kind == "influence_map":
                assert not [person.name for person in self.persons if person.name in shown]
            dict(kind.known_facts(look))
            assert kind.why_unfinished(look) is not None
        assert open_ends(self.session, TR) is not None

    @rule()
    def every_reader_gets_the_results_that_are_meant_for_him(self) -> None:
        for profile in PROFILES:
            made = package(self.session, profile)
            assert profile == "consultant" or SECRET not in str((made.blocks, made.tasks))
            with TemporaryDirectory() as folder:
                written = write(made, Path(folder))
                assert dict(written.failures) == {}
                assert profile == "consultant" or not self._told(written.folder)

    @staticmethod
    def _told(folder: Path) -> list[Path]:
        return [file for file in folder.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]

    @rule()
    def a_matrix_that_comes_back_is_there_already(self) -> None:
        for key in ("raci", "daci"):
            step, matrix = step_of(self.session, key), Matrix(self.view(key))
            whole = matrix.rows == matrix.all_rows and matrix.columns == matrix.all_columns
            if step.state == "skipped" or not whole or min(len(matrix.activities), len(matrix.columns)) < 2:
                continue
            blocks = tuple(step_blocks(self.session, step, TR))
            for data in files(replace(package(self.session, "consultant"), blocks=blocks)).values():
                assert self._change(key, "matrix", data.decode()) is None

    @rule()
    def a_map_that_comes_back_moves_nobody(self) -> None:
        for key in ("map", "again"):
            look = self.view(key)
            for chart in (block for block in self.session.kinds["influence_map"].blocks(look) if type(block) is Plane):
                change = self._change(key, "stakeholders", quadrant(chart))
                now = {stand.person.id: stand.place for stand in stands(look)}
                for record in change.puts if change else ():
                    assert not isinstance(record, Person) or record.id in look.people
                    if isinstance(record, Place):
                        before = now[record.person]
                        assert abs((before.influence or 0) - (record.influence or 0)) < 0.02
                        assert abs((before.attitude or 0) - (record.attitude or 0)) < 0.02

    def _change(self, key: str, name: str, text: str) -> Any:
        found = IMPORTS[name].read(text, TR, {}).found
        assert found is not None
        said = ""
        try:
            return importing.change(self.session, step_of(self.session, key).id, found, TR)
        except FacilitatorError as error:
            said = str(error)
        assert "already" in said
        return None


TestWorkshop = Workshop.TestCase
TestWorkshop.settings = settings(
    max_examples=400 if LONG else 12,
    stateful_step_count=60 if LONG else 40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

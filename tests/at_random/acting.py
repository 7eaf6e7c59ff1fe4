"""What groups do in the three kinds of steps, by the acts that stand behind their keys."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from msgspec.structs import replace

from facilitator.activities.influence_map import acts, assessing
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.standing import stands
from facilitator.activities.raci import axes, cells
from facilitator.activities.raci.cross import all_findings
from facilitator.activities.raci.finding_acts import accepted
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.scoring import opening, reveal
from facilitator.activities.scoring.acts import put_value
from facilitator.activities.scoring.rules import current
from facilitator.activities.scoring.sheet import result
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.text import line
from facilitator.imports.found import (
    FoundMatrix,
    FoundRow,
    FoundScore,
    FoundScores,
    FoundStakeholder,
    FoundStakeholders,
)
from tests.at_random.world import AT, NAMES, NUMBER, SECRET, TITLES, World

MATRICES, MAPS, SCORINGS = (st.sampled_from(keys) for keys in (["raci", "daci"], ["map", "again"], ["score", "rice"]))
BLANK = dict.fromkeys(["level", "adopter", "category", "message", "evidence", "due", "organisation", "role"], "")


class InMatrices(World):
    """Rows, columns, letters."""

    @rule(key=MATRICES, at=NUMBER)
    def rows_come(self, key: str, at: int) -> None:
        matrix = Matrix(self.view(key))
        text = "\n".join([*TITLES[at % 8 : at % 8 + 2], *["Heading:"] * (at % 2)])
        self.do(lambda: axes.rows_added(matrix, text, self.pick(matrix.all_rows, at)))

    @rule(key=MATRICES)
    def rows_come_from_cards_and_tasks(self, key: str) -> None:
        self.do(lambda: axes.from_items(matrix := Matrix(self.view(key)), axes.waiting_items(matrix)))
        self.do(lambda: axes.from_tasks(matrix := Matrix(self.view(key)), axes.waiting_tasks(matrix)))

    @rule(key=MATRICES, at=NUMBER, role=st.sampled_from([[], ["CIO"], NAMES[:4]]))
    def columns_come(self, key: str, at: int, role: list[str]) -> None:
        holders = [person] if (person := self.pick(self.persons, at)) else []
        self.do(lambda: axes.columns_added(Matrix(self.view(key)), role, holders))

    @rule(key=MATRICES, at=NUMBER, across=NUMBER, letter=st.sampled_from("RACIFDZ"))
    def a_letter_is_typed(self, key: str, at: int, across: int, letter: str) -> None:
        matrix = Matrix(self.view(key))
        row, column = self.pick(matrix.rows, at), self.pick(matrix.columns, across)
        if row and column:
            self.do(lambda: cells.with_letter(matrix, row, column, letter))

    @rule(key=MATRICES, at=NUMBER, across=NUMBER, what=st.integers(0, 12))
    def something_is_done_to_a_line(self, key: str, at: int, across: int, what: int) -> None:
        matrix, person = Matrix(self.view(key)), self.pick(self.persons, at)
        row, column = self.pick(matrix.rows, at), self.pick(matrix.columns, across)
        if row is None or column is None:
            return
        by = (-1, 1)[at % 2]
        done = (
            lambda: cells.filled_right(matrix, row, column),
            lambda: cells.copied(matrix, column, matrix.columns[at % len(matrix.columns)]),
            lambda: cells.signed_off(matrix, column, AT),
            lambda: cells.cleared(matrix, axes.cells_of(matrix, row), "clear"),
            lambda: axes.moved(matrix, row, by),
            lambda: axes.moved(matrix, column, by),
            lambda: axes.hidden(matrix, row),
            lambda: axes.hidden(matrix, column),
            lambda: axes.removed(matrix, row),
            lambda: axes.removed(matrix, column),
            lambda: axes.row_renamed(matrix, row, TITLES[at % len(TITLES)], section=False),
            lambda: axes.row_renamed(matrix, row, "Heading", section=True),
            lambda: axes.column_edited(matrix, column, ("", "CIO")[at % 2], person.id if person else None),
        )
        self.do(done[what])

    @rule(key=MATRICES, at=NUMBER)
    def a_hidden_line_comes_back(self, key: str, at: int) -> None:
        matrix = Matrix(self.view(key))
        if away := self.pick((one for one in (*matrix.all_rows, *matrix.all_columns) if one.hidden), at):
            self.do(lambda: axes.shown_again(matrix, [away]))

    @rule(key=MATRICES, at=NUMBER)
    def a_finding_is_accepted(self, key: str, at: int) -> None:
        matrix = Matrix(self.view(key))
        if finding := self.pick(all_findings(matrix).open, at):
            self.do(lambda: accepted(matrix, finding, "because"))

    @rule(key=MATRICES, at=NUMBER)
    def a_matrix_is_imported(self, key: str, at: int) -> None:
        rows = (FoundRow(title=line(TITLES[at % 9])), FoundRow(title="Part:", section=True), FoundRow(title="Last"))
        columns = (line(NAMES[at % len(NAMES)]), "Head of IT")
        self.take(key, FoundMatrix(rows=rows, columns=columns, cells={(0, 0): "RA", (2, 0): "ZI"}))


class OnMaps(World):
    """Places, cards, snapshots, rounds."""

    @rule(key=MAPS, at=NUMBER)
    def somebody_matters(self, key: str, at: int) -> None:
        if person := self.pick(self.persons, at):
            self.do(lambda: acts.added(self.view(key), [person]))

    @rule(key=MAPS, at=NUMBER, i=st.none() | st.floats(-1, 11), a=st.none() | st.floats(-11, 11))
    def somebody_is_placed(self, key: str, at: int, i: float | None, a: float | None) -> None:
        if stand := self.pick(stands(self.view(key)), at):
            self.do(lambda: acts.placed(self.view(key), stand.person.id, i, a, AT))

    @rule(key=MAPS, at=NUMBER, other=NUMBER)
    def a_card_is_filled_in(self, key: str, at: int, other: int) -> None:
        owner, stand = self.pick(self.persons, other), self.pick(stands(self.view(key)), at)
        said = {"concerns": SECRET, "next_step": ("", "Talk")[other % 2], "effort": str(at)}
        values = BLANK | said | {"owner": owner.name if owner else ""}
        if stand:
            self.do(lambda: acts.edited(self.view(key), stand, values, date(2026, 1, 1)))

    @rule(key=MAPS, at=NUMBER, what=st.integers(0, 4))
    def something_is_done_to_somebody(self, key: str, at: int, what: int) -> None:
        look = self.view(key)
        stand = self.pick(stands(look, next(iter(bases(look)), None)), at)
        if stand is None:
            return
        done = (
            lambda: acts.removed(look, stand.person.id),
            lambda: acts.snapshot(look, AT, "Today"),
            lambda: acts.as_task(look, stand, self.session.counted),
            lambda: acts.taken_over(look, [stand], AT),
            lambda: acts.wanted(look, stand.person.id, (9.0, 9.0)),
        )
        self.do(done[what])

    @rule(key=MAPS, at=NUMBER)
    def stakeholders_are_imported(self, key: str, at: int) -> None:
        name, owner = NAMES[at % len(NAMES)], NAMES[(at + 1) % len(NAMES)]
        known = FoundStakeholder(name=name, influence=99, attitude=-3, owner=owner, concerns=SECRET)
        self.take(key, FoundStakeholders(people=(known, FoundStakeholder(name="Somebody", category="champion"))))

    @rule(key=MAPS)
    def they_begin_to_assess(self, key: str) -> None:
        look = self.view(key)
        try:
            round_ = assessing.opened(look, [stand.person.id for stand in stands(look)], assessing.assessors(look))
        except FacilitatorError:
            return
        rules = {"people": list(round_.people)}
        self.wait(self.session.rounds.open(round_.id, look.step.id, rules, Change("open", (round_,))))

    @rule(key=MAPS, how_many=st.integers(0, 4), value=st.integers(0, 10))
    def somebody_assesses(self, key: str, how_many: int, value: int) -> None:
        round_ = assessing.going(self.view(key))
        if round_ is not None and round_.state == "open":
            ballot = {person: [value, None] for person in round_.people[:how_many]}
            assert assessing.fault(round_, ballot) == ""
            self.wait(self.session.rounds.cast(round_.id, new_id(), ballot, "laptop", final=True))

    @rule(key=MAPS)
    def they_end_assessing(self, key: str) -> None:
        round_ = assessing.going(self.view(key))
        if round_ is not None and round_.state == "open":
            self.wait(self.session.rounds.close(round_.id, Change("end", (replace(round_, state="closed"),))))
        elif round_ is not None:
            self.wait(self.session.rounds.reveal(round_.id, assessing.revealing(self.view(key), round_, AT)))


class InScorings(World):
    """Rounds, values of the group."""

    @rule(key=SCORINGS)
    def voters_begin_to_score(self, key: str) -> None:
        try:
            scores = opening.new_round(self.view(key))
        except FacilitatorError:
            return
        self.wait(self.session.rounds.open(scores.id, scores.step, {}, Change("open", (scores,))))

    @rule(key=SCORINGS, how_many=st.integers(0, 4), most=st.booleans())
    def somebody_scores(self, key: str, how_many: int, most: bool) -> None:
        scores = current(self.view(key))
        if scores is not None and scores.state == "open":
            given = {one.id: one.max if most else one.min for one in scores.criteria}
            ballot: Any = {str(card.number): given for card in scores.candidates[:how_many]}
            assert reveal.ballot_fault(scores, ballot) == ""
            self.wait(self.session.rounds.cast(scores.id, new_id(), ballot, "laptop", final=True))

    @rule(key=SCORINGS, voters=NUMBER)
    def voters_come_or_leave(self, key: str, voters: int) -> None:
        look, scores = self.view(key), current(self.view(key))
        if scores is not None and scores.state in ("open", "closed"):
            voted = self.session.rounds.standing(scores.id).ballots
            change = Change("voters", history="barrier")
            self.do(lambda: replace(change, puts=(opening.with_voters(scores, voters, voted, look),)))

    @rule(key=SCORINGS, aside=st.booleans())
    def they_end_scoring(self, key: str, aside: bool) -> None:
        look, scores = self.view(key), current(self.view(key))
        if scores is not None and aside and scores.state in ("open", "closed"):
            self.wait(self.session.rounds.give_up(scores.id, reveal.setting_aside(look, scores)))
        elif scores is not None and scores.state == "open":
            self.wait(self.session.rounds.close(scores.id, Change("end", (replace(scores, state="closed"),))))
        elif scores is not None and scores.state == "closed":
            self.wait(self.session.rounds.reveal(scores.id, reveal.revealing(look, scores)))

    @rule(key=SCORINGS)
    def the_group_scores_together(self, key: str) -> None:
        self.do(lambda: Change("together", (opening.group_entry(self.view(key)),)))

    @rule(key=SCORINGS, at=NUMBER, value=st.none() | st.floats())
    def a_value_is_typed(self, key: str, at: int, value: float | None) -> None:
        sheet = result(self.view(key))
        entry = self.pick(sheet.entries, at) if sheet else None
        if sheet and entry:
            one = sheet.criteria[at % len(sheet.criteria)]
            self.do(lambda: put_value(self.view(key), sheet, entry.card.item, one, value))

    @rule(key=SCORINGS, at=NUMBER, value=st.none() | st.floats())
    def scores_are_imported(self, key: str, at: int, value: float | None) -> None:
        new = FoundScore(title=line(TITLES[at % 9]), values=(value, 3.0))
        found = FoundScores(criteria=("Benefit", "Impact"), items=(new, FoundScore(title="One", values=(2.0, None))))
        self.take(key, found)

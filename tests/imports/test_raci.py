"""Matrices of roles in the forms in which people write them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.i18n import Translator
from facilitator.imports.found import FoundMatrix
from facilitator.imports.preview import Preview
from facilitator.imports.raci import read_matrix

TR = Translator()


def read(text: str, **answers: str) -> Preview:
    return read_matrix(text, TR, {key.replace("__", ":"): value for key, value in answers.items()})


def matrix(text: str, **answers: str) -> FoundMatrix:
    found = read(text, **answers).found
    assert isinstance(found, FoundMatrix)
    return found


def letters(found: FoundMatrix) -> dict[tuple[str, str], str]:
    """Row and column by title to letters."""
    return {(found.rows[r].title, found.columns[c]): value for (r, c), value in found.cells.items()}


def titles(found: FoundMatrix) -> list[str]:
    return [f"{row.title}:" if row.section else row.title for row in found.rows]


SIMPLE = "| Task | PM | Dev |\n|---|---|---|\n| Plan | A | R |\n| Build | C | A/R |\n"


def test_a_markdown_table_is_read() -> None:
    found = matrix(SIMPLE)
    assert titles(found) == ["Plan", "Build"]
    assert found.columns == ("PM", "Dev")
    assert found.cells == {(0, 0): "A", (0, 1): "R", (1, 0): "C", (1, 1): "AR"}


def test_what_is_certain_raises_no_doubt() -> None:
    assert read(SIMPLE).doubts == ()


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_cells_of_any_kind_of_file_are_read_alike(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in (("", "PM", "Dev"), ("Plan", "A", "R"), ("Build", "C", "RA")))
    assert letters(matrix(text))["Build", "Dev"] == "RA"


def test_rows_with_one_filled_cell_are_headings_and_said_to_be() -> None:
    text = "| Task | PM | Dev |\n|--|--|--|\n| **Phase 1** | | |\n| Plan | A | R |\n||||\n| **Phase 2** |\n"
    preview = read(f"{text}| Build | A | R |")
    assert isinstance(preview.found, FoundMatrix)
    assert titles(preview.found) == ["Phase 1:", "Plan", "Phase 2:", "Build"]
    assert "Phase 1, Phase 2" in " ".join(preview.doubts)


def test_an_activity_whose_cells_are_all_empty_is_told_from_a_heading() -> None:
    text = "Nr;Task;PM;Dev\n;Preparation;;\n1;Plan;A;R\n2;Choose;;\n3;Build;A;R\n4;Test;A;R\n"
    assert titles(matrix(text, bare="activity")) == ["Preparation", "Plan", "Choose", "Build", "Test"]
    assert titles(matrix(text, bare="section")) == ["Preparation:", "Plan", "Choose:", "Build", "Test"]


def test_the_last_activity_without_letters_is_no_heading_of_nothing() -> None:
    text = "Task,PM,Dev\nPhase 1,,\nPlan,A,R\nPhase 2,,\nBuild,A,R\nShip,,\nTell,,\n\nMade in March,,\n"
    preview = read(text)
    assert isinstance(preview.found, FoundMatrix)
    assert titles(preview.found) == ["Phase 1:", "Plan", "Phase 2:", "Build", "Ship", "Tell"]
    assert "Rows without letters, read as activities: Ship, Tell." in preview.doubts
    assert "Left out, no part of the matrix: Made in March." in preview.doubts


def test_rows_without_letters_below_each_other_stay_activities() -> None:
    assert titles(matrix("Task,PM,Dev\nPlan,A,R\nBuild,R,A\nShip,,\n")) == ["Plan", "Build", "Ship"]


def test_extra_columns_are_left_out_and_named() -> None:
    preview = read(
        "No.;Phase;Activity;PM;Dev;Notes;SLA\n1;Prepare;Plan;A;R;soon;2d\n2;;Build;R;A;x;3d\n3;Do;Ship;A;R;;\n"
    )
    assert isinstance(preview.found, FoundMatrix)
    assert preview.found.columns == ("PM", "Dev")
    assert titles(preview.found) == ["Prepare:", "Plan", "Build", "Do:", "Ship"]
    assert "Columns that are not read: No., Notes, SLA." in preview.doubts


def test_a_column_can_be_read_otherwise() -> None:
    text = "Activity,PM,Dev,Reviewer\nPlan,A,R,soon\nBuild,A,R,later\n"
    assert matrix(text).columns == ("PM", "Dev")
    assert matrix(text, column__2="").columns == ("PM",)
    assert (
        "No letters, not read: soon (Plan, Reviewer), later (Build, Reviewer)." in read(text, column__3="role").doubts
    )


def test_preambles_totals_and_legends_are_left_out_and_said() -> None:
    text = "Project;Mill\nNotes: draft\n\n;PM;Dev\nPlan;A;R\nBuild;R;A\nTotal;;\n\nR = Responsible;;\n"
    preview = read(text)
    assert isinstance(preview.found, FoundMatrix)
    assert titles(preview.found) == ["Plan", "Build"]
    [left] = [doubt for doubt in preview.doubts if doubt.startswith("Left out")]
    assert all(words in left for words in ("Project Mill", "Notes: draft", "Total", "R = Responsible"))


def test_remarks_beside_letters_are_said() -> None:
    preview = read("| Task | PM | Dev |\n|--|--|--|\n| Plan | A (sign) | **R** |\n| Go | **A** + Ops **R** | - |")
    assert isinstance(preview.found, FoundMatrix)
    assert letters(preview.found) == {("Plan", "PM"): "A", ("Plan", "Dev"): "R", ("Go", "PM"): "A"}
    assert "Only the letters are read of: A (sign) → A, A + Ops R → A." in preview.doubts


def test_a_check_mark_is_asked_about() -> None:
    text = "Task,PM,Dev\nPlan,A,✓\nBuild,✓,A\n"
    assert letters(matrix(text))["Plan", "Dev"] == "R"
    assert letters(matrix(text, check="C"))["Build", "PM"] == "C"
    assert "Check marks are read as R." in read(text).doubts
    assert read(text, check="R").doubts == ()


def test_a_role_that_is_called_as_a_letter_is_a_role() -> None:
    found = matrix("Task,RA,A\nPlan,R,A\nBuild,A,R\n")
    assert letters(found) == {("Plan", "RA"): "R", ("Plan", "A"): "A", ("Build", "RA"): "A", ("Build", "A"): "R"}


@pytest.mark.parametrize(
    "heads",
    [
        "Task,Responsible,Accountable,Consulted,Informed",
        "Taak,Verantwoordelijk (R),Eindverantwoordelijk (A),Geraadpleegd,Geïnformeerd",
        "Aufgabe,Durchführung (R),Gesamtverantwortung (A),Konsultiert,Informiert",
        "Tarefa,Responsável,Aprovador,Consultado,Informado",
        "Task,R,A,C,I",
    ],
)
def test_columns_of_letters_with_names_in_the_cells_are_turned(heads: str) -> None:
    found = matrix(f'{heads}\nPlan,"Anna, Ben",Carla,Dirk,-\nBuild,Dirk,Carla,Anna;Ben,All\n')
    assert found.columns == ("Anna", "Ben", "Carla", "Dirk", "All")
    assert letters(found)["Plan", "Ben"] == "R"
    assert letters(found)["Build", "Carla"] == "A"
    assert letters(found)["Build", "Ben"] == "C"


def test_columns_of_letters_may_come_in_any_order() -> None:
    rows = "| Plan | Head of IT | Anna | | All |\n| Ship | Head of IT | Ben | | |"
    found = matrix(f"| Deliverable | A | R | C | I |\n|--|--|--|--|--|\n{rows}")
    assert letters(found)["Plan", "Head of IT"] == "A"
    assert letters(found)["Ship", "Ben"] == "R"


def test_one_who_does_and_answers_has_both_letters() -> None:
    assert letters(matrix("Task,Responsible,Accountable\nPlan,Anna,Anna\nGo,Ben,Anna\n"))["Plan", "Anna"] == "RA"


def test_one_accountable_person_in_each_row_is_a_matrix() -> None:
    assert letters(matrix("Task,Accountable,Deadline\nPlan,Anna,1 May\nBuild,Ben,2 May\n"))["Build", "Ben"] == "A"


def test_check_marks_below_letters_are_about_the_role_of_the_line() -> None:
    rows = "| Plan | PM | | ✓ | |\n| Plan | Dev | ✓ | | |\n| Build | PM | x | | |"
    found = matrix(f"| Task | Role | R | A | C |\n|--|--|--|--|--|\n{rows}")
    assert titles(found) == ["Plan", "Build"]
    assert letters(found) == {("Plan", "PM"): "A", ("Plan", "Dev"): "R", ("Build", "PM"): "R"}


@pytest.mark.parametrize("corner", ["Role", "", "Rol", "Name"])
def test_roles_in_the_rows_are_turned_and_can_be_turned_back(corner: str) -> None:
    text = f"{corner},Plan,Build,Test\nPM,A,A,A\nDev,C,R,R\nQA,,C,R\n"
    assert letters(matrix(text))["Build", "Dev"] == "R"
    assert letters(matrix(text, layout="rows"))["Dev", "Build"] == "R"


@pytest.mark.parametrize("corner", ["Name", "Task", "", "Activity / Role"])
def test_roles_in_the_columns_are_not_turned(corner: str) -> None:
    text = f"{corner},Project Manager,Technical Lead,Client\nProject brief,I,I,A\nSchedule,A/R,C,I\nCode,,A/R,\n"
    assert matrix(text).columns == ("Project Manager", "Technical Lead", "Client")


def test_lists_are_read_as_a_matrix() -> None:
    text = "## Choose the vendor\n- R: Anna, Ben\n- A: Carla\n\n## Sign\n- **Responsible:** Dirk\n"
    text += "- **Accountable:** Carla\n"
    assert letters(matrix(text)) == {
        ("Choose the vendor", "Anna"): "R",
        ("Choose the vendor", "Ben"): "R",
        ("Choose the vendor", "Carla"): "A",
        ("Sign", "Carla"): "A",
        ("Sign", "Dirk"): "R",
    }


def test_cards_with_roles_before_letters_are_read() -> None:
    assert letters(matrix("Plan the day\n- Anna: A/R\n- Ben: C\nBuild\n- Ben: A\n"))["Plan the day", "Anna"] == "RA"


def test_an_html_table_is_read() -> None:
    text = (
        "<table><tr><th>Task</th><th>PM</th><th>Dev</th></tr><tr><td>Plan</td><td>R</td><td><b>A</b></td></tr></table>"
    )
    assert letters(matrix(text)) == {("Plan", "PM"): "R", ("Plan", "Dev"): "A"}


def test_tables_with_the_same_columns_are_one_with_headings() -> None:
    text = "".join(
        f"## {name}\n\n| Task | PM | Dev |\n|--|--|--|\n| {name} it | A | R |\n\n" for name in ("Plan", "Build")
    )
    assert titles(matrix(text)) == ["Plan:", "Plan it", "Build:", "Build it"]


def test_one_of_several_matrices_is_chosen() -> None:
    text = f"{SIMPLE}\ntext\n\n| Task | HR | IT |\n|--|--|--|\n| Hire | A | C |\n"
    assert matrix(text).columns == ("PM", "Dev")
    assert matrix(text, table="1").columns == ("HR", "IT")
    assert "There is 1 other matrix in the text." in read(text).doubts


def test_headings_that_come_again_are_no_activity() -> None:
    assert titles(matrix("Task,PM,Dev\nPlan,A,R\n\nTask,PM,Dev\nBuild,A,R\n")) == ["Plan", "Build"]


def test_two_columns_of_the_same_heading_stay_two() -> None:
    preview = read("Task,IT,IT\nPlan,A,R\nGo,R,A\n")
    assert isinstance(preview.found, FoundMatrix)
    assert preview.found.columns == ("IT", "IT (2)")
    assert "Several columns have the same heading: IT." in preview.doubts


def test_two_rows_of_the_same_title_stay_two() -> None:
    assert titles(matrix("Task,PM,Dev\nPlan,A,R\nPlan,C,A\n")) == ["Plan", "Plan"]


def test_letters_of_another_variant_are_read() -> None:
    assert letters(matrix("Task,PM,Dev\nPlan,D,A\nGo,S/V,Q\n"))["Go", "PM"] == "SV"


def test_places_to_fill_in_are_doubted() -> None:
    preview = read("| Task | [Role 1] | PM |\n|--|--|--|\n| Task 1 | R | A |\n| [Activity] | A | R |")
    assert preview.doubts == ("Looks like a place to fill in: [Role 1], Task 1, [Activity].",)


def test_a_row_with_a_single_letter_and_nothing_else_is_not_called_after_its_letter() -> None:
    preview = read("Task,PM,Dev\nPlan,A,R\n,A,\nBuild,R,A\n")
    assert isinstance(preview.found, FoundMatrix)
    assert titles(preview.found) == ["Plan", "Row 3", "Build"]


def test_letters_that_no_variant_here_has_are_said_and_their_column_stays() -> None:
    preview = read("Decision,CEO,PM,Dev\nVendor,D,R,I\nBudget,D,R,P\nGo live,A,R,P\n")
    assert isinstance(preview.found, FoundMatrix)
    assert preview.found.columns == ("CEO", "PM", "Dev")
    assert letters(preview.found)["Vendor", "Dev"] == "I"
    assert "No letters, not read: P (Budget, Dev), P (Go live, Dev)." in preview.doubts


def test_numbers_and_remarks_that_look_like_letters_are_no_role() -> None:
    preview = read("Nr;ID;Task;PM;Dev;Cost manager\n1;a;Plan;A;R;C\n2;b;Build;R;A;I\n")
    assert isinstance(preview.found, FoundMatrix)
    assert preview.found.columns == ("PM", "Dev", "Cost manager")
    assert "Columns that are not read: Nr, ID." in preview.doubts


@pytest.mark.parametrize("heads", ["Durchführung;Verantwortlich", "Uitvoerend;Verantwoordelijk"])
def test_one_word_for_both_letters_is_the_one_that_is_missing_and_this_is_said(heads: str) -> None:
    text = f"Aufgabe;{heads};Beratend;Informiert\nPlan;Ben;Anna;HR;BR\nBau;Ben;Anna;;\n"
    assert letters(matrix(text)) == {
        ("Plan", "Ben"): "R",
        ("Plan", "Anna"): "A",
        ("Plan", "HR"): "C",
        ("Plan", "BR"): "I",
        ("Bau", "Ben"): "R",
        ("Bau", "Anna"): "A",
    }
    word = heads.partition(";")[2]
    assert read(text).doubts == (f"Column “{word}” is read as A, since another one is R.",)
    assert read(text, column__2="letter:A").doubts == ()


@pytest.mark.parametrize("bar", ["|", r"\|"])
def test_links_between_pages_are_read_by_their_names(bar: str) -> None:
    found = matrix(f"| Task | [[PM]] | [[Anna de Vries{bar}Anna]] |\n|--|--|--|\n| [[Plan]] | A | R |\n")
    assert found.columns == ("PM", "Anna")
    assert titles(found) == ["Plan"]


def test_a_row_with_letters_and_without_title_is_kept() -> None:
    preview = read("Task,PM,Dev\nPlan,A,R\n,R,A\n")
    assert isinstance(preview.found, FoundMatrix)
    assert len(preview.found.cells) == 4
    assert "Line 3 has letters and no title; it is called “Row 3”." in preview.doubts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just a sentence about R and A",
        "| a | b |\n|--|--|\n| 1 | 2 |",
        "Name,Email\nAnna,a@example.org\nBen,b@example.org\n",
        "Action,Owner,Deadline\nBuy,Anna,1 May\n",
        "| Letter | Word |\n|--|--|\n| R | Responsible |\n| A | Accountable |\n| C | Consulted |",
        "Item,Done\nPlan,x\nBuild,✓\n",
        "\0\0\0",
        "{}",
    ],
)
def test_a_text_without_a_matrix_says_so_in_one_sentence(text: str) -> None:
    preview = read(text)
    assert preview.found is None
    assert len(preview.doubts) == 1
    assert "no matrix" in preview.doubts[0]


def test_a_matrix_with_its_columns_taken_away_says_so() -> None:
    preview = read(SIMPLE, column__1="", column__2="")
    assert preview.found is None
    assert "No letters are left with these columns." in preview.doubts


def test_sixty_columns_are_read() -> None:
    heads = ",".join(f"Role {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60))
    assert len(matrix(f"Task,{heads}\n" + f"Plan{',A' * 60}\n" * 3).columns) == 60


PIECES = [
    "|",
    "|--|--|",
    "\n",
    ",",
    ";",
    "\t",
    "R",
    "A",
    "A/R",
    "Task",
    "Responsible",
    "Accountable",
    "Anna",
    "Phase 1",
]
PIECES += [
    "**",
    "<table>",
    "<tr>",
    "<td>",
    '"',
    "sep=;\n",
    "# H\n",
    "- ",
    "✓",
    "\0",
    ":",
    "[",
    "\\",
    "Activity or decision",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


@given(TEXTS, st.data())
def test_no_text_and_no_answer_is_too_strange(text: str, data: Any) -> None:
    preview = read_matrix(text, TR)
    answers = {one.key: data.draw(st.sampled_from([value for value, _ in one.options])) for one in preview.choices}
    for found in (preview.found, read_matrix(text, TR, answers).found):
        if found is not None:
            assert isinstance(found, FoundMatrix)
            assert all(r < len(found.rows) and c < len(found.columns) for r, c in found.cells)
            assert all(not found.rows[r].section for r, _ in found.cells)
            assert len(set(found.columns)) == len(found.columns)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.imports.letters import cell_of, letter_of, names_of


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("A", "A"),
        ("a", "A"),
        ("**R**", "R"),
        ("A/R", "AR"),
        ("A / R", "AR"),
        ("R,A", "RA"),
        ("RA", "RA"),
        ("CI", "CI"),
        ("RAC", "RAC"),
        ("R & A", "RA"),
        ("R and A", "RA"),
        ("R en A", "RA"),
        ("(R)", "R"),
        ("[A/R]", "AR"),
        ("A\nR", "AR"),
        ("Responsible", "R"),
        ("Accountable/Responsible", "AR"),
        ("Eindverantwoordelijk", "A"),
        ("Geïnformeerd", "I"),
        ("Zuständig", "R"),
        ("", ""),
        ("-", ""),
        ("–", ""),
        ("—", ""),
        ("n/a", ""),
        ("…", ""),
    ],
)
def test_every_way_to_write_letters_is_read(text: str, letters: str) -> None:
    cell = cell_of(text)
    assert cell is not None
    assert (cell.letters, cell.check, cell.rest) == (letters, False, "")


@pytest.mark.parametrize(
    ("text", "letters", "rest"),
    [
        ("A (sign)", "A", "(sign)"),
        ("**A** + Ops **R**", "A", "Ops R"),
        ("R/A (lead)", "RA", "(lead)"),
        ("R: Anna", "R", ": Anna"),
    ],
)
def test_what_stands_beside_the_letters_is_kept_apart(text: str, letters: str, rest: str) -> None:
    cell = cell_of(text)
    assert cell is not None
    assert (cell.letters, cell.rest) == (letters, rest)


@pytest.mark.parametrize("text", ["✓", "✔", "☑", "x", "X", "✅"])
def test_check_marks_are_seen(text: str) -> None:
    cell = cell_of(text)
    assert cell is not None
    assert cell.check


@pytest.mark.parametrize("text", ["CIO", "Anna", "A. Bakker", "I think so", "A1", "12", "team", "AAA", "Rita"])
def test_words_and_names_are_no_letters(text: str) -> None:
    assert cell_of(text) is None


@pytest.mark.parametrize(
    ("heading", "letter"),
    [
        ("R", "R"),
        ("Responsible", "R"),
        ("Responsible (R)", "R"),
        ("A – Accountable", "A"),
        ("A (eindverantwoordelijk)", "A"),
        ("Verantwoordelijk (R)", "R"),
        ("Wordt geraadpleegd", "C"),
        ("Zu informieren", "I"),
        ("Aprovador", "A"),
        ("RA", ""),
        ("PM", ""),
        ("HR", ""),
        ("Team", ""),
    ],
)
def test_headings_stand_for_letters(heading: str, letter: str) -> None:
    assert letter_of(heading) == letter


def test_names_are_divided_by_commas_semicolons_and_lines() -> None:
    assert names_of("Anna, Ben; Carla\nDirk, -, Anna") == ["Anna", "Ben", "Carla", "Dirk"]


def test_a_company_keeps_its_comma() -> None:
    assert names_of("Molen, Inc; Anna") == ["Molen, Inc", "Anna"]


@given(st.text(max_size=30))
def test_any_cell_is_read_or_is_none(text: str) -> None:
    cell = cell_of(text)
    assert cell is None or len(set(cell.letters)) == len(cell.letters)

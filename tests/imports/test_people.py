"""Lists of people as they are typed and pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.i18n import Translator
from facilitator.core.records import Person
from facilitator.core.text import clean, line
from facilitator.imports.people import joining, parse_people, written

Fields = tuple[str, str, str, str, str]


def read(text: str) -> list[Fields]:
    people, _ = parse_people(text)
    return [(p.name, p.email, p.department, p.role, p.organisation) for p in people]


def doubts_of(text: str) -> list[str]:
    return parse_people(text)[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Bakker", ("Anna Bakker", "", "", "", "")),
        ("Anna Bakker <anna@example.com>", ("Anna Bakker", "anna@example.com", "", "", "")),
        ('"Anna Bakker" <anna@example.com>', ("Anna Bakker", "anna@example.com", "", "", "")),
        ("Anna Bakker anna@example.com", ("Anna Bakker", "anna@example.com", "", "", "")),
        ("anna@example.com Anna Bakker", ("Anna Bakker", "anna@example.com", "", "", "")),
        ("Anna Bakker <mailto:anna@example.com>", ("Anna Bakker", "anna@example.com", "", "", "")),
        ("Anna; HR; Manager", ("Anna", "", "HR", "Manager", "")),
        ("Anna; HR; Manager; Acme", ("Anna", "", "HR", "Manager", "Acme")),
        ("Anna;anna@example.com;HR;Manager", ("Anna", "anna@example.com", "HR", "Manager", "")),
        ("Anna; HR; anna@example.com", ("Anna", "anna@example.com", "HR", "", "")),
        ("Anna;;Manager", ("Anna", "", "", "Manager", "")),
        ("Anna\tHR\tManager", ("Anna", "", "HR", "Manager", "")),
        ("1\tAnna\tHR", ("Anna", "", "HR", "", "")),
        ("| Anna | HR | Manager |", ("Anna", "", "HR", "Manager", "")),
        ("Anna Bakker, HR", ("Anna Bakker", "", "HR", "", "")),
        ("Anna Bakker, HR, Manager", ("Anna Bakker", "", "HR", "Manager", "")),
        ("Anna, HR", ("Anna", "", "HR", "", "")),
        ("Anna Bakker (works council)", ("Anna Bakker", "", "", "works council", "")),
        ("Anna Bakker – works council", ("Anna Bakker", "", "", "works council", "")),
        ("Anna Bakker - works council", ("Anna Bakker", "", "", "works council", "")),
        ("Anna Bakker: works council", ("Anna Bakker", "", "", "works council", "")),
        ("Anna-Maria Bakker-Smit", ("Anna-Maria Bakker-Smit", "", "", "", "")),
        ("- Anna", ("Anna", "", "", "", "")),
        ("  * [x] Anna", ("Anna", "", "", "", "")),
        ("12. Anna", ("Anna", "", "", "", "")),
        ("Bakker, Anna", ("Anna Bakker", "", "", "", "")),
        ("de Vries, Jan", ("Jan de Vries", "", "", "", "")),
        ("van den Berg, Karin <k@example.com>", ("Karin van den Berg", "k@example.com", "", "", "")),
        ('"Bakker, Anna";HR', ("Anna Bakker", "", "HR", "", "")),
        ("Müller, Jörg", ("Jörg Müller", "", "", "", "")),
        ("José Nuñez, MBA", ("José Nuñez", "", "MBA", "", "")),
        ("anna.bakker@example.com", ("Anna Bakker", "anna.bakker@example.com", "", "", "")),
        ("<anna@example.com>", ("Anna", "anna@example.com", "", "", "")),
        ("[red]x[/nope]", ("[red]x[/nope]", "", "", "", "")),
        ("A\u202ena\u200b\x1b[2J", ("Ana[2J", "", "", "", "")),
        ("李雷", ("李雷", "", "", "", "")),
    ],
)
def test_a_line_of_each_form(text: str, expected: Fields) -> None:
    assert read(text) == [expected]


def test_one_person_per_line_in_their_order() -> None:
    people, doubts = parse_people("Anna\r\n\r\nBart\rChris <c@example.com>; IT\n")
    assert [(p.name, p.order) for p in people] == [("Anna", 1.0), ("Bart", 2.0), ("Chris", 3.0)]
    assert doubts == []


def test_lines_of_different_forms_stand_side_by_side() -> None:
    text = "Anna\nBart; IT\nChris; HR; Head\nDora <d@example.com>\nErik; Sales"
    assert [name for name, *_ in read(text)] == ["Anna", "Bart", "Chris", "Dora", "Erik"]


def test_lines_typed_between_rows_of_a_spreadsheet_are_read_as_lines() -> None:
    assert read("Anna; HR; Lead\nCarla\tOps\tPlanner\nDirk <dirk@example.com>; Ops\nVos, Ine") == [
        ("Anna", "", "HR", "Lead", ""),
        ("Carla", "", "Ops", "Planner", ""),
        ("Dirk", "dirk@example.com", "Ops", "", ""),
        ("Ine Vos", "", "", "", ""),
    ]


def test_the_to_field_of_a_mail_is_many_people_on_one_line() -> None:
    text = "Bakker, Anna <anna@example.com>; Jan de Vries <jan@example.com>; 'Kim' <kim@example.com>"
    assert [(name, email) for name, email, *_ in read(text)] == [
        ("Anna Bakker", "anna@example.com"),
        ("Jan de Vries", "jan@example.com"),
        ("Kim", "kim@example.com"),
    ]


def test_a_to_field_longer_than_a_line_may_be_is_read_whole() -> None:
    text = "; ".join(f"Person {'abcdefghij'[n % 10]}{'xyzuvw'[n // 10]} <p{n}@example.com>" for n in range(60))
    assert len(read(text)) == 60


def test_bare_addresses_on_one_line_are_people_too() -> None:
    assert [name for name, *_ in read("anna@example.com, jan.smit@example.com")] == ["Anna", "Jan Smit"]


@pytest.mark.parametrize(
    "text",
    [
        "Name;Department;E-mail;Role\nAnna;HR;anna@example.com;Head",
        "Naam;Afdeling;E-mailadres;Functie\nAnna;HR;anna@example.com;Head",
        "Name\tAbteilung\tE-Mail-Adresse\tFunktion\nAnna\tHR\tanna@example.com\tHead",
        "Email Address,Department,Full Name,Job Title\nanna@example.com,HR,Anna,Head",
        "sep=;\nName;Department;E-mail;Role\nAnna;HR;anna@example.com;Head",
        "\ufeffName;Department;E-mail;Role\r\nAnna;HR;anna@example.com;Head\r\n",
        "| Name | Department | E-mail | Role |\n|---|:---:|---|---|\n| Anna | HR | anna@example.com | Head |",
        "Nr.;Name;Department;E-mail;Role\n1;Anna;HR;anna@example.com;Head",
    ],
)
def test_a_table_is_read_by_its_headings(text: str) -> None:
    assert read(text) == [("Anna", "anna@example.com", "HR", "Head", "")]
    assert doubts_of(text) == []


def test_a_name_in_parts_is_put_together() -> None:
    text = "Voornaam;Tussenvoegsel;Achternaam\nJan;de;Vries\nAnna;;Bakker"
    assert [name for name, *_ in read(text)] == ["Jan de Vries", "Anna Bakker"]


def test_a_heading_above_a_plain_list_is_no_person() -> None:
    assert [name for name, *_ in read("Participants:\nAnna\nBart")] == ["Anna", "Bart"]


def test_headings_that_come_again_are_no_person() -> None:
    assert [name for name, *_ in read("Name;Role\nAnna;a\nNAME;ROLE\nBart;b")] == ["Anna", "Bart"]


def test_lines_above_the_headings_are_named() -> None:
    text = "Notes:\nExported today\nName;Company\nAnna;Acme"
    assert read(text) == [("Anna", "", "", "", "Acme")]
    assert doubts_of(text) == [
        "Line 1 above the headings is left out: Notes:.",
        "Line 2 above the headings is left out: Exported today.",
    ]


def test_columns_that_are_not_read_are_named() -> None:
    assert doubts_of("Name;Phone;Role\nAnna;123;Head") == ["Columns that are not read: Phone."]


def test_headings_without_people_say_so() -> None:
    assert doubts_of("Name;Role") == ["There are headings, but no names below them."]


def test_cells_break_lines_inside_quotes() -> None:
    assert read('Name\tRole\n"Anna\nBakker"\tHead\nBart\tChief') == [
        ("Anna Bakker", "", "", "Head", ""),
        ("Bart", "", "", "Chief", ""),
    ]


def test_an_open_quote_loses_nobody() -> None:
    assert [name for name, *_ in read('Anna\tHR\n"Bart\tIT\nChris\tIT')] == ["Anna", "Bart", "Chris"]


def test_the_same_person_twice_is_kept_once_and_named() -> None:
    text = "Anna Bakker\nBart\nanna bakker <anna@example.com>; HR"
    assert read(text) == [("Anna Bakker", "anna@example.com", "HR", "", ""), ("Bart", "", "", "", "")]
    assert doubts_of(text) == ["Listed more than once and kept once: Anna Bakker."]


def test_the_same_address_is_the_same_person() -> None:
    assert len(read("Anna <A@example.com>\nAnna Bakker <a@EXAMPLE.com>")) == 1


def test_composed_and_decomposed_letters_are_the_same_name() -> None:
    assert len(read("Zoë\nZoe\u0308")) == 1


def test_namesakes_with_different_addresses_are_kept_and_named() -> None:
    text = "Anna <a@example.com>\nAnna <b@example.com>"
    assert len(read(text)) == 2
    assert doubts_of(text) == ["The same name with another e-mail address or department, all kept: Anna."]


def test_namesakes_of_different_departments_are_kept_and_named() -> None:
    text = "Anna; HR\nAnna; IT\nAnna"
    assert [row[:3] for row in read(text)] == [("Anna", "", "HR"), ("Anna", "", "IT")]
    assert doubts_of(text) == [
        "Listed more than once and kept once: Anna.",
        "The same name with another e-mail address or department, all kept: Anna.",
    ]


def joined(known: str, text: str) -> tuple[list[tuple[str, str, float]], list[str]]:
    puts, doubts = joining(parse_people(text)[0], parse_people(known)[0], Translator())
    return [(person.name, person.department, person.order) for person in puts], doubts


def test_who_comes_later_stands_behind_the_others() -> None:
    assert joined("Anna\nBen", "Chris\nDora") == ([("Chris", "", 3), ("Dora", "", 4)], [])


def test_who_is_on_the_list_already_is_not_listed_twice() -> None:
    assert joined("Anna\nBen", "anna\nChris") == (
        [("Chris", "", 3)],
        ["On the list already: Anna. A namesake needs a department or an address."],
    )


def test_a_list_pasted_again_adds_what_was_not_known() -> None:
    puts, doubts = joined("Anna", "Anna; HR")
    assert puts == [("Anna", "HR", 1)]
    assert doubts


def test_a_namesake_of_another_department_comes_in_and_is_said() -> None:
    assert joined("Anna; HR", "Anna; IT") == (
        [("Anna", "IT", 2)],
        ["The same name with another e-mail address or department, all kept: Anna."],
    )


def test_everybody_is_changed_once_however_often_a_list_says_something_about_him() -> None:
    (anna,) = parse_people("Anna")[0]
    puts, _ = joining([*parse_people("Anna; HR")[0], *parse_people("Anna; ; boss")[0]], [anna], Translator())
    assert [(person.id, person.department, person.role) for person in puts] == [(anna.id, "HR", "boss")]


def test_turned_names_are_one_sentence() -> None:
    assert doubts_of("Bakker, Anna\nSmit, Bart") == [
        "Written as “surname, first name” and turned round: Anna Bakker, Bart Smit."
    ]


def test_many_names_in_a_doubt_are_counted() -> None:
    text = "\n".join(f"Smit, {first}" for first in ("Anna", "Bart", "Chris", "Dora", "Erik", "Fleur", "Guus"))
    assert doubts_of(text)[0].endswith("Erik Smit and 2 more.")


def test_a_guessed_name_is_said() -> None:
    assert doubts_of("info@example.com") == ["Only an e-mail address was there; the name is guessed: Info."]


@pytest.mark.parametrize("text", ["42", "?!", ";HR", ";", "Anna\n***!"])
def test_a_line_without_a_name_is_said_with_its_number(text: str) -> None:
    assert any("has no name in it" in doubt for doubt in doubts_of(text))


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "---", "|---|---|", "sep=;", "\x00"])
def test_nothing_is_nobody(text: str) -> None:
    assert parse_people(text) == ([], [])


def test_cells_that_have_no_place_are_named() -> None:
    assert doubts_of("Anna; HR; Head; Acme; blue; round") == ["Line 1: not read: blue, round."]


def test_a_name_of_ten_thousand_letters_is_cut_and_said() -> None:
    people, doubts = parse_people("x" * 10_000)
    assert len(people[0].name) == 300
    assert len(doubts) == 1


def test_a_list_that_is_too_long_is_cut_and_said() -> None:
    people, doubts = parse_people("\n".join(f"Person {'abcdefghijklmnopqrstuvwxyz'[n % 26]}{n}" for n in range(2_100)))
    assert len(people) == 2_000
    assert doubts == ["The list is too long: only its first 2000 rows were read."]


def test_doubts_come_in_the_language_asked_for() -> None:
    class Loud(Translator):
        def __call__(self, message: str, /, **values: object) -> str:
            return super().__call__(message, **values).upper()

    assert parse_people("Anna\nAnna", Loud())[1] == ["LISTED MORE THAN ONCE AND KEPT ONCE: ANNA."]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    people, doubts = parse_people(text)
    for person in people:
        assert person.name == line(person.name)
        assert any(sign.isalpha() for sign in person.name)
    assert all(doubts)


_SIGNS = st.sampled_from([*"ab;,|\t\n<>@\"'().-:1 ", "Name", "E-mail", "van ", "x@y.z"])


@given(st.lists(_SIGNS, max_size=40).map("".join))
def test_any_mixture_of_separators_is_read(text: str) -> None:
    parse_people(text)


_WORDS = st.from_regex(r"[A-Z][a-zé]{1,8}( [A-Z][a-z]{1,8}){0,2}", fullmatch=True)


@given(st.lists(_WORDS, max_size=30, unique_by=str.casefold))
def test_plain_names_come_out_as_they_went_in(names: list[str]) -> None:
    headings = {"name", "person", "participant", "naam", "first", "last", "mail", "email", "who"}
    wanted = [name for name in names if name.casefold() not in headings]
    assert [name for name, *_ in read("\n".join(wanted))] == wanted


_CELL = st.text(st.characters(codec="utf-8", exclude_characters=","), max_size=20).map(clean).map(line)


@given(_WORDS, st.booleans(), st.tuples(_CELL, _CELL, _CELL))
def test_a_written_person_is_read_back(name: str, mailed: bool, cells: tuple[str, str, str]) -> None:
    department, role, organisation = (cell for cell in cells)
    if any("@" in cell or "|" in cell or cell.startswith('"') for cell in cells):
        return
    person = Person(
        id="0" * 13,
        name=name,
        order=1.0,
        email="x@example.com" if mailed else "",
        department=department,
        role=role,
        organisation=organisation,
    )
    assert read(written(person)) == [(name, person.email, department, role, organisation)]

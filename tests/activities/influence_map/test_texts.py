from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.influence_map import below, texts
from facilitator.activities.influence_map.assessing import Dispersion
from facilitator.activities.influence_map.rules import CATEGORIES, SYMBOLS
from facilitator.activities.influence_map.standing import stands
from facilitator.core.i18n import Translator
from tests.activities.influence_map.building import filled, map_session, stand, view_of

TR = Translator()


def letters(*names: str) -> list[str]:
    return list(texts._initials(tuple((str(at), name) for at, name in enumerate(names))).values())


def test_initials_are_first_and_last_name() -> None:
    assert letters("Anna Bakker", "Ben de Vries", "Zoë") == ["AB", "BV", "ZO"]


def test_people_of_the_same_initials_are_told_apart() -> None:
    found = letters("Anna Bakker", "Arno Baas", "Ad Bos", "Al Bo")
    assert len(set(found)) == 4
    assert found[0] == "AB"


@given(st.lists(st.text(max_size=12), max_size=30))
def test_every_name_has_initials_of_one_or_two_characters(names: list[str]) -> None:
    assert all(1 <= len(found) <= 3 for found in letters(*names))


def test_those_without_a_place_come_first_in_the_list(tmp_path: Path) -> None:
    rows = texts.rows(stands(view_of(filled(tmp_path))), {}, TR, wide=False)
    assert [row.cells[2].split()[0] for row in rows] == ["Dora", "Ben", "Anna", "Cem"]
    assert rows[0].cells[0] == "?"


def test_covered_rows_name_nobody(tmp_path: Path) -> None:
    session = filled(tmp_path)
    rows = texts.covered_rows(stands(view_of(session)), view_of(session).settings, TR)
    assert [row.cells for row in rows] == [
        ("Key Champions", "1"),
        ("Critical Blockers", "1"),
        ("Grumblers", "0"),
        ("Silent Supporters", "1"),
        ("Not known yet", "1"),
    ]


def test_whoever_else_is_there_is_named(tmp_path: Path) -> None:
    session = filled(tmp_path)
    anna, ben = stand(session, "anna"), stand(session, "ben")
    said = below.also_here(anna, [anna, ben], TR)
    assert "Also here: Ben de Vries" in said
    assert "Also here" not in below.also_here(anna, [anna], TR)


def test_an_empty_plane_says_what_to_press(tmp_path: Path) -> None:
    assert "Press a to add" in texts.hint([], TR, covered=False)
    assert "ctrl+o" in texts.hint([], TR, covered=False)
    everybody = stands(view_of(map_session(tmp_path)))
    assert "Press v to type" in texts.hint(everybody, TR, covered=False)
    assert "Press u to open" in texts.hint(everybody, TR, covered=True)


def test_the_tray_names_who_has_no_place_unless_the_room_can_see_it(tmp_path: Path) -> None:
    everybody = stands(view_of(filled(tmp_path)))
    assert texts.tray(everybody, TR, covered=False) == "? 1 without a place: Dora Klein"
    assert texts.tray(everybody, TR, covered=True) == "? 1 without a place"
    assert texts.tray(everybody[:3], TR, covered=False) == ""


def test_signs_in_a_name_are_no_initials() -> None:
    assert letters("[red]Jo[/nope]", "Anna-Lena Groß", "(Ben) de Vries") == ["RN", "AG", "BV"]


def test_those_seen_differently_are_marked_in_the_list_once_there_was_a_round(tmp_path: Path) -> None:
    session = filled(tmp_path)
    everybody = stands(view_of(session))
    ben = next(one for one in everybody if one.name == "Ben de Vries")
    rows = texts.rows(everybody, {ben.person.id: Dispersion(1.0, 6.0, wide=True)}, TR, wide=False)
    assert [row.key for row in rows if texts.DIFFERENT in row.cells] == [ben.person.id]
    assert len(texts.columns(everybody, TR, wide=False, apart=True)) == len(rows[0].cells)


def test_initials_are_of_the_name_and_not_of_a_title(tmp_path: Path) -> None:
    people = stands(view_of(map_session(tmp_path, names=("Dr. Ralf Groß", "Prof. Dr.-Ing. Ida Maas", "Dr."))))
    short = texts.initials(people)
    assert {one.person.name: short[one.person.id] for one in people}["Dr. Ralf Groß"] == "RG"
    assert {one.person.name: short[one.person.id] for one in people}["Prof. Dr.-Ing. Ida Maas"] == "IM"


def test_initials_of_wide_letters_have_room_in_the_list(tmp_path: Path) -> None:
    plain = stands(view_of(map_session(tmp_path / "plain")))
    assert texts.columns(plain, TR, wide=False, apart=False)[1].width == 2
    wide = stands(view_of(map_session(tmp_path / "wide", names=("山田 太郎", "Anna Bakker"))))
    assert texts.columns(wide, TR, wide=False, apart=False)[1].width == 4


class Longer(Translator):
    """Gives every text in a longer language."""

    def __call__(self, message: str, /, **values: object) -> str:
        return super().__call__(message, **values) + "en"


def test_the_heading_of_a_covered_map_is_whole_in_every_language() -> None:
    assert [(column.title, column.width) for column in texts.covered_columns(Longer())][1] == ("Peopleen", 8)


def test_the_help_says_what_every_sign_of_a_person_means() -> None:
    said = texts.SIGNS.lower()
    for category, title in CATEGORIES.items():
        assert f"{SYMBOLS[category]} {title.lower()}" in said

"""Stakeholders in the forms in which people list them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.i18n import Translator, translator
from facilitator.imports.attitudes import ATTITUDE, attitude_of, level_of, number_of, onto, scale_of
from facilitator.imports.found import FoundStakeholder, FoundStakeholders
from facilitator.imports.preview import Preview
from facilitator.imports.stakeholder_heads import field_of
from facilitator.imports.stakeholders import read_stakeholders

TR = Translator()


def read(text: str, answers: dict[str, str] | None = None) -> Preview:
    return read_stakeholders(text, TR, answers or {})


def people(text: str, answers: dict[str, str] | None = None) -> tuple[FoundStakeholder, ...]:
    found = read(text, answers).found
    assert isinstance(found, FoundStakeholders)
    return found.people


def places(text: str, answers: dict[str, str] | None = None) -> list[tuple[str, float | None, float | None]]:
    return [(one.name, one.influence, one.attitude) for one in people(text, answers)]


def test_words_become_places_and_that_is_said() -> None:
    rows = "| Anna | High | Supportive |\n| Ben | very_high | Blocker |"
    text = f"| Stakeholder | Influence | Attitude |\n|--|--|--|\n{rows}"
    assert places(text) == [("Anna", 8.0, 4.0), ("Ben", 9.5, -8.0)]
    assert "Influence in words is placed as: High → 8, very_high → 9.5." in read(text).doubts


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("H", "high"),
        ("M", "medium"),
        ("L", "low"),
        ("High", "high"),
        ("very_high", "very_high"),
        ("Very High", "very_high"),
        ("Sehr hoch", "very_high"),
        ("Tief", "low"),
        ("gering", "low"),
        ("Zeer hoog", "very_high"),
        ("gemiddeld", "medium"),
        ("Média", "medium"),
        ("Alta", "high"),
        ("High (budget)", "high"),
        ("blue", ""),
    ],
)
def test_levels_are_known_in_four_languages(word: str, level: str) -> None:
    assert level_of(word) == level


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("supportive", "supporter"),
        ("Neutral", "neutral"),
        ("resistant", "opponent"),
        ("Champion", "champion"),
        ("Blocker", "opponent"),
        ("Frustrated", "skeptic"),
        ("Cautious (3PL)", "skeptic"),
        ("Strongly supportive", "champion"),
        ("sceptisch", "skeptic"),
        ("Voorstander", "supporter"),
        ("tegenstander", "opponent"),
        ("Gegner", "opponent"),
        ("Befürworter", "supporter"),
        ("contra", "opponent"),
        ("Entusiasta", "champion"),
        ("😡", "opponent"),
        ("🙂 mostly", "supporter"),
        ("🟡", "neutral"),
        ("purple", ""),
    ],
)
def test_attitudes_are_known_in_words_and_faces(word: str, category: str) -> None:
    assert attitude_of(word) == category


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("7", (7.0, None)),
        ("7,5", (7.5, None)),
        ("9/10", (9.0, 10.0)),
        ("80 %", (80.0, 100.0)),
        ("-3", (-3.0, None)),
        ("−3", (-3.0, None)),
        ("4 (high)", (4.0, None)),
        ("★★★☆☆", (3.0, 5.0)),
        ("3 of 5", (3.0, 5.0)),
        ("high", None),
        ("3PL", None),
    ],
)
def test_numbers_are_read_with_the_top_of_their_scale(cell: str, number: tuple[float, float | None] | None) -> None:
    assert number_of(cell) == number


@pytest.mark.parametrize(
    ("values", "signed", "scale"),
    [
        ([1, 5, 3], False, "1-5"),
        ([0, 4], False, "0-5"),
        ([7, 9], False, "0-10"),
        ([55, 90], False, "0-100"),
        ([1, 3, 2], False, "1-3"),
        ([-2, 1], True, "-2-2"),
        ([-7, 3], True, "-10-10"),
        ([3, 8], True, "-10-10"),
        ([0.2, 0.9], False, "0-1"),
        ([8, 3, 0, 10, 11], False, "0-10"),
        ([8, 3, 0, 10, 555], False, "0-10"),
        ([8, -3, 0, 10, 11], True, "-10-10"),
        ([8, 3, 0, 7, 11], True, "-10-10"),
        ([8, 3, 11], False, "0-100"),
        ([8, 3, 0, 10, 40, 60], False, "0-100"),
    ],
)
def test_the_scale_is_guessed_by_its_values(values: list[float], signed: bool, scale: str) -> None:
    assert scale_of(values, [], signed=signed) == scale


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        (["+6", "+3", "12"], "-10-10"),
        (["+6", "-3", "12"], "-10-10"),
        (["+2", "+1"], "-2-2"),
        (["+4", "0", "+3"], "-10-10"),
        (["+60", "-40", "12"], "-100-100"),
        (["+6", "40", "80"], "-100-100"),
        (["+1", "-2", "2"], "-2-2"),
        (["+80 %", "-20 %"], "-100-100"),
    ],
)
def test_a_plus_before_a_value_means_a_scale_with_0_in_its_middle(cells: list[str], scale: str) -> None:
    found = [number for cell in cells if (number := number_of(cell))]
    plus = [number[0] for cell, number in zip(cells, found, strict=True) if cell[0] == "+"]
    tops = [top for _, top in found if top]
    assert scale_of([value for value, _ in found], tops, signed=True, plus=plus) == scale


def test_a_value_outside_a_scale_with_signs_is_named_and_the_others_keep_their_places() -> None:
    text = "Name;Influence;Attitude\nAnna;8;+6\nBen;5;+3\nCem;5;12\n"
    assert [attitude for _, _, attitude in places(text)] == [6.0, 3.0, None]
    assert "Attitude outside the scale stays unknown: 12." in read(text).doubts


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=8), st.data())
def test_nobody_with_a_plus_is_placed_among_those_against_it(values: list[int], data: st.DataObject) -> None:
    plus = [value for value in values if value > 0 and data.draw(st.booleans())]
    scale = scale_of(values, [], signed=True, plus=plus) or "-10-10"
    for value in plus:
        assert (onto(value, scale, -10, 10) or 0.0) >= 0.0


def test_a_single_slip_does_not_decide_on_the_scale_and_is_named() -> None:
    text = "Name;Influence\nAnna;8\nBen;3\nCem;7\nDora;10\nEva;11\n"
    found = {name: influence for name, influence, _ in places(text)}
    assert found == {"Anna": 8.0, "Ben": 3.0, "Cem": 7.0, "Dora": 10.0, "Eva": None}
    assert "Influence outside the scale stays unknown: 11." in read(text).doubts


def test_a_value_outside_its_scale_has_no_place() -> None:
    assert onto(9, "1-5", 0, 10) is None


def test_numbers_are_put_on_the_scale_of_the_map() -> None:
    text = "Name;Einfluss (1-5);Einstellung (-2 bis 2)\nAnna;5;-2\nBen;3;0\nCarl;1;1\n"
    assert places(text) == [("Anna", 10.0, -10.0), ("Ben", 5.0, 0.0), ("Carl", 0.0, 5.0)]


def test_another_scale_can_be_chosen() -> None:
    assert places("Name,Influence\nAnna,4\nBen,5\n", {"scale:influence": "0-10"})[0] == ("Anna", 4.0, None)


def test_what_is_outside_the_scale_stays_unknown_and_is_said() -> None:
    text = "Name;Influence (1-5)\nAnna;5\nBen;9\n"
    assert places(text) == [("Anna", 10.0, None), ("Ben", None, None)]
    assert "Influence outside the scale stays unknown: 9." in read(text).doubts


def test_a_decimal_comma_is_as_good_as_a_point() -> None:
    assert places('Naam,Invloed\nAnna,"7,5"\nBen,8.5\n') == [("Anna", 7.5, None), ("Ben", 8.5, None)]


def test_unknown_is_never_the_middle() -> None:
    text = "Name,Influence,Attitude\nAnna,?,-\nBen,,unknown\nCarl,TBD,neutral\n"
    assert places(text) == [("Anna", None, None), ("Ben", None, None), ("Carl", None, 0.0)]


def test_plus_and_minus_say_how_somebody_stands() -> None:
    text = "Name;Einfluss;Haltung\nAnna;++;+\nBen;+;−\nCem;o;++\nDora;-;--\nEva;?;0\nFay;+/-;"
    found = {name: (influence, attitude) for name, influence, attitude in places(text)}
    assert found == {
        "Anna": (9.5, 4.0),
        "Ben": (8.0, -4.0),
        "Cem": (5.0, 8.0),
        "Dora": (2.0, -8.0),
        "Eva": (None, 0.0),
        "Fay": (5.0, None),
    }


def test_what_a_sign_means_can_be_chosen() -> None:
    text = "Name;Influence;Attitude\nAnna;8;+\nBen;7;-\n"
    assert places(text, {"word:attitude:-": ""}) == [("Anna", 8.0, 4.0), ("Ben", 7.0, None)]


def test_a_dash_means_nothing_where_no_other_cell_is_a_plus() -> None:
    assert places("Name;Influence;Attitude\nAnna;8;+3\nBen;7;-\n")[1] == ("Ben", 7.0, None)


def test_a_word_that_is_not_understood_is_asked_about() -> None:
    text = "Name,Influence,Attitude\nAnna,high,purple\nBen,high,positive\n"
    assert places(text)[0] == ("Anna", 8.0, None)
    assert "Attitude that is not understood and stays unknown: purple." in read(text).doubts
    assert not any("purple" in doubt for doubt in read(text, {"word:attitude:purple": "opponent"}).doubts)
    assert places(text, {"word:attitude:purple": "opponent"})[0] == ("Anna", 8.0, -8.0)


def test_interest_before_influence_is_kept_as_a_note() -> None:
    text = "| Name | Interest | Influence |\n|--|--|--|\n| Anna | Low | High |\n| Ben | H | L |"
    assert [one.influence for one in people(text)] == [8.0, 2.0]
    assert people(text)[0].evidence == "Interest: Low"


def test_everything_else_that_is_known_is_read() -> None:
    heads = "Stakeholder,Role,Organisation,E-mail,Key concerns,Key message,Relationship owner,Next step,Notes,Colour"
    [one] = people(f"{heads},Influence\nAnna,CFO,Mill,a@example.org,Cost,Saves,Ben,Call,Asked twice,red,H\n")
    assert (one.role, one.organisation, one.email) == ("CFO", "Mill", "a@example.org")
    assert (one.concerns, one.message, one.owner, one.next_step) == ("Cost", "Saves", "Ben", "Call")
    assert one.evidence == "Asked twice"


def test_columns_that_are_not_read_are_named() -> None:
    assert "Columns that are not read: Colour." in read("Name,Influence,Colour\nAnna,H,red\n").doubts


def test_the_word_of_the_file_is_kept_beside_the_category() -> None:
    [one] = people("Name,Influence,Support level\nAnna,H,Cautious (3PL)\n")
    assert (one.category, one.attitude, one.evidence) == ("skeptic", -4.0, "Attitude: Cautious (3PL)")


def test_a_category_that_says_nothing_about_attitude_is_not_read() -> None:
    [one, *_] = people("Name,Category,Influence\nAnna,internal,H\nBen,external,L\n")
    assert (one.category, one.attitude) == ("", None)


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Power", "influence"),
        ("Invloed op besluit", "influence"),
        ("Kategorie", "attitude"),
        ("Einstellung", "attitude"),
        ("Disposition", "attitude"),
        ("Support level", "attitude"),
        ("Betroffenheit", "interest"),
        ("Stakeholder", "name"),
        ("Stakeholder ID", ""),
        ("Desired attitude", ""),
        ("Power-Interest Category", ""),
        ("Engagement strategy", "next_step"),
        ("Abteilung", "department"),
        ("Colour", ""),
    ],
)
def test_headings_are_known(head: str, field: str) -> None:
    assert field_of(head) == field


def test_places_to_fill_in_are_left_out_and_said() -> None:
    text = "| Name | Influence |\n|--|--|\n| [Name] | High |\n| Stakeholder 2 | Low |\n| Anna | H |"
    assert [one.name for one in people(text)] == ["Anna"]
    assert "Places to fill in, left out: [Name], Stakeholder 2." in read(text).doubts
    assert len(people(text, {"places": "in"})) == 3


def test_somebody_of_whom_only_the_name_is_known_stays() -> None:
    assert places("| Name | Influence |\n|--|--|\n| Anna | |\n| Ben | H |")[0] == ("Anna", None, None)


def test_somebody_listed_twice_is_kept_once_with_all_that_is_known() -> None:
    text = "Name,Role,Influence\nAnna,CFO,\nanna,,High\nAnna,,\n"
    assert places(text) == [("Anna", 8.0, None)]
    assert "Listed more than once and kept once: anna, Anna." in read(text).doubts


def test_two_people_of_one_name_stay_two() -> None:
    assert len(people("Name,Department,Influence\nJan,HR,H\nJan,IT,L\n")) == 2


def test_first_and_last_names_are_put_together() -> None:
    assert people("Voornaam;Tussenvoegsel;Achternaam;Invloed\nAnna;de;Vries;hoog\n")[0].name == "Anna de Vries"


def test_preambles_and_trailing_text_are_left_out_and_said() -> None:
    text = "Stakeholders of the mill\n\nName,Influence\nAnna,H\nBen,L\n\nSource: interviews\n"
    assert [one.name for one in people(text)] == ["Anna", "Ben"]
    [left] = [doubt for doubt in read(text).doubts if doubt.startswith("Left out")]
    assert "Stakeholders of the mill" in left
    assert "Source: interviews" in left


def test_the_list_that_says_most_is_taken_and_another_can_be_chosen() -> None:
    text = "| Name | Role |\n|--|--|\n| Zoe | CEO |\n\n| Name | Influence |\n|--|--|\n| Anna | H |\n| Ben | L |\n"
    assert [one.name for one in people(text)] == ["Anna", "Ben"]
    assert [one.name for one in people(text, {"table": "1"})] == ["Zoe"]


def test_what_stands_beside_a_name_is_in_the_preview() -> None:
    shown = read("Lotte Bakker\tData protection\nWim Hof\tAuditor").rows
    assert [(row[0], row[3]) for row in shown] == [("Lotte Bakker", "Data protection"), ("Wim Hof", "Auditor")]


def test_plain_names_are_read_as_names_and_no_more() -> None:
    assert places("Anna Bakker; HR; Director\nBen\n") == [("Anna Bakker", None, None), ("Ben", None, None)]


CHART = """```mermaid
quadrantChart
    title Who is where
    x-axis {x}
    y-axis {y}
    quadrant-1 Key
    Anna: [0.75, 0.9]
    "Ben: the boss":::strong: [1, 0.25] radius: 12
    %% nobody
    Carl: [1.2, 0.4]
```"""


@pytest.mark.parametrize(
    ("x", "y", "place"),
    [
        ("Against --> For", "Low influence --> High influence", (9.0, 5.0)),
        ("Low Power --> High Power", "Resistant --> Supportive", (7.5, 8.0)),
        ("For --> Against", "Low influence --> High influence", (9.0, -5.0)),
        ("High influence --> Low influence", "Tegen --> Voor", (2.5, 8.0)),
        ('"dagegen" --> "dafür"', '"wenig Einfluss" --> "viel Einfluss"', (9.0, 5.0)),
        ("Low Interest --> High Interest", "Low Power --> High Power", (9.0, None)),
    ],
)
def test_the_axes_of_a_chart_are_told_by_their_words(x: str, y: str, place: tuple[float, float | None]) -> None:
    assert places(CHART.format(x=x, y=y))[0] == ("Anna", *place)


def test_what_an_axis_means_can_be_said() -> None:
    text = CHART.format(x="a --> b", y="c --> d")
    assert places(text)[0] == ("Anna", None, None)
    assert places(text, {"axis:x": "influence", "axis:y": "attitude-"})[0] == ("Anna", 7.5, -8.0)


def test_points_outside_a_chart_are_said() -> None:
    assert "Not read: Carl: [1.2, 0.4]." in read(CHART.format(x="a --> b", y="c --> d")).doubts


def test_names_of_points_may_hold_colons() -> None:
    assert places(CHART.format(x="Against --> For", y="Power --> x"))[1][0] == "Ben: the boss"


@pytest.mark.parametrize("text", ["quadrantChart\n", "quadrantChart\n  x-axis a --> b\n  quadrant-1 Empty\n"])
def test_a_chart_without_points_says_so(text: str) -> None:
    preview = read(text)
    assert (preview.found, preview.doubts) == (None, ("The chart in line 1 has no points.",))


@pytest.mark.parametrize("text", ["", "\n\n", "1\n2\n", "---"])
def test_a_text_without_stakeholders_says_so(text: str) -> None:
    preview = read(text)
    assert preview.found is None
    assert "There are no stakeholders in this text" in preview.doubts[-1]


@pytest.mark.parametrize("language", ["nl", "de"])
def test_a_table_of_our_report_has_the_scales_of_the_map(language: str) -> None:
    tr = translator(language)
    heads = [tr(head) for head in ("Name", "Influence", "Attitude", "Wanted", "Spread", "Category", "Quadrant")]
    row = ["Anna", "3,5", "+2", "8 / +5", "", tr("Supporter"), tr("Grumblers")]
    assert places("\t".join(heads) + "\n" + "\t".join(row)) == [("Anna", 3.5, 2.0)]


PIECES = [
    "|",
    "|--|--|",
    "\n",
    ",",
    ";",
    "\t",
    "Name",
    "Influence",
    "Attitude",
    "high",
    "5",
    "9/10",
    "-3",
    "Anna",
    "Interest",
]
PIECES += ["quadrantChart\n", "x-axis a --> b\n", "A: [0.3, 0.4]\n", "```", "?", "[Name]", '"', "1e9", "😡", "%% is: "]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join), st.data())
def test_no_text_and_no_answer_is_too_strange(text: str, data: Any) -> None:
    preview = read_stakeholders(text, TR)
    answers = {one.key: data.draw(st.sampled_from([value for value, _ in one.options])) for one in preview.choices}
    for found in (preview.found, read_stakeholders(text, TR, answers).found):
        if found is not None:
            assert isinstance(found, FoundStakeholders)
            assert all(one.name for one in found.people)
            assert all(one.influence is None or 0 <= one.influence <= 10 for one in found.people)
            assert all(one.attitude is None or -10 <= one.attitude <= 10 for one in found.people)


@pytest.mark.parametrize("language", ["en", "nl", "de"])
def test_the_programs_own_words_for_attitudes_are_read_in_each_language(language: str) -> None:
    tr = translator(language)
    said = {tr(word): name for name, (word, _) in ATTITUDE.items()}
    said |= {tr("for"): "supporter", tr("against"): "opponent"}  # at the ends of the map's axis
    assert {word: attitude_of(word) for word in said} == said

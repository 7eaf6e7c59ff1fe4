"""Scores in the forms in which people keep them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.i18n import Translator, translator
from facilitator.imports.found import FoundScores
from facilitator.imports.preview import Preview
from facilitator.imports.scores import axis_of, read_scores, value_of

TR = Translator()


def read(text: str, answers: dict[str, str] | None = None) -> Preview:
    return read_scores(text, TR, answers or {})


def scores(text: str, answers: dict[str, str] | None = None) -> FoundScores:
    found = read(text, answers).found
    assert isinstance(found, FoundScores)
    return found


def table(text: str, answers: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
    found = scores(text, answers)
    return [found.criteria, *((item.title, *item.values) for item in found.items)]


def test_a_table_with_impact_and_effort_is_read() -> None:
    text = "| Idea | Impact | Effort |\n|--|--|--|\n| Mail | 4 | 2 |\n| Chat | 5 | |"
    assert table(text) == [("Impact", "Effort"), ("Mail", 4, 2), ("Chat", 5, None)]
    assert read(text).doubts == ()


def test_what_was_computed_is_not_read_and_named() -> None:
    preview = read("Rank,Idea,Impact,Confidence,Ease,ICE score\n1,Mail,4,3,2,24\n2,Chat,3,3,2,18\n")
    assert isinstance(preview.found, FoundScores)
    assert preview.found.criteria == ("Impact", "Confidence", "Ease")
    assert preview.doubts == ("Columns that are not read: Rank, ICE score.",)


def test_a_column_can_be_read_otherwise() -> None:
    text = "Idea,Impact,Score\nMail,4,9\nChat,3,8\n"
    assert scores(text, {"column:2": "value"}).criteria == ("Impact", "Score")


def test_a_decimal_comma_is_a_decimal_sign() -> None:
    assert table("Idee;Confidence\nMail;0,90\nChat;0,5\n")[1:] == [("Mail", 0.9), ("Chat", 0.5)]


def test_a_comma_between_thousands_is_asked_about() -> None:
    text = "Idea;Reach\nMail;1,120\nChat;900\n"
    assert table(text)[1] == ("Mail", 1120)
    assert "Read as thousands: 1,120." in read(text).doubts
    assert table(text, {"comma:1": "decimal"})[1] == ("Mail", 1.12)


def test_percentages_beside_parts_of_one_are_parts_of_one() -> None:
    text = "Idea;Confidence\nMail;80%\nChat;0.5\n"
    assert table(text)[1] == ("Mail", 0.8)
    assert "Percentages beside parts of one, read as parts of one: 80%." in read(text).doubts


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("4", 4),
        ("4,5", 4.5),
        ("4/5", 4),
        ("★★★☆☆", 3),
        ("80 %", 80),
        ("5=", 5),
        ("-2", -2),
        ("−2", -2),
        ("high", None),
        ("", None),
        ("9" * 400, None),
        ("1" + " 000" * 200, None),
    ],
)
def test_a_number_is_read_in_every_form(cell: str, value: float | None) -> None:
    assert value_of(cell) == value


def test_a_number_that_no_computer_holds_is_said_and_not_read() -> None:
    preview = read(f"Idea,Impact\nMail,4\nChat,{'9' * 400}\nBot,2\n")
    assert isinstance(preview.found, FoundScores)
    assert preview.found.items[1].values == (None,)
    assert any(doubt.startswith("No numbers, not read: 999") for doubt in preview.doubts)


def test_thousands_that_no_computer_holds_are_no_number() -> None:
    assert value_of("1" + ".000" * 200, thousands=True) is None


def test_lines_without_a_card_are_left_out_and_said() -> None:
    preview = read("Idea,Impact\nMail,4\n,3\nTotal,\n[Idea],2\n")
    assert isinstance(preview.found, FoundScores)
    assert [item.title for item in preview.found.items] == ["Mail"]
    assert "Lines that are left out: 3, Total, [Idea] 2." in preview.doubts


def test_what_is_no_number_stays_empty_and_is_said() -> None:
    preview = read("Idea,Impact\nMail,4\nChat,lots\nBot,2\n")
    assert isinstance(preview.found, FoundScores)
    assert preview.found.items[1].values == (None,)
    assert "No numbers, not read: lots (Chat)." in preview.doubts


def test_two_cards_of_one_title_are_both_read_and_said() -> None:
    preview = read("Idea,Impact\nMail,4\nmail,2\n")
    assert isinstance(preview.found, FoundScores)
    assert len(preview.found.items) == 2
    assert "The same title more than once: mail." in preview.doubts


def test_a_table_of_our_report_comes_back_in_every_language() -> None:
    for language in ("en", "nl", "de"):
        tr = translator(language)
        heads = "\t".join(tr(head) for head in ("Rank", "No.", "Card", "Score", "Return", "Feasibility", "Quadrant"))
        found = scores(f"{heads}\n1.\t3\tMail\t4,5\t4\t5\tx\n–\t1\tChat\t–\t–\t3\t–\n")
        assert [(item.title, *item.values) for item in found.items] == [("Mail", 4, 5), ("Chat", None, 3)]


def test_in_a_report_of_ours_its_own_table_comes_first() -> None:
    others = "| Role | X | Y | Z |\n|--|--|--|--|\n| PM | 1 | 2 | 3 |\n| IT | 1 | 2 | 3 |\n\n"
    assert table(f"{others}| Card | Score | Return |\n|--|--|--|\n| Mail | 4 | 4 |\n")[1] == ("Mail", 4)


def test_a_chart_is_read_by_its_axes() -> None:
    text = (
        "quadrantChart\n  x-axis Low Effort --> High Effort\n  y-axis Low Impact --> High Impact\n  Mail: [0.3, 0.8]\n"
    )
    assert table(text) == [("Effort", "Impact"), ("Mail", 0.3, 0.8)]
    assert scores(text).shares


def test_an_axis_can_be_turned() -> None:
    text = "quadrantChart\n  x-axis Effort\n  y-axis Impact\n  Mail: [0.25, 0.8]\n"
    assert table(text, {"axis:x": "down"})[1] == ("Mail", 0.75, 0.8)


@pytest.mark.parametrize(
    ("ends", "name"),
    [
        (("Low Effort", "High Effort"), ("Effort", False)),
        (("High Effort", "Low Effort"), ("Effort", True)),
        (("ROI: low", "ROI: high"), ("ROI", False)),
        (("ROI: high", "ROI: low"), ("ROI", True)),
        (("Effort", ""), ("Effort", False)),
        (("weinig waarde", "veel waarde"), ("waarde", False)),
        (("a", "b"), ("b", False)),
        (("", ""), ("", False)),
    ],
)
def test_the_criterion_of_an_axis_is_told_by_its_ends(ends: tuple[str, str], name: tuple[str, bool]) -> None:
    assert axis_of(ends) == name


def test_numbers_of_cards_are_taken_off_only_where_all_have_one() -> None:
    chart = "quadrantChart\n  x-axis A\n  y-axis B\n  {}: [0.1, 0.2]\n  {}: [0.3, 0.4]\n"
    assert [one.title for one in scores(chart.format("3 Mail", "12 Chat")).items] == ["Mail", "Chat"]
    assert [one.title for one in scores(chart.format("3 Mail", "Chat")).items] == ["3 Mail", "Chat"]


@pytest.mark.parametrize("text", ["", "words only", "Name,Role\nAnna,CFO\n", "1,2\n3,4\n", "quadrantChart\n x-axis a"])
def test_a_text_without_scores_says_so(text: str) -> None:
    preview = read(text)
    assert preview.found is None
    assert "There are no scores in this text" in preview.doubts[0]


PIECES = [
    "|",
    "|--|",
    "\n",
    ",",
    ";",
    "\t",
    "Idea",
    "Impact",
    "5",
    "1,120",
    "0,9",
    "80%",
    "★★",
    "quadrantChart\n",
    "A: [0.3, 1]\n",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join), st.data())
def test_no_text_and_no_answer_is_too_strange(text: str, data: Any) -> None:
    preview = read_scores(text, TR)
    answers = {one.key: data.draw(st.sampled_from([value for value, _ in one.options])) for one in preview.choices}
    for found in (preview.found, read_scores(text, TR, answers).found):
        if found is not None:
            assert isinstance(found, FoundScores)
            assert all(item.title and len(item.values) == len(found.criteria) for item in found.items)

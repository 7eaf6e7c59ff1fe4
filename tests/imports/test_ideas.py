import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.cards import Idea
from facilitator.imports.ideas import parse, single, without_headings

WORDS = st.lists(st.text("abcdefgäß日", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


def test_one_line_is_one_idea() -> None:
    assert parse("Quotes\nInvoices\n") == [Idea("Quotes"), Idea("Invoices")]


def test_empty_lines_are_no_ideas() -> None:
    assert parse("\n\n  \n") == []


@pytest.mark.parametrize(
    "bullet", ["- ", "* ", "• ", "+ ", "1. ", "12) ", "(3) ", "- [ ] ", "* [x] ", "[ ] ", "## ", "– "]
)
def test_the_mark_in_front_of_a_line_goes(bullet: str) -> None:
    assert parse(f"{bullet}Quotes") == [Idea("Quotes")]


@pytest.mark.parametrize(
    "line",
    [
        "- Quotes: drafted in minutes",
        "- **Quotes**: drafted in minutes",
        "- **Quotes:** drafted in minutes",
        "* __Quotes__ drafted in minutes",
        "- Quotes — drafted in minutes",
        "1. Quotes – drafted in minutes",
        "* Quotes - drafted in minutes",
        "| Quotes | drafted in minutes |",
        "Quotes\tdrafted in minutes",
    ],
)
def test_title_and_description_are_told_apart(line: str) -> None:
    assert parse(line) == [Idea("Quotes", "drafted in minutes")]


@pytest.mark.parametrize("line", ["Start at 10:30", "https://example.org/a", "well-known cases", "Quotes:", "a - b"])
def test_a_colon_or_dash_inside_a_word_divides_nothing(line: str) -> None:
    assert parse(line) == [Idea(line)]


@pytest.mark.parametrize(
    "line",
    ["Bestellungen werden von Hand ins ERP übertragen – täglich zwei Stunden", "Quotes – drafted in minutes"],
)
def test_a_dash_in_a_line_without_a_mark_divides_nothing(line: str) -> None:
    assert parse(line) == [Idea(line)]


@pytest.mark.parametrize(("length", "divides"), [(40, True), (41, False)])
def test_a_dash_divides_a_bullet_only_behind_a_short_title(length: int, divides: bool) -> None:
    assert (parse(f"- {'x' * length} – daily")[0].text == "daily") is divides


def test_a_colon_behind_a_dash_of_a_sentence_divides() -> None:
    assert parse("Orders – daily: two hours") == [Idea("Orders – daily", "two hours")]


def test_a_colon_far_in_a_sentence_divides_nothing() -> None:
    line = "x" * 100 + ": and on"
    assert parse(line) == [Idea(line)]


def test_lines_indented_below_a_bullet_belong_to_it() -> None:
    assert parse("- Quotes\n  - takes 8 hours\n  now by hand\n- Invoices") == [
        Idea("Quotes", "takes 8 hours\nnow by hand"),
        Idea("Invoices"),
    ]


def test_indented_lines_without_a_bullet_above_are_ideas() -> None:
    assert parse("Quotes\n   Invoices") == [Idea("Quotes"), Idea("Invoices")]


def test_a_list_indented_as_a_whole_is_a_list() -> None:
    assert parse("   - Quotes\n   - Invoices") == [Idea("Quotes"), Idea("Invoices")]


def test_rulers_are_no_ideas() -> None:
    assert parse("---\nQuotes\n====\n- ") == [Idea("Quotes")]


def test_the_header_of_a_table_is_no_idea() -> None:
    assert parse("| Idea | Why |\n| :-- | --- |\n| Quotes | slow |") == [Idea("Quotes", "slow")]


def test_further_cells_of_a_row_go_into_the_description() -> None:
    assert parse("Quotes\t\tslow\tdear") == [Idea("Quotes", "slow · dear")]


def test_a_number_and_a_tab_from_a_word_processor_are_a_mark() -> None:
    assert parse("1.\tQuotes\n•\tInvoices") == [Idea("Quotes"), Idea("Invoices")]


def test_windows_line_ends_and_control_characters_go() -> None:
    assert parse("Quo\x07tes\r\nIn\u202evoices\r\n") == [Idea("Quotes"), Idea("Invoices")]


def test_markup_in_a_line_stays_as_it_is() -> None:
    assert parse("[red]x[/nope] [@click=app.quit]") == [Idea("[red]x[/nope] [@click=app.quit]")]


def test_a_very_long_line_is_kept_whole() -> None:
    assert len(parse("word " * 4_000)[0].title) == 19_999


@given(st.text(max_size=500))
def test_any_text_can_be_read(text: str) -> None:
    for idea in parse(text):
        assert "\n" not in idea.title


@given(st.lists(WORDS, max_size=12))
def test_every_line_of_a_plain_list_is_an_idea(lines: list[str]) -> None:
    assert parse("\n".join(lines)) == [Idea(line) for line in lines]


@given(st.lists(st.tuples(WORDS, WORDS), max_size=8))
def test_a_list_written_as_bullets_is_read_back(ideas: list[tuple[str, str]]) -> None:
    text = "\n".join(f"- {title}: {note}" for title, note in ideas if len(title) > 2)
    assert parse(text) == [Idea(title, note) for title, note in ideas if len(title) > 2]


@given(st.lists(st.text("ab :-–—*\t|#", max_size=30), max_size=6))
def test_no_letter_is_lost(lines: list[str]) -> None:
    text = "\n".join(f"x{line}" for line in lines)
    kept = "".join(idea.title + idea.text for idea in parse(text))
    assert [c for c in kept if c.isalpha()] == [c for c in text if c.isalpha()]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("- Quotes: fast", "Quotes: fast"),
        ("  a   b ", "a b"),
        ("2. Quotes", "Quotes"),
        ("- ", "-"),
        ("C# - F#", "C# - F#"),
    ],
)
def test_a_typed_line_loses_only_the_mark_in_front(typed: str, title: str) -> None:
    assert single(typed) == Idea(title)


@pytest.mark.parametrize(
    ("head", "sign", "said"),
    [
        ("Decision\tOwner", "\t", "Decision · Owner"),
        ("Besluit\tEigenaar\tOpmerkingen", "\t", "Besluit · Eigenaar · Opmerkingen"),
        ("No.;Aufgabe;Frist", ";", "No. · Aufgabe · Frist"),
        ("Use case,Expected gain", ",", "Use case · Expected gain"),
    ],
)
def test_the_names_of_columns_above_a_pasted_table_are_no_card(head: str, sign: str, said: str) -> None:
    rest = sign.join(["Choose the vendor", "Anna", "soon"])
    assert without_headings(f"{head}\n{rest}\n", ["expected GAIN"]) == (rest, said)


@pytest.mark.parametrize(
    "text",
    [
        "Decision\tOwner",
        "Decision\nOwner",
        "Decision and what follows\tAnna\nNext\tBen",
        "Decision\tAnna\nNext\tBen",
        "Task, action\nCall the vendor",
    ],
)
def test_what_is_no_table_with_names_of_columns_stays_whole(text: str) -> None:
    assert without_headings(text) == (text, "")

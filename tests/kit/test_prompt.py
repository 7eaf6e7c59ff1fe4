"""Markdown of workshop files as lines."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from facilitator.kit.prompt import PromptText, blocks, inline, lines


def drawn(markdown: str, width: int = 40) -> list[str]:
    return [content.plain for content in lines(markdown, width)]


def styles(markdown: str) -> list[tuple[str, str]]:
    content = inline(markdown)
    return [(content.plain[span.start : span.end], str(span.style)) for span in content.spans]


def test_lines_of_a_paragraph_flow_together() -> None:
    assert drawn("one\ntwo\n\nthree") == ["one two", "", "three"]


def test_list_entries_hang_on_their_marks() -> None:
    assert drawn("- first entry\n- second", 10) == ["• first", "  entry", "• second"]


def test_numbers_of_a_list_stay() -> None:
    assert drawn("1. one\n2) two") == ["1. one", "2) two"]


def test_a_list_in_a_list_is_indented() -> None:
    assert drawn("- a\n  - b") == ["• a", "  • b"]


def test_a_checklist_has_boxes() -> None:
    assert drawn("- [ ] open\n- [x] done") == ["☐ open", "☑ done"]


def test_a_quote_has_its_line_at_every_line() -> None:
    assert drawn("> say it\n> slowly", 10) == ["│ say it", "│ slowly"]


def test_headings_stand_alone_and_are_bold() -> None:
    assert [(block.text, block.style) for block in blocks("# Title\ntext")] == [("Title", "bold"), ("text", "")]


def test_a_rule_is_a_line() -> None:
    assert drawn("a\n\n---\n\nb", 5) == ["a", "", "─────", "", "b"]


def test_bold_italic_and_code_get_their_styles() -> None:
    assert styles("a **b** *c* `d` __e__ _f_") == [
        ("b", "bold"),
        ("c", "italic"),
        ("d", "reverse"),
        ("e", "bold"),
        ("f", "italic"),
    ]


def test_single_letters_can_be_bold() -> None:
    assert styles("**n** on, **p** back") == [("n", "bold"), ("p", "bold")]


def test_italic_inside_bold_has_both() -> None:
    assert styles("**a *b***") == [("a ", "bold"), ("b", "bold italic")]


def test_a_link_shows_where_it_goes() -> None:
    assert inline("see [our site](https://example.org)").plain == "see our site (https://example.org)"


def test_stars_and_underscores_inside_words_are_literal() -> None:
    assert inline("2 * 3 * 4 and snake_case_name").plain == "2 * 3 * 4 and snake_case_name"
    assert styles("2 * 3 * 4 and snake_case_name") == []


def test_an_escaped_mark_is_literal() -> None:
    assert (inline(r"\*a\*").plain, styles(r"\*a\*")) == ("*a*", [])


def test_terminal_markup_is_literal() -> None:
    text = "[red]x[/nope] [@click=app.quit]y"
    assert inline(text).plain == text


@given(st.text(max_size=200), st.integers(1, 60))
def test_any_text_at_any_width_stays_within_it(text: str, width: int) -> None:
    assert all(cell_len(content.plain) <= max(width, 6) for content in lines(text, width))


@given(st.lists(st.text("abcde", min_size=1, max_size=6), max_size=20), st.integers(8, 60))
def test_no_word_is_lost(words: list[str], width: int) -> None:
    assert " ".join(drawn(" ".join(words), width)).split() == words


async def test_it_takes_the_height_that_its_text_needs() -> None:
    class Show(App[None]):
        def compose(self) -> ComposeResult:
            yield PromptText("one two three four")

    app = Show()
    async with app.run_test(size=(9, 10)) as pilot:
        prompt = app.query_one(PromptText)
        assert prompt.size.height == 3
        prompt.update("one")
        await pilot.pause()
        assert prompt.size.height == 1


def test_it_imports_no_markdown_parser() -> None:
    code = "import sys, facilitator.kit.prompt; print('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"

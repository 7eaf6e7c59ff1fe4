import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.core.blocks import Bars, Bullets, Column, Heading, Markdown, Table, Text
from facilitator.core.i18n import Translator
from facilitator.exports import markdown

TR = Translator("en")
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TRICKY = st.sampled_from(
    [
        *(
            "|",
            "\\",
            "`",
            "```",
            "~~~",
            "*",
            "**",
            "_",
            "#",
            "# ",
            "-",
            "- ",
            "---",
            "===",
            "+ ",
            "1. ",
            "1) ",
            ">",
            "<",
        ),
        *(
            "<b>",
            "<!--",
            "<script>",
            "</details>",
            "&amp;",
            "&#35;",
            "[x]",
            "[a](b)",
            "![",
            "]: /url",
            "\n",
            "\n\n",
            " ",
        ),
        *(
            "\t",
            "    ",
            "$x$",
            "~~",
            ":---",
            "\r\n",
            "\r",
            "a",
            "é",
            "👍",
            "漢",
            "\u2028",
            "\x0b",
            "\x00",
            "http://a.b",
        ),
    ]
)
TEXTS = st.lists(TRICKY | st.text(max_size=6), max_size=8).map("".join)


def plain(tokens: list[Token] | None) -> str:
    """What a reader sees of inline tokens."""
    seen = {"softbreak": "\n", "hardbreak": "\n", "html_inline": "\n"}
    return "".join(seen.get(token.type, token.content) for token in tokens or [])


def meant(text: str) -> str:
    """What may be seen of a text: no control characters, one space for a tab, filled lines only."""
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(part for line in text.replace("\t", " ").split("\n") if (part := line.strip()))


def types(source: str) -> list[str]:
    return [token.type for token in READER.parse(source)]


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
def test_any_text_keeps_the_shape_of_a_table_and_reads_as_itself(rows: list[tuple[str, str, str]]) -> None:
    tokens = READER.parse(markdown.table(("A", "B", "C"), rows))
    assert tokens[0].type == "table_open"
    assert tokens[-1].type == "table_close"
    cells = [plain(tokens[at + 1].children) for at, token in enumerate(tokens) if token.type in ("td_open", "th_open")]
    assert [cell.strip() for cell in cells[3:]] == [meant(cell).strip() for row in rows for cell in row]


@given(TEXTS)
@example("\u2028#")
def test_any_text_is_a_paragraph_and_reads_as_itself(text: str) -> None:
    tokens = READER.parse(markdown.rendered(Text(text=text), TR))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    seen = "\n".join(plain(token.children) for token in tokens if token.type == "inline")
    assert [line.strip() for line in seen.split("\n")] == [line.strip() for line in meant(text).split("\n")]


@given(TEXTS)
def test_any_text_is_one_heading(text: str) -> None:
    source = markdown.rendered(Heading(text=text, level=2), TR)
    assert types(source) == (["heading_open", "inline", "heading_close"] if meant(text) else [])
    seen = [plain(token.children) for token in READER.parse(source) if token.type == "inline"]
    assert "".join(seen).strip() == meant(text).strip()


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_texts_are_a_list_of_as_many_entries(items: list[str]) -> None:
    tokens = READER.parse(markdown.rendered(Bullets(items=tuple(items)), TR))
    assert sum(token.type == "list_item_open" for token in tokens) == len(items)
    assert not {token.type for token in tokens} & {"fence", "code_block", "html_block", "blockquote_open", "hr"}


@given(TEXTS, TEXTS)
def test_whatever_a_workshop_leaves_open_ends_with_its_quotation(text: str, after: str) -> None:
    source = markdown.render([Markdown(text=text), Heading(text="After"), Text(text=after)], TR)
    tokens = READER.parse(source)
    tops = [token for token in tokens if token.level == 0 and token.type == "heading_open"]
    assert [token.tag for token in tops] == ["h2"]


@given(st.text())
def test_the_front_matter_keeps_every_value(text: str) -> None:
    lines = markdown.front_matter({"title": text, "people": 3}).split("\n")
    assert len(lines) == 4
    assert json.loads(lines[1].removeprefix("title: ")) == text
    assert not set(lines[1]) & set("\x85\u2028\u2029\ufeff")


@pytest.mark.parametrize(
    "text", ["Offertes: van 8 uur naar 2 uur (60 % minder), 'echt' & snel!", "2.8", "-3 °C", "+31 6 1234", "#ai", "1)a"]
)
def test_ordinary_text_stays_as_it_was_typed(text: str) -> None:
    assert markdown.escaped(text) == text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# no heading", r"\# no heading"),
        ("- no bullet", r"\- no bullet"),
        ("1. no number", r"1\. no number"),
        ("a|b", r"a\|b"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("&lt;", r"\&lt;"),
        ("R&D; more", r"R\&D; more"),
        ("snake_case", r"snake\_case"),
    ],
)
def test_markup_in_a_text_is_escaped(typed: str, written: str) -> None:
    assert markdown.escaped(typed) == written


def test_lines_of_a_cell_become_breaks() -> None:
    assert markdown.inline("one\n\ntwo") == "one<br>two"


def test_html_of_a_workshop_is_text_but_its_links_stay() -> None:
    assert markdown.quoted("<script>x</script> <https://a.b>") == "> &lt;script>x&lt;/script> <https://a.b>"


def test_an_empty_text_takes_no_room() -> None:
    assert markdown.render([Text(text=""), Heading(text=" "), Markdown(text="\n")], TR) == ""


def test_two_lists_one_after_the_other_stay_two() -> None:
    source = markdown.render([Bullets(items=("a",)), Bullets(items=("b",))], TR)
    assert types(source).count("bullet_list_open") == 2


def test_a_check_list_has_boxes() -> None:
    assert markdown.rendered(Bullets(items=("a", "b"), done=(True, False)), TR) == "- [x] a\n- [ ] b"


def test_numbers_of_a_table_stand_right() -> None:
    block = Table(
        title="Votes", columns=(Column(title="Card"), Column(title="Dots", align="right")), rows=(("A", "3"),)
    )
    assert markdown.rendered(block, TR) == "**Votes:**\n\n| Card | Dots |\n| --- | ---: |\n| A | 3 |"


def test_a_caption_has_a_colon_unless_it_ends_a_sentence() -> None:
    assert [markdown.caption(text) for text in ("Votes", "Why?", "*", "")] == ["**Votes:**", "**Why?**", "**\\*:**", ""]


def test_bars_are_a_table_whose_longest_bar_is_full() -> None:
    block = Bars(title="Votes", unit="dots", bars=(("A", 4), ("B", 1), ("C", 0)))
    lines = markdown.rendered(block, TR).split("\n")[4:]
    assert lines == ["| A | 4 | " + "█" * 20 + " |", "| B | 1 | █████ |", "| C | 0 | |"]


def test_a_title_that_the_heading_above_says_is_not_said_again() -> None:
    table = Table(title="Votes", columns=(Column(title="Card"),), rows=(("A",),))
    blocks = [Heading(text="Votes"), table, Heading(text="Details", level=3), table, Heading(text="Other"), table]
    assert markdown.render(blocks, TR).count("**Votes:**") == 1

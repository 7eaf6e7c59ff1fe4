"""Pages in which no text of people is markup."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from facilitator.exports.html import bullets, lines, markdown, page, style_text, table, text


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_plain_text_stands_for_itself(words: str) -> None:
    assert "<" not in text(words)
    assert unescape(text(words)).replace("\ufffe", "").replace("\uffff", "") == words.replace("\ufffe", "").replace(
        "\uffff", ""
    )


def test_control_characters_go() -> None:
    assert text("a\x00\x1b[31mb") == "a[31mb"


def test_line_breaks_stay() -> None:
    assert lines("a\r\nb\n<c>") == "a<br>\nb<br>\n&lt;c&gt;"


def test_markdown_is_drawn_and_its_html_is_text() -> None:
    assert markdown("**a** <b>\n\n- c") == "<p><strong>a</strong> &lt;b&gt;</p>\n<ul>\n<li>c</li>\n</ul>\n"


def test_headings_in_a_text_stand_below_those_of_the_page() -> None:
    assert markdown("# a") == "<h4>a</h4>\n"
    assert markdown("###### a") == "<h6>a</h6>\n"


@given(st.text())
def test_a_text_never_leaves_its_place_in_a_style_sheet(words: str) -> None:
    inner = style_text(words)[1:-1]
    assert not set(inner) & set("\"'<>{};\n")


def test_a_text_in_a_style_sheet_keeps_its_spaces() -> None:
    assert style_text("a: b") == '"a\\3a  b"'


def test_a_table_has_a_caption_and_names_for_columns_and_rows() -> None:
    made = table("All <b>", ("One", "Two"), [("1", "2")], head=0)
    assert "<caption>All &lt;b&gt;</caption>" in made
    assert '<th scope="col">One</th><th scope="col">Two</th>' in made
    assert '<tr><th scope="row">1</th><td>2</td></tr>' in made


def test_a_list_may_have_boxes() -> None:
    assert bullets(["a"], "check") == '<ul class="check">\n<li>a</li>\n</ul>'
    assert bullets(["a"]) == "<ul>\n<li>a</li>\n</ul>"


def test_a_page_says_its_language_and_lets_nothing_load() -> None:
    made = page("T <i>", "nl", "p {}", ["<p>a</p>", ""]).decode()
    assert made.startswith('<!DOCTYPE html>\n<html lang="nl">\n')
    assert "default-src 'none'" in made
    assert "<title>T &lt;i&gt;</title>" in made
    assert made.endswith("<p>a</p>\n</body>\n</html>\n")

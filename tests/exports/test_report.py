from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitator.core.blocks import Heading, Text
from facilitator.exports.report.write import files
from tests.exports.samples import package


def report(**values: object) -> str:
    return files(package(**values))["report.md"].decode()


def test_a_report_begins_with_what_the_session_was() -> None:
    assert report(people=8, blocks=(Heading(text="Decisions"), Text(text="We start with quotes."))) == (
        "---\n"
        'session: "AI in the office"\n'
        'client: "Molen BV"\n'
        'date: "2026-11-22"\n'
        'lang: "en"\n'
        'workshop: "Use-case workshop"\n'
        'state: "finished"\n'
        'profile: "client"\n'
        'generator: "facilitator 0"\n'
        "---\n"
        "\n"
        "# AI in the office\n"
        "\n"
        "Molen BV · 22 November 2026 · 8 participants · for the client\n"
        "\n"
        "## Decisions\n"
        "\n"
        "We start with quotes.\n"
    )


def test_the_consultants_copy_says_so_on_its_first_page() -> None:
    lines = report(profile="consultant").split("\n")
    assert lines[lines.index("# AI in the office") + 4].startswith("> **Consultant's copy.")


def test_a_session_that_goes_on_says_that_this_is_not_the_end() -> None:
    assert "*This session is not finished; this is its state so far.*" in report(state="running")


def test_a_title_with_markup_is_only_a_title() -> None:
    assert "\n# \\[red\\]x\\[/nope\\] \\#\n" in report(title="[red]x[/nope] #")


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_any_text_leaves_the_order_of_the_headings(title: str, client: str, texts: list[str]) -> None:
    blocks = tuple(block for text in texts for block in (Heading(text="Part"), Text(text=text)))
    body = report(title=title, client=client, blocks=blocks).partition("\n---\n")[2]
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    levels = [token.tag for token in tokens if token.type == "heading_open"]
    assert levels in (["h1", *["h2"] * len(texts)], ["h2"] * len(texts))
    assert not {token.type for token in tokens} & {"fence", "code_block", "html_block", "bullet_list_open", "hr"}

"""The run sheet as a page to print."""

import re
from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.i18n import translator
from facilitator.exports import find
from facilitator.exports.package import SheetGroup
from facilitator.exports.run_sheet_html.write import files
from tests.exports.samples import package
from tests.exports.test_run_sheet import entry

VOID = {"meta", "br", "hr"}
KNOWN = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "span",
    "strong", "em", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "br", "hr", "a", "code",
    "pre", "blockquote",
}  # fmt: skip


class Reader(HTMLParser):
    """The elements of a page, and whether each was closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def page(*entries: Any, **values: Any) -> str:
    return files(package(profile="consultant", sheet=entries, **values))["run-sheet.html"].decode()


def test_only_the_consultant_may_have_it() -> None:
    assert find()["run-sheet-html"].profiles == ("consultant",)


def test_it_says_that_it_holds_the_notes() -> None:
    assert "Only for those who run the session: it holds the notes." in Reader(page(entry())).text


def test_the_agenda_has_clock_times_minutes_buffers_and_room_to_write() -> None:
    text = page(entry(buffer=5), entry(starts="12:30", ends="13:00", title="Lunch", kind="Break", fixed=True))
    row = '<td>09:00</td><td>09:25</td><td>25 + 5</td><th scope="row">Collect</th><td>Ideas</td><td>must</td><td></td>'
    assert row in text
    assert '<td><strong>12:30</strong> fixed</td><td>13:00</td><td>25</td><th scope="row">Lunch</th>' in text
    assert "<caption>Agenda · 55 minutes</caption>" in text


def test_a_step_has_all_that_is_said_in_it() -> None:
    text = Reader(page(entry(prompt="What *costs* time?", notes="Wait.\n\nThen ask.", material=("Pens",)))).text
    assert "09:00–09:25 Collect Ideas · 25 minutes (at least 15, at most 35) · must" in text
    assert "Everybody reads What costs time? Notes Wait. Then ask. Material Pens" in text


def test_the_groups_are_listed_with_their_people_and_cards() -> None:
    teams = (SheetGroup(title="Group 1", people=("Anna", "Bo"), cards=("3 Quotes",)), SheetGroup(title="Group 2"))
    text = Reader(page(entry(teams=teams))).text
    assert "in 2 groups" in text
    assert "Group People Cards Group 1 Anna, Bo 3 Quotes Group 2" in text


def test_groups_without_cards_have_no_column_for_them() -> None:
    text = Reader(page(entry(teams=(SheetGroup(title="Group 1", people=("Anna",)),)))).text
    assert "Group People Group 1 Anna" in text


def test_what_to_bring_is_listed_once_with_boxes() -> None:
    text = page(entry(material=("Pens", "Paper")), entry(material=("Pens",)))
    assert '<h2>Bring along</h2>\n<ul class="check">\n<li>Pens</li>\n<li>Paper</li>\n</ul>' in text


def test_several_days_have_an_agenda_and_a_heading_each() -> None:
    text = page(entry(), entry(day=2, title="Sharpen"))
    assert "<caption>Day 1 · Agenda · 25 minutes</caption>" in text
    assert "<h2>Day 2</h2>" in text


def test_a_single_day_needs_no_heading() -> None:
    assert "Day 1" not in page(entry())


def test_a_session_without_steps_still_has_a_sheet() -> None:
    assert "Run sheet: AI in the office" in Reader(page()).text


def test_it_is_in_the_language_of_the_results() -> None:
    text = page(entry(), tr=translator("nl"), language="nl")
    assert '<html lang="nl">' in text


def test_it_loads_nothing_and_runs_nothing() -> None:
    text = page(entry(prompt="![x](http://example.org/a.png) [y](http://example.org) <script>alert(1)</script>"))
    found = Reader(text).elements
    assert "default-src 'none'" in text
    assert {tag for tag, _ in found} <= KNOWN
    assert not any(name in attrs for _, attrs in found for name in ("src", "srcset", "style", "onclick"))
    assert "url(" not in text
    assert "@import" not in text


def test_a_picture_is_its_description() -> None:
    assert "Before the machine after" in Reader(page(entry(prompt="Before ![the machine](a.png) after"))).text


def test_a_link_that_runs_something_is_no_link() -> None:
    assert "<a" not in page(entry(prompt="[x](javascript:alert(1))"))


def test_headings_of_a_prompt_stand_below_those_of_the_sheet() -> None:
    assert "<h4>Big</h4>" in page(entry(prompt="# Big"))


def test_the_title_below_every_page_is_no_style() -> None:
    text = page(entry(), title='"; } body { display: none } </style><b>')
    assert text.count("</style>") == 1
    assert re.search(r'@bottom-left \{ content: "[A-Za-z0-9\\ ]*";', text)


def test_the_same_session_gives_the_same_bytes() -> None:
    values = {"profile": "consultant", "sheet": (entry(prompt="x", material=("b", "a")),)}
    assert files(package(**values)) == files(package(**values))


MARKUP = st.lists(
    st.sampled_from(
        ["```", "<!--", "<b>", "</section>", "# x", "- ", "> ", "\n", "\n\n", "    ", "&lt;", "![", "](", ")", "x"]
    )
).map("".join)  # fmt: skip


@given(MARKUP | st.text(), MARKUP | st.text(), st.text(), st.text())
def test_no_text_breaks_the_page(prompt: str, notes: str, title: str, person: str) -> None:
    teams = (SheetGroup(title=title, people=(person,), cards=(title,)),)
    text = page(
        entry(prompt=prompt, notes=notes, title=title, material=(person,), teams=teams),
        entry(title="Last"),
        title=title,
    )
    found = Reader(text)
    assert found.open == []
    assert {tag for tag, _ in found.elements} <= KNOWN
    assert [tag for tag, _ in found.elements].count("section") == 2
    assert found.text.endswith("Last Ideas · 25 minutes (at least 15, at most 35) · must")

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitator.exports.package import SheetEntry, SheetGroup
from facilitator.exports.run_sheet.write import files
from tests.exports.samples import package


def entry(**values: Any) -> SheetEntry:
    defaults: dict[str, Any] = {
        "day": 1,
        "starts": "09:00",
        "ends": "09:25",
        "title": "Collect",
        "kind": "Ideas",
        "minutes": 25,
        "least": 15,
        "most": 35,
        "priority": "must",
    }
    return SheetEntry(**(defaults | values))


def sheet(*entries: SheetEntry) -> str:
    return files(package(profile="consultant", sheet=entries))["run-sheet.md"].decode()


def test_the_agenda_has_clock_times_minutes_and_buffers() -> None:
    text = sheet(entry(buffer=5), entry(starts="12:30", ends="13:00", title="Lunch", kind="Break", fixed=True))
    assert "| 09:00 | 09:25 | 25 + 5 | Collect | Ideas | must |" in text
    assert "| 12:30 (fixed) | 13:00 | 25 | Lunch | Break | must |" in text


def test_a_step_has_all_that_is_said_in_it() -> None:
    text = sheet(entry(prompt="What *costs* time?", notes="Wait.\n\nThen ask.", material=("Pens",), groups=4, buffer=5))
    part = text.partition("## 09:00–09:25 Collect\n")[2]
    assert part == (
        "\n25 minutes (at least 15, at most 35) · then 5 minutes free · in 4 groups · must\n"
        "\n**Everybody reads:**\n\n> What *costs* time?\n"
        "\n**Notes:**\n\n> Wait.\n>\n> Then ask.\n"
        "\n**Material:**\n\n- Pens\n"
    )


def test_groups_are_a_table_with_their_people_and_cards() -> None:
    teams = (SheetGroup(title="Owls", people=("Anna", "Ben"), cards=("3 · Mail",)), SheetGroup(title="Group 2"))
    text = sheet(entry(groups=4, teams=teams))
    assert "in 2 groups" in text
    assert "| Group | People | Cards |\n| --- | --- | --- |\n| Owls | Anna, Ben | 3 · Mail |\n| Group 2 | | |" in text


def test_groups_without_cards_have_no_column_for_them() -> None:
    assert "| Group | People |\n" in sheet(entry(teams=(SheetGroup(title="Owls", people=("Anna",)),)))


def test_what_to_bring_is_listed_once() -> None:
    text = sheet(entry(material=("Pens", "Paper")), entry(material=("Pens",)))
    assert "## Bring along\n\n- [ ] Pens\n- [ ] Paper\n" in text


def test_several_days_have_a_heading_each() -> None:
    text = sheet(entry(), entry(day=2, title="Sharpen"))
    assert "## Day 2\n" in text
    assert "## Day 2, 09:00–09:25 Sharpen\n" in text


def test_a_single_day_needs_no_heading() -> None:
    assert "Day 1" not in sheet(entry())


def test_a_session_without_steps_still_has_a_sheet() -> None:
    assert sheet().startswith("# Run sheet: AI in the office\n")


MARKUP = st.lists(st.sampled_from(["```", "~~~", "<!--", "<pre>", "# x", "- ", "> ", "\n", "\n\n", "    ", "|", "x"]))


@given(MARKUP.map("".join), MARKUP.map("".join), st.text())
def test_no_prompt_or_note_reaches_beyond_its_step(prompt: str, notes: str, title: str) -> None:
    text = sheet(entry(prompt=prompt, notes=notes, title=title, material=(prompt or "-",)), entry(title="Last"))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    tops = [token for token in tokens if token.type == "heading_open" and token.level == 0]
    assert [token.tag for token in tops] == ["h1", "h2", "h2", "h2"]
    assert tokens[tokens.index(tops[-1]) + 1].content == "09:00–09:25 Last"

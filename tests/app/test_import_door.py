import re
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

import pytest
from textual.events import Paste
from textual.widgets import Button, TextArea

from facilitator.activities.influence_map.rules import Place
from facilitator.activities.raci.rules import Cell, Row
from facilitator.app import import_preview
from facilitator.app.import_door import file_of
from facilitator.app.import_preview import ImportPreview
from facilitator.app.run_keys import takes
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from tests.app.driving import Driver, running
from tests.imports.workbooks import worksheet, xlsx
from tests.kit.harness import make_session

MATRIX = "Task,PM,Dev,Notes\nPlan,A,R,soon\nBuild,✓,A,x\n"
PEOPLE = "Name,Influence,Attitude\nAnna,8,-3\nBen,high,supportive\n"


def made(home: Path, *kinds: str, people: Sequence[str] = ()) -> Session:
    return make_session(home, [{"id": f"{kind}-step", "kind": kind} for kind in kinds], people=people)


async def opened(driver: Driver) -> None:
    """Opens the door with its key where the step takes something, else as the palette does."""
    if takes(driver.run.run):
        await driver.dialog_opens("ctrl+o")
        return
    command = next(command for command in driver.run.commands() if command.title == "Import…")
    command.run()
    await driver.until(lambda: driver.dialog is not None)


async def typed(driver: Driver, text: str) -> None:
    """Pastes a text and goes on to the preview, or back to the question."""
    await driver.until(lambda: driver.app.screen.query("#text"))
    before = driver.app.screen
    driver.app.screen.query_one("#text", TextArea).text = text
    await driver.press("ctrl+o", until=lambda: driver.app.screen is not before)
    await driver.pilot.pause()


def preview(driver: Driver) -> ImportPreview:
    assert isinstance(driver.app.screen, ImportPreview)
    return driver.app.screen


async def corrected(driver: Driver, key: str, words: str) -> None:
    """Reads a part otherwise, with the keys."""
    parts = preview(driver).query_one("#choices", Rows)
    parts.go_to(key)
    await driver.dialog_opens("enter")
    chosen: Any = driver.app.screen
    at = next(n for n, (_, text) in enumerate(chosen._options) if text == words)
    chosen.query_one("#options", Rows).go_to(at)
    await driver.dialog_closes("enter")
    await driver.pilot.pause()


async def test_a_pasted_matrix_is_shown_with_its_doubts_and_comes_in_as_one_change(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci")) as driver:
        await opened(driver)
        await typed(driver, MATRIX)
        assert "2 rows · 2 columns · 4 cells with letters" in driver.text
        assert "▲ Columns that are not read: Notes." in driver.text
        assert not driver.session.table(Row)
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: driver.session.table(Row))
        assert sorted(cell.letters for cell in driver.session.table(Cell).values()) == ["A", "A", "R", "R"]
        assert driver.said[-1] == "Imported into “Step 1”. ctrl+z takes it back."
        await driver.press("ctrl+z", until=lambda: not driver.session.table(Row))


async def test_a_part_is_read_otherwise_and_everything_is_read_again(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci"), size=(80, 24)) as driver:
        await opened(driver)
        await typed(driver, MATRIX)
        await corrected(driver, "check", "C")
        await corrected(driver, "column:1", "not read")
        assert "Check marks are read as" not in driver.text
        assert "1 column · 2 cells" in driver.text
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: driver.session.table(Cell))
        assert len(driver.session.table(Cell)) == 2


async def test_going_back_changes_nothing(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci")) as driver:
        await opened(driver)
        await typed(driver, MATRIX)
        await driver.dialog_closes("escape")
        assert not driver.session.table(Row)


async def test_a_file_is_read_by_its_path_and_its_encoding_can_be_corrected(tmp_path: Path) -> None:
    file = tmp_path / "roles.csv"
    file.write_bytes("Task,MÜLLER,Dev\nPlan,A,R\n".encode("mac-roman"))
    async with running(made(tmp_path / "home", "raci")) as driver:
        await opened(driver)
        await typed(driver, f'"{file}"')
        assert "MÜLLER" not in driver.text
        await corrected(driver, "encoding", "mac-roman")
        assert "MÜLLER" in driver.text


async def test_a_file_that_cannot_be_read_says_why_and_what_was_typed_comes_back(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci")) as driver:
        await opened(driver)
        await typed(driver, "/nowhere/roles.xlsx")
        assert "There is no file /nowhere/roles.xlsx." in driver.words
        assert driver.app.screen.query_one("#text", TextArea).text == "/nowhere/roles.xlsx"


async def test_a_text_that_is_no_matrix_says_so_and_cannot_be_imported(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci"), size=(80, 24)) as driver:
        await opened(driver)
        await typed(driver, "only words, and more of them\n")
        assert "Nothing to import." in driver.text
        assert "There is no matrix of roles in this text" in driver.words
        assert preview(driver).query_one("#ok", Button).disabled
        await driver.press("ctrl+o")
        assert isinstance(driver.app.screen, ImportPreview)


async def test_what_the_step_refuses_is_said_before_it_is_tried(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci")) as driver:
        for _ in range(2):
            await opened(driver)
            await typed(driver, "Task,PM,Dev\nPlan,A,R\n")
            if driver.session.table(Row):
                break
            await driver.dialog_closes("ctrl+o")
            await driver.until(lambda: driver.session.table(Row))
        assert "All of this is in the matrix already." in driver.words
        assert preview(driver).query_one("#ok", Button).disabled


async def test_names_and_attitudes_are_not_shown_to_the_room_unasked(tmp_path: Path) -> None:
    async with running(made(tmp_path, "influence_map", people=["Anna"])) as driver:
        await opened(driver)
        assert "The room can see this screen." in driver.words
        await driver.dialog_closes("enter")
        assert driver.dialog is None


async def test_stakeholders_come_onto_the_map(tmp_path: Path) -> None:
    async with running(made(tmp_path, "influence_map", people=["Anna"])) as driver:
        await opened(driver)
        await driver.press("left", "enter", until=lambda: driver.app.screen.query("#text"))
        await typed(driver, PEOPLE)
        assert "2 stakeholders · 2 with a place" in driver.text
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: driver.session.table(Place))
        places = sorted((one.influence, one.attitude) for one in driver.session.table(Place).values())
        assert places == [(8.0, -3.0), (8.0, 4.0)]


async def test_from_a_step_that_takes_nothing_another_one_is_chosen(tmp_path: Path) -> None:
    async with running(made(tmp_path, "break", "raci", "influence_map")) as driver:
        await opened(driver)
        assert "Import into which step?" in driver.text
        await driver.press("enter", until=lambda: driver.app.screen.query("#text"))
        await typed(driver, MATRIX)
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: driver.session.table(Row))


async def test_where_no_step_takes_anything_the_palette_does_not_offer_it(tmp_path: Path) -> None:
    async with running(made(tmp_path, "break")) as driver:
        assert "Import…" not in [command.title for command in driver.run.commands()]
        driver.run.action_open("import_door")
        await driver.until(lambda: driver.dialog is not None)
        assert "No step of this session can take" in driver.words


async def dropped(driver: Driver, text: str) -> None:
    """Pastes a text, or drops a file, where nothing is being typed."""
    await driver.pilot.pause()
    place = driver.app.focused or driver.app.screen
    place.post_message(Paste(text))


async def test_cells_pasted_onto_the_step_go_straight_to_the_preview(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci")) as driver:
        await dropped(driver, MATRIX)
        await driver.until(lambda: isinstance(driver.app.screen, ImportPreview))
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: driver.session.table(Row))


async def test_cells_pasted_onto_the_agenda_go_into_the_step_as_well(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci")) as driver:
        await driver.press("f12", until=lambda: driver.run.run.pointed)
        await dropped(driver, MATRIX)
        await driver.until(lambda: isinstance(driver.app.screen, ImportPreview))


async def test_a_spreadsheet_file_dropped_onto_the_step_is_read(tmp_path: Path) -> None:
    file = tmp_path / "roles of the mill.xlsx"
    file.write_bytes(xlsx({"RACI": worksheet([["Task", "PM", "Dev"], ["Plan", "A", "R"]])}))
    async with running(made(tmp_path, "raci")) as driver:
        await dropped(driver, f"'{file}' ")
        await driver.until(lambda: isinstance(driver.app.screen, ImportPreview) and preview(driver).change)
        assert "encoding" not in {choice.key for choice in preview(driver).choices}
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: [row.title for row in driver.session.table(Row).values()] == ["Plan"])


async def test_a_dropped_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    async with running(made(tmp_path, "raci")) as driver:
        await dropped(driver, str(tmp_path / "broken.xlsx"))
        await driver.until(lambda: any("cannot be read as a spreadsheet" in sentence for sentence in driver.said))


async def test_a_word_that_was_pasted_astray_opens_nothing(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci")) as driver:
        await dropped(driver, "hello")
        await driver.pilot.pause()
        assert driver.dialog is None


@pytest.mark.parametrize(
    ("kind", "there"), [("raci", True), ("influence_map", True), ("scoring", True), ("break", False)]
)
async def test_the_key_is_there_where_the_step_takes_something(tmp_path: Path, kind: str, there: bool) -> None:
    async with running(made(tmp_path, kind)) as driver:
        keys = {binding.binding.id for binding in driver.app.screen.active_bindings.values()}
        assert ("run.import" in keys) == there
        assert "Import…" not in [command.title for command in driver.run.commands()]


async def test_a_matrix_of_forty_columns_is_looked_at_in_a_small_terminal(tmp_path: Path) -> None:
    heads = ",".join(f"Role {n}x" for n in range(40))
    async with running(made(tmp_path, "raci"), size=(80, 24)) as driver:
        await opened(driver)
        await typed(driver, f"Task,{heads}\n" + f"Plan{',A' * 40}\nBuild{',R' * 40}\n")
        assert "40 columns" in driver.text
        assert "+3" in driver.text
        assert "enter Read otherwise" in driver.text


async def test_markup_in_a_file_is_shown_as_it_is(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci")) as driver:
        await opened(driver)
        await typed(driver, "Task,[red]PM,Dev\n[/nope]Plan,A,R\n")
        assert "[red]PM" in driver.text
        assert "[/nope]Plan" in driver.text


@pytest.mark.parametrize(
    ("text", "is_file"),
    [("a.csv", True), ("'a.csv'", True), ("a.csv\nb", False), ("R,A", False), ("", False), ("x" * 2000, False)],
)
def test_a_single_line_may_be_the_path_of_a_file(text: str, is_file: bool) -> None:
    assert (file_of(text) is not None) is is_file


@pytest.mark.parametrize("written", ["{}", "'{}'", "file://{}"])
def test_a_path_is_understood_as_terminals_write_it_when_a_file_is_dropped(tmp_path: Path, written: str) -> None:
    file = tmp_path / "rôles of (the) mill.xlsx"
    file.write_bytes(b"")
    text = quote(str(file)) if "://" in written else str(file)
    assert file_of(written.format(text)) == file
    assert file_of(re.sub(r"([ ()])", r"\\\1", str(file))) == file


async def test_a_long_text_is_read_beside_the_screen_which_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    looked = ImportPreview._looked

    def slow(self: ImportPreview, answers: Any) -> Any:
        go_on.wait(20)
        return looked(self, answers)

    monkeypatch.setattr(ImportPreview, "_looked", slow)
    monkeypatch.setattr(import_preview, "LONG", 10)
    async with running(made(tmp_path, "raci")) as driver:
        await opened(driver)
        await typed(driver, MATRIX)
        await driver.until(lambda: "Reading…" in driver.text)
        await driver.press("ctrl+o")
        assert not driver.session.table(Row)
        go_on.set()
        await driver.until(lambda: preview(driver).change is not None)
        assert "2 rows · 2 columns · 4 cells with letters" in driver.text
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: driver.session.table(Row))


async def test_letters_that_the_step_does_not_have_are_said_before_the_import(tmp_path: Path) -> None:
    async with running(made(tmp_path, "raci")) as driver:
        await opened(driver)
        await typed(driver, "Task,PM,Dev\nPlan,A,V\nBuild,R,D\nTest,A,R\n")
        assert "▲ Letters that this step does not have: D, V. Here there are R, A, C, I, F." in driver.text


async def test_a_paste_longer_than_any_text_of_a_session_is_read_whole(tmp_path: Path) -> None:
    rows = "".join(f"Activity number {n} of this long list,A,R\n" for n in range(400))
    async with running(made(tmp_path, "raci")) as driver:
        await opened(driver)
        assert "Read" in str(driver.app.screen.query_one("#ok", Button).label)
        await typed(driver, f"Task,PM,Dev\n{rows}")
        assert "400 rows" in driver.text

"""What people type and paste into Run: whatever it is, nothing breaks and nothing is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste

from facilitator.app.home import HomeScreen
from facilitator.app.library import LibraryScreen
from facilitator.app.new import NewScreen
from facilitator.app.run_agenda import Agenda
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Note, Person
from facilitator.core.text import line
from facilitator.kit.dialogs import Message
from facilitator.kit.keybar import Entry, fitted
from facilitator.kit.prompt import lines
from facilitator.session.session import Session
from tests.app.driving import Driver, program, running, shown

HOSTILE = [
    "[red]x[/nope]",
    "[@click=app.quit]quit[/]",
    "{name} {0} %s",
    "\u202eevil\u2066",
    "tab\tand\x1b[31mcolour",
    "👩‍🔧 Zoë Ångström 日本語",
    "x" * 10_000,
]


def texts(driver: Driver) -> list[str]:
    return [note.text for note in driver.session.table(Note).values()]


@pytest.mark.parametrize("text", HOSTILE)
async def test_anything_pasted_as_a_thought_is_kept_cleaned_and_shown(session: Session, text: str) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.dialog_opens("ctrl+t")
        driver.app.post_message(Paste(text))
        await driver.pilot.pause()
        await driver.dialog_closes("enter")
        await driver.until(lambda: texts(driver) == [line(text)])
        await driver.dialog_opens("f8")
        assert all(len(row) <= 160 for row in driver.text.splitlines())
        assert not driver.app._exit


async def test_a_paste_of_many_lines_loses_no_word(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("ctrl+r")
        driver.app.post_message(Paste("we start\r\nwith quotes\nin May"))
        await driver.pilot.pause()
        await driver.dialog_closes("enter")
        await driver.until(lambda: texts(driver) == ["we start with quotes in May"])


@pytest.mark.parametrize("text", HOSTILE[:-1])
async def test_any_name_can_be_listed_changed_and_undone(session: Session, text: str) -> None:
    person = Person(id=new_id(), name=line(text), order=9)
    session.apply_now(Change(f"add {text}", (person,)))
    async with running(session, size=(80, 24)) as driver:
        await driver.dialog_opens("f6")
        await driver.press("end", "g", until=lambda: driver.session.table(Person)[person.id].presence == "left")
        await driver.dialog_closes("escape")
        await driver.press("ctrl+z", until=lambda: driver.session.table(Person)[person.id].presence == "present")


async def test_fifty_people_pasted_are_fifty_people(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.dialog_opens("a")
        driver.app.post_message(Paste("\n".join(f"Guest Miller {n}" for n in range(50))))
        await driver.pilot.pause()
        await driver.press("ctrl+o", until=lambda: len(driver.session.table(Person)) == 53)
        await driver.until(lambda: "53 present" in driver.text)


async def test_a_session_without_people_runs(session: Session) -> None:
    session.apply_now(Change("", drops=tuple(session.table(Person).values())))
    async with running(session) as driver:
        for step in list(driver.session.steps):
            await driver.run.run.go_to(step.id)
        await driver.dialog_opens("f6")
        assert "No people yet." in driver.text


async def test_the_terminal_may_shrink_under_any_dialog(session: Session) -> None:
    session.apply_now(Change("", (Note(id=new_id(), what="parked", text="x", at=session.moment()),)))
    async with running(session) as driver:
        for key in ("f3", "f6", "f7", "f8", "f9", "t", "f1", "ctrl+p", "ctrl+s", "ctrl+t"):
            await driver.dialog_opens(key)
            await driver.pilot.resize_terminal(20, 5)
            await driver.pilot.pause()
            await driver.pilot.resize_terminal(120, 40)
            await driver.pilot.pause()
            await driver.dialog_closes("escape")
        assert driver.app.screen is driver.run


@pytest.mark.parametrize("keys", [("f12", "e"), ("f12", "v"), ("f6", "u"), ("f6", "delete"), ("t", "u")])
async def test_the_terminal_may_shrink_under_what_two_keys_open(session: Session, keys: tuple[str, str]) -> None:
    async with running(session) as driver:
        await driver.press(keys[0])
        await driver.until(lambda: driver.dialog is not None or isinstance(driver.app.focused, Agenda))
        await driver.dialog_opens(keys[1])
        top = driver.app.screen
        for size in ((20, 5), (1, 1), (200, 60), (120, 40)):
            await driver.pilot.resize_terminal(*size)
            await driver.press("down", "up")
        assert driver.app.screen is top


@given(st.text(max_size=80))
def test_any_text_as_a_value_goes_through_the_translator(text: str) -> None:
    assert Translator()("Undone: {what}", what=text) == f"Undone: {text}"


@given(st.text(max_size=60), st.integers(2, 50))
def test_any_text_is_drawn_as_a_prompt(text: str, width: int) -> None:
    assert isinstance(lines(text, width), list)


@given(st.lists(st.text(min_size=1, max_size=9), min_size=1, max_size=9), st.integers(0, 99))
def test_any_descriptions_fit_the_line_of_keys(words: list[str], width: int) -> None:
    placed = fitted([Entry("x", word) for word in words], [], width)
    assert all(place + entry.cells <= width for place, entry in placed)


FOREIGN = {
    "report.md": b"# Report\n",
    "workshop.toml": b'title = "A workshop"\n',
    "scan.pdf": b"%PDF-1.7\n\xe2\xe3\xcf\xd3",
    "session.json.zip": b"PK\x03\x04\x14\x00",
    "tasks.csv": "Name,Größe\n".encode("latin-1"),
    "settings.json": b'{"_default": {"1": {"a": 1}}}',
    "empty": b"",
}


@pytest.mark.parametrize("name", FOREIGN)
async def test_a_foreign_file_is_refused_with_a_sentence_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / "papers" / name
    path.parent.mkdir()
    path.write_bytes(FOREIGN[name])
    async with program(tmp_path, size=(200, 50), session=path) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, Message))
        assert "This session cannot be opened." in driver.words
        assert "this is another file" in driver.words
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, HomeScreen))
    assert [entry.name for entry in path.parent.iterdir()] == [name]
    assert path.read_bytes() == FOREIGN[name]


async def test_a_folder_full_of_other_things_is_no_session_and_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    (folder / "copies").mkdir(parents=True)
    (folder / "copies" / "one.jpg").write_bytes(b"\xff\xd8\xff")
    async with program(tmp_path, size=(200, 50), session=folder) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, Message))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, HomeScreen))
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*")) == ["copies", "copies/one.jpg"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_title_and_client_make_a_session_that_is_listed_and_opened(tmp_path: Path, text: str) -> None:
    async with program(tmp_path, size=(80, 24)) as driver:
        await driver.press("n", until=lambda: isinstance(driver.app.screen, LibraryScreen))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, NewScreen))
        for _ in ("title", "client"):
            driver.app.post_message(Paste(text))
            await driver.pilot.pause()
            await driver.press("tab")
        await driver.press("ctrl+o", until=lambda: driver.app.run_screen is not None and shown(driver))
        info = driver.session.info
        assert (info.title, info.client) == (line(text), line(text))
        await driver.press("f10", until=lambda: isinstance(driver.app.screen, HomeScreen))
        await driver.until(lambda: line(text)[:6] in driver.text)
        assert not driver.app._exit

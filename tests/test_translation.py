"""Every text of the program goes through the translator: a made-up language shows those that do not.

In the made-up language every letter is another one. What people typed is in Cyrillic here. So whatever Latin letter is
left on a screen, in a report or in an answer of the command line was never translated.
"""

import re
import string
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from textual.pilot import Pilot

from facilitator.activities import find
from facilitator.app.app import FacilitatorApp
from facilitator.app.archives import ArchivesScreen
from facilitator.app.home import HomeScreen
from facilitator.cli.main import run
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Cluster, Item, Note, Person, SubGroup, Task
from facilitator.core.workshop import parse
from facilitator.kit.dialogs import Choose, Confirm, Message
from facilitator.session.archive_text import FILES, readme
from facilitator.session.report import export
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.store.archive import MANIFEST
from tests.app.driving import program

from . import catalog

OTHER = {letter: chr(0x100 + n) for n, letter in enumerate(string.ascii_letters)}
PLACE = re.compile(r"(\{[^}]*\})")

UNTRANSLATED = {
    # names of keys, as they are printed on them
    *("enter esc escape tab space shift ctrl alt up down left right home end backspace delete del pgup pgdn".split()),
    *(f"F{n}" for n in range(1, 13)),
    *(f"f{n}" for n in range(1, 13)),
    # the program's own name, languages in their own words, names of files and formats
    *"facilitator English Nederlands Deutsch md csv json CSV JSON Markdown min RACI".split(),
    *"YYYY MM DD HH AM PM http https localhost".split(),
}


class Pseudo(NullTranslations):
    """A catalog in which every letter of a text is another one, the places of values excepted."""

    def gettext(self, message: str) -> str:
        parts = PLACE.split(message)
        return "".join(part if n % 2 else "".join(OTHER.get(c, c) for c in part) for n, part in enumerate(parts))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


PSEUDO = Translator("en", Pseudo())


@pytest.fixture(autouse=True)
def _pseudo_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (
        "facilitator.app.app",
        "facilitator.session.session",
        "facilitator.core.i18n",
        "facilitator.session.report",
    ):
        monkeypatch.setattr(f"{place}.translator", lambda language: PSEUDO)


def latin(text: str) -> set[str]:
    """Words of two Latin letters and more that no one translated."""
    return set(re.findall(r"(?<![A-Za-z])[A-Za-z]{2,}(?![A-Za-z])", text)) - UNTRANSLATED


SOURCE = {
    "title": "Мастерская",
    "purpose": "Цель",
    "audience": "Все",
    "collections": {"cases": {"title": "Случай", "fields": [{"id": "p", "title": "Проблема"}]}},
    "step": [
        {"id": "1", "kind": "brief", "title": "Начало", "minutes": 5, "prompt": "Да", "checklist": ["Стулья"]},
        {"id": "2", "kind": "ideas", "title": "Сбор", "minutes": 9, "items": "cases", "private": True},
        {"id": "3", "kind": "ideas", "title": "Группы", "minutes": 9, "items": "cases", "mode": "cluster"},
        {"id": "4", "kind": "ideas", "title": "Точнее", "minutes": 9, "items": "cases", "mode": "sharpen"},
        {"id": "5", "kind": "break", "title": "Пауза", "minutes": 9},
        {"id": "6", "kind": "dot_voting", "title": "Выбор", "minutes": 9, "items": "cases"},
        {"id": "7", "kind": "plan", "title": "Шаги", "minutes": 9, "items": "cases"},
    ],
}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    people = [Person(id=new_id(), name=name, order=n) for n, name in enumerate(["Анна", "Борис", "Вера"])]
    beginning = Beginning(title="Первая", client="Завод", date="2027-01-29", people=people)
    made = create(tmp_path, parse(SOURCE, {}, "00"), beginning, find())
    step = made.steps[0].id
    cluster = Cluster(id=new_id(), collection="cases", title="Тема", order=1)
    items = [
        Item(
            id=new_id(),
            number=n,
            collection="cases",
            title=f"Карта {n}",
            order=n,
            cluster=cluster.id if n > 2 else None,
        )
        for n in range(1, 7)
    ]
    task = Task(id=new_id(), number=1, title="Дело", order=1, item=items[0].id)
    notes = [
        Note(id=new_id(), what=what, text="Мысль", at=made.moment(), step=step)  # type: ignore[arg-type]
        for what in ("parked", "note", "decision")
    ]
    both = SubGroup(id=new_id(), step=step, title="", order=1, people=(people[0].id,), result="Итог")
    counted = (made.counted("items", 6), made.counted("tasks", 1))
    made.apply_now(Change("Сделано", (cluster, *items, task, *notes, both, *counted)))
    yield made
    made.close()


def shown(app: FacilitatorApp) -> str:
    """The text on the screen, without the paths in it."""
    lines = ("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
    text = "\n".join(lines)
    return re.sub(r"[/\w.~…-]*/[/\w.~…-]*", " ", text)


async def look_around(
    pilot: Pilot[int], app: FacilitatorApp, seen: dict[str, set[str]], name: str, looked_at: set[str]
) -> None:
    """Notes untranslated words of the screen and of whatever one key opens from it, each action once."""
    await pilot.pause()
    seen[name] = latin(shown(app))
    found = {active.binding.id or key: key for key, active in app.screen.active_bindings.items() if active.enabled}
    for key in [key for action, key in found.items() if action not in looked_at]:
        if key in LEAVING or (name == "Home" and key in OPENING):
            continue
        before = app.screen
        await pilot.press(key)
        await pilot.pause()
        seen[f"{name}, {key}"] = latin(shown(app))
        for _ in range(3):
            await pilot.press("escape")
            await pilot.pause()
            if app.screen is before:
                break
        looked_at.add(next(action for action, other in found.items() if other == key))
        assert app.screen is before, f"escape does not leave what {key} opens on {name}"


LEAVING = {"n", "p", "ctrl+q", "ctrl+p", "ctrl+c", "h", "f3", "f9", "f10", "ctrl+l", "escape", "ctrl+z", "ctrl+y"}
"""Keys that lead to another step, end the program or hand the laptop round."""
OPENING = {"enter", "d", "x"}
"""Keys of Home that open a session, or look into one before they ask."""


async def test_every_text_of_run_and_the_kinds_is_translated(session: Session, tmp_path: Path) -> None:
    folder = session.store.folder
    session.close()
    app = FacilitatorApp(tmp_path, session=folder)
    seen: dict[str, set[str]] = {}
    looked_at: set[str] = set()
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(50):
            await pilot.pause()
            if app.run_screen is not None and app.screen is app.run_screen:
                break
        for n in range(1, len(SOURCE["step"]) + 1):
            await look_around(pilot, app, seen, f"step {n}", looked_at)
            await pilot.press("escape", "n")
            await pilot.pause()
            for _ in range(3):  # the one question whether to go on
                if app.screen is app.run_screen:
                    break
                seen[f"leaving step {n}"] = latin(shown(app))
                await pilot.press("ctrl+o" if n < len(SOURCE["step"]) else "escape")
                await pilot.pause()
    assert {name: words for name, words in seen.items() if words} == {}


async def test_every_text_of_people_and_groups_is_translated(session: Session, tmp_path: Path) -> None:
    folder = session.store.folder
    session.close()
    app = FacilitatorApp(tmp_path, session=folder)
    seen: dict[str, set[str]] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(50):
            await pilot.pause()
            if app.run_screen is not None and app.screen is app.run_screen:
                break
        for place, opened, keys in (("people", ["f6"], "ohsclgxHae"), ("groups", ["f6", "u"], "r-+racew1mbx")):
            await pilot.press(*opened)
            await pilot.pause()
            panel, seen[place] = app.screen, latin(shown(app))
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
                seen[f"{place}, {key}"] = latin(shown(app))
                if app.screen is not panel:
                    await pilot.press("escape")
                    await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
    assert {name: words for name, words in seen.items() if words} == {}


async def test_every_text_of_home_and_new_is_translated(session: Session, tmp_path: Path) -> None:
    session.close()
    app = FacilitatorApp(tmp_path)
    seen: dict[str, set[str]] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await look_around(pilot, app, seen, "Home", set())
    seen = {name: words for name, words in seen.items() if "n" not in name.split(", ")[1:]}
    assert {name: words for name, words in seen.items() if words} == {}


async def test_every_text_of_the_archive_is_translated(session: Session, tmp_path: Path) -> None:
    session.close()
    seen = {}
    async with program(tmp_path, size=(120, 40)) as driver:
        for keys, opens in (("x", Confirm), ("ctrl+o", Choose), ("enter", Message), ("enter", HomeScreen)):
            await driver.press(keys, until=lambda opens=opens: isinstance(driver.app.screen, opens))
            seen[opens.__name__] = latin(re.sub("[0-9a-f]{64}", "", shown(driver.app)))
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        seen["archives"] = latin(shown(driver.app))
        for key, opens in (("v", Message), ("enter", ArchivesScreen), ("enter", Confirm), ("escape", ArchivesScreen)):
            await driver.press(key, until=lambda opens=opens: isinstance(driver.app.screen, opens))
            seen[f"archives, {key}"] = latin(re.sub("[0-9a-f]{64}", "", shown(driver.app)))
    assert {name: words - {"SHA"} for name, words in seen.items() if words - {"SHA"}} == {}


def test_every_text_for_the_reader_of_an_archive_is_translated(session: Session) -> None:
    names = [*FILES, "rounds/A.box"]
    text = readme(session.info, names, PSEUDO).decode()
    for name in (*names, MANIFEST, "sha256sum -c", "shasum -a", "Linux", "macOS", "facilitator unarchive FILE.zip"):
        text = text.replace(name, "")
    assert latin(text) == set()


@pytest.mark.parametrize("form", ["report.md", "run-sheet.md"])
def test_every_text_of_a_result_is_translated(session: Session, tmp_path: Path, form: str) -> None:
    result = export(session, profile="consultant", folder=tmp_path / "results")
    [text] = [file.read_text(encoding="utf-8") for file in result.files if file.name == form]
    assert latin(text) - WORDS_OF_THE_FORM == set()


@pytest.mark.parametrize(
    "words", ["list", "show", "finish", "export", "archive", "archives", "doctor", "repair", "kinds"]
)
def test_every_text_of_the_command_line_is_translated(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    folder = session.store.folder
    session.close()
    monkeypatch.setattr("facilitator.cli.main.translator", lambda language: PSEUDO)
    run(
        [
            "--home",
            str(tmp_path),
            words,
            *([str(folder)] if words in ("show", "finish", "export", "archive", "repair") else []),
        ]
    )
    said = "".join(capsys.readouterr())
    for place in sorted(
        map(str, (*tmp_path.rglob("*"), tmp_path, tmp_path / "archive", folder.name)), key=len, reverse=True
    ):
        said = said.replace(place, "")
    assert latin(said) - NAMES == set()


PROGRAMS = "cloud Python textual rich tinydb msgspec MB NO COLOR FACILITATOR HOME".split()
NAMES = {*PROGRAMS, *(word for kind in find() for word in (kind, *kind.split("_")))}
"""Names of programs, variables and kinds, which are those of the files."""
WORDS_OF_THE_FORM = set(
    "session client date lang workshop state profile generator en running prepared consultant gantt section br".split()
)
"""Keys and values of the front matter, marks of diagrams and of breaks: for programs."""


def test_every_text_is_found_by_the_extractor() -> None:
    assert len(catalog.extracted()) > 300


def test_a_text_within_an_f_string_is_found() -> None:
    assert list(catalog.texts("""f"{tr('Bring along')}: {x}" """)) == [("tr", ["Bring along"])]


def test_plural_and_context_are_found_with_their_text() -> None:
    found = list(catalog.texts("tr.n('{n} card', '{n} cards', n); tr.c('verb', 'Open'); tr(name); open('x')"))
    assert found == [("n", ["{n} card", "{n} cards"]), ("c", ["verb", "Open"])]


@pytest.mark.parametrize("language", catalog.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert catalog.missing(language) == []


@pytest.mark.parametrize("language", catalog.LANGUAGES)
def test_the_compiled_catalog_is_that_of_the_texts(language: str) -> None:
    assert catalog.po_file(language).with_suffix(".mo").read_bytes() == catalog.compiled(catalog.read(language))


@pytest.mark.parametrize("language", catalog.LANGUAGES)
def test_a_translation_has_the_same_places_as_its_text(language: str) -> None:
    wrong = []
    for message in catalog.read(language):
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        wanted = set(PLACE.findall(ids[-1]))
        wrong += [text for text in texts if text and set(PLACE.findall(text)) - {"{n}"} != wanted - {"{n}"}]
    assert wrong == []

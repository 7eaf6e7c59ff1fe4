"""Dry runs on the screen: they say so, and nothing of them is kept."""

import tempfile
from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.app.home import HomeScreen
from facilitator.app.run_banner import Banner
from facilitator.core.i18n import Translator
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports.library import playable
from facilitator.kit.dialogs import Choose, Confirm, Message
from facilitator.session.session import Session
from tests.app.driving import Driver, program, shown


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def on_screen(driver: Driver) -> None:
    await driver.until(lambda: driver.app.run_screen is not None and shown(driver))


async def leave(driver: Driver) -> None:
    run = driver.run
    await driver.press("f10", until=lambda: driver.app.screen is not run)
    if isinstance(driver.app.screen, Confirm):
        await driver.press("tab", "enter", until=lambda: not isinstance(driver.app.screen, Confirm))
    await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))


async def test_a_prepared_session_is_tried_from_home_and_stays_as_it_is(session: Session, temp: Path) -> None:
    session.close()
    home = session.store.folder.parent.parent
    before = files(home)
    async with program(home) as driver:
        await driver.press("d")
        await on_screen(driver)
        assert "Dry run: nothing is kept." in driver.words
        await driver.press("n", until=lambda: driver.step == "ideas")
        await leave(driver)
    assert files(home) == before
    assert list(temp.iterdir()) == []


async def test_a_dry_run_can_be_asked_for_at_the_start(session: Session, temp: Path) -> None:
    session.close()
    home = session.store.folder.parent.parent
    async with program(home, session=session.store.folder, dry_run=True) as driver:
        await on_screen(driver)
        assert driver.session.store.folder.is_relative_to(temp)
        await leave(driver)
    assert list(temp.iterdir()) == []


async def test_quitting_removes_it_as_well(session: Session, temp: Path) -> None:
    session.close()
    home = session.store.folder.parent.parent
    async with program(home, session=session.store.folder, dry_run=True) as driver:
        await on_screen(driver)
        await driver.press("ctrl+q", until=lambda: driver.app.run_screen is None)
    assert list(temp.iterdir()) == []


async def test_a_workshop_is_tried_without_a_session_in_the_home(tmp_path: Path, temp: Path) -> None:
    async with program(tmp_path / "home") as driver:
        driver.app.try_out(playable("use-case", None, Translator(), kind_checks(find())))
        await on_screen(driver)
        assert "Dry run" in driver.run.query_one(Banner).sentence
        assert driver.session.info.title == "Use-case workshop"
        await leave(driver)
    assert not (tmp_path / "home" / "sessions").exists()
    assert list(temp.iterdir()) == []


async def test_what_cannot_be_copied_is_said(session: Session, temp: Path) -> None:
    session.close()
    (session.store.folder / "session.json").write_bytes(b"x")
    home = session.store.folder.parent.parent
    async with program(home, session=session.store.folder, dry_run=True) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, Message))
        assert "There can be no dry run." in driver.words
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, HomeScreen))
    assert list(temp.iterdir()) == []


async def test_its_exports_go_with_it_and_that_is_said(session: Session, temp: Path) -> None:
    session.close()
    home = session.store.folder.parent.parent
    async with program(home, session=session.store.folder, dry_run=True) as driver:
        await on_screen(driver)
        await driver.press("f9", until=lambda: isinstance(driver.app.screen, Choose))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Message))
        assert "This is a dry run: closing it removes these files." in driver.words
        await driver.press("enter", until=lambda: driver.dialog is None)
        await leave(driver)
    assert not (home / "exports").exists()
    assert list(temp.iterdir()) == []


async def test_a_kept_session_says_nothing_of_a_dry_run(session: Session) -> None:
    session.close()
    async with program(session.store.folder.parent.parent, session=session.store.folder) as driver:
        await on_screen(driver)
        assert driver.run.query_one(Banner).sentence == ""

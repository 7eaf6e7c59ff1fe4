"""The first start of the program."""

from pathlib import Path

from facilitator.app.app import FacilitatorApp


async def said_at_the_first_start(home: Path) -> str:
    app = FacilitatorApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        return " ".join(str(notification.message) for notification in app._notifications)


async def test_a_home_in_a_synced_folder_is_warned_of(tmp_path: Path) -> None:
    assert "Dropbox" in await said_at_the_first_start(tmp_path / "Dropbox" / "facilitator")


async def test_a_home_on_a_local_disk_is_not(tmp_path: Path) -> None:
    assert await said_at_the_first_start(tmp_path / "facilitator") == ""


async def test_the_warning_is_not_repeated_once_there_are_sessions(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "sessions").mkdir(parents=True)
    assert await said_at_the_first_start(tmp_path / "Dropbox") == ""

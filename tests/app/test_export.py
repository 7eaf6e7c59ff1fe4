"""F9: the results as files."""

from facilitator.session.session import Session
from tests.app.driving import running


async def test_the_results_are_written_for_the_one_chosen(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f9")
        await driver.press("enter", until=lambda: "Exported" in driver.text and "report.md" in driver.text)
        folders = list((driver.app.home / "exports").iterdir())
        assert [folder.name.endswith("-client") for folder in folders] == [True]
        assert (folders[0] / "report.md").is_file()


async def test_leaving_the_question_writes_nothing(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f9")
        await driver.dialog_closes("escape")
        assert not (driver.app.home / "exports").exists()


async def test_a_folder_that_cannot_be_made_is_said(session: Session) -> None:
    (session.store.folder.parent.parent / "exports").write_text("in the way")
    async with running(session) as driver:
        await driver.dialog_opens("f9")
        await driver.press("enter", until=lambda: any("exports" in said for said in driver.said))


async def test_that_it_is_being_written_is_said_until_it_is(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f9")
        await driver.press("enter", until=lambda: "report.md" in driver.text)
        assert "Exporting…" not in driver.text
        assert driver.said == []

"""The parts of Run: banner, head and middle."""

from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import App, ComposeResult

from facilitator.app.run_banner import REASONS, WAYS, Banner, translated
from facilitator.app.run_head import StepHead
from facilitator.app.run_step import StepPane
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.session.session import Session
from facilitator.store.notices import Finding, Problem, ReadOnly
from tests.app.driving import running, shown

TR = Translator()


class Shouting(Translator):
    """A language in capitals, places of values excepted."""

    def __call__(self, message: str, /, **values: object) -> str:
        text = message.replace("{folder}", "\0").upper().replace("\0", "{folder}")
        return text.format(**values) if values else text


def test_every_reason_for_reading_has_its_sentence_and_its_way_out() -> None:
    assert set(REASONS) == set(WAYS) == set(ReadOnly)


def test_what_the_store_says_is_translated_before_its_values_come_in() -> None:
    finding = Finding("full", {"folder": "/home/{x}/[b]"})
    assert "DISK IS FULL" in translated(finding, Shouting())
    assert "/home/{x}/[b]" in translated(finding, Shouting())


async def test_a_problem_stays_until_it_is_gone(session: Session) -> None:
    async with running(session) as driver:
        banner = driver.run.query_one(Banner)
        assert not banner.display
        for code in ("full", "refused"):
            banner.post_message(Banner.Told(Problem(code, {"folder": "/x", "reason": "[/nope]"})))
            await driver.until(lambda code=code: banner.display and banner.sentence.startswith("Not saved"))
        assert "[/nope]" in driver.text
        banner.post_message(Banner.Told(None))
        await driver.until(lambda: not banner.display)


async def test_keys_go_on_working_under_the_banner(session: Session) -> None:
    async with running(session) as driver:
        driver.run.query_one(Banner).post_message(Banner.Told(Problem("full", {"folder": "/x"})))
        await driver.until(lambda: driver.run.query_one(Banner).display)
        await driver.dialog_opens("f6")
        await driver.dialog_closes("escape")


class Head(App[Any]):
    def compose(self) -> ComposeResult:
        yield StepHead(TR)

    @property
    def lines(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips if strip.text.strip()]


def with_key(title: str) -> str:
    """The line of a step that has a prompt, with the key that folds it."""
    return f" {title}".ljust(57) + "^f"


async def test_the_head_says_which_step_of_how_many() -> None:
    app = Head()
    async with app.run_test(size=(60, 10)) as pilot:
        app.query_one(StepHead).show("[b]Vote", (3, 8), "Take *part*.")
        await pilot.pause()
        assert app.lines == [with_key("▾ Step 3 of 8 · [b]Vote"), " Take part."]


async def test_a_folded_head_is_one_line_with_another_sign() -> None:
    app = Head()
    async with app.run_test(size=(60, 10)) as pilot:
        head = app.query_one(StepHead)
        head.show("Vote", (3, 8), "Take part.")
        head.folded = True
        await pilot.pause()
        assert app.lines == [with_key("▸ Step 3 of 8 · Vote")]


async def test_the_fold_stays_from_step_to_step() -> None:
    app = Head()
    async with app.run_test(size=(60, 10)) as pilot:
        head = app.query_one(StepHead)
        head.show("Vote", (3, 8), "Take part.")
        await pilot.click(StepHead)
        head.show("Close", (4, 8), "Thank you.")
        await pilot.pause()
        assert app.lines == [with_key("▸ Step 4 of 8 · Close")]


async def test_a_step_without_a_prompt_has_no_sign_and_cannot_be_folded() -> None:
    app = Head()
    async with app.run_test(size=(60, 10)) as pilot:
        head = app.query_one(StepHead)
        head.show("Vote", None, "  ")
        await pilot.click(StepHead)
        await pilot.pause()
        assert app.lines == [" Vote"]
        assert not head.folded


async def test_a_kind_that_shows_the_prompt_itself_has_it_once(session: Session) -> None:
    async with running(session) as driver:
        assert driver.text.count("Hello everybody") == 1


async def test_settings_that_do_not_fit_are_said_in_the_middle(session: Session) -> None:
    step = replace(ordered(session.steps)[1], settings={"mode": ["no", "such"]})
    session.apply_now(Change("", (step,)))
    async with running(session, size=(200, 40)) as driver:
        await driver.press("n", until=lambda: driver.step == "ideas" and shown(driver))
        assert "The settings of the step “ideas” do not fit" in driver.text


async def test_a_change_reaches_the_kinds_screen_with_the_tables_it_touched(session: Session) -> None:
    async with running(session) as driver:
        activity = driver.run.query_one(StepPane).activity
        assert activity is not None
        told: list[frozenset[str]] = []
        activity.changed = told.append  # type: ignore[method-assign]
        await driver.session.apply(Change("x", (replace(driver.session.info, client="Y"),)))
        assert told == [frozenset({"session"})]


async def test_the_head_follows_a_step_that_is_renamed(session: Session) -> None:
    async with running(session) as driver:
        step = driver.run.run.step
        assert step is not None
        await driver.session.apply(Change("rename", (replace(step, title="Hello again"),)))
        await driver.until(lambda: "Step 1 of 4 · Hello again" in driver.text)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_step_of_a_session_fits_the_screen(session: Session, size: tuple[int, int]) -> None:
    async with running(session, size=size) as driver:
        for step in ordered(driver.session.steps):
            await driver.run.run.go_to(step.id)
            await driver.until(lambda step=step: driver.run.query_one(StepPane).step == step.id and shown(driver))
            lines = driver.text.splitlines()
            assert len(lines) == size[1]
            assert lines[-1].strip().endswith("All actions")

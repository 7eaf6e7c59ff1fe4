"""The program's own colours."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from facilitator.app.app_commands import choose_theme
from facilitator.app.themes import DARK, OWN, TITLES, choices
from facilitator.core.i18n import Translator
from facilitator.kit.rows import Rows
from tests.app.driving import program


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in Color.parse(colour).rgb]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_text_and_signal_colours_stand_out_from_the_background(theme: Theme) -> None:
    for colour in (theme.primary, theme.success, theme.warning, theme.error, theme.accent):
        assert colour is not None
        assert contrast(colour, str(theme.background)) >= 4.5
    assert contrast(str(theme.foreground), str(theme.background)) >= 7


def test_the_programs_own_come_first_and_every_theme_is_there_once() -> None:
    offered = [name for name, _ in choices(["nord", *TITLES], Translator())]
    assert offered == [*TITLES, "nord"]


def test_every_own_theme_has_words() -> None:
    assert {DARK, *(theme.name for theme in OWN)} == set(TITLES)


async def test_unknown_colours_in_the_settings_are_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "lihgt"\n')
    async with program(tmp_path) as driver:
        assert any("There are no colours “lihgt”" in said for said in driver.said)
        assert driver.app.theme == DARK


async def test_the_projector_theme_is_taken_from_the_settings(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "projector"\n')
    async with program(tmp_path) as driver:
        assert driver.app.theme == "projector"


@pytest.mark.parametrize("theme", [DARK, *(theme.name for theme in OWN)])
async def test_the_row_that_enter_takes_is_seen_while_another_field_has_the_focus(tmp_path: Path, theme: str) -> None:
    (tmp_path / "settings.toml").write_text(f'theme = "{theme}"\n', encoding="utf-8")
    async with program(tmp_path) as driver:
        driver.app.run_worker(choose_theme(driver.app))
        await driver.until(lambda: driver.app.screen.query("#options"))
        rows = driver.app.screen.query_one("#options", Rows)
        at = rows.cursor - rows.scroll_offset.y
        here, other = (str(next(iter(rows.render_line(line))).style.bgcolor.name) for line in (at, at + 1))
        assert contrast(here, other) >= 1.25

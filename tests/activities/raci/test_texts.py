import msgspec
import pytest

from facilitator.activities.raci import cells, texts
from facilitator.activities.raci.findings import of_rows_and_columns
from facilitator.activities.raci.rules import VARIANTS, Settings, Variant
from facilitator.core.i18n import Translator
from facilitator.kit.prompt import lines
from tests.activities.raci.building import World, filled, held, person

TR = Translator()


def said(world: World) -> str:
    return texts.said(world.matrix, world.row(0), world.column(0), TR)


def test_an_empty_cell_says_which_letters_there_are() -> None:
    world = filled([["", "A"]], Settings(variant="raci"))
    assert said(world).startswith("□ R Responsible, A Accountable, C Consulted, I Informed · row")


def test_a_filled_cell_says_its_letters_in_words_and_counts_row_and_column() -> None:
    world = filled([["RA", "C"], ["I", ""]])
    assert said(world) == "■ R Responsible, A Accountable · row R1 A1 C1 I0 F0 · column R1 A1 C0 I1 F0"


def test_a_foreign_letter_stands_as_it_is() -> None:
    assert said(filled([["AS"]])).startswith("■ A Accountable, S · ")


def test_a_role_is_told_with_its_holder() -> None:
    anna = person("Anna")
    world = filled([["A"]], people=[anna])
    held(world, 0, anna)
    assert texts.where(world.matrix, world.row(0), world.column(0)) == "Column 1 (Anna) · Row 1"


def test_a_heading_has_nothing_to_say_but_its_title() -> None:
    world = filled([[""], ["A"]])
    world.put(msgspec.structs.replace(world.row(0), section=True))
    assert texts.where(world.matrix, world.row(0), world.column(0)) == "Row 1"
    assert said(world) == ""


def test_without_a_cell_there_is_nothing_to_say() -> None:
    assert texts.where(World().matrix, None, None) == texts.said(World().matrix, None, None, TR) == ""


def test_what_is_all_hidden_says_how_it_comes_back() -> None:
    world = filled([["A"]])
    world.put(msgspec.structs.replace(world.row(0), hidden=True))
    assert "v shows them again" in texts.empty(world.matrix, TR)


def test_the_state_counts_rows_columns_and_yeses() -> None:
    world = filled([["A", "R"], ["R", "A"]])
    world.apply(cells.signed_off(world.matrix, world.column(0), "2026-11-22T12:00:00+01:00"))
    assert texts.state(world.matrix, [], 0, TR) == "no findings · ✓ 1 of 2 signed off · 2 rows · 2 columns"


def test_covered_findings_are_counted_and_not_told() -> None:
    said = texts.state(filled([["A"]]).matrix, [], 2, TR)
    assert said == "2 covered findings of the map: u · 1 row · 1 column"


def test_what_can_be_opened_or_shown_again_is_not_cut_off_on_a_narrow_screen() -> None:
    world = filled([["A"] * 40] * 300)
    world.put(msgspec.structs.replace(world.row(0), hidden=True))
    world.apply(cells.signed_off(world.matrix, world.column(0), "2026-11-22T12:00+01:00"))
    found = of_rows_and_columns(world.matrix)
    said = texts.state(world.matrix, found, 12, TR)[:78]
    assert said.startswith("findings ✗ 598 ▲ 339 ○ 40 · ")
    assert "12 covered findings of the map: u · 1 hidden" in said


@pytest.mark.parametrize(("letters", "shown"), [("A", "A"), ("RA", "R/A"), ("RAC", "RAC")])
def test_three_letters_are_written_without_strokes_because_cells_are_narrow(letters: str, shown: str) -> None:
    assert texts.cell_text(letters) == shown


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_help_fits_a_page(variant: Variant) -> None:
    assert len(lines(texts.help_of(Settings(variant=variant)), 92)) <= 30


@pytest.mark.parametrize(("variant", "told"), [("raci+f", True), ("raci", False), ("rasci", False), ("daci", False)])
def test_the_help_speaks_of_influencers_where_there_is_a_letter_for_them(variant: Variant, told: bool) -> None:
    assert ("influencer" in texts.help_of(Settings(variant=variant))) is told

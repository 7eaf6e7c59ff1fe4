import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding

from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.rules import FREE, VARIANTS, Settings, check, cleaned, toggled, written
from facilitator.core.i18n import Translator
from facilitator.core.workshop_missing import texts_of
from facilitator.core.workshop_settings import KindCheck

TR = Translator()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a/r", "RA"), ("R,A", "RA"), ("rac", "RAC"), ("", ""), ("-", ""), ("A A", "A"), ("FI", "IF"), ("S r", "RS")],
)
def test_letters_are_kept_once_and_in_the_order_of_the_variant(typed: str, kept: str) -> None:
    assert cleaned(typed, Settings()) == kept


@given(st.text(max_size=12), st.sampled_from(sorted(VARIANTS)))
def test_cleaned_letters_stay_as_they_are_when_cleaned_again(typed: str, variant: str) -> None:
    settings = Settings(variant=variant)
    once = cleaned(typed, settings)
    assert cleaned(once, settings) == once


@given(st.text("RACIF", max_size=5), st.sampled_from("RACIF"))
def test_a_letter_typed_twice_gives_the_cell_back(letters: str, letter: str) -> None:
    before = cleaned(letters, Settings())
    assert toggled(toggled(before, letter, Settings()), letter, Settings()) == before


def test_letters_are_written_as_people_write_them() -> None:
    assert written("RA") == "R/A"


@pytest.mark.parametrize(
    ("variant", "letters"), [("raci", "RACI"), ("raci+f", "RACIF"), ("rasci", "RASCI"), ("daci", "DACI")]
)
def test_every_variant_has_its_letters(variant: str, letters: str) -> None:
    assert "".join(Settings(variant=variant).words) == letters


def test_in_daci_the_driver_carries_out() -> None:
    assert Settings(variant="daci").does == "D"
    assert Settings().does == "R"


@pytest.mark.parametrize("settings", [Settings(variant=variant) for variant in VARIANTS])
def test_the_variants_are_without_fault(settings: Settings) -> None:
    assert check(settings, TR) == []


def test_own_letters_take_the_place_of_the_variants() -> None:
    settings = Settings(letters={"A": "Decides", "D": "Does"}, doing="D")
    assert check(settings, TR) == []
    assert list(settings.words) == ["A", "D"]


def test_no_setting_that_names_letters_is_a_text_to_translate() -> None:
    step = {"id": "who", "kind": "raci", "variant": "daci", "doing": "D", "answering": "A", "rows": ["Choose"]}
    step["letters"] = {"A": "Decides"}
    source = {"step": [step]}
    kinds = {"raci": KindCheck(Settings, check)}
    assert list(texts_of(source, kinds)) == [("step", "who", "letters", "A"), ("step", "who", "rows")]


def test_every_letter_that_a_matrix_may_have_has_a_key() -> None:
    ids = [binding.id or "" for binding in LetterGrid.BINDINGS if isinstance(binding, Binding)]
    keys = {id_ for id_ in ids if id_.startswith("raci.letter_")}
    assert keys == {f"raci.letter_{letter.lower()}" for letter in FREE}


@pytest.mark.parametrize("title", ["", " ", ":", "\u200b"])
@pytest.mark.parametrize("key", ["rows", "columns"])
def test_rows_and_columns_to_begin_with_have_a_title(key: str, title: str) -> None:
    assert check(Settings(**{key: ("First", title)}), TR) == [(key, f"One of “{key}” has no title.")]


def test_columns_to_begin_with_can_be_told_apart() -> None:
    assert check(Settings(columns=("IT", "Board", " it")), TR) == [("columns", "The column “it” is there twice.")]


def test_rows_to_begin_with_may_be_called_alike() -> None:
    assert check(Settings(rows=("Test", "Then:", "Test")), TR) == []


@pytest.mark.parametrize("letter", ["N", "P", "T", "K", "a", "AB", "1"])
def test_a_letter_that_is_a_key_of_the_program_is_refused(letter: str) -> None:
    faults = check(Settings(letters={letter: "Word", "A": "Decides", "R": "Does"}), TR)
    assert [key for key, _ in faults] == ["letters"]


@pytest.mark.parametrize("word", ["", "  ", "\u200b"])
def test_a_letter_without_a_word_is_refused(word: str) -> None:
    faults = check(Settings(letters={"A": "Decides", "R": word}), TR)
    assert faults == [("letters", "The letter “R” has no word.")]


def test_a_matrix_whose_letters_nobody_answers_with_is_refused() -> None:
    assert ("answering", "“A” is none of the letters of the matrix: R C.") in check(
        Settings(letters={"R": "Does", "C": "Is asked"}), TR
    )

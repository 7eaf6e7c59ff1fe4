"""Workshop files on disk: the library and the consultant's own."""

from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports import library as shelf
from facilitator.imports.library import at, copy, library, own_folder, pick, playable, shipped
from tests.core.workshop_texts import BASE, DUTCH, KINDS

TR = Translator()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def put(home: Path, name: str, **texts: str) -> Path:
    """Writes an own workshop; ``workshop`` and languages name the files."""
    folder = own_folder(home) / name
    folder.mkdir(parents=True)
    for stem, text in texts.items():
        (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_library_is_found_from_a_checkout() -> None:
    assert shipped().name == "workshops"
    assert "use-case" in library(None)


def test_the_library_inside_an_installed_package_goes_first(tmp_path, monkeypatch) -> None:
    package = tmp_path / "facilitator"
    (package / "workshops" / "small").mkdir(parents=True)
    (package / "workshops" / "small" / "workshop.toml").write_text(BASE)
    monkeypatch.setattr(shelf.facilitator, "__file__", str(package / "__init__.py"))
    assert list(library(None)) == ["small"]


def test_a_home_without_workshops_adds_nothing(home) -> None:
    assert library(home).keys() == library(None).keys()


def test_own_workshops_come_with_their_overlays(home) -> None:
    put(home, "small", workshop=BASE, nl=DUTCH)
    source = library(home)["small"]
    assert source.own
    assert source.workshop is not None
    assert source.workshop.in_language("nl").title == "Klein"


def test_an_own_workshop_goes_before_the_librarys_of_the_same_id(home) -> None:
    put(home, "use-case", workshop=BASE)
    source = library(home)["use-case"]
    assert source.own
    assert source.workshop is not None
    assert source.workshop.title == "Small"


def test_a_broken_own_workshop_does_not_hide_the_librarys(home) -> None:
    put(home, "use-case", workshop="title =")
    sources = library(home)
    assert sources["use-case"].workshop is not None
    assert [(fault.file, fault.line) for fault in sources["own/use-case"].faults] == [("workshop.toml", 1)]


def test_a_broken_file_is_listed_and_hides_no_other(home) -> None:
    put(home, "a-broken", workshop=BASE.replace("minutes = 15", ""))
    put(home, "b-right", workshop=BASE)
    sources = library(home)
    assert sources["a-broken"].workshop is None
    assert [fault.sentence for fault in sources["a-broken"].faults] == ["“minutes” is missing."]
    assert sources["b-right"].workshop is not None


def test_a_broken_overlay_is_named_and_the_workshop_stays_playable(home) -> None:
    put(home, "small", workshop=BASE, nl="= broken", de='title = "Klein"')
    source = library(home)["small"]
    assert source.workshop is not None
    assert source.workshop.languages == ("en", "de")
    assert [fault.file for fault in source.faults] == ["nl.toml"]


def test_a_folder_without_a_workshop_says_so(home) -> None:
    put(home, "empty")
    assert "There is no workshop.toml" in library(home)["empty"].faults[0].sentence


def test_a_file_on_its_own_is_a_workshop(home) -> None:
    own_folder(home).mkdir(parents=True)
    (own_folder(home) / "alone.toml").write_text(BASE)
    source = library(home)["alone"]
    assert source.workshop is not None
    assert source.check(KINDS, TR) == []


def test_hidden_folders_are_no_workshops(home) -> None:
    put(home, ".git")
    put(home, "__pycache__")
    assert library(home).keys() == library(None).keys()


@pytest.mark.parametrize(
    ("content", "sentence", "line"),
    [
        (b'title = "a"\nx = "\xff"\n', "not UTF-8", 2),
        (b"#" * (shelf.LARGEST + 1), "larger than", 1),
        (b"\x00", "not valid TOML", 1),
        (b"", "“title” is missing", 1),
    ],
)
def test_a_file_that_is_no_text_is_a_fault_and_no_crash(home, content, sentence, line) -> None:
    put(home, "odd")
    (own_folder(home) / "odd" / "workshop.toml").write_bytes(content)
    fault = library(home)["odd"].faults[0]
    assert sentence in fault.sentence
    assert fault.line == line


def test_a_folder_in_the_place_of_the_file_is_a_fault(home) -> None:
    (put(home, "odd") / "workshop.toml").mkdir()
    assert "cannot be read" in library(home)["odd"].faults[0].sentence


def test_a_byte_order_mark_is_no_fault(home) -> None:
    put(home, "bom")
    (own_folder(home) / "bom" / "workshop.toml").write_bytes(b"\xef\xbb\xbf" + BASE.encode())
    assert library(home)["bom"].workshop is not None


def test_an_overlay_that_is_no_language_is_a_fault_of_the_check_only(home) -> None:
    put(home, "small", workshop=BASE, notes=DUTCH)
    source = library(home)["small"]
    assert source.workshop is not None
    assert source.workshop.languages == ("en",)
    assert [fault.file for fault in source.check(KINDS, TR)] == ["notes.toml"]


def test_what_is_not_translated_is_known_per_language(home) -> None:
    put(home, "small", workshop=BASE, nl=DUTCH, de=DUTCH + '\n[step.plan]\ntitle = "Plan"\n')
    missing = library(home)["small"].untranslated(KINDS)
    assert [len(missing["nl"]), len(missing["de"])] == [3, 2]


def test_picking_what_is_not_there_names_the_nearest(home) -> None:
    with pytest.raises(FacilitatorError, match=r"There is no workshop “usecase”\. Did you mean “use-case”"):
        pick("usecase", home, TR)


def test_a_playable_workshop_is_handed_out(home) -> None:
    put(home, "small", workshop=BASE)
    assert playable("small", home, TR, KINDS).title == "Small"


def test_a_workshop_that_cannot_be_played_is_refused_with_file_and_line(home) -> None:
    put(home, "broken", workshop="title = 1\n" + BASE.partition("\n")[2])
    with pytest.raises(FacilitatorError, match=r"broken/workshop\.toml:1: “title” must be text"):
        playable("broken", home, TR, KINDS)


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("dots = 3", "dots = true", r"small/workshop\.toml:29: “dots” must be .*, not "),
        ("dots = 3", "dotz = 3", r"small/workshop\.toml:29: Unknown key “dotz”\. Did you mean “dots”"),
        ('kind = "plain"', 'kind = "plane"', r"small/workshop\.toml:\d+: There is no kind of step “plane”"),
    ],
)
def test_a_workshop_that_a_kind_would_refuse_is_refused_before_the_session(home, right, wrong, sentence) -> None:
    put(home, "small", workshop=BASE.replace(right, wrong))
    with pytest.raises(FacilitatorError, match=sentence):
        playable("small", home, TR, KINDS)


def test_a_faulty_overlay_does_not_keep_a_workshop_from_being_played(home) -> None:
    put(home, "small", workshop=BASE, nl="= broken", de=DUTCH.replace("[step.vote]", "[step.wahl]"))
    assert playable("small", home, TR, KINDS).title == "Small"


@pytest.mark.parametrize("name", library(None))
def test_every_workshop_of_the_library_can_be_played(name: str) -> None:
    assert playable(name, None, TR, kind_checks(find())).id == name


# Any path


def test_a_file_is_read_with_the_overlays_beside_it(home) -> None:
    folder = put(home, "small", workshop=BASE, nl=DUTCH)
    assert set(at(folder / "workshop.toml", TR).texts) == {"workshop.toml", "nl.toml"}


def test_a_folder_stands_for_the_workshop_in_it(home) -> None:
    assert at(put(home, "small", workshop=BASE), TR).workshop is not None


def test_an_overlay_is_checked_with_its_workshop(home) -> None:
    folder = put(home, "small", workshop=BASE, nl=DUTCH.replace("owner", "owners"))
    assert [fault.file for fault in at(folder / "nl.toml", TR).check(KINDS, TR)] == ["nl.toml"]


def test_a_file_of_any_name_keeps_its_name_in_the_faults(tmp_path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(BASE.replace("dots = 3", "dotz = 3"))
    assert [fault.file for fault in at(file, TR).check(KINDS, TR)] == ["mine.toml"]


def test_a_path_that_is_not_there_is_one_clear_sentence(tmp_path) -> None:
    with pytest.raises(FacilitatorError, match=r"There is no file .*nothing\.toml"):
        at(tmp_path / "nothing.toml", TR)


# Copies


def test_a_copy_is_an_own_workshop_with_all_languages(home) -> None:
    folder = copy(pick("use-case", home, TR), home, "mine", TR)
    assert folder == own_folder(home) / "mine"
    source = library(home)["mine"]
    assert source.workshop is not None
    assert source.workshop.languages == ("en", "de", "nl")
    assert source.texts == library(None)["use-case"].texts


def test_a_copy_overwrites_nothing(home) -> None:
    put(home, "mine", workshop=BASE)
    with pytest.raises(FacilitatorError, match="is there already"):
        copy(pick("use-case", home, TR), home, "mine", TR)
    assert library(home)["mine"].texts == {"workshop.toml": BASE}


@pytest.mark.parametrize("name", ["../out", "My Workshop", "a/b", "", "..", "CON:"])
def test_a_copy_never_lands_outside_the_home(home, name) -> None:
    with pytest.raises(FacilitatorError, match="is no valid id"):
        copy(pick("use-case", home, TR), home, name, TR)
    assert not own_folder(home).exists()


def test_a_copy_into_a_place_that_cannot_be_written_is_one_clear_sentence(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FacilitatorError, match="Cannot write"):
        copy(pick("use-case", None, TR), tmp_path / "file", "mine", TR)


def test_a_copy_leaves_no_trace_of_its_making(home) -> None:
    copy(pick("use-case", home, TR), home, "mine", TR)
    assert [entry.name for entry in own_folder(home).iterdir()] == ["mine"]

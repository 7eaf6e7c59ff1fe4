"""The file of keys."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.store.keymap import FILE, Keys, key_fault, load, save

TR = Translator()
KNOWN = ("run.next", "run.plan", "ideas.merge")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def given_file(home: Path, text: str | bytes) -> Path:
    path = home / FILE
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_without_a_file_every_action_has_its_usual_keys(home: Path) -> None:
    assert load(home) == Keys()


@pytest.mark.parametrize("text", ['run.next = "f4"', '"run.next" = "f4"', '[run]\nnext = "f4"'])
def test_an_action_is_written_with_a_dot_in_quotes_or_in_a_table(home: Path, text: str) -> None:
    given_file(home, text)
    assert load(home, TR, KNOWN).keys == {"run.next": "f4"}


def test_several_keys_stand_with_commas_between_them(home: Path) -> None:
    given_file(home, 'run.next = "f4, right ,x"')
    assert load(home).keys == {"run.next": "f4,right,x"}


def test_an_unknown_action_is_named_with_its_line_and_the_nearest(home: Path) -> None:
    path = given_file(home, '# mine\n\nrun.nxt = "f4"\nrun.plan = "f5"\n')
    read = load(home, TR, KNOWN)
    assert read.faults == (f"{path}, line 3: There is no action “run.nxt”. Did you mean “run.next”?",)
    assert read.keys == {"run.plan": "f5"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("run.next = 3", "must be text, not a whole number"),
        ('run.next = ""', "“” is no key"),
        ('run.next = "x,,y"', "“” is no key"),
        ('run.next = "ctrl + s"', "“ctrl + s” is no key"),
        ('run.next = "ctrl+i"', "“ctrl+i” and “tab” are the same key to a terminal"),
        ('run.next = "x', "cannot be read"),
    ],
)
def test_what_is_no_key_is_named_and_left_out(home: Path, text: str, sentence: str) -> None:
    given_file(home, text)
    read = load(home, TR, KNOWN)
    assert read.keys == {}
    assert len(read.faults) == 1
    assert sentence in read.faults[0]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 100_001, b"a = [" * 50])
def test_a_file_that_is_none_is_said_and_left_alone(home: Path, content: bytes) -> None:
    path = given_file(home, content)
    assert len(load(home).faults) == 1
    assert path.read_bytes() == content


@given(st.binary(max_size=200))
def test_no_file_breaks_the_start(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    home = tmp_path_factory.mktemp("home")
    given_file(home, content)
    assert isinstance(load(home, TR, KNOWN), Keys)


@pytest.mark.parametrize("keys", ["x", "F4", "ctrl+s", "shift+up", "question_mark", "ü", "ctrl+shift+f5", "?"])
def test_what_a_terminal_sends_is_a_key(keys: str) -> None:
    assert key_fault(keys, TR) == ""


def test_what_was_saved_is_read_again(home: Path) -> None:
    keys = {"run.next": "f4", "ideas.merge": "quotation_mark,x"}
    save(home / "new", keys, {"run.next": "Next step"}, TR)
    assert load(home / "new", TR, KNOWN) == Keys(keys)
    assert "# Next step\n" in (home / "new" / FILE).read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_a_sentence(home: Path) -> None:
    (home / "file").write_text("")
    with pytest.raises(FacilitatorError, match="The keys cannot be saved in"):
        save(home / "file", {}, {}, TR)

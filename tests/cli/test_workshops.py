"""``facilitator workshops`` as a script or a person uses it."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.activities import find
from facilitator.cli import workshops
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports.library import playable
from facilitator.session.starting import Beginning, create
from tests.core.workshop_texts import BASE

RIGHT = """\
title = "Right"

[[step]]
id = "hello"
kind = "brief"
title = "Hello"
minutes = 5
material = ["A pen"]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def call(home, capsys):
    """Runs the command with words and gives (status, what it printed)."""

    def run(*words: str, language: str = "en") -> tuple[int, str]:
        tr = Translator(language)
        parser = argparse.ArgumentParser()
        workshops.add(parser.add_subparsers(), tr)
        args = parser.parse_args(["workshops", *words])
        args.tr, args.home = tr, home
        status = args.run(args)
        return status, capsys.readouterr().out

    return run


@pytest.fixture
def file(tmp_path) -> Path:
    """A right file of the consultant."""
    path = tmp_path / "right.toml"
    path.write_text(RIGHT)
    return path


def test_list_has_a_line_for_each_workshop(call) -> None:
    status, out = call("list")
    assert status == 0
    assert "use-case      Use-case workshop · 120 min · 4–24 people · en, de, nl" in out


def test_without_a_word_the_library_is_listed(call) -> None:
    assert call() == call("list")


def test_list_shows_titles_in_the_programs_language(call) -> None:
    assert "Use-caseworkshop" in call("list", language="nl")[1]


def test_list_as_json_has_what_a_script_needs(call) -> None:
    entry = next(entry for entry in json.loads(call("list", "--json")[1]) if entry["id"] == "use-case")
    assert (entry["minutes"], entry["group"], entry["own"]) == (120, {"min": 4, "max": 24}, False)


def test_list_names_the_fault_of_a_broken_file_and_goes_on(call, home) -> None:
    (home / "workshops" / "broken").mkdir(parents=True)
    (home / "workshops" / "broken" / "workshop.toml").write_text("title =")
    status, out = call("list")
    assert status == 0
    assert "cannot be used" in out
    assert "use-case" in out


def test_show_has_the_agenda_with_its_times(call) -> None:
    out = call("show", "use-case")[1]
    assert "0:10   18'  ideas       Collect use cases" in out


def test_show_lists_the_material_once(call) -> None:
    out = call("show", "use-case")[1]
    assert out.count("- Sticky notes\n") == 1


def test_show_as_json_has_every_text_and_no_raw_document(call) -> None:
    shown = json.loads(call("show", "use-case", "--json", language="de")[1])
    assert shown["steps"][0]["title"] == "Begrüßung und Spielregeln"
    assert not {"source", "overlays"} & set(shown)


def test_show_of_a_workshop_that_is_not_there_names_the_nearest(call) -> None:
    with pytest.raises(FacilitatorError, match="Did you mean “use-case”"):
        call("show", "use-cases")


def test_show_of_a_broken_workshop_says_where_it_is_broken(call, home) -> None:
    (home / "workshops" / "broken").mkdir(parents=True)
    (home / "workshops" / "broken" / "workshop.toml").write_text("title =")
    with pytest.raises(FacilitatorError, match=r"broken/workshop\.toml:1: "):
        call("show", "broken")


def test_check_of_a_right_file_is_status_zero(call, file) -> None:
    assert call("check", str(file)) == (0, f"{file}: no fault found\n")


def test_check_prints_each_fault_on_a_line_of_its_own(call, file) -> None:
    file.write_text(RIGHT.replace("minutes = 5", "minutes = 0").replace("brief", "breif"))
    status, out = call("check", str(file))
    assert status == 1
    assert out.splitlines() == [
        f"{file}:5: There is no kind of step “breif”. Did you mean “brief”?",
        f"{file}:7: “minutes” must be from 1 to 1440, not 0.",
    ]


def test_check_goes_through_every_file(call, file, tmp_path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("title = 1\n" + RIGHT)
    status, out = call("check", str(other), str(file))
    assert status == 1
    assert f"{other}:" in out
    assert f"{file}: no fault found" in out


def test_check_as_json_has_faults_per_file(call, file) -> None:
    file.write_text(RIGHT.replace("minutes = 5", "minutes = 0"))
    (result,) = json.loads(call("check", str(file), "--json")[1])
    assert result["faults"] == [{"file": str(file), "line": 7, "sentence": "“minutes” must be from 1 to 1440, not 0."}]


def test_check_names_texts_that_are_not_translated_without_calling_it_a_fault(call, tmp_path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "workshop.toml").write_text(RIGHT)
    (folder / "nl.toml").write_text('title = "Goed"\n')
    status, out = call("check", str(folder))
    assert status == 0
    assert "2 texts are not translated: step.hello.title, step.hello.material" in out


def test_check_takes_an_id_of_the_library(call) -> None:
    assert "use-case" in call("check", "use-case")[1]


def test_copy_makes_an_own_workshop(call, home) -> None:
    assert call("copy", "use-case", "mine")[0] == 0
    assert (home / "workshops" / "mine" / "nl.toml").is_file()
    assert "your own" in call("list")[1]


def test_copy_without_a_new_id_goes_before_the_librarys(call) -> None:
    call("copy", "use-case")
    (entry,) = [entry for entry in json.loads(call("list", "--json")[1]) if entry["id"] == "use-case"]
    assert entry["own"]


def test_copy_refuses_to_overwrite(call) -> None:
    call("copy", "use-case")
    with pytest.raises(FacilitatorError, match="is there already"):
        call("copy", "use-case")


def test_check_needs_a_file(call) -> None:
    with pytest.raises(SystemExit) as stopped:
        call("check")
    assert stopped.value.code == 2


def test_listing_and_checking_load_neither_the_terminal_nor_the_store(tmp_path) -> None:
    (tmp_path / "workshop.toml").write_text(BASE)
    code = (
        "import sys, argparse; from pathlib import Path; from facilitator.cli import workshops;"
        "from facilitator.core.i18n import Translator; tr = Translator(); p = argparse.ArgumentParser();"
        "workshops.add(p.add_subparsers(), tr); a = p.parse_args(['workshops', *sys.argv[1:]]);"
        "a.tr, a.home = tr, None; a.run(a); print(sorted({'textual', 'tinydb'} & set(sys.modules)))"
    )
    for words in (["list"], ["check", str(tmp_path)]):
        done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"


def test_from_session_makes_an_own_workshop_of_a_sessions_agenda(call, home) -> None:
    session = create(
        home, playable("use-case", None, Translator(), kind_checks(find())), Beginning(title="Ours"), find()
    )
    first = ordered(session.steps)[0]
    session.apply_now(Change("", (replace(first, title="Hello", prompt='Say "hello".\nThen wait.'),)))
    session.close()
    status, out = call("from-session", str(session.store.folder), "ours")
    text = (home / "workshops" / "ours" / "workshop.toml").read_text(encoding="utf-8")
    assert (status, "workshops/ours" in out) == (0, True)
    assert text.startswith('title = "Ours"\n')
    assert 'title = "Hello"' in text
    assert 'prompt = """\nSay "hello".\nThen wait."""' in text
    assert call("check", "ours")[0] == 0


def test_from_session_says_what_it_could_not_take_over(call, home, capsys) -> None:
    session = create(
        home, playable("use-case", None, Translator(), kind_checks(find())), Beginning(title="Ours"), find()
    )
    session.apply_now(
        Change("", tuple(replace(step, state="skipped") for step in session.steps if step.kind == "dot_voting"))
    )
    session.close()
    call("from-session", str(session.store.folder), "ours", "--title", "Without a vote")
    assert call("check", "ours")[0] == 0
    assert "Without a vote" in call("list")[1]

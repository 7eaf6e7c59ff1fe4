"""The sub-commands, each as its user types it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.cli.launch import Launch
from facilitator.cli.main import COMMANDS
from facilitator.session.session import Session

from .conftest import Run


def test_a_session_is_made_with_its_people(facilitator: Run, folder: Path) -> None:
    state = json.loads(facilitator("show", folder, "--json").out)
    assert (state["title"], state["client"], state["people"]) == ("First", "Acme", 2)


def test_two_sessions_of_one_day_get_folders_of_their_own(facilitator: Run, folder: Path) -> None:
    done = facilitator("new", "use-case", "--client", "Acme", "--title", "First", "--date", "2027-01-29")
    assert Path(done.out.strip()) != folder


def test_an_unknown_workshop_is_named_with_the_nearest(facilitator: Run) -> None:
    done = facilitator("new", "use-cas")
    assert done.result == 1
    assert "use-case" in done.err
    assert done.err.count("\n") == 1


def test_a_day_that_is_none_is_refused(facilitator: Run) -> None:
    done = facilitator("new", "use-case", "--date", "29 jan")
    assert (done.result, "29 jan" in done.err) == (1, True)


def test_a_people_file_that_is_missing_is_named(facilitator: Run, tmp_path: Path) -> None:
    done = facilitator("new", "use-case", "--people", tmp_path / "none.txt")
    assert done.result == 1
    assert "none.txt" in done.err


def test_list_shows_sessions_newest_first(facilitator: Run, folder: Path) -> None:
    facilitator("new", "use-case", "--client", "Bolt", "--title", "Later", "--date", "2027-02-01")
    out = facilitator("list").out.splitlines()
    assert "Later" in out[0]
    assert "First" in out[1]


def test_list_keeps_to_one_client_when_asked(facilitator: Run, folder: Path, home: Path) -> None:
    facilitator("new", "use-case", "--client", "Bolt", "--title", "Later")
    out = facilitator("--client", "Bolt", "list").out
    assert "Later" in out
    assert "First" not in out


def test_list_says_when_there_is_nothing(facilitator: Run) -> None:
    assert "No sessions" in facilitator("list").out


def test_list_names_a_broken_session_and_shows_the_others(facilitator: Run, folder: Path) -> None:
    broken = folder.parent / "broken"
    broken.mkdir()
    (broken / "session.json").write_text("{", encoding="utf-8")
    out = facilitator("list").out
    assert "First" in out
    assert "broken" in out


def test_what_nobody_reads_to_the_end_is_no_fault(folder: Path, home: Path) -> None:
    command = f"{sys.executable} -m facilitator --home {home} show {folder} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == "First\n"
    assert "Traceback" not in done.stderr


def test_a_session_that_was_not_closed_is_listed_without_figures_that_may_be_old(
    facilitator: Run, folder: Path
) -> None:
    from facilitator.activities import find
    from facilitator.core.change import Change
    from facilitator.session.session import Session

    session = Session.open(folder, find())
    session.apply_now(Change("", (session.info,), history="none"))
    out = facilitator("list").out
    session.close()
    assert "not closed" in out
    assert "0/8" not in out


def test_list_as_json_can_be_read_by_a_script(facilitator: Run, folder: Path) -> None:
    [entry] = json.loads(facilitator("list", "--json").out)
    assert (entry["title"], entry["state"]) == ("First", "prepared")


def test_a_session_is_found_by_a_part_of_its_name(facilitator: Run, folder: Path) -> None:
    assert "First" in facilitator("show", "acme-first").out


def test_show_leaves_the_session_as_it_is(facilitator: Run, folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    facilitator("show", folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} == before


def test_open_asks_for_the_screens(facilitator: Run, folder: Path) -> None:
    done = facilitator("open", folder, "--read-only")
    assert isinstance(done.result, Launch)
    assert (done.result.session, done.result.read_only) == (folder, True)


def test_no_command_asks_for_home(facilitator: Run, home: Path) -> None:
    done = facilitator("--client", "Acme")
    assert done.result == Launch(home, "Acme", None, "en")


@pytest.mark.parametrize("command", ["show", "finish", "repair", "export"])
def test_what_is_not_there_is_said_in_one_sentence(facilitator: Run, command: str, tmp_path: Path) -> None:
    done = facilitator(command, tmp_path / "nothing")
    assert done.result == 1
    assert "nothing" in done.err
    assert done.err.startswith("facilitator: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"{", b"[1, 2]", b'{"a": 1}', b"PK\x03\x04", "ünïcode".encode("utf-16")]
)
def test_a_file_that_is_no_session_is_refused_in_one_sentence(facilitator: Run, tmp_path: Path, content: bytes) -> None:
    foreign = tmp_path / "thing"
    foreign.mkdir()
    (foreign / "session.json").write_bytes(content)
    done = facilitator("show", foreign)
    assert done.result == 1
    assert done.err.count("\n") == 1
    assert (foreign / "session.json").read_bytes() == content


def test_finish_lists_what_is_open_and_does_not_finish(facilitator: Run, folder: Path) -> None:
    from facilitator.activities import find
    from facilitator.core.change import Change
    from facilitator.core.ids import new_id
    from facilitator.core.records import Note, Task
    from facilitator.session.session import Session

    session = Session.open(folder, find())
    note = Note(id=new_id(), what="parked", text="Who pays?", at=session.moment())
    task = Task(id=new_id(), number=1, title="Try it", order=1)
    session.apply_now(Change("", (note, task), history="none"))
    session.close()
    done = facilitator("finish", folder)
    assert done.result == 1
    assert "Who pays?" in done.out
    assert "Try it" in done.out
    assert json.loads(facilitator("show", folder, "--json").out)["state"] == "prepared"
    assert facilitator("finish", folder, "--yes").result == 0
    assert json.loads(facilitator("show", folder, "--json").out)["state"] == "finished"


def test_finish_says_who_has_the_session_open_and_lists_nothing(facilitator: Run, folder: Path) -> None:
    held = Session.open(folder, find())
    try:
        done = facilitator("finish", folder, "--yes")
    finally:
        held.close()
    assert (done.result, done.out) == (1, "")
    assert "has this session open since" in done.err


def test_a_finished_session_is_one_file_that_stock_tinydb_reads(facilitator: Run, folder: Path) -> None:
    facilitator("finish", folder, "--yes")
    assert not list(folder.glob("session.wal*"))
    code = (
        "import sys, tinydb; db = tinydb.TinyDB(sys.argv[1], access_mode='r');"
        "print([d['name'] for d in db.table('people').all()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder / "session.json")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['Anna', 'Bo']"


def test_repair_says_when_there_is_nothing_to_do(facilitator: Run, folder: Path) -> None:
    done = facilitator("repair", folder)
    assert (done.result, "sound" in done.out) == (0, True)


def test_a_session_changed_by_another_program_is_not_taken_for_ours(facilitator: Run, folder: Path) -> None:
    from tinydb import TinyDB

    with TinyDB(folder / "session.json") as db:
        db.table("people").update({"role": "changed"})
    done = facilitator("show", folder)
    assert done.result == 1
    assert "another program" in done.err


def test_export_writes_the_report_and_the_tasks(facilitator: Run, folder: Path, tmp_path: Path) -> None:
    done = facilitator("export", folder, "--to", tmp_path / "out")
    assert done.result == 0
    assert {file.name for file in (tmp_path / "out").rglob("*.*")} >= {"report.md", "tasks.csv"}


def test_kinds_are_listed(facilitator: Run) -> None:
    assert {entry["kind"] for entry in json.loads(facilitator("kinds", "--json").out)} >= {
        "ideas",
        "dot_voting",
        "plan",
    }


def test_doctor_finds_nothing_in_the_way(facilitator: Run, folder: Path) -> None:
    checks = json.loads(facilitator("doctor", "--json").out)
    assert "fault" not in {check["state"] for check in checks}


def test_doctor_warns_of_a_synced_folder(facilitator: Run, tmp_path: Path) -> None:
    done = facilitator("--home", tmp_path / "Dropbox" / "facilitator", "doctor")
    assert "Dropbox" in done.out


def test_doctor_names_a_home_that_cannot_be_written(facilitator: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = facilitator("--home", tmp_path / "file", "doctor")
    assert done.result == 1
    assert "cannot be written" in done.out


def test_the_demo_without_a_terminal_says_so_and_writes_its_exports(facilitator: Run, tmp_path: Path) -> None:
    done = facilitator("demo", "--into", tmp_path / "demo")
    assert done.result == 0
    assert "no terminal" in done.out
    assert {file.name for file in (tmp_path / "demo" / "exports").rglob("*.*")} >= {"report.md", "tasks.csv"}


def test_the_demo_taken_up_again_is_the_same_session(facilitator: Run, tmp_path: Path) -> None:
    facilitator("demo", "--into", tmp_path / "demo")
    facilitator("demo", "--into", tmp_path / "demo")
    assert len(list((tmp_path / "demo" / "sessions").iterdir())) == 1


def test_the_demo_does_not_go_into_a_folder_with_something_else(facilitator: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    assert facilitator("demo", "--into", tmp_path).result == 1


def test_every_command_has_help(facilitator: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            facilitator(command, "--help")
        assert ended.value.code == 0
        assert command in capsys.readouterr().out


def test_wrong_usage_ends_with_status_2(facilitator: Run) -> None:
    with pytest.raises(SystemExit) as ended:
        facilitator("fly")
    assert ended.value.code == 2


def test_the_program_without_a_terminal_says_so_and_ends_with_status_1(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "facilitator", "--home", str(home)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "needs a terminal" in done.stderr


def test_a_session_copied_away_while_open_says_that_changes_may_be_missing(
    facilitator: Run, folder: Path, tmp_path: Path
) -> None:
    from facilitator.activities import find
    from facilitator.session.session import Session

    session = Session.open(folder, find())
    (tmp_path / "copy").mkdir()
    shutil.copy(folder / "session.json", tmp_path / "copy" / "session.json")
    session.close()
    assert "may be missing" in facilitator("show", tmp_path / "copy").out


def test_what_the_store_says_is_in_the_language_asked_for(facilitator: Run, home: Path) -> None:
    broken = home / "sessions" / "broken"
    broken.mkdir(parents=True)
    (broken / "session.json").write_text("hello")
    assert "keine Sitzung" in facilitator("--lang", "de", "show", broken).err
    assert "keine Sitzung" in facilitator("--lang", "de", "list").out
    assert "keine Sitzung" in facilitator("--lang", "de", "doctor").out


def test_a_name_with_control_characters_disturbs_no_terminal(facilitator: Run) -> None:
    done = facilitator("show", "\x1b[31m\u202enope")
    assert (done.result, done.err.count("\n")) == (1, 1)
    assert not {"\x1b", "\u202e"} & set(done.err)


def test_open_can_ask_for_a_dry_run(facilitator: Run, folder: Path) -> None:
    result = facilitator("open", folder, "--dry-run").result
    assert isinstance(result, Launch)
    assert result.dry_run
    assert result.session == folder

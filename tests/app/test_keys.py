"""Other keys for the program's actions."""

from collections import defaultdict
from pathlib import Path

from facilitator.app.app_commands import change_keys
from facilitator.app.keys import catalogue, clash, faults
from facilitator.core.i18n import Translator
from tests.app.driving import program, running
from tests.kit.harness import make_session

TR = Translator()


def test_the_catalogue_knows_run_the_kinds_and_the_dialogs() -> None:
    assert catalogue()["run.next"].keys == ("n",)
    assert {"ideas.merge", "dialog.ok", "home.new", "app.help"} <= set(catalogue())


def test_actions_of_one_class_that_share_a_key_share_their_id() -> None:
    """Textual's keymap takes a key away from all of them when one gets another."""
    shared = defaultdict(set)
    for action in catalogue().values():
        for node in action.nodes:
            for binding in node.__dict__["BINDINGS"]:
                if binding.id == action.id:
                    for key in binding.key.split(","):
                        shared[node, key].add(action.id)
    assert {place: ids for place, ids in shared.items() if len(ids) > 1} == {}


def test_a_key_of_a_step_clashes_with_one_of_run() -> None:
    found = clash("run.next", "g", {})
    assert found is not None
    assert found.nodes - catalogue()["run.next"].nodes


def test_a_key_that_was_given_up_is_free() -> None:
    found = clash("run.plan", "n", {"run.next": "f4"})
    assert found is None or found.id != "run.next"


def test_keys_of_two_kinds_do_not_clash() -> None:
    assert clash("plan.owner", catalogue()["ideas.split"].keys[0], {}) is None


async def test_a_key_from_the_file_works_and_the_usual_one_does_not(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('run.next = "f4"\n')
    session = make_session(tmp_path, [{"id": "one", "kind": "brief"}, {"id": "two", "kind": "brief"}])
    async with running(session) as driver:
        await driver.press("n")
        assert driver.step == "one"
        await driver.press("f4", until=lambda: driver.step == "two")


async def test_the_line_of_keys_shows_the_key_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('run.next = "f4"\n')
    session = make_session(tmp_path, [{"id": "one", "kind": "brief"}, {"id": "two", "kind": "brief"}])
    async with running(session) as driver:
        assert "F4 Next step" in driver.text


async def test_what_is_wrong_with_the_file_is_said_after_the_start(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('run.nxt = "f4"\n')
    async with program(tmp_path) as driver:
        await driver.until(lambda: any("There is no action “run.nxt”" in said for said in driver.said))


def test_a_clash_in_the_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('run.plan = "f2"\n')
    assert any("“f2” is taken by “Notes” (run.notes)." in fault for fault in faults(tmp_path, TR))


async def test_keys_are_changed_in_the_program_and_kept_in_the_file(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "one", "kind": "brief"}, {"id": "two", "kind": "brief"}])
    async with running(session) as driver:
        driver.app.run_worker(change_keys(driver.app))
        await driver.until(lambda: "Keys of which action?" in driver.text)
        await driver.dialog_opens(*"run.next", "enter")
        await driver.press("ctrl+u", "f", "4", "enter", until=lambda: "Keys of which action?" in driver.text)
        await driver.dialog_closes("escape")
        await driver.press("f4", until=lambda: driver.step == "two")
    assert '"run.next" = "f4"' in (tmp_path / "keys.toml").read_text()


async def test_a_taken_key_is_refused_and_what_was_typed_stays(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "one", "kind": "brief"}])
    async with running(session) as driver:
        driver.app.run_worker(change_keys(driver.app))
        await driver.until(lambda: "Keys of which action?" in driver.text)
        await driver.dialog_opens(*"run.plan", "enter")
        await driver.press("ctrl+u", "f", "2", "enter", until=lambda: "is taken by" in driver.words)
        assert "“f2” is taken by “Notes” (run.notes)." in driver.words
    assert not (tmp_path / "keys.toml").exists()

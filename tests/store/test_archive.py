"""The archive file: the same bytes for the same content, and whatever is altered in it is said."""

import io
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.i18n import Translator
from facilitator.store import archive, checkpoint
from facilitator.store.archive import MANIFEST, MIMETYPE, AlteredArchive, check, check_bytes, contents, pack, save
from facilitator.store.layout import SCHEMA
from facilitator.store.notices import StoreError

HERE = Path("some.zip")


def record(schema: int = SCHEMA) -> bytes:
    summary = {"title": "Kick-off", "client": "Acme", "date": "2026-11-22", "state": "finished"}
    tables = {"items": {7: {"title": "Draft quotes"}}}
    return checkpoint.build(tables, schema=schema, generation=1, head=bytes(16), is_open=False, summary=summary)


CONTENT = {
    "session.json": record(),
    "README.txt": b"Read me\n",
    "exports/report.md": b"# Report\n",
    "rounds/A.box": b"x",
}
DATA = pack(CONTENT)


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in check_bytes(data, HERE).faults]


def repacked(change: Callable[[zipfile.ZipFile], None], names: dict[str, bytes] | None = None, how: int = 0) -> bytes:
    """The archive packed by another program, with something more done to it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as old, zipfile.ZipFile(made, "w", how) as new:
        for name in old.namelist():
            if (names or {}).get(name, b"") is not None:
                new.writestr(name, (names or {}).get(name) or old.read(name))
        change(new)
    return made.getvalue()


def nothing(_: zipfile.ZipFile) -> None:
    return


def with_fitting_manifest(content: dict[str, bytes]) -> bytes:
    """An archive that somebody altered with care."""
    made = io.BytesIO()
    whole = {MIMETYPE: b"application/x-facilitator-archive;version=1", **content}
    whole[MANIFEST] = archive.manifest(whole)
    with zipfile.ZipFile(made, "w") as new:
        for name, data in whole.items():
            new.writestr(name, data)
    return made.getvalue()


def test_what_is_packed_is_read_again() -> None:
    checked = check_bytes(DATA, HERE)
    assert (checked.content, checked.faults, checked.remarks) == (CONTENT, (), ())


@given(
    st.dictionaries(
        st.from_regex(r"[A-Za-z0-9][a-z0-9._-]{0,9}(/[a-z0-9]{1,5})?", fullmatch=True), st.binary(), max_size=6
    )
)
def test_whatever_is_packed_is_read_again(more: dict[str, bytes]) -> None:
    if len({name.lower() for name in (*CONTENT, *more)}) == len({*CONTENT, *more}) and not {MIMETYPE, MANIFEST} & {
        *more
    }:
        content = {**more, "session.json": record()}
        assert check_bytes(pack(content), HERE).content == content


def test_the_same_content_gives_the_same_bytes_in_whatever_order() -> None:
    assert pack(dict(reversed(CONTENT.items()))) == DATA


def test_the_type_stands_first_and_plain_and_the_session_second() -> None:
    assert DATA[30:38] == b"mimetype"
    assert DATA[38:81] == b"application/x-facilitator-archive;version=1"
    with zipfile.ZipFile(io.BytesIO(DATA)) as packed:
        assert packed.namelist()[:2] == [MIMETYPE, "session.json"]


def test_every_entry_has_the_same_time_and_rights() -> None:
    with zipfile.ZipFile(io.BytesIO(DATA)) as packed:
        facts = {(entry.date_time, entry.external_attr >> 16, entry.create_system) for entry in packed.infolist()}
    assert facts == {((1980, 1, 1, 0, 0, 0), stat.S_IFREG | 0o644, 3)}


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this computer has no sha256sum")
def test_sha256sum_reads_the_manifest(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(DATA)) as packed:
        packed.extractall(tmp_path)
    done = subprocess.run(["sha256sum", "-c", MANIFEST], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": OK") == len(CONTENT) + 1


@pytest.mark.parametrize("name", ["../x", "/x", "a\\b", "C:x", ".hidden", "a//b", "", MIMETYPE, MANIFEST, "x" * 200])
def test_a_name_that_no_archive_may_hold_is_not_packed(name: str) -> None:
    with pytest.raises(ValueError):
        pack({"session.json": record(), name: b""})


def test_a_byte_flipped_anywhere_is_said() -> None:
    for at in range(len(DATA)):
        altered = bytearray(DATA)
        altered[at] ^= 1 << at % 8
        checked = check_bytes(bytes(altered), HERE)
        assert checked.faults or checked.remarks, at
        assert checked.content in ({}, CONTENT), at


def test_an_archive_cut_off_anywhere_is_refused() -> None:
    assert all(check_bytes(DATA[:size], HERE).faults for size in range(len(DATA)))


def test_bytes_before_or_behind_it_are_said() -> None:
    assert [finding.code for finding in check_bytes(DATA + b"\0", HERE).remarks] == ["archive_repacked"]
    assert check_bytes(b"\0" + DATA, HERE).remarks or check_bytes(b"\0" + DATA, HERE).faults


def test_an_altered_file_is_named() -> None:
    checked = check_bytes(repacked(nothing, {"exports/report.md": b"# Rigged\n"}), HERE)
    assert str(checked.faults[0]) == "some.zip: altered since the archive was made: exports/report.md."
    assert checked.content == {}


def test_a_missing_file_is_named() -> None:
    checked = check_bytes(repacked(nothing, {"rounds/A.box": None}), HERE)  # type: ignore[dict-item]
    assert str(checked.faults[0]) == "some.zip: missing in the archive: rounds/A.box."


def test_a_file_renamed_inside_is_both_missing_and_new() -> None:
    checked = check_bytes(
        repacked(lambda new: new.writestr("rounds/B.box", b"x"), {"rounds/A.box": None}),  # type: ignore[dict-item]
        HERE,
    )
    assert {finding.code: finding.params["names"] for finding in checked.faults} == {
        "archive_lacks": "rounds/A.box",
        "archive_extra": "rounds/B.box",
    }


def test_an_added_file_is_named() -> None:
    assert codes(repacked(lambda new: new.writestr("more.txt", b"?"))) == ["archive_extra"]


def test_a_manifest_that_is_missing_or_no_manifest_is_said() -> None:
    assert codes(repacked(nothing, {MANIFEST: None})) == ["archive_lacks"]  # type: ignore[dict-item]
    assert codes(repacked(nothing, {MANIFEST: b"all is well"})) == ["archive_altered"]


def test_packed_again_by_another_program_it_is_still_proved() -> None:
    checked = check_bytes(repacked(nothing, how=zipfile.ZIP_DEFLATED), HERE)
    assert (checked.content, checked.faults) == (CONTENT, ())
    assert [finding.code for finding in checked.remarks] == ["archive_repacked"]


def test_a_report_replaced_together_with_its_manifest_is_told_by_the_checksum_of_the_whole_only() -> None:
    checked = check_bytes(with_fitting_manifest({**CONTENT, "exports/report.md": b"# Rigged\n"}), HERE)
    assert checked.faults == ()
    assert checked.digest != check_bytes(DATA, HERE).digest


def test_a_session_altered_together_with_the_manifest_is_told_by_its_own_first_line() -> None:
    altered = record().replace(b"Draft quotes", b"Draft quoteS")
    assert codes(with_fitting_manifest({**CONTENT, "session.json": altered})) == ["archive_altered"]


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\3\4", b"{}", b"PK\5\6" + bytes(18)])
def test_something_else_is_no_archive(data: bytes) -> None:
    assert codes(data) == ["not_an_archive"]


def test_another_zip_file_is_no_archive() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        new.writestr("holiday.jpg", b"?")
    assert codes(made.getvalue()) == ["not_an_archive"]


def test_an_archive_from_a_newer_program_says_so() -> None:
    assert codes(DATA.replace(b"version=1", b"version=2")) != []  # a flipped byte is no newer version
    assert "archive_newer" not in codes(DATA.replace(b"version=1", b"version=2"))
    newer = {**CONTENT, MIMETYPE: b"application/x-facilitator-archive;version=2"}
    assert codes(with_fitting_manifest(newer)) == ["archive_newer"]


def test_a_session_from_a_newer_program_says_so() -> None:
    assert codes(pack({**CONTENT, "session.json": record(SCHEMA + 1)})) == ["archive_newer"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a\\..\\b", "C:\\x", "rounds/", ".ssh/id", "SESSION.JSON", "a\x1b[2J"]
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    checked = check_bytes(repacked(lambda new: new.writestr(name, b"")), HERE)
    assert [finding.code for finding in checked.faults] == ["archive_names"]
    assert "\x1b" not in str(checked.faults[0])


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert codes(repacked(lambda new: new.writestr(link, "/etc/passwd"))) == ["archive_names"]


def test_a_name_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = repacked(lambda new: new.writestr("README.txt", b"other"))
    assert codes(data) == ["archive_names"]


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1_000_000)
    bomb = repacked(lambda new: new.writestr("bomb.txt", bytes(2_000_000)), how=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 20_000
    assert codes(bomb) == ["archive_too_large"]


def test_a_zip_bomb_that_lies_about_its_size_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1_000_000)
    bomb = repacked(lambda new: new.writestr("bomb.txt", bytes(2_000_000)), how=zipfile.ZIP_DEFLATED)
    lying = bomb.replace((2_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "archive_extra" in codes(lying)


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST", 3)
    assert codes(DATA) == ["archive_too_large"]


def test_a_file_larger_than_any_archive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 100)
    assert codes(DATA) == ["archive_too_large"]


def test_an_encrypted_entry_is_damage() -> None:
    data = bytearray(DATA)
    with zipfile.ZipFile(io.BytesIO(DATA)) as packed:
        start = packed.start_dir
    at = data.index(b"PK\1\2", start)
    data[at + 8] |= 1
    assert codes(bytes(data))


def test_faults_are_said_in_the_users_language() -> None:
    with pytest.raises(AlteredArchive) as caught:
        raise AlteredArchive(check_bytes(b"", HERE).faults)
    assert caught.value.said(Translator()) == "some.zip: this is no archive of a session."


# On the disk


def test_an_archive_is_saved_for_its_owner_alone_and_read_back(tmp_path: Path) -> None:
    path, digest = save(CONTENT, tmp_path / "archive", "first")
    assert path == tmp_path / "archive" / "first.zip"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert check(path).digest == digest
    assert contents(path) == CONTENT
    assert [entry.name for entry in path.parent.iterdir()] == ["first.zip"]


def test_an_archive_that_is_there_already_is_taken_as_it_is(tmp_path: Path) -> None:
    first, second = (save(CONTENT, tmp_path, "first")[0] for _ in range(2))
    assert first == second
    assert len(list(tmp_path.iterdir())) == 1


def test_another_archive_of_the_same_name_is_not_overwritten(tmp_path: Path) -> None:
    first, _ = save(CONTENT, tmp_path, "first")
    second, _ = save({**CONTENT, "README.txt": b"Other\n"}, tmp_path, "first")
    assert second.name == "first-2.zip"
    assert contents(first) == CONTENT


def test_a_folder_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file")
    with pytest.raises(StoreError, match="cannot be written"):
        save(CONTENT, tmp_path / "archive", "first")


def test_what_does_not_read_back_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(self: object, path: Path) -> bytes:
        return path.read_bytes()[:-1] + b"?"

    monkeypatch.setattr("facilitator.store.files.RealFiles.read", forgetful)
    with pytest.raises(StoreError, match="could not be read back"):
        save(CONTENT, tmp_path, "first")


def test_an_archive_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert [finding.code for finding in check(tmp_path / "none.zip").faults] == ["missing"]
    assert [finding.code for finding in check(tmp_path).faults] == ["archive_unreadable"]
    with pytest.raises(AlteredArchive):
        contents(tmp_path / "none.zip")

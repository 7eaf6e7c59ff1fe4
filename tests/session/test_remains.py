"""Which files still speak of a person."""

import html
import io
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from facilitator.session import remains
from facilitator.session.remains import Remains, files_below, readings, speaks
from facilitator.session.traces import Traces

NAME = "Jürgen O’Brien"
WHO = Traces([NAME])


def packed(**members: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return whole.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        f"by {NAME}".encode(),
        NAME.encode("utf-16"),
        NAME.encode("utf-16-le"),
        NAME.replace("’", "'").encode("latin-1"),
        b'{"by": "J\\u00fcrgen\\tO\\u2019Brien"}',
        f"<t>Jürgen</t><t xml:space='preserve'> {html.escape('O’Brien')}</t>".encode(),
        b"<p>J&uuml;rgen O&#8217;Brien</p>",
        f"mailto:{quote(NAME)}".encode(),
        "SUMMARY:J\u00fcrgen O\r\n \u2019Brien".encode(),
        b"J\\u00fcrgen O\\'Brien",
        packed(a=packed(b=NAME.encode())),
        packed(**{NAME: b""}),
    ],
    ids=[
        "text",
        "utf-16",
        "without mark",
        "latin",
        "json",
        "office",
        "html",
        "link",
        "folded",
        "escaped",
        "zip",
        "member",
    ],
)
def test_the_name_is_found_however_the_file_holds_it(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert speaks(path, WHO)


@pytest.mark.parametrize(
    "data",
    [b"", b"nothing", b"\\u12", b"\xff\xfe", b"&&<<>>%%%", b"\\ud800 x", packed(a=b"x")],
    ids=["nothing", "words", "half an escape", "a mark alone", "signs", "half a pair", "zip"],
)
def test_other_content_is_no_trace_and_no_fault(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert not speaks(path, WHO)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"\x89PNG\r\n",
        b"BZh91AY",
        b"Rar!\x1a",
        b"PK\x03\x04 broken",
        packed(a=packed(b=packed(c=packed(d=b"deep")))),
        packed(a=b"%PDF"),
    ],
    ids=["pdf", "picture", "bzip2", "rar", "broken zip", "too deep", "pdf in zip"],
)
def test_what_cannot_be_looked_into_is_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert Remains.of([path], WHO, tmp_path) == Remains([], [path])


def test_a_zip_with_a_closed_part_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(packed(a=b"%PDF", b=NAME.encode()))
    assert Remains.of([path], WHO, tmp_path) == Remains([path], [])


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remains, "LARGEST", 1_000)
    path = tmp_path / "bomb.zip"
    path.write_bytes(packed(a=bytes(100_000)))
    assert Remains.of([path], WHO, tmp_path).opaque == [path]


def test_a_name_in_the_path_counts_below_the_base_only(tmp_path: Path) -> None:
    path = tmp_path / "jurgen-obrien" / "report.md"
    path.parent.mkdir()
    path.write_bytes(b"")
    assert Remains.of([path], WHO, tmp_path).holding == [path]
    assert Remains.of([path], WHO, path.parent).holding == []


def test_files_below_leave_out_what_is_named_and_follow_no_link(tmp_path: Path) -> None:
    for name in ("a/x", "b/y", "z"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert files_below(tmp_path, without=[tmp_path / "b"]) == [tmp_path / "a" / "x", tmp_path / "z"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert files_below(tmp_path / "none") == []


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert Remains.of([gone], WHO, tmp_path).opaque == [gone]


def test_readings_of_plain_text_are_just_that() -> None:
    assert list(readings(b"plain")) == ["plain"]

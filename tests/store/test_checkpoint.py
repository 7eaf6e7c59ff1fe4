"""session.json: ordinary TinyDB JSON whose every byte is accounted for."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.store.checkpoint import Foreign, Unreadable, body, build, read, read_meta
from facilitator.store.documents import Tables
from tests.store.test_documents import DOCUMENTS

TABLES: Tables = {
    "items": {2**64 - 1: {"title": "Angebote schreiben ✓"}, 5: {}},
    "leer": {},
    "brief.page": {1: {"a": [1, {"b": None}]}},
}
NAMES = st.text().filter(lambda name: name != "_meta")


def built(tables: Tables = TABLES, **changes: Any) -> bytes:
    values = {"schema": 1, "generation": 3, "head": bytes(16), "is_open": False, "summary": {"title": "Acme"}}
    return build(tables, **(values | changes))


@given(st.dictionaries(NAMES, st.dictionaries(st.integers(0, 2**64 - 1), DOCUMENTS, max_size=3), max_size=3))
def test_tables_are_read_back_as_they_were(tables: Tables) -> None:
    assert read(built(tables))[1] == tables


def test_meta_is_read_back() -> None:
    meta, _ = read(built(generation=9, is_open=True, head=bytes(range(16))))
    assert (meta.generation, meta.open, meta.head) == (9, True, bytes(range(16)).hex())
    assert (meta.format, meta.schema, meta.summary) == ("facilitator-session", 1, {"title": "Acme"})


def test_any_json_reader_reads_it() -> None:
    data = json.loads(built())
    assert data["items"] == {"18446744073709551615": {"title": "Angebote schreiben ✓"}, "5": {}}
    assert list(data) == ["_meta", "items", "leer", "brief.page"]


def test_an_empty_session_is_json_too() -> None:
    assert list(json.loads(built({}))) == ["_meta"]
    assert read(built({}))[1] == {}


def test_the_first_line_alone_gives_the_meta() -> None:
    for tables in (TABLES, {}):
        line = built(tables).partition(b"\n")[0]
        meta = read_meta(line)
        assert meta is not None
        assert meta.summary == {"title": "Acme"}


def test_one_document_is_one_line() -> None:
    before, after = built().splitlines(), built({**TABLES, "leer": {4: {"x": 1}}}).splitlines()
    assert len(set(after) - set(before)) <= 3


def test_the_order_of_documents_stays() -> None:
    tables: Tables = {"t": {3: {}, 1: {}, 2: {}}}
    assert list(read(built(tables))[1]["t"]) == [3, 1, 2]


def test_every_flipped_bit_is_noticed() -> None:
    data = built()
    for position in range(len(data)):
        for bit in (1, 4, 32, 128):
            broken = data[:position] + bytes([data[position] ^ bit]) + data[position + 1 :]
            with pytest.raises((Foreign, Unreadable)):
                read(broken)


def test_every_truncation_is_noticed() -> None:
    data = built()
    for size in range(len(data)):
        with pytest.raises((Foreign, Unreadable)):
            read(data[:size])


def test_a_flipped_bit_in_the_first_line_is_noticed_without_the_rest() -> None:
    line = built().partition(b"\n")[0]
    for position in range(len(line) - 1):
        assert read_meta(line[:position] + bytes([line[position] ^ 1]) + line[position + 1 :]) is None


def test_a_sealed_line_of_another_format_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.store.checkpoint.FORMAT", "another-program")
    data = built()
    monkeypatch.undo()
    assert read_meta(data.partition(b"\n")[0]) is None
    with pytest.raises(Foreign):
        read(data)


def test_bytes_added_at_the_end_are_noticed() -> None:
    with pytest.raises(Foreign):
        read(built() + b"\n")


def test_a_file_written_anew_by_another_program_keeps_its_documents_and_meta() -> None:
    data = json.loads(built())
    data["items"]["5"]["title"] = "changed"
    with pytest.raises(Foreign) as caught:
        read(json.dumps(data, indent=1).encode())
    assert caught.value.tables["items"][5] == {"title": "changed"}
    assert caught.value.meta is not None
    assert caught.value.meta.generation == 3


def test_a_tinydb_file_of_another_program_has_no_meta() -> None:
    with pytest.raises(Foreign) as caught:
        read(b'{"_default": {"1": {"a": 1}}}')
    assert caught.value.meta is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"no json",
        b"[]",
        b"7",
        b'{"a": 1}',
        b'{"a": {"b": {}}}',
        b'{"a": {"1": 2}}',
        b"\xff\xfe",
        b"[" * 99_999,
    ],
)
def test_what_is_not_tinydb_json_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data)


def test_an_unreadable_file_still_gives_its_first_line() -> None:
    with pytest.raises(Unreadable) as caught:
        read(built()[:-20])
    assert caught.value.meta is not None


def test_the_file_ends_with_a_line_break() -> None:
    assert built().endswith(b"}\n")
    assert built({}).endswith(b"}\n")


def test_the_body_of_no_tables_is_empty() -> None:
    assert body({}) == b""

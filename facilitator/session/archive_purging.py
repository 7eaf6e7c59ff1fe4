"""Takes a person out of an archive: its session, boxes and results; the archive proves itself again afterwards."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from facilitator.core.activity import Activity
from facilitator.core.records import Record
from facilitator.exports.writing import in_memory
from facilitator.session.redact import Redacted, Texts, Whom, cleaned, identifiers, redacted
from facilitator.session.report import package
from facilitator.session.session import Session
from facilitator.store import checkpoint
from facilitator.store.archive import contents
from facilitator.store.box_file import SUFFIX as BOX
from facilitator.store.documents import Tables
from facilitator.store.layout import SESSION
from facilitator.store.purging import clean_box, replace_archive

RESULTS = "exports/"


def read_archive(path: Path) -> tuple[Tables, dict[str, Any]]:
    """Documents and summary of an archived session.

    Raises:
        AlteredArchive: the archive is not as it was made.
    """
    meta, tables = checkpoint.read(contents(path)[SESSION])
    return tables, meta.summary


def purge_archive(
    path: Path, whom: Whom, placeholder: str, types: Mapping[str, type[Record]], kinds: Mapping[str, Activity]
) -> int:
    """Puts a purged archive in the place of the old one; how many ballots were changed.

    Its results are made anew from the purged session; other texts in it are cleaned as they are.

    Raises:
        AlteredArchive: the archive is not as it was made.
        StoreError: the purged one cannot be written; the old one is still there.
    """
    content = contents(path)
    meta, tables = checkpoint.read(content[SESSION])
    done = redacted(tables, meta.summary, whom, placeholder, types)
    texts = Texts(whom, placeholder, identifiers(tables))
    record = _closed(done, meta)
    results = _results(record, kinds)
    ballots, after = 0, {SESSION: record}
    for name, data in content.items():
        if name.endswith(BOX):
            found = clean_box(data, path, Path(name).stem, lambda value: cleaned(texts, value))
            box, changed = found or (data, 0)
            ballots += changed
            if box:
                after[name] = box
        elif name != SESSION:
            text, places = whom.traces.cleaned(data.decode("utf-8", "replace"), placeholder)
            after[name] = results.get(name, text.encode() if places else data)
    replace_archive(path, after)
    return ballots


def _closed(done: Redacted, meta: checkpoint.Meta) -> bytes:
    return checkpoint.build(
        done.tables,
        schema=meta.schema,
        generation=meta.generation,
        head=bytes(len(meta.head) // 2),
        is_open=False,
        summary=done.summary,
    )


def _results(record: bytes, kinds: Mapping[str, Activity]) -> dict[str, bytes]:
    """The results of the purged session, by their names in the archive."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "session"
        folder.mkdir()
        (folder / SESSION).write_bytes(record)
        copy = Session.open(folder, kinds, read_only=True)
        try:
            made, _ = in_memory(package(copy, "consultant"))
        finally:
            copy.close()
    return {RESULTS + name: data for name, data in made.items()}

"""Removes a whole session for good, and names what else was made of it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.core.errors import FacilitatorError
from facilitator.core.records import SessionInfo
from facilitator.core.text import slug
from facilitator.session.archive_purging import read_archive
from facilitator.store import places
from facilitator.store.archive import is_archive
from facilitator.store.archives import sweep_parts
from facilitator.store.documents import Tables
from facilitator.store.purging import read_tables
from facilitator.store.removal import remove_session, sweep
from facilitator.store.temporary import sweep as sweep_dry_runs


@dataclass(frozen=True)
class Traced:
    """A session, and what was made of it."""

    folder: Path
    title: str
    archives: list[Path] = field(default_factory=list)
    exports: list[Path] = field(default_factory=list)
    """Folders of results in the home."""
    damaged: bool = False
    """It cannot be read, so that its archives and results are not known."""


def trace(home: Path, folder: Path) -> Traced:
    """What there is of a session in the home; changes nothing."""
    try:
        tables, _ = read_tables(folder)
    except FacilitatorError:
        return Traced(folder, folder.name, damaged=True)
    number, info = next(iter(tables.get(SessionInfo.table, {}).items()), (0, {}))
    title, client, date = (str(info.get(key, "")) for key in ("title", "client", "date"))
    name = re.compile(re.escape(f"{date}-{slug(f'{client} {title}', 60)}") + r"-(client|team|consultant)(-\d+)?")
    exports = places.exports(home)
    found = sorted(exports.iterdir()) if exports.is_dir() else []
    archives = sorted(path for path in places.archives(home).glob("*") if is_archive(path))
    return Traced(
        folder,
        title or folder.name,
        [path for path in archives if number in _archived(path).get(SessionInfo.table, {})],
        [path for path in found if name.fullmatch(path.name)],
    )


def _archived(path: Path) -> Tables:
    try:
        return read_archive(path)[0]
    except FacilitatorError:
        return {}


def purge_session(folder: Path) -> None:
    """Removes a session's folder with its copies, journal and boxes. What a kill leaves is swept the next time.

    Raises:
        StoreError: somebody has it open, it holds files of somebody else, or it cannot be removed.
    """
    sweep(folder.parent)
    sweep_dry_runs()
    home = folder.parent.parent
    if folder.parent == places.sessions(home):
        sweep_parts(places.archives(home))
    remove_session(folder)

"""A finished session becomes one archive file and leaves the list; from the archive it comes back as it was.

The order of an archiving survives a kill at any moment: the archive is written, synced and read back; only then the
session's folder goes. So there is always the session, or the proved archive, or both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

from facilitator.core.activity import Activity
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.rounds import Round
from facilitator.core.text import slug
from facilitator.exports.writing import in_memory
from facilitator.session.archive_text import readme
from facilitator.session.earlier import open_tasks
from facilitator.session.finishing import finish, last_seen, open_ends, stand_still
from facilitator.session.history import Entry
from facilitator.session.pseudonyms import pseudonymised
from facilitator.session.record import closed
from facilitator.session.report import package
from facilitator.session.session import Session
from facilitator.session.summary import summary
from facilitator.session.views import title_of
from facilitator.store import places
from facilitator.store.archive import AlteredArchive, check, save
from facilitator.store.archives import BOXES, restore
from facilitator.store.box_file import SUFFIX, boxes_in
from facilitator.store.box_journal import holds_ballots
from facilitator.store.documents import Tables
from facilitator.store.layout import ROUNDS, SESSION
from facilitator.store.notices import Finding, StoreError
from facilitator.store.removal import remove_session, strangers, sweep

Kinds = Mapping[str, Activity]
_SCHEMA = "session.schema.json"
_README = "README.txt"
_DAMAGED = N_("The ballot box {file} is damaged; it is in the archive as it is. Its result is in the session.")
_SHOWS = N_(
    "The ballot box {file} is damaged and still shows ballots, so it is not in the archive. Its result is in the "
    "session."
)


@dataclass(frozen=True)
class Before:
    """What is to be known before a session is archived."""

    title: str
    finished: bool
    open_ends: tuple[str, ...]
    open_tasks: int = 0
    """Later sessions of the client show them only while the session is not in the archive."""


@dataclass(frozen=True)
class Archived:
    """What an archiving has made."""

    path: Path
    digest: str
    """SHA-256 of the archive: noted elsewhere it proves later that nothing was altered."""
    removed: bool
    """Whether the session is in the archive only."""
    remarks: tuple[str, ...] = ()
    """Sentences about what is not in the archive as it should be."""
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    """Name to made-up name."""


class NotFinished(FacilitatorError):
    """A session is to be finished first; ``ends`` says what is open."""

    def __init__(self, sentence: str, ends: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.ends = ends


def look(path: Path, kinds: Kinds, tr: Translator, now: Callable[[], float] = time) -> Before:
    """What is open in a session, which is only read.

    Raises:
        FacilitatorError: it cannot be archived as it is.
    """
    session = Session.open(path, kinds, read_only=True, now=now)
    try:
        _must_be_revealed(session, tr)
        finished, tasks = session.info.state == "finished", len(open_tasks(session))
        return Before(session.info.title, finished, tuple(open_ends(session, tr)), tasks)
    finally:
        session.close()


def archive(
    path: Path,
    home: Path,
    kinds: Kinds,
    tr: Translator,
    *,
    finish_first: bool = False,
    pseudonyms: bool = False,
    keep: bool = False,
    now: Callable[[], float] = time,
) -> Archived:
    """Writes a session into ``<home>/archive``, reads that back, and removes the session unless ``keep``.

    ``finish_first`` finishes a session that is not; ``pseudonyms`` gives the people in the archive made-up names. What
    could be undone is not in an archive.

    Raises:
        NotFinished: it is not finished, and ``finish_first`` is False.
        FacilitatorError: it is open elsewhere or damaged, a round is not revealed, or the disk does not take the
            archive. The session is as it was (finished, if that was asked for).
    """
    session = Session.open(path, kinds, now=now)
    folder = session.store.folder
    try:
        _must_be_ours(session, tr, removes=not keep)
        _must_be_revealed(session, tr)
        if session.info.state != "finished":
            ends = tuple(open_ends(session, tr))
            if not finish_first:
                raise NotFinished(tr("“{title}” is not finished; finish it first.", title=session.info.title), ends)
            finish(session, tr, counts_until=last_seen(session))
        else:
            stand_still(session, tr)
        tables = _tables(session)
        boxes, remarks = _boxes(session, tr)
        if pseudonyms:
            name, content, missing, names = _with_pseudonyms(session, tables, tr)
        else:
            name, names = slug(folder.name, 80), {}
            content, missing = _content(session, tables, boxes)
    finally:
        session.close()
    sweep(folder.parent)
    made, digest = save(content, places.archives(_home_of(folder, home)), name)
    if not keep:
        remove_session(folder, only=lambda found: _without_history(found) == tables)
    return Archived(made, digest, not keep, (*missing, *(() if pseudonyms else remarks)), names)


def unarchive(path: Path, home: Path) -> tuple[Path, tuple[Finding, ...]]:
    """Puts an archived session back among the sessions of ``home``; gives its folder and what is to be said.

    The archive stays. A session that is there already, as it is in the archive, is not put there again.

    Raises:
        AlteredArchive: the archive is not as it was made; nothing was unpacked.
        StoreError: the disk does not take it.
    """
    checked = check(path)
    if checked.faults:
        raise AlteredArchive(checked.faults)
    sweep(places.sessions(home))
    folder, new = restore(checked.content, places.sessions(home), slug(path.stem, 80))
    there = () if new else (Finding("unarchived_before", {"path": str(folder)}),)
    return folder, (*checked.remarks, *there)


def _home_of(folder: Path, otherwise: Path) -> Path:
    """The home that a session lies in: what is on an encrypted stick stays on it."""
    return folder.parent.parent if folder.parent.name == places.sessions(otherwise).name else otherwise


def _must_be_ours(session: Session, tr: Translator, *, removes: bool) -> None:
    store = session.store
    if store.read_only:
        why = [finding.said(tr) for finding in store.findings]
        raise FacilitatorError(" ".join([*why, tr("It was not archived.")]))
    if removes and (names := strangers(store.folder)):
        raise StoreError("strangers", store.folder, names=", ".join(names))


def _must_be_revealed(session: Session, tr: Translator) -> None:
    """What is in a box before the reveal belongs to nobody but its voters: it goes into no archive."""
    rounds = session.table(Round)
    steps = {step.id: step for step in session.steps}
    for record in rounds.values():
        if record.state != "revealed":
            step = steps.get(record.step)
            raise FacilitatorError(
                tr(
                    "A round in “{step}” has not been revealed. Open the session, reveal it, and archive then.",
                    step=title_of(session, step) if step else record.step,
                )
            )
    folder = session.store.folder / ROUNDS
    for round_id in boxes_in(folder):
        if round_id not in rounds:
            message = N_("{file} is the ballot box of no round of this session. Move it elsewhere, and archive then.")
            raise FacilitatorError(tr(message, file=folder / f"{round_id}{SUFFIX}"))


def _tables(session: Session) -> Tables:
    return _without_history({name: dict(documents) for name, documents in list(session.store.tables.items())})


def _without_history(tables: Mapping[str, dict[int, dict[str, object]]]) -> Tables:
    return {name: documents for name, documents in tables.items() if name != Entry.table}


def _boxes(session: Session, tr: Translator) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The boxes of revealed rounds as they are. A damaged one is said, and left out where it still shows ballots."""
    folder = session.store.folder / ROUNDS
    found, remarks = {}, []
    for round_id in boxes_in(folder):
        name = f"{round_id}{SUFFIX}"
        data, sealed = (folder / name).read_bytes(), _is_sealed(session, round_id)
        shows = not sealed and holds_ballots(data, round_id)
        if not sealed:
            remarks.append(tr(_SHOWS if shows else _DAMAGED, file=name))
        if not shows:
            found[f"{BOXES}{name}"] = data
    return found, tuple(remarks)


def _is_sealed(session: Session, round_id: Id) -> bool:
    try:
        return session.rounds.standing(round_id).state == "sealed"
    except FacilitatorError:
        return False


def _content(
    session: Session, tables: Tables, boxes: Mapping[str, bytes], *, pseudonyms: bool = False
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Name to bytes of everything in the archive, and a sentence for each form of results that is missing."""
    results, failures = in_memory(package(session, "consultant"))
    content = {name if name == _SCHEMA else f"exports/{name}": data for name, data in results.items()}
    content.pop(f"exports/{SESSION}", None)
    content |= {SESSION: closed(tables, summary(session)), **boxes}
    content[_README] = readme(session.info, content, session.tr, pseudonyms=pseudonyms)
    return content, tuple(failures.values())


def _with_pseudonyms(
    session: Session, tables: Tables, tr: Translator
) -> tuple[str, dict[str, bytes], tuple[str, ...], dict[str, str]]:
    """The same with made-up names, and without boxes: a receipt leads its holder to a ballot's round."""
    changed, names = pseudonymised(tables, session.tr)
    with TemporaryDirectory() as place:
        folder = Path(place) / SESSION.partition(".")[0]
        folder.mkdir()
        (folder / SESSION).write_bytes(closed(changed, {}))
        copy = Session.open(folder, session.kinds, read_only=True, now=session.now)
        try:
            content, missing = _content(copy, changed, {}, pseudonyms=True)
            info = copy.info
        finally:
            copy.close()
    return slug(f"{info.date} {info.client} {info.title} {tr('pseudonyms')}", 80), content, missing, names

"""The archive of a session: one plain zip file that any computer opens, the same bytes for the same content.

``mimetype`` comes first, then ``session.json``, then the rest by name; nothing is compressed and every time is the
same, so that the file depends on the content alone. ``manifest-sha256.txt`` has one line per file, as ``sha256sum``
writes it. It shows damage, not forgery: who alters a file can write a fitting line. Only a checksum of the whole
archive that was noted elsewhere proves more.
"""

import contextlib
import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.text import safe
from facilitator.store import checkpoint
from facilitator.store.files import REAL, Files
from facilitator.store.layout import SCHEMA, SESSION
from facilitator.store.notices import Finding, StoreError

SUFFIX = ".zip"
MIMETYPE = "mimetype"
MANIFEST = "manifest-sha256.txt"
VERSION = 1
"""Number of the layout that this program writes."""
LARGEST = 256 * 1024 * 1024
"""Bytes that an archive, and what it unpacks to, has at most: a hundred times a large session."""
MOST = 10_000
"""Files that an archive holds at most."""
SHOWN = 8
"""Names in one sentence at most."""

_TYPE = "application/x-facilitator-archive;version="
_MIME = f"{_TYPE}{VERSION}".encode()
_FIRST = (MIMETYPE, SESSION)
_MOMENT = (1980, 1, 1, 0, 0, 0)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,3}")
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What reading a damaged, encrypted or strangely packed zip file may raise."""


class AlteredArchive(FacilitatorError):
    """An archive that is not as it was made; nothing of it was used."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(" ".join(map(str, self.findings)))

    def said(self, tr: Translator) -> str:
        """The sentences in the language of ``tr``."""
        return " ".join(finding.said(tr) for finding in self.findings)


@dataclass(frozen=True)
class Checked:
    """What an archive file holds, and what is wrong with it."""

    content: Mapping[str, bytes]
    """Name to bytes, as given to ``pack``; empty when there is a fault."""
    faults: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    """What is odd but leaves the content proved."""
    digest: str = ""
    """SHA-256 of the whole file, hexadecimal."""


def is_archive(path: Path) -> bool:
    """Whether a file is one by its name: copies from other computers may have it in capitals."""
    return path.suffix.lower() == SUFFIX and not path.name.startswith(".")


def pack(content: Mapping[str, bytes]) -> bytes:
    """The archive of these files; ``mimetype`` and manifest are added. The same content gives the same bytes.

    Raises:
        ValueError: a name that no archive may hold.
    """
    if wrong := [name for name in content if not _NAME.fullmatch(name) or name in (MIMETYPE, MANIFEST)]:
        raise ValueError(f"no names for an archive: {wrong}")
    whole = {**content, MIMETYPE: _MIME}
    whole[MANIFEST] = manifest(whole)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(whole, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system = 3  # as on Unix, wherever it is made
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            packed.writestr(entry, whole[name])
    return made.getvalue()


def manifest(content: Mapping[str, bytes]) -> bytes:
    """One line per file, sorted by name, as ``sha256sum -c`` reads it."""
    return "".join(f"{sha256(content[name]).hexdigest()}  {name}\n" for name in sorted(content)).encode()


def save(content: Mapping[str, bytes], place: Path, name: str, *, files: Files = REAL) -> tuple[Path, str]:
    """Puts an archive into ``place`` as ``<name>.zip`` (or ``-2``, …) and reads it back; gives its path and SHA-256.

    One that is there with the same bytes is taken as it is. When this returns, the archive is on the medium.

    Raises:
        StoreError: it cannot be written, or what was written does not read back.
    """
    data = pack(content)
    part = place / f".{name}{SUFFIX}.part"
    try:
        files.make_folder(place)
        files.sync_folder(place.parent)
        path = _put(data, place, name, part, files)
        files.remove(part)
        files.sync_folder(place)
        back = files.read(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            files.remove(part)
        raise StoreError("archive_not_written", place / f"{name}{SUFFIX}", reason=error.strerror or error) from error
    if back != data or check_bytes(back, path).content != content:
        raise StoreError("archive_not_read_back", path)
    return path, sha256(data).hexdigest()


def _put(data: bytes, place: Path, name: str, part: Path, files: Files) -> Path:
    """The file under the first name that is free or holds these bytes already."""
    number = 1
    while True:
        path = place / (f"{name}{SUFFIX}" if number == 1 else f"{name}-{number}{SUFFIX}")
        if not files.exists(path):
            write_new(part, data, files)
            with contextlib.suppress(FileExistsError):  # somebody was faster: the next name
                files.link(part, path)
                return path
        elif _holds(path, data, files):
            return path
        number += 1


def write_new(path: Path, data: bytes, files: Files) -> None:
    """A synced file in the place of whatever an interrupted run left there."""
    files.remove(path)
    handle = files.create(path)
    try:
        handle.write(data)
        handle.sync()
    finally:
        handle.close()


def _holds(path: Path, data: bytes, files: Files) -> bool:
    try:
        return files.read(path) == data
    except OSError:
        return False


def check(path: Path, *, files: Files = REAL) -> Checked:
    """Reads an archive and compares it with its manifest; whatever is wrong is a fault, never an error."""
    try:
        data = files.head(path, LARGEST + 1)
    except FileNotFoundError:
        return Checked({}, (Finding("missing", {"path": str(path)}),))
    except OSError as error:
        reason = error.strerror or str(error)
        return Checked({}, (Finding("archive_unreadable", {"path": str(path), "reason": reason}),))
    return check_bytes(data, path)


def contents(path: Path, *, files: Files = REAL) -> Mapping[str, bytes]:
    """The proved content of an archive.

    Raises:
        AlteredArchive: it is not as it was made, or no archive at all.
    """
    checked = check(path, files=files)
    if checked.faults:
        raise AlteredArchive(checked.faults)
    return checked.content


def check_bytes(data: bytes, path: Path) -> Checked:
    """``check`` for the bytes of an archive; ``path`` is for the sentences."""
    digest = sha256(data).hexdigest()
    try:
        found = _unpacked(data)
        faults = _compared(found)
    except _Refused as refused:
        found, faults = {}, {refused.code: list(refused.names)}
    findings = tuple(Finding(code, {"path": str(path), "names": _listed(names)}) for code, names in faults.items())
    if findings:
        return Checked({}, findings, digest=digest)
    content = {name: text for name, text in found.items() if text is not None and name not in (MIMETYPE, MANIFEST)}
    repacked = pack(content) != data
    return Checked(content, (), (Finding("archive_repacked", {"path": str(path)}),) * repacked, digest)


class _Refused(Exception):
    """Nothing in the file is looked at any further."""

    def __init__(self, code: str, names: Iterable[str] = ()) -> None:
        super().__init__(code)
        self.code, self.names = code, names


def _unpacked(data: bytes) -> dict[str, bytes | None]:
    """Name to bytes; None for what is damaged."""
    if len(data) > LARGEST:
        raise _Refused("archive_too_large")
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        ours = data.startswith(b"PK") and MIMETYPE.encode() in data[:64] and _TYPE.encode() in data[:128]
        raise _Refused("archive_broken" if ours else "not_an_archive") from None
    with packed:
        entries = packed.infolist()
        names = [entry.orig_filename for entry in entries]
        if MANIFEST not in names and MIMETYPE not in names:
            raise _Refused("not_an_archive")
        if len(entries) > MOST or sum(entry.file_size for entry in entries) > LARGEST:
            raise _Refused("archive_too_large")
        times = Counter(name.lower() for name in names)
        if odd := [entry.orig_filename for entry in entries if _is_odd(entry, times)]:
            raise _Refused("archive_names", odd)
        return {entry.filename: _read(packed, entry) for entry in entries}


def _is_odd(entry: zipfile.ZipInfo, times: Mapping[str, int]) -> bool:
    """Whether an entry is a folder, a link, hidden, outside, twice there (also in capitals), or otherwise not ours."""
    name, kind = entry.orig_filename, stat.S_IFMT(entry.external_attr >> 16)
    return not _NAME.fullmatch(name) or times[name.lower()] > 1 or kind not in (0, stat.S_IFREG)


def _read(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """Never more than the size that the entry claims, which was checked."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return None
    try:
        return packed.read(entry)
    except _BROKEN:
        return None


def _compared(found: Mapping[str, bytes | None]) -> dict[str, list[str]]:
    """Code of a fault to the names that have it."""
    lines = [_LINE.fullmatch(line) for line in (found.get(MANIFEST) or b"").decode(errors="replace").splitlines()]
    promised = {line[2]: line[1] for line in lines if line}
    hashes = {name: sha256(data).hexdigest() for name, data in found.items() if data is not None}
    if _version(found) > VERSION and promised.get(MIMETYPE) in (None, hashes[MIMETYPE]):
        return {"archive_newer": []}
    if not found.get(MANIFEST) or len(promised) != len(lines):
        return {"archive_altered" if MANIFEST in found else "archive_lacks": [MANIFEST]}
    faults = {
        "archive_altered": [name for name in found if name in promised and promised[name] != hashes.get(name)],
        "archive_lacks": [name for name in (*promised, *_FIRST) if name not in found],
        "archive_extra": [name for name in found if name not in promised and name != MANIFEST],
    }
    return {code: sorted(set(names)) for code, names in faults.items() if names} or _session_faults(
        found[SESSION] or b""
    )


def _session_faults(data: bytes) -> dict[str, list[str]]:
    """The session's own first line is another proof of what is in its file."""
    try:
        meta, _ = checkpoint.read(data)
    except (checkpoint.Foreign, checkpoint.Unreadable):
        return {"archive_altered": [SESSION]}
    return {"archive_newer": []} if meta.schema > SCHEMA else {}


def _version(found: Mapping[str, bytes | None]) -> int:
    match = re.fullmatch(rf"{_TYPE}(\d{{1,6}})".encode(), found.get(MIMETYPE) or b"")
    return int(match[1]) if match else 0


def _listed(names: Iterable[str]) -> str:
    """A few names for a sentence, safe to draw."""
    shown = [safe(name.replace("\n", " "))[:80] for name in names]
    return ", ".join([*shown[:SHOWN], *(["…"] if len(shown) > SHOWN else [])])

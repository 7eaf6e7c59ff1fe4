"""Which files still speak of a person: text in any usual encoding and escape, also inside zip and office files."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from facilitator.session.traces import Traces

LARGEST = 200_000_000
"""Bytes of one file, unpacked, that are looked through."""
DEEPEST = 3
"""Archives inside archives."""
CLOSED = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"age-enc"),
    *(b"\x1f\x8b", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"Rar!"),
)
"""Beginnings of files whose text is packed, drawn or encrypted."""
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_SIGNS = {r"\n": " ", r"\r": " ", r"\t": " ", r"\"": '"', r"\/": "/", r"\\": "\\"}
_SIGN = re.compile(r'\\[nrt"/\\]')
_FOLD = re.compile(r"\r?\n[ \t]")
_TAG = re.compile(r"<[^<>]{0,500}>")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


class Opaque(Exception):
    """The file cannot be looked into."""


@dataclass
class Remains:
    """What a search has found."""

    holding: list[Path] = field(default_factory=list)
    """Files that speak of the person, by content or by name."""
    opaque: list[Path] = field(default_factory=list)
    """Files that cannot be looked into."""

    @classmethod
    def of(cls, paths: Iterable[Path], traces: Traces, base: Path) -> "Remains":
        """Looks through files; ``base``: the folder below which their names count as well."""
        found = cls()
        for path in paths:
            try:
                if traces.within(str(path.relative_to(base))) or speaks(path, traces):
                    found.holding.append(path)
            except (OSError, Opaque):
                found.opaque.append(path)
        return found


def files_below(folder: Path, *, without: Iterable[Path] = ()) -> list[Path]:
    """Every file below a folder, by name; links are not followed."""
    left_out = set(without)
    found: list[Path] = []
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    for entry in entries:
        if entry in left_out:
            continue
        if entry.is_dir() and not entry.is_symlink():
            found += files_below(entry, without=left_out)
        elif entry.is_file():
            found.append(entry)
    return found


def speaks(path: Path, traces: Traces) -> bool:
    """Whether a file's content speaks of a person.

    Raises:
        OSError: it cannot be read.
        Opaque: it cannot be looked into.
    """
    if path.stat().st_size > LARGEST:
        raise Opaque(str(path))
    return any(traces.within(text) for text in readings(path.read_bytes()))


def readings(data: bytes, depth: int = DEEPEST) -> Iterator[str]:
    """The ways in which bytes can be read as text.

    Raises:
        Opaque: after everything that can be read, when something cannot.
    """
    if data.startswith(b"PK\x03\x04"):
        yield from _unzipped(data, depth)
        return
    if data.startswith(CLOSED):
        raise Opaque
    for text in _decoded(data):
        yield text
        if "\\" in text:
            whole = _UNICODE.sub(lambda code: chr(int(code[1], 16)), text)
            yield _SIGN.sub(
                lambda sign: _SIGNS[sign[0]], whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            )
        if "<" in text:
            yield html.unescape(_TAG.sub("", text))
            yield html.unescape(_TAG.sub(" ", text))
        elif "&" in text:
            yield html.unescape(text)
        if "%" in text:
            yield unquote(text)
        if _FOLD.search(text):
            yield _FOLD.sub("", text)


def _decoded(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", "replace")
    elif data[:200].count(0) > len(data[:200]) // 4:
        yield data.decode("utf-16-le", "replace")
        yield data.decode("utf-16-be", "replace")
    else:
        text = data.decode("utf-8", "replace")
        yield text
        if "\ufffd" in text:
            yield data.decode("cp1252", "replace")


def _unzipped(data: bytes, depth: int) -> Iterator[str]:
    if not depth:
        raise Opaque
    closed = False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST:
                raise Opaque
            for entry in packed.infolist():
                yield entry.filename
                try:
                    yield from readings(packed.read(entry), depth - 1)
                except Opaque:
                    closed = True
    except _BROKEN as error:
        raise Opaque from error
    if closed:
        raise Opaque

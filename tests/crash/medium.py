"""What a power cut can leave on the medium, at any moment of a run on the simulated file system.

Nothing that was not synced is certain. Of the bytes written to a file since its last sync, any 512-byte sectors may be
there, and one may be torn. Of the names changed since a folder's last sync either the first few are there (an ordered
journal, as ext4 keeps it) or any of them (``harsh``: the most that POSIX allows).
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from tests.crash.simfs import Event, Image

T = TypeVar("T")
SECTOR = 512
FEW = 6
"""Up to so many unsynced pieces every subset is tried."""


@dataclass(frozen=True)
class Piece:
    """Part of a write inside one sector, or a truncation (``data`` is None)."""

    inode: int
    offset: int
    data: bytes | None


@dataclass
class Medium:
    """What is synced and what is not, after the events so far."""

    image: Image
    safe: dict[int, bytes] = field(default_factory=dict)
    """Synced content by inode."""
    pieces: list[Piece] = field(default_factory=list)
    moves: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folders = set(self.image.folders)
        self.names: dict[str, int] = {}
        for number, (path, data) in enumerate(sorted(self.image.files.items()), 1):
            self.safe[number], self.names[path] = data, number

    def apply(self, event: Event) -> None:
        """Takes in the next event."""
        match event.what:
            case "write":
                self.pieces += split(event)
            case "truncate":
                self.pieces.append(Piece(event.inode, event.offset, None))
            case "sync":
                mine = [piece for piece in self.pieces if piece.inode == event.inode]
                self.safe[event.inode] = content(self.safe.get(event.inode, b""), mine)
                self._forget(event.inode)
            case "drop":
                self._forget(event.inode)
            case "move":
                self.moves.append(event)
            case "sync_folder":
                due = [move for move in self.moves if event.folder in move.folder.split("\n")]
                self.moves = [move for move in self.moves if event.folder not in move.folder.split("\n")]
                rename(self.names, self.folders, due)

    def images(self, chance: random.Random, limit: int) -> Iterator[Image]:
        """Crash states: all of them when there are at most ``limit``, else corners and a random choice."""
        moves = self._choices_of_moves(chance)
        pieces = self._choices_of_pieces(chance)
        if len(moves) * len(pieces) <= limit:
            pairs = list(itertools.product(moves, pieces))
        else:
            corners = [(moves[0], pieces[0]), (moves[0], pieces[-1]), (moves[-1], pieces[0]), (moves[-1], pieces[-1])]
            pairs = corners + [(chance.choice(moves), chance.choice(pieces)) for _ in range(limit - len(corners))]
        for move, piece in pairs:
            yield self._image(move, piece)

    def _forget(self, inode: int) -> None:
        self.pieces = [piece for piece in self.pieces if piece.inode != inode]

    def _choices_of_moves(self, chance: random.Random) -> list[list[Event]]:
        ordered = [self.moves[:count] for count in range(len(self.moves) + 1)]
        return ordered + [subset for subset in subsets(self.moves, chance, 4) if subset not in ordered]

    def _choices_of_pieces(self, chance: random.Random) -> list[list[Piece]]:
        reachable = set(self.names.values()) | {inode for move in self.moves for _, inode in move.sets if inode}
        mine = [piece for piece in self.pieces if piece.inode in reachable]
        found = [mine[:count] for count in range(len(mine) + 1)]
        found += [subset for subset in subsets(mine, chance, FEW) if subset not in found]
        whole = found.pop(len(mine))  # stands last: a corner
        torn = range(len(mine)) if len(mine) <= FEW else chance.sample(range(len(mine)), FEW)
        found += [[*mine[:index], tear(mine[index], chance)] for index in torn if mine[index].data]
        return [*found, whole]

    def _image(self, moves: list[Event], pieces: list[Piece]) -> Image:
        names, folders = dict(self.names), set(self.folders)
        rename(names, folders, moves)
        files = {}
        for path, inode in names.items():
            if lies_in(path, folders):
                mine = [piece for piece in pieces if piece.inode == inode]
                files[path] = content(self.safe.get(inode, b""), mine) if mine else self.safe.get(inode, b"")
        return Image(files, frozenset(folder for folder in folders if folder == "/" or lies_in(folder, folders)))


def split(event: Event) -> list[Piece]:
    """A write as pieces that end where sectors end."""
    pieces, start, end = [], event.offset, event.offset + len(event.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        pieces.append(Piece(event.inode, start, event.data[start - event.offset : stop - event.offset]))
        start = stop
    return pieces


def content(base: bytes, pieces: list[Piece]) -> bytes:
    """A file's bytes with some pieces written over them; holes are zeros."""
    data = bytearray(base)
    for piece in pieces:
        if piece.data is None:
            del data[piece.offset :]
            continue
        if len(data) < piece.offset:
            data += bytes(piece.offset - len(data))
        data[piece.offset : piece.offset + len(piece.data)] = piece.data
    return bytes(data)


def rename(names: dict[str, int], folders: set[str], moves: list[Event]) -> None:
    """Lets names appear and go."""
    for move in moves:
        for path in move.unsets:
            names.pop(path, None)
            folders.discard(path)
        for path, inode in move.sets:
            if inode is None:
                folders.add(path)
            else:
                names[path] = inode


def lies_in(path: str, folders: set[str]) -> bool:
    """Whether every folder above a path is there."""
    parent = path.rpartition("/")[0] or "/"
    return parent == "/" or (parent in folders and lies_in(parent, folders))


def subsets(things: list[T], chance: random.Random, few: int) -> list[list[T]]:
    """Every subset of a few things; of many, those that lack one, and some at random."""
    if len(things) <= few:
        return [list(some) for count in range(len(things) + 1) for some in itertools.combinations(things, count)]
    lacking = [things[:index] + things[index + 1 :] for index in range(len(things))]
    return lacking + [[thing for thing in things if chance.random() < 0.5] for _ in range(16)]


def tear(piece: Piece, chance: random.Random) -> Piece:
    """The same piece, of which only a part was written, or rubbish behind that part."""
    data = piece.data or b""
    cut = chance.randrange(len(data) + 1)
    if chance.random() < 0.25:
        return Piece(piece.inode, piece.offset, data[:cut] + chance.randbytes(len(data) - cut))
    if chance.random() < 0.5:
        return Piece(piece.inode, piece.offset, data[:cut] + bytes(len(data) - cut))
    return Piece(piece.inode, piece.offset, data[:cut])

"""From a checkpoint through the journals that continue it, as far as the chain proves them. No file is touched."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.store import journal
from facilitator.store.documents import Tables, apply
from facilitator.store.journal import Header, Journal


@dataclass
class Walk:
    """A state, and how far the journals led to it."""

    tables: Tables
    generation: int
    """Of the last journal or checkpoint that is in it."""
    head: bytes
    schema: int
    changes: int = 0
    """Changes that were taken from journals."""
    last: Journal | None = None
    """The journal of ``generation``; None when there is none."""
    alien: bool = False
    """That journal does not continue the state."""
    passed: list[bytes] = field(default_factory=list)
    """The digests on the way."""

    def follow(self, journals: Mapping[int, bytes]) -> "Walk":
        """Goes on through the journals as far as it leads."""
        self.passed.append(self.head)
        while True:
            data = journals.get(self.generation)
            here = [self.head]
            self.last, self.alien = None, False
            frames: list[journal.Frame] = []
            if data is not None:
                header = Header(generation=self.generation, head=self.head.hex(), schema=self.schema)
                self.last = journal.parse(data, header)
                self.alien = self.last.header not in (None, header)
                frames = self.last.frames
                here = [self.head] if self.alien else [journal.start(header)[1], *(f.digest for f in frames)]
            following = self._following(journals, here)
            if following is None:
                return self._take(frames, here, len(frames))
            generation, head = following
            self._take(frames, here, here.index(head))
            self.generation = generation

    def take_behind(self) -> int:
        """Takes over the whole changes behind a damaged place as well; says how many."""
        behind = self.last.behind if self.last else []
        for frame in behind:
            apply(self.tables, frame.operations)
            self.head = frame.digest
        return len(behind)

    def _take(self, frames: list[journal.Frame], here: list[bytes], count: int) -> "Walk":
        for frame in frames[:count]:
            apply(self.tables, frame.operations)
            self.changes += bool(frame.operations)
        self.head = here[count]
        self.passed += here[: count + 1]
        return self

    def _following(self, journals: Mapping[int, bytes], here: list[bytes]) -> tuple[int, bytes] | None:
        """The latest journal that begins where this one ends, or, when it has changes, within it."""
        for generation in sorted((g for g in journals if g > self.generation), reverse=True):
            header = journal.read_header(journals[generation])
            if header is None or header.generation != generation:
                continue
            head = bytes.fromhex(header.head)
            if head == here[-1] or (head in here and journal.parse(journals[generation], header).frames):
                return generation, head
        return None

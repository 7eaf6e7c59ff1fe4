"""The search over one session: cards, tasks, what was kept, people and steps, by words and by number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, NamedTuple

from facilitator.core.agenda import ordered
from facilitator.core.ids import Id
from facilitator.core.plan import for_the_room, owner_name
from facilitator.core.records import Item, Note, Person, Step, Task
from facilitator.core.text import folded, line
from facilitator.session.session import Session

What = Literal["card", "task", "decision", "parked", "note", "person", "step", "notes"]
"""``note``: one that was kept; ``notes``: those of a step."""
KEPT = ("decision", "parked", "note")
"""In which order what was kept is listed."""
MOST = 200
"""Most results that are listed."""
NUMBER = "#"
"""What may stand before a number that is meant as one: ``#12``."""


class Entry(NamedTuple):
    """One thing that can be found."""

    what: What
    id: Id
    number: int
    """Short number; 0: it has none."""
    title: str
    text: str
    """What else is written about it, one part a line."""
    step: Id | None
    """The step it belongs to."""
    folded: str
    """Title, then text, as they are compared."""
    state: str = ""
    """``done``, ``parked``, ``merged``, …; empty: nothing is to be said about it."""


@dataclass(frozen=True)
class Found:
    """The result of one search."""

    entries: Sequence[Entry]
    """The best ones, at most ``MOST``."""
    count: int
    """How many there are."""
    held_back: int
    """How many others are not shown because the room can see the screen."""


class Index:
    """What a session holds, ready to be searched. It is made anew when the session has changed."""

    def __init__(self, session: Session, *, private: bool) -> None:
        """``private``: the room cannot see the screen, so nothing is held back."""
        self.revision = session.revision
        self._entries: list[Entry] = []
        self._closed: list[Entry] = []
        for entry, closed in _everything(session):
            (self._closed if closed and not private else self._entries).append(entry)

    def find(self, query: str) -> Found:
        """Everything in which all words of the query occur, the best first; nothing for an empty query.

        Capitals and accents make no difference. A number is also the card or task that has it, and that one is first.
        """
        wanted = words(query)
        if not wanted:
            return Found((), 0, 0)
        fitting = _fitting(self._entries, wanted)
        return Found(_best(fitting, wanted)[:MOST], len(fitting), len(_fitting(self._closed, wanted)))


def words(query: str) -> list[str]:
    """The words of a query as they are compared."""
    return folded(query).split()


def _fitting(entries: Iterable[Entry], wanted: Sequence[str]) -> list[Entry]:
    for word in wanted:
        number = _number(word)
        if number:
            entries = [e for e in entries if e.number == number or word in e.folded]
        else:
            entries = [e for e in entries if word in e.folded]
    return list(entries)


def _number(word: str) -> int:
    """The short number that a word may be; 0: none."""
    digits = word.removeprefix(NUMBER)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def _best(fitting: Iterable[Entry], wanted: Sequence[str]) -> list[Entry]:
    """Those with the number first, then titles that begin so, titles that hold all words, and the others."""
    numbers = {number for word in wanted if (number := _number(word))}
    ranks: tuple[list[Entry], ...] = ([], [], [], [])
    first = wanted[0]
    for entry in fitting:
        if entry.number in numbers:
            fit = 0
        elif entry.folded.startswith(first):
            fit = 1
        else:
            title = entry.folded.partition("\n")[0]
            fit = 2 if first in title and all(word in title for word in wanted) else 3
        ranks[fit].append(entry)
    return [entry for rank in ranks for entry in rank]


def _everything(session: Session) -> Iterator[tuple[Entry, bool]]:
    """All entries, each with whether it is closed to the room, in the order in which equally good ones are listed."""
    for item in sorted(session.table(Item).values(), key=attrgetter("number")):
        text = "\n".join([part for part in (item.text, *item.fields.values()) if part])
        state: str = "" if item.state == "active" else item.state
        yield _entry("card", item.id, item.title, text, item.step, item.number, state), item.hidden
    people = session.table(Person)
    for task in sorted(session.table(Task).values(), key=lambda task: task.order):
        parts = (task.description, owner_name(task, people), task.phase, *task.labels)
        state, secret = "" if task.status == "open" else task.status, not for_the_room(task)
        yield _entry("task", task.id, task.title, "\n".join(filter(None, parts)), task.step, task.number, state), secret
    for note in sorted(session.table(Note).values(), key=lambda note: (KEPT.index(note.what), note.at, note.id)):
        title, _, rest = note.text.partition("\n")  # titles are single lines
        state = "done" if note.done else ""
        yield _entry(note.what, note.id, title, rest, note.step, 0, state), note.what == "note"
    for person in sorted(people.values(), key=lambda person: (not person.participant, person.order)):
        about = "\n".join(filter(None, (person.role, person.department, person.organisation)))
        yield _entry("person", person.id, person.name, about, None), False
    yield from _steps(session)


def _steps(session: Session) -> Iterator[tuple[Entry, bool]]:
    workshop = session.workshop(session.info.language)
    for step in ordered(session.steps):
        own = workshop.step(step.key)
        title = step.title or (own.title if own else step.key)
        prompt, notes = step.prompt or (own.prompt if own else ""), step.notes or (own.notes if own else "")
        prompt, notes = prompt.replace("**", ""), notes.replace("**", "")
        state = "" if step.state == "open" else step.state
        yield _entry("step", step.id, title, prompt, step.id, 0, state), False
        if notes:
            yield _entry("notes", step.id, title, notes, step.id), True


def _entry(what: What, id_: Id, title: str, text: str, step: Id | None, number: int = 0, state: str = "") -> Entry:
    return Entry(what, id_, number, title, text, step, folded(f"{title}\n{text}" if text else title), state)


def home_of(session: Session, card: Id) -> tuple[Id, Id] | None:
    """The step in which a card is found, and the card that is found there: of a merged one the one it went into.

    That is the step it was made in, else the first that works on its collection; None when there is no such step.
    """
    items, steps = session.table(Item), session.table(Step)
    item = items.get(card)
    while item is not None and item.state == "merged":
        item = items.get(item.merged_into or "")
    if item is None:
        return None
    if item.step is not None and item.step in steps:
        return item.step, item.id
    works_on_it = (step for step in ordered(session.steps) if step.items == item.collection)
    return next(((step.id, item.id) for step in works_on_it), None)


def spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words occur in a text: (begin, end) in its characters, in order; what overlaps is one."""
    places: list[int] = []
    plain = ""
    for at, character in enumerate(text):
        part = folded(character)
        plain += part
        places += [at] * len(part)
    found = []
    for word in wanted:
        at = plain.find(word)
        while word and at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
            at = plain.find(word, at + len(word))
    return _joined(sorted(found))


def _joined(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    whole: list[tuple[int, int]] = []
    for begin, end in found:
        if whole and begin < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((begin, end))
    return whole


def excerpt(text: str, wanted: Sequence[str], length: int) -> str:
    """A text as one line of at most so many characters, in which the first of the words is seen."""
    text = " · ".join(part for part in map(line, text.split("\n")) if part)
    if len(text) <= length:
        return text
    found = spans(text, wanted)
    begin, end = found[0] if found else (0, 0)
    if end <= length - 1:
        return text[: length - 1] + "…"
    start = max(begin - length // 3, 1)
    start = min(begin, text.find(" ", start, begin) + 1 or start)
    return f"…{text[start : start + length - 2]}" + ("…" if start + length - 2 < len(text) else "")

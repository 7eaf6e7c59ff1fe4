"""A home full of one person, and an independent search of all its bytes: for the tests of the purge."""

import asyncio
import io
import json
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from facilitator.activities import find
from facilitator.activities.dot_voting.opening import new_vote
from facilitator.activities.dot_voting.rules import TieStep, Vote
from facilitator.activities.dot_voting.tally import revealed, totals
from facilitator.activities.ideas.rules import Gathering
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Note, Person, Step, SubGroup, Task
from facilitator.core.workshop import parse
from facilitator.session.archiving import archive
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import view

from .conftest import OVERLAYS, SOURCE, Wall, card

TR = Translator()
KINDS = find()
NAME, EMAIL = "Anna Bakker", "a.bakker@example.org"
BEN = {"name": "Ben de Wit", "email": "ben@example.org"}


def make(home: Path, name: str = NAME, email: str = EMAIL, *, client: str = "Acme", title: str = "First") -> Session:
    """A session with the person in every kind of record; open."""
    people = [
        Person(id=new_id(), name=name, email=email, order=1, role="Analyst"),
        Person(id=new_id(), **BEN, order=2, role=f"assistant of {name}"),  # type: ignore[arg-type]
        Person(id=new_id(), name="Annual Bakkersma", order=3),
    ]
    beginning = Beginning(title=title, client=client, date="2027-01-29", people=people)
    session = create(home, parse(SOURCE, OVERLAYS, "small"), beginning, KINDS, Wall())
    _records(session, people, name, email)
    return session


def step_of(session: Session, kind: str) -> Step:
    return next(step for step in session.steps if step.kind == kind)


def put(session: Session, *records: Any, label: str = "") -> None:
    session.apply_now(Change(label, records))


def _records(session: Session, people: list[Person], name: str, email: str) -> None:
    anna, ben, _ = people
    first, *last = name.rsplit(" ", 1)
    turned = f"{last[0]}, {first}" if last else name
    plan = step_of(session, "plan")
    for title, more in (
        (f"{name} types every invoice", {}),
        ("Annual report", {"author": anna.id, "text": unicodedata.normalize("NFD", f"Asked {name}.")}),
        ("Invoices", {"author": ben.id, "fields": {"problem": f"see {turned}", "owner": name.upper()}}),
    ):
        put(session, card(session, title, **more), session.counted("items", 1), label=f"add “{title}” of {name}")
    put(
        session,
        Task(id=new_id(), number=1, title=f"Call {email}", order=1, owner=anna.id),
        Task(id=new_id(), number=2, title="Call Ben", order=2, owner=ben.id, labels=(name,)),
        Note(id=new_id(), what="decision", text=f"{name}’s team starts", at=session.moment(), step=plan.id),
        Note(id=new_id(), what="note", text="Anna was tired; the annual plan is late", at=session.moment()),
        SubGroup(id=new_id(), step=plan.id, title=f"Group {name}", order=1, people=(anna.id, ben.id)),
        msgspec.structs.replace(plan, notes=f"Ask {name} first.", title="First steps"),
    )


async def vote(session: Session, name: str = NAME) -> Vote:
    """A revealed round in which the person decided a tie."""
    step = step_of(session, "dot_voting")
    opened = msgspec.structs.replace(new_vote(view(session, step)), voters=3)
    await session.rounds.open(opened.id, step.id, {"by": name}, Change(f"open with {name}", (opened,)))
    for ballot in ({"1": 1}, {"2": 1}):
        await session.rounds.cast(opened.id, new_id(), ballot, "laptop", final=True)
    closed = msgspec.structs.replace(opened, state="closed")
    await session.rounds.close(opened.id, Change("close", (closed,)))

    def outcome(ballots: Any, notes: Any) -> tuple[Change, dict[str, Any]]:
        done = revealed(closed, ballots, notes)
        assert done.result is not None
        tie = TieStep(rung="decider", into=(done.candidates[0].item,), by=name)
        return Change("reveal", (msgspec.structs.replace(done, ties=(tie,)),)), totals(done, done.result)

    await session.rounds.reveal(opened.id, outcome)
    return session.table(Vote)[opened.id]


async def gather(session: Session, *titles: str) -> Gathering:
    """An open round of anonymous cards."""
    step = step_of(session, "ideas")
    gathering = Gathering(id=new_id(), step=step.id)
    await session.rounds.open(gathering.id, step.id, {}, Change("open", (gathering,)))
    for title in titles:
        await session.rounds.cast(gathering.id, new_id(), {"title": title}, "laptop", final=True)
    return gathering


def reopened(session: Session, times: int = 1) -> Session:
    """The session after it was closed and opened again, with copies of every earlier state."""
    for _ in range(times):
        session.close()
        session = Session.open(session.store.folder, KINDS, now=session.now)
        note = Note(id=new_id(), what="note", text="opened again", at=session.moment())
        put(session, note, label="note")
    return session


def full_home(home: Path, name: str = NAME, email: str = EMAIL) -> Path:
    """A home with a session that was not closed (copies, journal, open and sealed rounds), an archive, results."""
    session = make(home, name, email)

    async def rounds() -> None:
        await vote(session, name)
        await gather(session, f"Let {name} decide", "A robot")

    asyncio.run(rounds())
    open_again = reopened(session, 2)
    put(open_again, card(open_again, f"Last words of {name}"), label=f"say {name}")
    open_again.rounds.stop()
    open_again.store.abandon()
    old = make(home, name, email, title="Second")
    asyncio.run(vote(old, name))
    old.close()
    archive(old.store.folder, home, KINDS, TR, finish_first=True)
    return open_again.store.folder


def export_files(home: Path, name: str = NAME) -> dict[str, Path]:
    """Results that hold the name in many ways, and some that do not, by what they are."""
    folder = home / "exports" / "2027-01-29-acme-first-team"
    folder.mkdir(parents=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as sheet:
        first, last = f"{name} ".split(" ", 1)
        sheet.writestr("xl/sharedStrings.xml", f"<t>{first}</t><t> {last}</t>")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as whole:
        whole.writestr("inner.xlsx", packed.getvalue())
    contents = {
        "plain.md": f"- {name}\n".encode(),
        "decomposed.txt": unicodedata.normalize("NFD", f"{name.upper()}").encode(),
        "escaped.json": json.dumps({"by": name}, ensure_ascii=True).encode(),
        "excel.csv": f"owner;{name}\n".encode("utf-16"),
        "sheet.xlsx": packed.getvalue(),
        "nested.zip": outer.getvalue(),
        "page.html": "".join(f"&#{ord(c)};" if not c.isascii() else c for c in f"<b>{name}</b>").encode(),
        "clean.md": b"- Annual report by Ben\n",
        "drawn.pdf": b"%PDF-1.7 nobody can look into this",
    }
    for file, data in contents.items():
        (folder / file).write_bytes(data)
    return {file: folder / file for file in contents}


def all_bytes(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file with its path, those inside zip files as well, and every path itself."""
    for path in sorted(folder.rglob("*")):
        yield str(path), str(path.relative_to(folder)).encode()
        if path.is_file():
            yield from _unpacked(str(path), path.read_bytes())


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for entry in packed.namelist():
                yield f"{name}!{entry}", entry.encode()
                yield from _unpacked(f"{name}!{entry}", packed.read(entry))


def holders(folder: Path, *words: str) -> set[str]:
    """The files whose bytes hold one of the words, in any case, form or usual encoding."""
    forms = {
        form
        for word in words
        for case in (word, word.lower(), word.upper(), word.casefold())
        for form in (unicodedata.normalize("NFC", case), unicodedata.normalize("NFD", case))
    }
    needles = {form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be")}
    needles |= {json.dumps(form)[1:-1].encode() for form in forms}
    return {
        name.partition("!")[0]
        for name, data in all_bytes(folder)
        if any(needle in data or needle.lower() in data.lower() for needle in needles)
    }


def things(session: Session) -> dict[str, Any]:
    """What the tests compare of other people and their work."""
    return {
        "people": sorted(person.name for person in session.table(Person).values()),
        "titles": sorted(item.title for item in session.table(Item).values()),
        "owners": sorted(str(task.owner) for task in session.table(Task).values()),
    }

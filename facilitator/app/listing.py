"""Which sessions Home lists, and in which words."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from facilitator.core.clients import same_client
from facilitator.core.i18n import N_, Translator
from facilitator.core.text import line, slug
from facilitator.kit.rows import Row, RowColumn
from facilitator.store.files import REAL
from facilitator.store.layout import is_removed
from facilitator.store.peek import SessionSummary, summaries
from facilitator.store.places import archives as archives_of
from facilitator.store.places import sessions

likeness = lru_cache(1_024)(same_client)
"""Many sessions, few clients."""

STATES = {
    "prepared": N_("○ prepared"),
    "running": N_("● running"),
    "open": N_("● not closed"),
    "finished": N_("✓ finished"),
}


@dataclass(frozen=True)
class Listing:
    """The sessions of the home folder, the newest first, and who of them may be seen."""

    sessions: Sequence[SessionSummary]
    client: str
    """Whose sessions are shown; empty: those without a client."""
    everybody: bool = False
    """Whether those of all clients are shown."""

    @property
    def clients(self) -> set[str]:
        """All clients there are, folded."""
        return {session.client.casefold() for session in self.sessions if not session.fault}

    @property
    def seen(self) -> list[SessionSummary]:
        """The sessions that may be seen."""
        return [session for session in self.sessions if self.everybody or self._is_ours(session)]

    @property
    def unseen(self) -> int:
        """How many others there are."""
        return len(self.sessions) - len(self.seen)

    @property
    def unseen_faults(self) -> int:
        """How many of the others cannot be read."""
        return sum(bool(session.fault) for session in self.sessions) - sum(bool(s.fault) for s in self.seen)

    @property
    def unseen_alike(self) -> int:
        """How many of the others have a client of nearly the same name."""
        others = (session for session in self.sessions if not session.fault and not self.everybody)
        return sum(likeness(session.client, self.client) == "maybe" for session in others)

    def _is_ours(self, session: SessionSummary) -> bool:
        """A broken session belongs to the client whose name is in its folder's (the longest one of several), or to the
        only client there is."""
        if not session.fault:
            return likeness(session.client, self.client) == "same"
        if not self.client:
            return self.clients <= {""}
        named = [client for client in {*self.clients, self.client} if client and _is_in(client, session.folder)]
        return bool(named) and likeness(max(named, key=len), self.client) == "same"

    def found(self, words: str) -> list[SessionSummary]:
        """The seen sessions that contain every word, in whichever column."""
        wanted = words.casefold().split()
        return [session for session in self.seen if all(word in _searched(session) for word in wanted)]


def _is_in(client: str, folder: Path) -> bool:
    """Whether a folder's name has the client's in it, as whole words."""
    return f"-{slug(client)}-" in f"-{folder.stem}-"


def read(home: Path, tr: Translator) -> tuple[list[SessionSummary], str]:
    """The sessions of the home folder, and why they cannot be listed, if so."""
    folder = sessions(home)
    try:
        if any(map(is_removed, REAL.names(folder))):
            from facilitator.store.removal import sweep

            sweep(folder)
        return summaries(folder), ""
    except OSError as error:
        reason = error.strerror or str(error)
        return [], tr("{folder} cannot be read: {reason}.", folder=folder, reason=reason)


def has_archives(home: Path) -> bool:
    """Whether anything is archived."""
    with suppress(OSError):
        return any(name.lower().endswith(".zip") for name in REAL.names(archives_of(home)))
    return False


def read_archives(home: Path, tr: Translator) -> tuple[list[SessionSummary], str]:
    """The archives of the home folder, and why they cannot be listed, if so."""
    from facilitator.store.archives import archives

    folder = archives_of(home)
    try:
        return archives(folder), ""
    except OSError as error:
        reason = error.strerror or str(error)
        return [], tr("{folder} cannot be read: {reason}.", folder=folder, reason=reason)


def first_client(sessions: Sequence[SessionSummary], *chosen: str | None) -> str:
    """The first chosen client that is not empty, else that of the newest session that can be read."""
    for name in chosen:
        if name and line(name):
            return line(name)
    return next((session.client for session in sessions if not session.fault), "")


def _searched(session: SessionSummary) -> str:
    parts = (session.title, session.client, session.date, session.state, session.workshop, session.folder.name)
    return " ".join(parts).casefold()


def columns(tr: Translator, *, everybody: bool) -> list[RowColumn]:
    """The columns: the client's only when there are several."""
    client = [RowColumn(tr("Client"), fraction=2)] if everybody else []
    return [
        RowColumn(tr("Date"), width=10),
        RowColumn(tr("Title"), fraction=3),
        *client,
        RowColumn(tr("State"), width=13),
        RowColumn(tr("Steps"), width=8, align="right", from_width=64),
        RowColumn(tr("Tasks"), width=8, align="right", from_width=84),
        RowColumn(tr("Next due"), width=10, from_width=90),
    ]


def row(session: SessionSummary, tr: Translator, *, everybody: bool) -> Row:
    """The line of one session; that of a broken one is its sentence."""
    if session.fault:
        return Row(session.folder, (), "bad", across=f"✗ {fault(session, tr)}")
    return Row(
        session.folder,
        (
            session.date,
            session.title,
            *((session.client,) if everybody else ()),
            state(session, tr),
            "–" if session.state == "open" else f"{session.steps_done}/{session.steps}",
            str(session.open_tasks) if session.open_tasks else "–",
            session.next_due,
        ),
        "dim" if session.state == "finished" and not session.open_tasks else "",
    )


def state(session: SessionSummary, tr: Translator) -> str:
    """The state in words, with a sign."""
    return tr(STATES[session.state]) if session.state in STATES else session.state


def fault(session: SessionSummary, tr: Translator) -> str:
    """What is wrong with a session, its folder named shortly."""
    if session.finding is None:
        return session.fault
    return tr(session.finding.message, **{**session.finding.params, "path": session.folder.name})


def heading(listing: Listing, tr: Translator, *, public: bool) -> str:
    """Whose sessions these are, how many, and what is not shown."""
    count = len(listing.seen)
    parts = []
    if listing.everybody:
        parts.append(tr.n("All clients: {n} session", "All clients: {n} sessions", count))
    elif listing.client:
        parts.append(tr.n("{client}: {n} session", "{client}: {n} sessions", count, client=listing.client))
    elif listing.sessions:
        parts.append(tr.n("{n} session", "{n} sessions", count))
    return " · ".join([*parts, *_beside(listing, tr, public=public)])


def archived_heading(listing: Listing, tr: Translator, *, public: bool) -> str:
    """Whose archives these are, how many, and what is not shown."""
    count = len(listing.seen)
    if listing.everybody:
        words = tr.n("Archived, all clients: {n} session", "Archived, all clients: {n} sessions", count)
    elif listing.client:
        words = tr.n(
            "Archived, {client}: {n} session", "Archived, {client}: {n} sessions", count, client=listing.client
        )
    else:
        words = tr.n("Archived: {n} session", "Archived: {n} sessions", count)
    return " · ".join([words, *_beside(listing, tr, public=public)])


def _beside(listing: Listing, tr: Translator, *, public: bool) -> list[str]:
    """Who can see it, and what is not shown."""
    parts = [tr("the room can see this")] if listing.everybody and public else []
    if alike := listing.unseen_alike:
        parts.append(tr.n("{n} more under a similar name", "{n} more under a similar name", alike))
    if hidden := listing.unseen_faults:
        parts.append(tr.n("{n} more cannot be read", "{n} more cannot be read", hidden))
    return parts


def why_empty(listing: Listing, tr: Translator, *, archived: bool = False) -> str:
    """What to do when there is nothing to list. ``archived``: there are archived sessions."""
    if archived and not listing.seen:
        none = tr("There are no sessions here: all are archived.")
        ways = tr("z shows what is archived, and brings it back. n makes a new session.")
        if listing.unseen:
            none = tr("There are no sessions of {client} here.", client=listing.client)
            ways += f"\n\n{tr('a shows the sessions of all clients.')}"
        return f"{none}\n\n{ways}"
    if listing.seen:
        return tr("No session has these words in it. Escape shows all again.")
    if listing.unseen:
        sentences = (
            tr("There are no sessions of {client} yet.", client=listing.client),
            tr("n makes the first one. a shows the sessions of all clients."),
        )
        return "\n\n".join(sentences)
    return tr(
        "There are no sessions yet.\n\n"
        "n   makes your first one: choose a workshop, say for whom and when.\n"
        "o   opens one from another place, for example a USB stick.\n"
        "?   tells more wherever you are.\n\n"
        "To look around first, leave with ctrl+q and run: facilitator demo"
    )


def why_no_archives(listing: Listing, tr: Translator) -> str:
    """Why no archive is listed."""
    if listing.seen:
        return tr("No session has these words in it. Escape shows all again.")
    if listing.unseen:
        none = tr("Nothing of {client} is archived.", client=listing.client) if listing.client else tr("Nothing here.")
        return f"{none}\n\n{tr('a shows the archived sessions of all clients.')}"
    return tr("Nothing is archived yet. On Home, x archives the session under the cursor.")


def details(session: SessionSummary, tr: Translator) -> str:
    """What the line of a session has no room for."""
    if session.fault:
        return fault(session, tr)
    parts = []
    if session.open:
        parts.append(tr("It is open in another window, or was not closed the last time; it goes on where it was."))
    if session.open_tasks:
        tasks = tr.n("{n} open task", "{n} open tasks", session.open_tasks)
        due = tr("the next due on {day}", day=session.next_due) if session.next_due else tr("none with a date")
        parts.append(f"{tasks}, {due}.")
    parts.append(str(session.folder))
    return "\n".join(parts)

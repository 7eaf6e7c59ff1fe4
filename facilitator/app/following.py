"""Which earlier session a new one goes on from, and what it takes over."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from facilitator.activities import find
from facilitator.app.draft import Draft, with_people
from facilitator.app.earlier import label
from facilitator.core.clients import same_client
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.records import Item
from facilitator.core.workshop import Workshop
from facilitator.kit.dialogs import Choose, Dialog, Message
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.session.earlier import Earlier, Wanted, look, rest_is_of_chosen
from facilitator.store.peek import SessionSummary


@dataclass(frozen=True)
class Following:
    """The choice, and what is needed to say it in words."""

    folder: Path
    title: str
    date: str
    client: str
    workshop: str
    wanted: Wanted
    cards: Mapping[str, int]
    """How many cards come along, by collection."""
    tasks: int
    steps: int
    """How many steps are left of the agenda."""
    known: Mapping[str, int] = field(default_factory=dict)
    """Of how many people something is known, by kind of step."""

    def wanted_in(self, workshop: Workshop) -> Wanted:
        """What is taken over into a session of this workshop: the rest of an agenda only into its own."""
        rest = self.wanted.rest and workshop.id == self.workshop
        return replace(self.wanted, rest=rest)


def words(follows: Following, workshop: Workshop, tr: Translator) -> str:
    """The choice in one sentence."""
    wanted = follows.wanted_in(workshop)
    placed = {id_: n for id_, n in follows.cards.items() if wanted.rest or id_ in workshop.collections}
    cards, without = sum(placed.values()), sum(follows.cards.values()) - sum(placed.values())
    parts = [tr.n("{n} card", "{n} cards", cards)] if cards else []
    if wanted.tasks and follows.tasks:
        parts.append(tr.n("{n} open task", "{n} open tasks", follows.tasks))
    many = max((n for kind, n in follows.known.items() if kind in {step.kind for step in workshop.steps}), default=0)
    if wanted.known and many:
        parts.append(tr.n("where {n} person stood", "where {n} people stood", many))
    if wanted.rest:
        parts.append(tr.n("the {n} step that was not done", "the {n} steps that were not done", follows.steps))
    said = tr("Goes on from {session}: {what}.", session=named(follows), what=", ".join(parts) or tr("nothing else"))
    if without:
        more = tr.n("{n} card has no place in this workshop.", "{n} cards have no place in this workshop.", without)
        said = f"{said} {more}"
    return said


def named(follows: Following) -> str:
    """The earlier session for a sentence."""
    return f"“{follows.title}” ({follows.date})" if follows.date else f"“{follows.title}”"


class _Parts(Rows):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Take over"), id="parts.take")]


class PickParts(Dialog[frozenset[str] | None]):
    """What of it? Everything that is usual is marked at first."""

    ok: ClassVar[str] = N_("Take over")

    def __init__(self, tr: Translator, earlier: Earlier, workshop: Workshop) -> None:
        super().__init__(tr, tr("What does the new session take over from “{title}”?", title=earlier.info.title))
        self.add_class("-wide")
        self._earlier = earlier
        self._parts = parts(earlier, workshop, tr)

    def body(self) -> ComposeResult:
        """The list."""
        rows = _Parts([RowColumn("")], [Row(key, (text,)) for key, text in self._parts.items()], markable=True)
        rows.marked = {key for key in self._parts if key in ("people", "cards", "tasks", "known")}
        yield rows

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(Rows).focus()

    @on(Rows.Marked)
    def _marked(self, event: Rows.Marked) -> None:
        """What is left of an agenda often works on what was chosen: then these cards are marked as well."""
        rows, key = event.rows, event.key
        if key == "rest" and key in rows.marked and "winners" in self._parts and rest_is_of_chosen(self._earlier):
            rows.marked = (rows.marked - {"cards"}) | {"winners"}
        elif key in ("cards", "winners") and key in rows.marked:
            rows.marked = rows.marked - ({"cards", "winners"} - {key})
        rows.refresh()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_accept()

    def answer(self) -> frozenset[str]:
        """What is marked."""
        return frozenset(map(str, self.query_one(Rows).marked))


def parts(earlier: Earlier, workshop: Workshop, tr: Translator) -> dict[str, str]:
    """What there is to take over: key to words."""
    left = sum(step.state == "open" for step in earlier.rest)
    found = {
        "people": tr.n("{n} person", "{n} people", len(earlier.participants)) if earlier.participants else "",
        "cards": tr.n("{n} card", "{n} cards", len(earlier.items)) if earlier.items else "",
        "winners": _chosen_words(earlier, tr) if earlier.chosen else "",
        "tasks": tr.n("{n} open task", "{n} open tasks", len(earlier.tasks)) if earlier.tasks else "",
        "known": _known_words(_known_here(earlier, workshop), tr),
    }
    if left and earlier.info.workshop == workshop.id:
        found["rest"] = tr.n(
            "As agenda only the {n} step that was not done", "As agenda only the {n} steps that were not done", left
        )
    return {key: text for key, text in found.items() if text}


def _known_here(earlier: Earlier, workshop: Workshop) -> int:
    """Of how many people something is known that this workshop goes on with."""
    kinds = {step.kind for step in workshop.steps}
    return len(frozenset[str]().union(*(people for kind, people in earlier.known.items() if kind in kinds)))


def _known_words(many: int, tr: Translator) -> str:
    if not many:
        return ""
    return tr.n(
        "Where {n} person stood on the map, and what the card says",
        "Where {n} people stood on the map, and what their cards say",
        many,
    )


def _chosen_words(earlier: Earlier, tr: Translator) -> str:
    return tr.n(
        "Only the {n} card that “{step}” chose",
        "Only the {n} cards that “{step}” chose",
        len(earlier.chosen),
        step=earlier.chosen_in,
    )


async def follow(
    app: App[object], tr: Translator, draft: Draft, workshop: Workshop, sessions: Sequence[SessionSummary]
) -> bool:
    """Asks for the session and for what to take over, and puts it into the draft. Whether anything is different."""
    folder = await _ask_session(app, tr, draft, sessions)
    if folder is None:
        return False
    if folder == Path():
        draft.follows = None
        return True
    try:
        earlier = await asyncio.to_thread(look, folder, find())
    except FacilitatorError as error:
        await app.push_screen_wait(Message(tr, tr("Not read"), error.said(tr)))
        return False
    chosen: frozenset[str] | None = frozenset()
    if parts(earlier, workshop, tr):
        chosen = await app.push_screen_wait(PickParts(tr, earlier, workshop))
    if chosen is None:
        return False
    take(draft, folder, earlier, chosen)
    return True


def take(draft: Draft, folder: Path, earlier: Earlier, chosen: frozenset[str]) -> None:
    """Puts the choice into the draft: people into its list, the client's name, for a second day the title too."""
    info = earlier.info
    wanted = Wanted(
        cards="winners" if "winners" in chosen else "all" if "cards" in chosen else "none",
        tasks="tasks" in chosen,
        known="known" in chosen,
        rest="rest" in chosen,
    )
    cards = {"all": earlier.items, "winners": earlier.chosen, "none": ()}[wanted.cards]
    left = sum(step.state == "open" for step in earlier.rest)
    counted = _by_collection(cards)
    draft.follows = Following(
        folder,
        info.title,
        info.date,
        info.client,
        info.workshop,
        wanted,
        counted,
        len(earlier.tasks),
        left,
        {kind: len(people) for kind, people in earlier.known.items()},
    )
    if "people" in chosen:
        draft.people = with_people(draft.people, earlier.participants)
    if wanted.rest and not draft.title.strip():
        draft.title = info.title
    if info.client and same_client(draft.client, info.client) != "same":
        draft.client = info.client


def _by_collection(items: Iterable[Item]) -> dict[str, int]:
    return dict(Counter(item.collection for item in items))


async def _ask_session(
    app: App[object], tr: Translator, draft: Draft, sessions: Sequence[SessionSummary]
) -> Path | None:
    """The folder of a session, those of the typed client first; an empty path for none at all."""
    order = {"same": 0, "maybe": 1, "no": 2}
    usable = [session for session in sessions if not session.fault]
    usable.sort(key=lambda session: order[same_client(session.client, draft.client)])
    options = [(session.folder, label(session)) for session in usable]
    if draft.follows:
        options.insert(0, (Path(), tr("None: begin without an earlier session")))
    selected = draft.follows.folder if draft.follows else None
    title = tr("From which session does it go on?")
    return await app.push_screen_wait(Choose(tr, title, options, selected=selected))

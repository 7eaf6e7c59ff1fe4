"""Takes a person off the record, or removes a session for good: says what that means, asks twice, does it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Literal, Protocol, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.app.context import sentence
from facilitator.app.leaving import unsaved
from facilitator.app.running import Running
from facilitator.app.shell import Shell
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.records import Person
from facilitator.kit.dialogs import AskLine, Choose, Message
from facilitator.session.purge_plan import Plan, Request, plan
from facilitator.session.purge_words import foreseen, foreseen_session, limits, told
from facilitator.session.purging import Report, purge
from facilitator.session.session_purging import purge_session, trace
from facilitator.session.traces import same_name

T = TypeVar("T")
A_FEW = 10
Answer = Literal["do", "scope", "also", "exports"]


class Asking(Protocol):
    """Who shows questions."""

    async def push_screen_wait(self, screen: Screen[T], /) -> T:
        """Shows a question and waits for its answer."""


class Foreseen(Choose[Answer]):
    """What would be done, and what to do now."""

    DEFAULT_CSS = """
    Foreseen .foreseen--words { height: auto; max-height: 13; width: 1fr; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "read(-10)", N_("Read up"), id="purge.pageup"),
        Binding("pagedown", "read(10)", N_("Read on"), id="purge.pagedown"),
    ]

    def __init__(self, tr: Translator, title: str, words: Sequence[str], options: Sequence[tuple[Answer, str]]) -> None:
        super().__init__(tr, title, options)
        self._words = "\n".join(words)
        self.add_class("-wide")

    def body(self) -> ComposeResult:
        """The words above the options."""
        with VerticalScroll(classes="foreseen--words", can_focus=False):
            yield Static(Content(self._words))
        yield from super().body()

    def action_read(self, by: int) -> None:
        """Scrolls words that are longer than their place."""
        self.query_one(".foreseen--words").scroll_relative(y=by, animate=False)


async def show(run: Running, person: Person) -> None:
    """Takes a person off the record: shows what that means, asks for the name, closes the session, purges, reopens."""
    if run.read_only:
        return
    tr, agreed = run.tr, await _agreed(run, person)
    if agreed is None or not await _typed(run.app, person.name, tr):
        return
    made, exports = agreed
    client = None if run.private else run.session.info.client

    async def act(folder: Path) -> Path:
        report = await _done(run, made, exports=exports)
        if report is None:
            return folder
        said = [*told(report, made.home, tr, client), "", *limits(tr)]
        await run.app.push_screen_wait(Message(tr, tr("Taken off the record"), "\n".join(said)))
        return report.moved.get(folder, folder)

    run.app.close_session(again=True, meanwhile=act)


async def _agreed(run: Running, person: Person) -> tuple[Plan, bool] | None:
    """What the facilitator wants to be done, and whether results are deleted as well; None: nothing."""
    tr, session = run.tr, run.session
    folder = session.store.folder
    home = folder.parent.parent if folder.parent.name == "sessions" else run.app.home
    request, here, exports = Request(name=person.name, ids=frozenset((person.id,)), beside=(folder,)), False, False
    client = None if run.private else session.info.client
    while True:
        wanted = replace(request, sessions=(folder,)) if here else request
        try:
            made = await asyncio.to_thread(plan, home, wanted, session.kinds, tr)
        except FacilitatorError as error:
            run.say(sentence(error, tr), bad=True)
            return None
        words = foreseen(made, tr, client)
        if unsaved(run.app.screen_stack):
            words.insert(0, tr("Something typed has not been kept yet."))
        title = tr("Take {name} off the record?", name=person.name)
        answer = await run.ask(Foreseen(tr, title, words, _options(made, tr, here=here, exports=exports)))
        if answer == "do":
            return made, exports
        if answer == "scope":
            here = not here
        elif answer == "exports":
            exports = not exports
        elif answer == "also":
            request = await _with_words(run, request)
        else:
            return None


def _options(made: Plan, tr: Translator, *, here: bool, exports: bool) -> list[tuple[Answer, str]]:
    everywhere = tr("Yes, in every session and archive of this computer")
    options: list[tuple[Answer, str]] = [
        ("do", tr("Yes, in this session only") if here else everywhere),
        ("scope", tr("Instead everywhere on this computer") if here else tr("Instead in this session only")),
        ("also", tr("Take out further words, such as a first name …")),
    ]
    found = len(made.exports.holding)
    if found:
        delete = tr.n(
            "Also delete the {n} result that holds the name", "Also delete the {n} results with the name", found
        )
        options.append(("exports", tr("Leave the results alone") if exports else delete))
    return options


async def _with_words(run: Running, request: Request) -> Request:
    tr = run.tr
    answer = await run.ask(
        AskLine(
            tr,
            tr("Which further words mean this person?"),
            value=", ".join(request.also),
            hint=tr("Separated by commas. They are taken out of all texts wherever the person was."),
        )
    )
    if answer is None:
        return request
    return replace(request, also=tuple(word.strip() for word in answer.split(",") if word.strip()))


async def _typed(app: Asking, name: str, tr: Translator) -> bool:
    """Asks for the name, so that nobody does it by a slip of the finger."""
    hint = tr("Nothing brings it back, undo included.")
    while True:
        title = tr("Type “{name}” to do it.", name=name)
        answer = await app.push_screen_wait(AskLine(tr, title, hint=hint))
        if not answer:
            return False
        if answer.casefold() == name.casefold() or same_name(answer, name):
            return True
        hint = tr("That is another name. Escape leaves everything as it is.")


async def _done(run: Running, made: Plan, *, exports: bool) -> Report | None:
    tr = run.tr
    if len(made.targets) > A_FEW:  # it takes a moment
        run.say(tr("Taking {name} off the record …", name=made.request.name))
    try:
        return await asyncio.to_thread(purge, made, tr, exports=exports)
    except FacilitatorError as error:
        await run.app.push_screen_wait(Message(tr, tr("That did not work."), sentence(error, tr)))
        return None


async def remove(app: Asking, shell: Shell, folder: Path) -> bool:
    """Removes a whole session for good, after asking for its title; whether it is gone."""
    tr, home = shell.tr, shell.home
    traced = await asyncio.to_thread(trace, home, folder)
    words = foreseen_session(traced, home, tr)
    yes: list[tuple[Answer, str]] = [("do", tr("Yes, remove it for good"))]
    title = tr("Remove “{title}” for good?", title=traced.title)
    if await app.push_screen_wait(Foreseen(tr, title, words, yes)) != "do":
        return False
    if not await _typed(app, traced.title, tr):
        return False
    try:
        await asyncio.to_thread(purge_session, folder)
    except FacilitatorError as error:
        await app.push_screen_wait(Message(tr, tr("That did not work."), sentence(error, tr)))
        return False
    await app.push_screen_wait(Message(tr, tr("The session is removed."), "\n".join(limits(tr))))
    return True

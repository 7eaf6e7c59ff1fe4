"""The middle of Run: the screen of the step's kind, or a sentence why there is none."""

import asyncio

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from facilitator.app.context import Door, sentence
from facilitator.app.running import Running
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id
from facilitator.core.records import Step
from facilitator.core.stepview import StepView
from facilitator.kit.activity_screen import ActivityScreen


class StepPane(Container):
    """Holds one ``ActivityScreen`` at a time."""

    def __init__(self, run: Running, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._run = run
        self._turn = asyncio.Lock()
        run.point = self.point
        self.step: Id | None = None
        """The step it shows."""

    def compose(self) -> ComposeResult:
        """Nothing yet: the first step comes in after the mount."""
        yield from ()

    @property
    def activity(self) -> ActivityScreen | None:
        """The kind's screen that is shown."""
        return next(iter(self.query(ActivityScreen)), None)

    @property
    def view(self) -> StepView | None:
        """The step that is shown; None when its kind is not there or cannot read it."""
        try:
            return self._run.door.view if self._run.door else None
        except FacilitatorError:
            return None

    async def show(self) -> None:
        """Shows the step at which the session stands, afresh; one after the other when called again meanwhile."""
        async with self._turn:
            await self._show()

    async def _show(self) -> None:
        run, step = self._run, self._run.step
        self.step = step.id if step else None
        run.door = door = Door(run.session, step.id, run.app) if step else None
        with self.app.batch_update():
            await self.remove_children()
            content = self._content(step, door)  # the session may be at another step by now
            await self.mount(content)
        if isinstance(content, ActivityScreen) and content.is_attached and content.children:
            content.changed(frozenset())
            self.focus_step()
            wanted, run.wanted = run.wanted, None
            if wanted is not None:
                self.point(wanted)

    def _content(self, step: Step | None, door: Door | None) -> Widget:
        tr = self._run.tr
        if step is None or door is None:
            return _words(tr("This session has no steps. Its workshop file has none."))
        try:
            door.view  # noqa: B018 – looked at for its errors
        except FacilitatorError as error:
            return _words(sentence(error, tr))
        kind = self._run.session.kinds[step.kind]
        if not kind.screen:
            return _words(tr("There is nothing to do on the screen in a step of this kind."))
        screen: ActivityScreen = kind.part(kind.screen)(door)
        return screen

    def point(self, record: Id) -> bool:
        """Puts the cursor of the step on a record; False when it is not there."""
        return self.activity is not None and self.activity.go_to(record)

    def focus_step(self) -> None:
        """Gives the focus to the kind's screen; where nothing in it takes it, to the screen itself."""
        activity = self.activity
        if activity is None:
            self.screen.set_focus(None)
            return
        wanted = activity.first_focus()
        within = (widget for widget in activity.walk_children(Widget) if widget.focusable)
        target = wanted or next(within, None)
        if target is None:
            activity.can_focus = True
            target = activity
        target.focus(scroll_visible=False)

    def changed(self, tables: frozenset[str]) -> None:
        """Tells the kind's screen what has changed."""
        activity = self.activity
        if activity is not None and activity.is_attached:
            activity.changed(tables)


class Middle(Horizontal):
    """Agenda and step: what is pasted onto either goes into the step."""

    def __init__(self, run: Running, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._run = run

    @on(events.Paste)
    @work(group="open")
    async def _pasted(self, event: events.Paste) -> None:
        """Cells of a spreadsheet that were pasted, or a file that was dropped, where nothing is being typed."""
        from facilitator.app.import_door import pasted

        await pasted(self._run, event.text)


def _words(text: str) -> Static:
    return Static(Content(text), classes="run--words")

"""The library: which workshop is the new session a run of?"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.app.draft import Draft
from facilitator.app.listing import Listing
from facilitator.app.shell import Shell
from facilitator.core.i18n import LANGUAGES, N_, Translator
from facilitator.core.workshop import Workshop
from facilitator.imports.library import OWN, WorkshopSource, library, own_folder
from facilitator.kit.keybar import KeyBar
from facilitator.kit.rows import Row, RowColumn, Rows


class LibraryScreen(Screen[Path | None]):
    """Workshops of the program and the consultant's own, each with what it is for. Answers with the new session."""

    HELP: ClassVar[str] = N_(
        "A workshop is an agenda with everything that is said and asked in it. Choose one; it becomes the agenda of "
        "the new session, which you can change there. **e** alters a workshop: one of the library as a copy of your "
        "own, which then stands here. **d** tries a workshop with made-up people and leaves no marks."
    )
    CSS_PATH = "library.tcss"
    AUTO_FOCUS = "#workshops"
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (100, "-broad")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "own('altered')", N_("Change"), id="library.alter"),
        Binding("d", "try_out", N_("Dry run"), id="library.dry-run"),
        Binding("c", "own('copied')", N_("Copy"), show=False, id="library.copy"),
        Binding("n", "begin", N_("New workshop"), id="library.begin"),
        Binding("escape,ctrl+g", "back", N_("Back"), id="library.back"),
        Binding("left_square_bracket", "read_on(-1)", N_("Preview up"), show=False, id="library.up"),
        Binding("right_square_bracket", "read_on(1)", N_("Preview down"), show=False, id="library.down"),
    ]

    def __init__(self, shell: Shell, listing: Listing) -> None:
        super().__init__()
        self.shell = shell
        self.tr = shell.tr
        self.listing = listing
        self.sources = library(shell.home, shell.tr)
        self.draft = Draft(client=listing.client)

    def compose(self) -> ComposeResult:
        """Heading, list, preview, keys."""
        yield Static(Content(self.tr("Which workshop?")), id="heading")
        with Horizontal(id="both"):
            tr = self.tr
            columns = [RowColumn(tr("Workshop")), RowColumn(tr("Minutes"), width=8, align="right")]
            yield Rows(columns, rows(self.sources, tr), id="workshops")
            with VerticalScroll(id="preview", can_focus=False):
                yield Static(id="about")
        yield KeyBar(self.tr)

    def on_mount(self) -> None:
        """Shows the first workshop, or how to get one."""
        self._preview()

    @property
    def source(self) -> WorkshopSource | None:
        """The workshop under the cursor."""
        return self.sources.get(str(self.query_one(Rows).current))

    def _show(self, name: str | None) -> None:
        """Reads the workshops again and goes to one of them."""
        self.sources = library(self.shell.home, self.tr)
        self.query_one(Rows).set_rows(rows(self.sources, self.tr))
        if name is not None:
            self.query_one(Rows).go_to(f"{OWN}{name}" if f"{OWN}{name}" in self.sources else name)
        self._preview()

    @on(Rows.Moved)
    def _preview(self) -> None:
        source = self.source
        words = about(source, self.tr) if source else self._none()
        self.query_one("#about", Static).update(words)
        self.query_one("#preview").scroll_home(animate=False)
        self.refresh_bindings()

    def _none(self) -> Content:
        folder = own_folder(self.shell.home)
        return Content(self.tr("There are no workshops. Put yours into {folder}.", folder=folder))

    @on(Rows.Chosen)
    @work
    async def _chosen(self, event: Rows.Chosen) -> None:
        source = self.sources.get(str(event.key))
        if source is None or source.workshop is None:
            return
        from facilitator.app.library_acts import refused
        from facilitator.app.new import NewScreen

        if await refused(self.app, self.shell, source):
            return
        folder = await self.app.push_screen_wait(NewScreen(self.shell, source.workshop, self.draft, self.listing))
        if folder:
            self.dismiss(folder)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot be played cannot be tried."""
        if action in ("own", "try_out"):
            return self.source is not None and (action == "own" or self.source.workshop is not None)
        return True

    @work(exclusive=True, group="own")
    async def action_own(self, what: str) -> None:
        """Copies or alters the workshop."""
        from facilitator.app import library_acts

        if self.source is not None:
            self._show(await getattr(library_acts, what)(self.app, self.shell, self.source))

    @work(exclusive=True, group="own")
    async def action_begin(self) -> None:
        """Makes a new workshop."""
        from facilitator.app.library_acts import begun

        self._show(await begun(self.app, self.shell))

    @work(exclusive=True, group="own")
    async def action_try_out(self) -> None:
        """A dry run of the workshop."""
        from facilitator.app.library_acts import refused

        source = self.source
        if source is not None and source.workshop is not None and not await refused(self.app, self.shell, source):
            self.shell.try_out(source.workshop)

    def action_read_on(self, direction: int) -> None:
        """Scrolls the preview."""
        preview = self.query_one("#preview")
        preview.scroll_relative(y=direction * max(1, preview.size.height - 2), animate=False)

    @work
    async def action_back(self) -> None:
        """Goes back to Home; asks once when people have been typed."""
        if self.draft.people.strip():
            from facilitator.kit.dialogs import Confirm

            tr = self.tr
            question = Confirm(tr, tr("Throw away what you typed?"), tr("Throw away"), tr("Go on typing"))
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss(None)


def rows(sources: Mapping[str, WorkshopSource], tr: Translator) -> list[Row]:
    """A row per workshop; one that cannot be used says so, own ones of the same title say their ids."""
    found = []
    usable = {key: one.workshop.in_language(tr.language) for key, one in sources.items() if one.workshop is not None}
    own = Counter(workshop.title for key, workshop in usable.items() if sources[key].own)
    for key, source in sources.items():
        if key not in usable:
            found.append(Row(key, (f"✗ {source.id}", "–"), "bad"))
            continue
        title, minutes = usable[key].title, str(usable[key].minutes)
        if source.own and own[title] > 1:
            title = tr("{title} (own, {id})", title=title, id=source.id)
        elif source.own:
            title = tr("{title} (own)", title=title)
        found.append(Row(key, (title, minutes)))
    return found


def about(source: WorkshopSource, tr: Translator) -> Content:
    """What a workshop is, for whom, how long, and its steps; of a broken one, what is wrong with it."""
    if source.workshop is None:
        faults = "\n".join(map(source.said, source.faults))
        return Content.assemble((tr("This workshop cannot be used."), "bold"), "\n\n", faults)
    workshop = source.workshop.in_language(tr.language)
    parts: list[str | tuple[str, str]] = [(workshop.title, "bold")]
    parts += [f"\n\n{text}" for text in (workshop.purpose, _facts(workshop, tr)) if text]
    parts.append("\n")
    for number, step in enumerate(workshop.steps, 1):
        parts.append(f"\n{number:>2}  {step.title}  ")
        parts.append((tr("{n} min", n=step.minutes.plan), "dim"))
    return Content.assemble(*parts)


def _facts(workshop: Workshop, tr: Translator) -> str:
    languages = ", ".join(LANGUAGES.get(code, code) for code in workshop.languages)
    lines = [
        tr("For: {audience}", audience=workshop.audience) if workshop.audience else "",
        tr("People: {low}–{high}", low=workshop.group.min, high=workshop.group.max),
        tr("Time: {n} minutes", n=workshop.minutes),
        tr("Languages: {names}", names=languages),
    ]
    return "\n".join(entry for entry in lines if entry)

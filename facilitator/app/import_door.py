"""The import door: a file or a paste, how it is read, every doubt in words; then one change that can be undone."""

import re
from asyncio import to_thread
from pathlib import Path
from typing import ClassVar

from textual.widgets import TextArea

from facilitator.app.import_preview import ImportPreview, Source
from facilitator.app.run_keys import takes
from facilitator.app.running import Running
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.records import Step
from facilitator.core.text import safe
from facilitator.imports.door import IMPORTS
from facilitator.imports.files import content, load
from facilitator.kit.dialogs import AskText, Choose, Confirm, Message
from facilitator.session.importing import taken_by, takers
from facilitator.session.views import title_of

_ESCAPED = re.compile(r"\\(.)")


class Pasted(AskText):
    """Where a table is pasted, or the path of a file typed. It may be longer than any text of a session."""

    ok: ClassVar[str] = N_("Read")

    def answer(self) -> str:
        """All that was pasted; how much of it is read, the preview says."""
        return safe(self.query_one("#text", TextArea).text).strip()


async def show(run: Running) -> None:
    """Asks what and where from, shows what it would bring, and does it."""
    step = await _step(run)
    if step is not None and (name := await _name(run, step)) and (source := await _source(run, name)):
        await _preview(run, step, name, source)


async def pasted(run: Running, text: str) -> None:
    """Goes straight to the preview with cells or a file's path that were pasted, or dropped, onto a step."""
    step = run.step
    if step is None or not takes(run):
        return
    path = file_of(text)
    if path is None and "\n" not in text.strip():
        return  # a word or two that went astray
    try:
        source = await to_thread(_read, path, run.tr) if path else Source(text)
    except FacilitatorError as error:
        run.say(error.said(run.tr), bad=True)
        return
    if name := await _name(run, step):
        await _preview(run, step, name, source)


async def _name(run: Running, step: Step) -> str | None:
    """What is imported: the only thing that the step takes, else one that is chosen; None: not now."""
    tr, names = run.tr, taken_by(run.session, step)
    name: str | None = names[0]
    if len(names) > 1:
        options = [(one, tr(IMPORTS[one].label)) for one in names]
        name = await run.ask(Choose(tr, tr("Import what?"), options))
    return name if name is not None and await _may_be_seen(run, name) else None


async def _preview(run: Running, step: Step, name: str, source: Source) -> None:
    change = await run.ask(ImportPreview(run, step.id, IMPORTS[name], source))
    if change is not None and await run.hands.apply(change):
        title = title_of(run.session, step)
        run.say(run.tr("Imported into “{title}”. ctrl+z takes it back.", title=title))


async def _step(run: Running) -> Step | None:
    """The step that takes something: the one that is shown, else one that is chosen."""
    tr, steps = run.tr, takers(run.session)
    if run.step is not None and run.step.id in {step.id for step in steps}:
        return run.step
    if not steps:
        text = tr("No step of this session can take a matrix, stakeholders or scores. Add one to the agenda first.")
        await run.ask(Message(tr, tr("Import"), text))
        return None
    by_id = {step.id: step for step in steps}
    options = [(step.id, f"{title_of(run.session, step)} – {_labels(run, step)}") for step in steps]
    chosen = await run.ask(Choose(tr, tr("Import into which step?"), options))
    return by_id.get(chosen) if chosen else None


def _labels(run: Running, step: Step) -> str:
    return ", ".join(run.tr(IMPORTS[name].label) for name in taken_by(run.session, step))


async def _may_be_seen(run: Running, name: str) -> bool:
    """Asks once before names and attitudes come on a screen that the room can see."""
    if name != "stakeholders" or run.private:
        return True
    tr = run.tr
    question = tr("The room can see this screen. Show names and where they stand?")
    return await run.ask(Confirm(tr, question, tr("Show"), tr("Not now")))


async def _source(run: Running, name: str) -> Source | None:
    """What was pasted, or the file whose path was typed; what was typed comes back when it cannot be read."""
    tr, typed = run.tr, ""
    about = tr(IMPORTS[name].about)
    hint = tr("{what}. Paste it here, or type the path of a file.", what=about)
    while text := await run.ask(Pasted(tr, tr(IMPORTS[name].label), value=typed, hint=hint)):
        path = file_of(text)
        if path is None:
            return Source(text)
        try:
            return await to_thread(_read, path, tr)
        except FacilitatorError as error:
            typed, hint = text, error.said(tr)
    return None


def _read(path: Path, tr: Translator) -> Source:
    data = load(path, tr)
    held, encoding = content(data, path.name, tr)
    return Source(held, data if encoding else None, path.name)


def file_of(text: str) -> Path | None:
    """The file that a single line names, or seems to name; None: it is the content itself."""
    words = text.strip().strip("\"'")
    if "\n" in words or not words or len(words) > 1000:
        return None
    if words.startswith("file://"):
        from urllib.request import url2pathname  # slow to load, and rarely wanted

        words = url2pathname(words.removeprefix("file://"))
    path = Path(words).expanduser()
    try:
        if not path.is_file() and "\\" in words:  # terminals put one before a blank when a file is dropped on them
            bare = Path(_ESCAPED.sub(r"\1", words)).expanduser()
            path = bare if bare.is_file() else path
        there = path.is_file()
    except (OSError, ValueError):
        return None
    named = path.suffix.casefold() in (".csv", ".tsv", ".md", ".txt", ".html", ".htm", ".mmd", ".xlsx", ".ods", ".xls")
    return path if there or (named and not any(sign in words for sign in "|;\t")) else None

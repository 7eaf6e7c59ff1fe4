"""The banner at the top of Run: what stands in the way of saving, for as long as it does."""

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from facilitator.core.i18n import N_, Translator
from facilitator.store.notices import Finding, Problem, ReadOnly
from facilitator.store.store import Store
from facilitator.store.temporary import root_of

REASONS = {
    ReadOnly.ASKED: N_("Open for reading only, as asked: nothing can be changed."),
    ReadOnly.LOCKED: N_("Somebody else has this session open: it can be looked at, not changed."),
    ReadOnly.NEWER: N_("A newer version of the program wrote this session: it can be looked at, not changed."),
    ReadOnly.DAMAGED: N_(
        "This session is damaged: shown is what can be proved; nothing can be changed before a repair."
    ),
    ReadOnly.CANNOT_WRITE: N_("This session's folder cannot be written: it can be looked at, not changed."),
}
RELOAD = N_("F5 loads it again.")
REPAIR = N_("F5 repairs it; the original is kept.")
WAYS = dict.fromkeys(REASONS, RELOAD) | {ReadOnly.DAMAGED: REPAIR, ReadOnly.NEWER: ""}
IN_BANNER = ("locked", "locked_by_somebody", "cannot_write", "newer")
"""Findings that say why a session can only be read: they stay in the banner instead of being said once."""


def translated(finding: Finding, tr: Translator) -> str:
    """What the store has to say, in the user's language."""
    return tr(finding.message).format(**finding.params)


class Banner(Static):
    """Shown while nothing can be saved. A click does what its key does."""

    class Pressed(Message):
        """The banner was clicked."""

    DEFAULT_CSS = """
    Banner { height: auto; width: 1fr; padding: 0 1; display: none; }
    Banner { background: $error; color: $text; text-style: bold; }
    Banner.-shown { display: block; }
    Banner.-reading { background: $warning; }
    """

    def __init__(self, store: Store, tr: Translator, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._store, self._tr = store, tr
        self._dry = root_of(store.folder) is not None
        self.sentence = ""

    class Told(Message):
        """The store's thread says that saving does not work, or works again."""

        def __init__(self, problem: Problem | None) -> None:
            super().__init__()
            self.problem = problem

    def on_mount(self) -> None:
        """Says at once what is known at once, and listens."""
        self._store.on_problem(self._told)
        self.show(self._store.problem)

    def _told(self, problem: Problem | None) -> None:
        self.post_message(self.Told(problem))  # from the store's thread

    def on_banner_told(self, event: Told) -> None:
        """Says what is wrong, or nothing any more."""
        self.show(event.problem)

    def show(self, problem: Problem | None) -> None:
        """Says what is wrong now; nothing when nothing is."""
        tr, reason = self._tr, self._store.read_only
        if reason is not None:
            exact = next((finding for finding in self._store.findings if finding.code in IN_BANNER), None)
            said = translated(exact, tr) if exact else tr(REASONS[reason])
            self.sentence = f"{said} {tr(WAYS[reason])}".rstrip()
        else:
            self.sentence = translated(problem, tr) if problem else ""
        self.set_class(reason is not None or (self._dry and not self.sentence), "-reading")
        if self._dry:
            self.sentence = f"{tr('Dry run: nothing is kept. Closing it removes it.')} {self.sentence}".rstrip()
        self.update(Content(self.sentence))
        self.set_class(bool(self.sentence), "-shown")

    def on_click(self) -> None:
        """Tells whoever shows the banner."""
        self.post_message(self.Pressed())

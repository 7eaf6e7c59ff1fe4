"""Who answers for a task: somebody known, or a name that is typed."""

from collections.abc import Iterable

from textual.widgets import Input

from facilitator.core.i18n import Translator
from facilitator.core.text import line
from facilitator.kit.dialogs import Choose
from facilitator.kit.rows import Row

NEW = -1
"""Key of the row for a name that nobody has."""


class ChooseOwner(Choose[str]):
    """A choice among the people, with nobody first; a typed name that nobody has can be taken as well."""

    def __init__(self, tr: Translator, title: str, names: Iterable[str], selected: str) -> None:
        known = list(dict.fromkeys(names))
        options = [("", tr("Nobody")), *((name, name) for name in known)]
        super().__init__(tr, title, options, selected=selected, searches=True)
        self._known = {name.casefold() for name in known}

    def _rows(self, words: str) -> list[Row]:
        rows, name = super()._rows(words), line(words)
        if name and name.casefold() not in self._known:
            rows.append(Row(NEW, (self.tr("New person: {name}", name=name),)))
        return rows

    def answer(self) -> str | None:
        """The name; empty for nobody."""
        if self._list.current == NEW:
            return line(self.query_one("#filter", Input).value)
        return super().answer()

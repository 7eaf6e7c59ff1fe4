"""What an import would bring, before anything is changed: what was found, what is doubtful, what can be corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from facilitator.core.i18n import Translator
from facilitator.imports.found import Found
from facilitator.imports.reading import Book, Material, cut

Answers = Mapping[str, str]
"""What the user has corrected: key of a choice to the option that counts."""


@dataclass(frozen=True)
class Choice:
    """One thing that was decided while reading, and can be decided otherwise."""

    key: str
    title: str
    options: tuple[tuple[str, str], ...]
    """Value and words each."""
    chosen: str

    @property
    def said(self) -> str:
        """The words of what counts now."""
        return next((words for value, words in self.options if value == self.chosen), self.chosen)


@dataclass(frozen=True)
class Preview:
    """An import as it stands."""

    found: Found | None
    """None: there is nothing of the kind in the text; ``doubts`` says why."""
    doubts: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """What would be imported, as a table to look at."""
    said: str = ""
    """What was found, in one line."""


@dataclass
class Notes:
    """Doubts and choices as they come up while reading."""

    tr: Translator
    answers: Answers
    doubts: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    def doubt(self, sentence: str) -> None:
        """A doubt, once."""
        if sentence not in self.doubts:
            self.doubts.append(sentence)

    def measure(self, content: Material) -> None:
        """Says so when a content holds more than is read of it."""
        if cut(content):
            self.doubt(self.tr("The text is longer than is read; what comes after is left out."))
        if isinstance(content, Book) and content.hidden:
            self.doubt(self.tr("Hidden sheets are not read: {names}.", names=self.few(content.hidden)))

    def choose(self, key: str, title: str, options: Iterable[tuple[str, str]], guess: str) -> str:
        """What counts: the user's answer if it is one of the options, else the guess."""
        offered = tuple(options)
        answer = self.answers.get(key, guess)
        chosen = answer if any(value == answer for value, _ in offered) else guess
        self.choices.append(Choice(key, title, offered, chosen))
        return chosen

    def answered(self, key: str) -> bool:
        """Whether the user has decided this."""
        return key in self.answers

    def few(self, words: Iterable[str]) -> str:
        """The words in a row, of many only the first."""
        unique = list(dict.fromkeys(words))
        if len(unique) <= 6:
            return ", ".join(unique)
        return self.tr("{names} and {n} more", names=", ".join(unique[:5]), n=len(unique) - 5)

    def preview(
        self, found: Found | None, said: str = "", heads: Iterable[str] = (), rows: Iterable[tuple[str, ...]] = ()
    ) -> Preview:
        """What came of it."""
        return Preview(found, tuple(self.doubts), tuple(self.choices), tuple(heads), tuple(rows), said)

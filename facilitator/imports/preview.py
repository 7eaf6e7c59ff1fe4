"""What an import would bring, before anything is changed: what was found, what is doubtful, what can be corrected."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from facilitator.core.i18n import Translator
from facilitator.core.text import line
from facilitator.imports.found import Found
from facilitator.imports.reading import Book, Material, cut
from facilitator.imports.words import few

T = TypeVar("T")

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

    def one_of(self, sources: Sequence[T], about: Callable[[T], tuple[int, str]]) -> T:
        """The table or chart that counts: the first unless the user says otherwise.

        ``about`` gives the line on which one begins, and what it is called.
        """
        if len(sources) == 1:
            return sources[0]
        places = [(str(at), *about(one)) for at, one in enumerate(sources)]
        options = [(at, self.tr("line {n}: {title}", n=n, title=line(title, 60))) for at, n, title in places]
        return sources[int(self.choose("table", self.tr("Which table"), options, "0"))]

    def column(self, at: int, head: str, options: Iterable[tuple[str, str]], guess: str) -> str:
        """What a column is; ``at``: its place from 0."""
        tr = self.tr
        title = tr("Column “{name}”", name=line(head, 40)) if head else tr("Column {n}", n=at + 1)
        return self.choose(f"column:{at}", title, options, guess)

    def unread(self, heads: Sequence[str], fields: Sequence[str]) -> None:
        """Says which columns are not read: those that have a heading and are nothing."""
        names = [head for head, field in zip(heads, fields, strict=True) if head and not field]
        if names:
            self.doubt(self.tr("Columns that are not read: {names}.", names=self.few(names).rstrip(".")))

    def axis(self, axis: str, ends: tuple[str, str], options: Iterable[tuple[str, str]], guess: str) -> str:
        """What an axis of a chart means, by the words at its ends."""
        title = self.tr("Axis “{low}” to “{high}”", low=ends[0] or axis, high=ends[1] or axis)
        return self.choose(f"axis:{axis}", title, options, guess)

    def odd(self, texts: Sequence[str]) -> None:
        """Says which lines of a chart are not read, if any."""
        if texts:
            self.doubt(self.tr("Not read: {texts}.", texts=self.few(line(text, 50) for text in texts)))

    def answered(self, key: str) -> bool:
        """Whether the user has decided this."""
        return key in self.answers

    def few(self, words: Iterable[str]) -> str:
        """The words in a row, each once, of many only the first."""
        return few(words, self.tr)

    def preview(
        self, found: Found | None, said: str = "", heads: Iterable[str] = (), rows: Iterable[tuple[str, ...]] = ()
    ) -> Preview:
        """What came of it."""
        return Preview(found, tuple(self.doubts), tuple(self.choices), tuple(heads), tuple(rows), said)

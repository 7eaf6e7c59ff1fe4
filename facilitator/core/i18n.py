"""Texts of the program in the user's language, by gettext, without any global state.

Three languages live side by side: the screen's, the session's and the export's. So a ``Translator`` is an object that
is handed on, never installed. Texts of a class, made before any language is known, are marked with ``N_`` and
translated where they are shown.
"""

import gettext
from collections.abc import Iterable
from functools import cache

LANGUAGES = {"en": "English", "nl": "Nederlands", "de": "Deutsch"}
"""Languages of the program: code to the language's own name."""


def N_(message: str) -> str:
    """Marks a text for translation; it is translated where it is shown."""
    return message


class Translator:
    """Callable that gives texts in one language: ``tr("Delete {title}?", title=item.title)``."""

    def __init__(self, language: str = "en", catalog: gettext.NullTranslations | None = None) -> None:
        self.language = language
        self._catalog = catalog or gettext.NullTranslations()

    def __call__(self, message: str, /, **values: object) -> str:
        """The text for ``message``, its ``{named}`` places filled."""
        text = self._catalog.gettext(message) if message else ""
        return text.format(**values) if values else text

    def n(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for the number ``n``, which also fills ``{n}``."""
        return self._catalog.ngettext(one, many, n).format(n=n, **values)

    def c(self, context: str, message: str, /, **values: object) -> str:
        """The text for a word that needs its context to be translated (*Open*: the verb or the state)."""
        text = self._catalog.pgettext(context, message)
        return text.format(**values) if values else text

    def number(self, value: float, decimals: int = 2, *, padded: bool = False) -> str:
        """A number for people, with the language's decimal sign: at most so many decimals, or exactly so many."""
        text = f"{value:.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text and not padded else text
        text = "0" if text == "-0" else text
        return text if self.language == "en" else text.replace(".", ",")


def match(wanted: str | None, available: Iterable[str] = tuple(LANGUAGES)) -> str:
    """The best available language for a code such as ``de_AT.UTF-8``; ``en`` when nothing fits."""
    short = (wanted or "").replace("_", "-").lower().split("-")[0].split(".")[0]
    return short if short in set(available) else "en"


@cache
def translator(language: str) -> Translator:
    """The translator of a language of the program; English where there is no catalog."""
    code = match(language)
    if code == "en":
        return Translator(code)
    from importlib.resources import files  # with ``zipfile`` in it: English starts without

    catalog = files("facilitator") / "locale" / code / "LC_MESSAGES" / "facilitator.mo"
    if not catalog.is_file():
        return Translator(code)
    with catalog.open("rb") as file:
        return Translator(code, gettext.GNUTranslations(file))

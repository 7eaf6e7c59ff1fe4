"""The workshop file: an agenda of steps with everything that is said and asked in them, in some languages.

Documents in, structs out. The raw document and its overlays stay with the workshop, because a session keeps
them and an export may want any of the languages.
"""

from typing import Any

import msgspec

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.text import line
from facilitator.core.workshop_overlay import merged
from facilitator.core.workshop_parts import (
    Collection,
    Field,
    Group,
    StepDef,
    read_collections,
    read_group,
    read_steps,
)
from facilitator.core.workshop_values import Path, Problem, Table, is_language

__all__ = ["WORKSHOP_KEYS", "Collection", "Field", "Group", "StepDef", "Workshop", "parse", "read"]

WORKSHOP_KEYS = ("title", "purpose", "audience", "language", "group", "collections", "step")


class Workshop(msgspec.Struct, frozen=True, kw_only=True):
    """A workshop in one of its languages."""

    id: str
    title: str
    purpose: str = ""
    audience: str = ""
    language: str = "en"
    """Language of these texts, as far as they are translated."""
    group: Group = Group()
    collections: dict[str, Collection] = {}
    steps: tuple[StepDef, ...] = ()
    source: dict[str, Any] = {}
    """The document as it was read, in its own language."""
    overlays: dict[str, dict[str, Any]] = {}
    """Language to the texts in it."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it can be had in, its own first."""
        own = _base_language(self.source)
        return (own, *sorted(set(self.overlays) - {own}))

    @property
    def minutes(self) -> int:
        """Planned length with buffers, in minutes."""
        return sum(step.minutes.plan + step.buffer for step in self.steps)

    def step(self, key: str) -> StepDef | None:
        """The step with this id."""
        return next((step for step in self.steps if step.id == key), None)

    def in_language(self, language: str) -> "Workshop":
        """The workshop with its texts in a language (``nl``, ``nl-BE``), its own for texts that have none."""
        own = _base_language(self.source)
        codes = (language, language.split("-")[0])
        wanted = next((code for code in codes if code in (own, *self.overlays)), own)
        if wanted == self.language:
            return self
        texts = {} if wanted == own else self.overlays[wanted]
        return msgspec.structs.replace(
            parse(merged(self.source, texts), self.overlays, self.id),
            language=wanted,
            source=self.source,
        )


def parse(
    source: dict[str, Any],
    overlays: dict[str, dict[str, Any]] | None = None,
    workshop_id: str = "",
    tr: Translator | None = None,
) -> Workshop:
    """The workshop of a TOML document and its overlays (language to document), in the document's language.

    Unknown keys, unknown kinds and faulty overlays are passed over: naming them is the checker's business.

    Raises:
        FacilitatorError: the document cannot be played; the sentence names the first reason and its place.
    """
    workshop, problems = read(source, overlays or {}, workshop_id, tr or Translator())
    if fatal := next((problem for problem in problems if problem.fatal), None):
        words = tr or Translator()
        place = place_of(fatal.path, source, words)
        name = workshop_id or workshop.title or words("without a title")
        raise FacilitatorError(
            words("Workshop “{name}”, {place}: {sentence}", name=name, place=place, sentence=line(fatal.sentence))
        )
    return workshop


def read(
    source: dict[str, Any], overlays: dict[str, dict[str, Any]], workshop_id: str, tr: Translator
) -> tuple[Workshop, list[Problem]]:
    """The workshop as far as it can be read, and all that is wrong with it but for kinds and overlays."""
    problems: list[Problem] = []
    top = Table(source, (), problems, tr)
    top.only_keys(WORKSHOP_KEYS)
    language = top.text("language") or "en"
    if not is_language(language):
        top.fault("language", tr("“language” must be a code such as “en”, “nl” or “de”."))
    collections = read_collections(top.table("collections"))
    workshop = Workshop(
        id=workshop_id,
        title=top.text("title", required=True),
        purpose=top.text("purpose", long=True),
        audience=top.text("audience", long=True),
        language=language,
        group=read_group(top.table("group")),
        collections=collections,
        steps=read_steps(top, collections),
        source=source,
        overlays=overlays,
    )
    return workshop, problems


def place_of(path: Path, source: dict[str, Any], tr: Translator) -> str:
    """Where a fault is, in words: the step by its id or title, else its number; the collection; the top."""
    match path:
        case ("step", int(at), *_):
            entry = source["step"][at]
            name = entry.get("id") or entry.get("title")
            return tr("step “{name}”", name=line(name)) if isinstance(name, str) else tr("step {n}", n=at + 1)
        case ("collections", str(name), *_):
            return tr("collection “{name}”", name=line(name))
        case _:
            return tr("at the top")


def _base_language(source: dict[str, Any]) -> str:
    return str(source.get("language") or "en")

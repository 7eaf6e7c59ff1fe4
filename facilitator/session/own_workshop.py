"""A session's agenda, as it was changed, as an own workshop: what was prepared for one client serves the next."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.core.agenda import ordered
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator, translator
from facilitator.core.minutes import DAY_MINUTES, around
from facilitator.core.records import Minutes, Step, WorkshopCopy
from facilitator.core.text import clean, line, slug, unused
from facilitator.core.workshop import StepDef, Workshop
from facilitator.core.workshop_check import BASE
from facilitator.core.workshop_mend import mended
from facilitator.core.workshop_overlay import OVERLAID_TOP, STEP_KEYS, overlaid, texts_between
from facilitator.core.workshop_parts import LATEST_DAY, MOST_GROUPS
from facilitator.core.workshop_settings import kind_checks
from facilitator.core.workshop_values import is_id, is_language
from facilitator.imports.library import put
from facilitator.imports.workshop_toml import overlay_text, workshop_text
from facilitator.session.views import view

if TYPE_CHECKING:
    from facilitator.session.session import Session

EDITED = ("title", "prompt", "notes")
"""Texts of a step that a session may have of its own."""


@dataclass(frozen=True)
class OwnWorkshop:
    """A workshop's documents, and what of the session could not be taken over."""

    source: dict[str, Any]
    overlays: dict[str, dict[str, Any]]
    said: tuple[str, ...]
    """One sentence each."""

    @property
    def texts(self) -> dict[str, str]:
        """File name to its text."""
        overlays = {f"{language}.toml": overlay_text(texts) for language, texts in self.overlays.items()}
        return {BASE: workshop_text(self.source), **overlays}


def save(session: "Session", home: Path, name: str, title: str, tr: Translator) -> tuple[Path, tuple[str, ...]]:
    """Writes the session's agenda into ``<home>/workshops/<name>``: its folder, and what could not be taken over.

    Raises:
        FacilitatorError: the name cannot be an id or is taken, the session has no step, or the disk does not take it.
    """
    own = own_workshop(session, title, tr)
    return put(own.texts, home, name, tr), own.said


def own_workshop(session: "Session", title: str, tr: Translator) -> OwnWorkshop:
    """The session's steps without the skipped ones as a workshop that the checker has nothing against.

    Texts edited in the session go to the session's language; of what is new there every language has the same.

    Raises:
        FacilitatorError: nothing is left to make a workshop of.
    """
    making = _Making(session, tr)
    for step in making.steps:
        making.add(step)
    if not making.entries:
        raise FacilitatorError(tr("This session has no step that a workshop could be made of."))
    source, overlays = making.documents(line(title) or session.info.title)
    source, overlays, left_out = mended(source, overlays, kind_checks(session.kinds), tr)
    return OwnWorkshop(source, overlays, (*making.said, *left_out))


class _Making:
    """Collects the new workshop's steps with their texts in every language."""

    def __init__(self, session: "Session", tr: Translator) -> None:
        self.tr = tr
        self.session = session
        self.copy = session.only(WorkshopCopy)
        self.workshop: Workshop = session.workshop()
        self.entries: list[dict[str, Any]] = []
        self.texts: dict[str, dict[str, Any]] = {}
        """Language to the new ids to their texts."""
        self.said: list[str] = []
        self.steps = [
            step for step in ordered(session.steps) if step.state != "skipped" and self._installed(step, session)
        ]
        self._written = {
            entry["id"]: entry for entry in self.copy.source.get("step", []) if isinstance(entry.get("id"), str)
        }
        self._ids = new_ids(self.steps, self._written)
        self._language = text_language(self.workshop, session.info.language)
        self._before: dict[str, Step] = {}

    def _installed(self, step: Step, session: "Session") -> bool:
        if step.kind in session.kinds:
            return True
        name = step.title or step.key
        self.said.append(
            self.tr("“{step}” is left out: its kind “{kind}” is not installed.", step=name, kind=step.kind)
        )
        return False

    def add(self, step: Step) -> None:
        """Adds a step as the session has it now."""
        key, own, written = self._ids[step.id], self.workshop.step(step.key), self._written.get(step.key, {})
        texts = {name: written[name] for name in ("title", "prompt", "notes", "material") if name in written}
        texts = {"title": step.key} | texts
        for language, overlay in self.copy.overlays.items():
            over = overlay.get("step", {})
            if isinstance(over, dict) and isinstance(over.get(step.key), dict) and own:
                self.texts.setdefault(language, {})[key] = deepcopy(over[step.key])
        self._edited(step, key, texts, new=own is None)
        self.entries.append(self._entry(step, key, own, texts) | self._changed(step, key))
        self._before[step.key] = step

    def _edited(self, step: Step, key: str, texts: dict[str, Any], *, new: bool) -> None:
        """Puts the session's own texts of a step where they belong."""
        for name in EDITED:
            text = clean(getattr(step, name)) if name != "title" else line(step.title)
            if not text:
                continue
            if new or not texts.get(name) or self._language == self.workshop.languages[0]:
                texts[name] = text
            else:
                self.texts.setdefault(self._language, {}).setdefault(key, {})[name] = text

    def _entry(self, step: Step, key: str, own: StepDef | None, texts: dict[str, Any]) -> dict[str, Any]:
        written = self._written.get(step.key, {})
        as_before = own is not None and own.settings == step.settings
        settings = {name: value for name, value in written.items() if overlaid(name)} if as_before else step.settings
        entry = {
            "id": key,
            "kind": step.kind,
            "title": texts["title"],
            "minutes": self._minutes(step, texts["title"]),
            "priority": step.priority if step.priority != "should" else "",
            "day": min(step.day, LATEST_DAY) if step.day > 1 else 0,
            "fixed": step.fixed,
            "buffer": min(max(step.buffer, 0), DAY_MINUTES),
            "groups": min(max(step.groups, 0), MOST_GROUPS),
            "items": step.items,
            "only": self._only(step, texts["title"]),
            **{name: texts.get(name) for name in ("prompt", "notes", "material")},
        }
        entry = {name: deepcopy(value) for name, value in entry.items() if value}
        return entry | {name: deepcopy(value) for name, value in settings.items() if name not in STEP_KEYS}

    def _changed(self, step: Step, key: str) -> dict[str, Any]:
        """The settings that were changed on the step's screen; their words in other languages go to the overlays."""
        kind, languages, mine = self.session.kinds[step.kind], self.workshop.languages, self.session.info.language
        try:
            views = {code: view(self.session, step, translator(code), code) for code in (*languages, mine)}
        except FacilitatorError:  # settings that do not fit are left out, and said, with all that is wrong
            return {}
        found = {code: kind.changed_settings(seen) for code, seen in views.items()}
        language, *others = languages
        now = {name: value for name, value in found[language].items() if name in found[mine]}  # else only translated
        for code in others:
            texts = {name: text for name, text in self.texts.get(code, {}).get(key, {}).items() if name not in now}
            between = texts_between(now, found[code])
            self.texts.setdefault(code, {})[key] = texts | (between or {})
        return now

    def _minutes(self, step: Step, title: str) -> int | dict[str, int]:
        plan = min(max(step.minutes.plan, 1), DAY_MINUTES)
        if plan != step.minutes.plan:
            self.said.append(
                self.tr.n("“{step}” has {n} minute now.", "“{step}” has {n} minutes now.", plan, step=title)
            )
        low, high = min(max(step.minutes.min, 0), plan), min(max(step.minutes.max, plan), DAY_MINUTES)
        if Minutes(min=low, plan=plan, max=high) == around(plan):
            return plan
        return {"min": low, "plan": plan, "max": high}

    def _only(self, step: Step, title: str) -> dict[str, str]:
        """The step whose winners it takes: of a repeated one, the last run before it."""
        wanted = step.only.get("winners_of", "")
        giver = self._before.get(wanted)
        if giver is not None and giver.items == step.items:
            return {"winners_of": self._ids[giver.id]}
        if wanted:
            sentence = N_("“{step}” takes all cards now: “{name}”, whose winners it took, does not come before it.")
            self.said.append(self.tr(sentence, step=title, name=wanted))
        return {}

    def documents(self, title: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        """The workshop and its overlays under a new title, which is the same in all languages."""
        source = {key: deepcopy(value) for key, value in self.copy.source.items() if key != "step"}
        source |= {"title": title, "step": self.entries}
        overlays: dict[str, dict[str, Any]] = {}
        for language in sorted({*self.copy.overlays, *self.texts}):
            before = self.copy.overlays.get(language, {})
            kept = {key: before[key] for key in (*OVERLAID_TOP, "collections") if key in before and key != "title"}
            overlay = deepcopy(kept) | {"step": self.texts.get(language, {})}
            overlays[language] = {key: value for key, value in overlay.items() if value}
        return source, overlays


def text_language(workshop: Workshop, language: str) -> str:
    """The language of the workshop that texts typed in a session of this language are of."""
    codes = [code for code in (language, language.split("-")[0]) if code in workshop.languages]
    return codes[0] if codes else language if is_language(language) else workshop.languages[0]


def new_ids(steps: Sequence[Step], known: Mapping[str, Any]) -> dict[str, str]:
    """An id per step: its own for the first of each, numbered for repeated ones, out of the title for added ones."""
    taken = {step.key for step in steps if step.key in known}
    found: dict[str, str] = {}
    used: set[str] = set()
    for step in steps:
        if step.key in known and step.key not in used:
            found[step.id] = step.key
        else:
            name = step.key if step.key in known or not step.title else slug(step.title)
            name = name if is_id(name) else slug(name)
            found[step.id] = unused(name, taken | used)
        used.add(found[step.id])
    return found

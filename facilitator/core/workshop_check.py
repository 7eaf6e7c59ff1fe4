"""Checking a workshop file: every fault of meaning with its line and the nearest word that would be right."""

import re
import tomllib
from collections.abc import Mapping
from math import isfinite
from typing import Any

import msgspec

from facilitator.core.i18n import N_, Translator
from facilitator.core.text import line
from facilitator.core.workshop import WORKSHOP_KEYS, Workshop, read
from facilitator.core.workshop_lines import line_at, lines_of
from facilitator.core.workshop_overlay import (
    NEVER,
    OVERLAID_STEP,
    OVERLAID_TOP,
    merged,
    overlaid,
    texts_only,
)
from facilitator.core.workshop_settings import KindCheck, settings_problems
from facilitator.core.workshop_values import Path, Problem, hint, is_language, said, wrong_type

BASE = "workshop.toml"
DEEPEST = 30
"""Levels of lists and tables; real files have five."""

_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


class Fault(msgspec.Struct, frozen=True):
    """One thing to put right in a workshop file."""

    file: str
    line: int
    sentence: str


def check(
    text: str,
    overlays: Mapping[str, str],
    kinds: Mapping[str, KindCheck] | None,
    tr: Translator | None = None,
) -> list[Fault]:
    """Every fault of a workshop and its overlays (language to text), of bad syntax the first one.

    Without ``kinds`` neither the kinds of steps nor their settings are looked at.
    """
    words = tr or Translator()
    source, faults = load(text, BASE, words)
    if faults:
        return faults
    workshop, problems = read(source, {}, "", words)
    problems += step_problems(workshop, kinds, words) if kinds is not None else []
    faults = placed(problems, text, BASE)
    for language, overlay_text in sorted(overlays.items()):
        file = f"{language}.toml"
        overlay, found = load(overlay_text, file, words)
        if not found:
            found = placed(overlay_problems(source, overlay, language, kinds or {}, words), overlay_text, file)
        faults += found
    return faults


def load(text: str, file: str, tr: Translator) -> tuple[dict[str, Any], list[Fault]]:
    """The document of a TOML text, or the one fault that keeps it from being read."""
    try:
        document = tomllib.loads(text)
    except ValueError as error:  # also for a number of too many digits
        found = _AT.search(str(error))
        number = int(found[1]) if found and found[1] else max(1, len(text.splitlines()))
        reason = _AT.sub("", str(error)).rstrip(".")
        return {}, [Fault(file, number, line(tr("This is not valid TOML: {reason}.", reason=reason)))]
    except RecursionError:
        return {}, [Fault(file, 1, tr("Lists and tables are nested too deeply in this file."))]
    reason = _too_much(document, tr)
    return ({}, [Fault(file, 1, reason)]) if reason else (document, [])


def _too_much(document: dict[str, Any], tr: Translator) -> str:
    """Why a document that is valid TOML is more than a workshop can hold."""
    level: list[Any] = [document]
    for _ in range(DEEPEST):
        if any(isinstance(value, int) and value.bit_length() > 63 for value in level):
            return tr("A number in this file is larger than TOML allows.")
        if not all(isfinite(value) for value in level if isinstance(value, float)):
            return tr("A number in this file is infinite or none at all (inf, nan).")
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    return tr("Lists and tables are nested too deeply in this file.") if level else ""


def placed(problems: list[Problem], text: str, file: str) -> list[Fault]:
    """Problems as faults with their lines, each said once, from top to bottom."""
    if not problems:
        return []
    lines = lines_of(text)
    found = [Fault(file, line_at(problem.path, lines), line(problem.sentence)) for problem in problems]
    return sorted(dict.fromkeys(found), key=lambda fault: fault.line)


def step_problems(workshop: Workshop, kinds: Mapping[str, KindCheck], tr: Translator) -> list[Problem]:
    """Faults of kinds: unknown ones, their settings, winners of a step that has none."""
    problems: list[Problem] = []
    for at, step in enumerate(workshop.steps):
        path: Path = ("step", at)
        kind = kinds.get(step.kind)
        if kind is not None:
            problems += settings_problems(step.settings, kind, path, tr)
        elif step.kind:
            sentence = tr("There is no kind of step “{kind}”.", kind=step.kind)
            problems.append(Problem((*path, "kind"), said(sentence, hint(step.kind, kinds, tr)), False))
        giver = workshop.step(step.only.get("winners_of", ""))
        giver_kind = kinds.get(giver.kind) if giver else None
        if giver and giver_kind and not giver_kind.winners:
            sentence = tr("“{step}” has no winners: it is of kind {kind}.", step=giver.id, kind=giver.kind)
            problems.append(Problem((*path, "only", "winners_of"), sentence, False))
    return problems


def overlay_problems(
    source: dict[str, Any],
    overlay: dict[str, Any],
    language: str,
    kinds: Mapping[str, KindCheck],
    tr: Translator,
) -> list[Problem]:
    """Everything in an overlay that would not reach the workshop, or would break it."""
    walk = _OverlayWalk(tr)
    if not is_language(language):
        walk.fault((), tr("“{file}” is no language: name the file nl.toml, de.toml, …", file=f"{language}.toml"))
    for key, value in overlay.items():
        if key == "step":
            walk.steps(source, value)
        elif key == "collections":
            walk.value(source.get("collections", {}), value, (key,))
        elif key in OVERLAID_TOP and key in source:
            walk.value(source[key], value, (key,))
        elif key in WORKSHOP_KEYS and key not in OVERLAID_TOP:
            walk.elsewhere((key,))
        else:
            walk.unknown((key,), [name for name in OVERLAID_TOP if name in source] + ["collections", "step"])
    if not walk.problems:
        walk.problems += _translated_settings(source, overlay, kinds, tr)
    return walk.problems


def _translated_settings(
    source: dict[str, Any], overlay: dict[str, Any], kinds: Mapping[str, KindCheck], tr: Translator
) -> list[Problem]:
    """Settings that are right in the workshop and wrong once translated (``mode = "sammeln"``)."""
    own, _ = read(source, {}, "", tr)
    other, _ = read(merged(source, overlay), {}, "", tr)
    return [
        Problem(("step", before.id, *problem.path), problem.sentence, False)
        for before, after in zip(own.steps, other.steps, strict=True)
        if before.settings != after.settings and before.kind in kinds
        if not settings_problems(before.settings, kinds[before.kind], (), tr)
        for problem in settings_problems(after.settings, kinds[before.kind], (), tr)
    ]


class _OverlayWalk:
    """Goes down the workshop's document and the overlay together."""

    def __init__(self, tr: Translator) -> None:
        self.tr = tr
        self.problems: list[Problem] = []

    def fault(self, path: Path, sentence: str) -> None:
        self.problems.append(Problem(path, sentence, False))

    def unknown(self, path: Path, known: list[str]) -> None:
        key = str(path[-1])
        sentence = self.tr("The workshop has no “{key}” here.", key=key)
        self.fault(path, said(sentence, hint(key, known, self.tr)))

    def elsewhere(self, path: Path) -> None:
        sentence = self.tr("“{key}” is not translated: it stands in {file} only.", key=path[-1], file=BASE)
        self.fault(path, sentence)

    def steps(self, source: dict[str, Any], over: Any) -> None:
        entries = source.get("step")
        steps = {
            entry["id"]: entry
            for entry in (entries if isinstance(entries, list) else [])
            if isinstance(entry, dict) and isinstance(entry.get("id"), str)
        }
        if not isinstance(over, dict):
            self.fault(("step",), self.tr("A translation names the step it is for: [step.ID], not [[step]]."))
            return
        for key, texts in over.items():
            if key not in steps:
                self.unknown(("step", key), list(steps))
            elif not isinstance(texts, dict):
                self.fault(("step", key), wrong_type(key, self.tr("a table"), texts, self.tr))
            else:
                self.step(steps[key], texts, ("step", key))

    def step(self, base: dict[str, Any], over: dict[str, Any], path: Path) -> None:
        for key, value in over.items():
            if not overlaid(key):
                self.elsewhere((*path, key))
            elif key not in base:
                names = [name for name in base if overlaid(name)]
                self.unknown((*path, key), names or list(OVERLAID_STEP))
            else:
                self.value(base[key], value, (*path, key))

    def value(self, base: Any, over: Any, path: Path) -> None:
        key = str(path[-1])
        match base:
            case str():
                if not isinstance(over, str):
                    self.fault(path, wrong_type(key, self.tr("text"), over, self.tr))
            case dict():
                self.table(base, over, path)
            case list() if texts_only(base):
                self.texts(base, over, path)
            case list():
                ids = {
                    entry["id"]: entry for entry in base if isinstance(entry, dict) and isinstance(entry.get("id"), str)
                }
                by_title = isinstance(over, dict) and {
                    name: {"title": text} if isinstance(text, str) else text for name, text in over.items()
                }
                self.table(ids, by_title or over, path)
            case _:
                self.elsewhere(path)

    def table(self, base: dict[str, Any], over: Any, path: Path) -> None:
        if not isinstance(over, dict):
            self.fault(path, wrong_type(str(path[-1]), self.tr("a table"), over, self.tr))
            return
        for key, value in over.items():
            if key not in base:
                self.unknown((*path, key), [name for name in base if name not in NEVER])
            elif key in NEVER:
                self.elsewhere((*path, key))
            else:
                self.value(base[key], value, (*path, key))

    def texts(self, base: list[str], over: Any, path: Path) -> None:
        key = str(path[-1])
        if not isinstance(over, list) or not texts_only(over):
            self.fault(path, wrong_type(key, self.tr("a list of texts"), over, self.tr))
        elif len(over) != len(base):
            sentence = N_("“{key}” needs as many texts as in {file}: {m}, not {n}.")
            sentence = self.tr(sentence, key=key, file=BASE, m=len(base), n=len(over))
            self.fault(path, sentence)

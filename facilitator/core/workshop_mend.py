"""A workshop made by the program: whatever the checker would find wrong in it is left out, and said."""

from collections.abc import Mapping
from typing import Any

from facilitator.core.i18n import Translator
from facilitator.core.text import line
from facilitator.core.workshop import place_of, read
from facilitator.core.workshop_check import overlay_problems, step_problems
from facilitator.core.workshop_overlay import STEP_KEYS
from facilitator.core.workshop_settings import KindCheck
from facilitator.core.workshop_values import Path, Problem

ROUNDS = 100
"""Most faults that are left out one after the other; what is then still wrong stays and is the user's."""

Document = dict[str, Any]


def mended(
    source: Document, overlays: Mapping[str, Document], kinds: Mapping[str, KindCheck], tr: Translator
) -> tuple[Document, dict[str, Document], tuple[str, ...]]:
    """The documents without what is wrong in them, and a sentence for each thing left out. The documents given are
    altered."""
    said: list[str] = []
    for _ in range(ROUNDS):
        workshop, problems = read(source, {}, "", tr)
        problems += step_problems(workshop, kinds, tr)
        if not problems or not _without(source, problems[0].path):
            break
        said.append(_sentence(problems[0], place_of(problems[0].path, source, tr), tr))
    good: dict[str, Document] = {}
    for language, overlay in overlays.items():
        said += _mend_overlay(source, overlay, language, kinds, tr)
        if overlay := _filled(overlay):
            good[language] = overlay
    return source, good, tuple(dict.fromkeys(said))


def _mend_overlay(
    source: Document, overlay: Document, language: str, kinds: Mapping[str, KindCheck], tr: Translator
) -> list[str]:
    said = []
    for _ in range(ROUNDS):
        problems = overlay_problems(source, overlay, language, kinds, tr)
        if not problems:
            break
        if not _without(overlay, problems[0].path):
            overlay.clear()
        said.append(_sentence(problems[0], f"{language}.toml", tr))
    return said


def _sentence(problem: Problem, place: str, tr: Translator) -> str:
    return tr("Left out, {place}: {sentence}", place=place, sentence=line(problem.sentence))


def _without(document: Document, path: Path) -> bool:
    """Takes out what a path names, or the part of it that is there; of a whole step only its settings."""
    if path[:1] == ("step",) and len(path) == 2 and isinstance(path[1], int):
        step = document["step"][path[1]]
        settings = [key for key in step if key not in STEP_KEYS]
        for key in settings:
            del step[key]
        return bool(settings)
    holder: Any = document
    for at, key in enumerate(path):
        there = key in holder if isinstance(holder, dict) else isinstance(key, int) and isinstance(holder, list)
        if not there:
            return False
        if at == len(path) - 1 or not isinstance(holder[key], dict | list):
            del holder[key]
            return True
        holder = holder[key]
    return False


def _filled(table: Document) -> Document:
    """The table without empty tables in it."""
    filled = {key: _filled(value) if isinstance(value, dict) else value for key, value in table.items()}
    return {key: value for key, value in filled.items() if value != {}}

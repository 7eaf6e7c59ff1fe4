"""What is wrong with settings and keys as far as only the screens can tell: colours, actions, and keys taken twice."""

from pathlib import Path

from textual.theme import BUILTIN_THEMES

from facilitator.app import keys
from facilitator.app.themes import OWN, unknown
from facilitator.core.i18n import Translator
from facilitator.store import keymap, settings


def faults(home: Path, tr: Translator) -> list[str]:
    """One sentence each, with the file. What the files themselves show to be wrong with settings is not among them."""
    theme = settings.load(home, tr).settings.theme
    sentence = unknown(theme, [*BUILTIN_THEMES, *(own.name for own in OWN)], tr)
    found = [f"{home / settings.FILE}: {sentence}"] if sentence else []
    return [*found, *(keys.faults(home, tr) if (home / keymap.FILE).exists() else ())]

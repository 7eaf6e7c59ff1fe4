"""Packages for the tests of the exports."""

from typing import Any

from facilitator.core.i18n import Translator
from facilitator.exports.package import Package


def package(**values: Any) -> Package:
    """A small package; any part of it can be given."""
    defaults: dict[str, Any] = {
        "profile": "client",
        "tr": Translator("en"),
        "title": "AI in the office",
        "client": "Molen BV",
        "date": "2026-11-22",
        "language": "en",
        "state": "finished",
        "workshop": "Use-case workshop",
        "folder": "2026-11-22-molen-client",
        "program": "facilitator 0",
    }
    return Package(**(defaults | values))

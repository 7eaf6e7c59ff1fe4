"""What can be imported into a step: the name of each import, its words, and the function that reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from facilitator.core.i18n import N_, Translator
from facilitator.imports.preview import Answers, Preview
from facilitator.imports.reading import Material, text_of


@dataclass(frozen=True)
class Import:
    """One thing that can be imported. Its function is named instead of imported: listing loads none of them."""

    name: str
    label: str
    about: str
    """In English, marked with ``N_``."""
    function: str

    def read(self, material: Material, tr: Translator, answers: Answers) -> Preview:
        """What is in it, as far as the answers say how to read it."""
        if not text_of(material).strip():
            return Preview(None, (tr("There is nothing in it."),))
        module, _, name = self.function.partition(":")
        function = getattr(import_module(f"{__package__}.{module}"), name)
        return cast("Callable[[Material, Translator, Answers], Preview]", function)(material, tr, answers)


IMPORTS: Mapping[str, Import] = {
    one.name: one
    for one in (
        Import(
            "matrix",
            N_("Matrix of roles (RACI)"),
            N_("A table with R, A, C, I in its cells, or with names below them: Excel, CSV, Markdown or copied cells"),
            "raci:read_matrix",
        ),
        Import(
            "stakeholders",
            N_("Stakeholders"),
            N_("A list with influence and attitude in words or numbers, or a Mermaid chart with quadrants"),
            "stakeholders:read_stakeholders",
        ),
        Import(
            "scores",
            N_("Scores"),
            N_("A table with a number for each criterion, or a Mermaid chart with quadrants"),
            "scores:read_scores",
        ),
    )
}
"""By name; ``Activity.takes`` goes by these."""

"""The run sheet: the agenda on paper, for those who run the session."""

from facilitator.core.i18n import N_
from facilitator.exports.format import Format

FORMAT = Format(
    package=__name__,
    label=N_("Run sheet (Markdown)"),
    file="run-sheet.md",
    write="write:files",
    profiles=("consultant",),
)

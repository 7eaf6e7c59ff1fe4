"""The run sheet as a page to be printed, for those who run the session."""

from facilitator.core.i18n import N_
from facilitator.exports.format import Format

FORMAT = Format(
    package=__name__,
    label=N_("Run sheet to print (HTML)"),
    file="run-sheet.html",
    write="write:files",
    profiles=("consultant",),
)

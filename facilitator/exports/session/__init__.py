"""The session's own file with the schema that describes it."""

from facilitator.core.i18n import N_
from facilitator.exports.format import Format

FORMAT = Format(
    package=__name__,
    label=N_("Session file with its schema (JSON)"),
    file="session.json",
    write="write:files",
    profiles=("consultant",),
)

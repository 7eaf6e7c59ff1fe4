"""The tasks as CSV for planning tools."""

from facilitator.core.i18n import N_
from facilitator.exports.format import Format

FORMAT = Format(package=__name__, label=N_("Tasks for planning tools (CSV)"), file="tasks.csv", write="write:files")

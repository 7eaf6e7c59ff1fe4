"""Who does what as CSV, for spreadsheets and other tools."""

from facilitator.core.i18n import N_
from facilitator.exports.format import Format

FORMAT = Format(package=__name__, label=N_("Matrix of roles (CSV)"), file="raci.csv", write="write:files")

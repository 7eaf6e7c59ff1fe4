"""The report as one Markdown file (GFM with YAML front matter and Mermaid)."""

from facilitator.core.i18n import N_
from facilitator.exports.format import Format

FORMAT = Format(package=__name__, label=N_("Report (Markdown)"), file="report.md", write="write:files")

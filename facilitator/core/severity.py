"""How grave something is that a kind of step finds odd."""

from typing import Literal

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
"""To be solved, to be talked about, to be looked at: the gravest first."""

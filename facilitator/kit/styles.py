"""Styles of a line-drawn widget's parts, laid over each other."""

from collections.abc import Mapping

from rich.style import Style
from textual.widget import Widget

from facilitator.core.severity import Severity

OF_SEVERITY: Mapping[Severity, str] = {"error": "bad", "warning": "warn", "hint": ""}
"""The style of a line of ``Rows`` or of a grid that tells of something so grave."""


def layered(widget: Widget, *names: str) -> Style:
    """The widget's style with those of its component classes over it, the last one on top.

    A colour with transparency, such as a muted one, is blended with what it stands on: Textual's partial styles leave
    the transparency out, and what should be quiet would come out bright.
    """
    style = widget.rich_style
    for name in names:
        style += widget.get_component_rich_style(name, partial=True)
        rules, whole = widget.get_component_styles(name), widget.get_component_rich_style(name)
        style += Style(
            color=whole.color if rules.has_rule("color") else None,
            bgcolor=whole.bgcolor if rules.has_rule("background") else None,
        )
    return style

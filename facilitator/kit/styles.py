"""Styles of a line-drawn widget's parts, laid over each other."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from rich.style import Style
from textual.widget import Widget

from facilitator.core.severity import Severity

if TYPE_CHECKING:
    _Drawn = Widget
else:
    _Drawn = object  # a widget among its bases would keep the styles of the widget beside it from being inherited

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


class Layered(_Drawn):
    """Beside a line-drawn widget's base: the styles of its parts, looked up once and again when they are others."""

    PARTS: ClassVar[str]
    """What the names of its component classes begin with."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._styles: dict[tuple[str, ...], Style] = {}

    def notify_style_update(self) -> None:
        """Colours are looked up again after a change of theme or focus."""
        self._styles.clear()
        super().notify_style_update()

    def _style(self, *names: str) -> Style:
        """The styles of these parts over each other; empty names count for nothing."""
        if names not in self._styles:
            self._styles[names] = layered(self, *(f"{self.PARTS}--{name}" for name in names if name))
        return self._styles[names]

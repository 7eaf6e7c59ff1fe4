"""Draws the Markdown of a workshop file: headings, paragraphs, lists, quotes, bold, italic, code, links.

It is a fraction of ``textual.widgets.Markdown`` in cost, and it is enough for prompts and notes. Whatever it does not
know stays as it was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.content import Content, Span
from textual.widget import Widget

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(\s*)([-*+•]|\d{1,3}[.)])\s+(?:\[([ xX])\]\s+)?(.*)")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*$")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+\-.!|<>~])"
    r"|`(?P<code>[^`\n]+)`"
    r"|\*\*(?P<strong>\S(?:.*?\S)??)\*\*(?!\*)"
    r"|__(?P<strong2>\S(?:.*?\S)??)__(?!\w)"
    r"|\*(?P<emphasis>[^\s*](?:[^*]*?[^\s*])??)\*"
    r"|(?<!\w)_(?P<emphasis2>[^\s_](?:[^_]*?[^\s_])??)_(?!\w)"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<link>[^)\s]+)\)"
)


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or list entry."""

    text: str
    prefix: str = ""
    """Mark in front of its first line; the other lines are indented as far."""
    indent: int = 0
    style: str = ""
    tight: bool = False
    """Whether it follows the block before without an empty line."""


def blocks(markdown: str) -> list[Block]:
    """The blocks of a Markdown text, in order."""
    found: list[Block] = []
    open_block = False
    for raw in markdown.expandtabs(4).split("\n"):
        if not raw.strip():
            open_block = False
        elif (start := _start(raw, found)) is not None:
            found.append(start)
            open_block = start.style not in ("bold", "rule")
        elif open_block:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {raw.strip()}")
        else:
            found.append(Block(raw.strip()))
            open_block = True
    return found


def _start(raw: str, before: list[Block]) -> Block | None:
    if _RULE.match(raw):
        return Block("", style="rule")
    if heading := _HEADING.match(raw.strip()):
        return Block(heading[2], style="bold")
    if item := _ITEM.match(raw):
        mark = {" ": "☐", "x": "☑", "X": "☑"}.get(item[3] or "", "•" if item[2] in "-*+•" else item[2])
        tight = bool(before and before[-1].prefix)
        return Block(item[4], f"{mark} ", len(item[1]) // 2 * 2, tight=tight)
    if raw.lstrip().startswith(">"):
        quoted = raw.lstrip()[1:].strip()
        if before and before[-1].prefix == "│ ":
            last = before.pop()
            return replace(last, text=f"{last.text} {quoted}")
        return Block(quoted, "│ ", style="italic")
    return None


def inline(text: str, style: str = "") -> Content:
    """A line of Markdown with its bold, italic and code parts; everything else is literal."""
    parts = list(_parts(text, style))
    plain, spans = "", []
    for part, part_style in parts:
        if part and part_style:
            spans.append(Span(len(plain), len(plain) + len(part), part_style))
        plain += part
    return Content(plain, spans)


def _parts(text: str, style: str) -> Iterator[tuple[str, str]]:
    at = 0
    for match in _INLINE.finditer(text):
        yield text[at : match.start()], style
        at = match.end()
        kind = match.lastgroup or ""
        inner = match[kind]
        if kind == "escaped":
            yield inner, style
        elif kind == "code":
            yield inner, f"{style} reverse".strip()
        elif kind == "link":
            yield f"{match['label']} ({inner})", style
        else:
            added = "bold" if kind.startswith("strong") else "italic"
            yield from _parts(inner, f"{style} {added}".strip())
    yield text[at:], style


def lines(markdown: str, width: int) -> list[Content]:
    """The text as lines of at most ``width`` cells."""
    drawn: list[Content] = []
    for block in blocks(markdown):
        if drawn and not block.tight:
            drawn.append(Content(""))
        if block.style == "rule":
            drawn.append(Content("─" * max(1, min(width, 40))))
            continue
        indent = min(block.indent, max(0, width // 3))
        room = max(2, width - indent - len(block.prefix))
        for at, wrapped in enumerate(inline(block.text, block.style).wrap(room)):
            front = block.prefix if at == 0 or block.prefix == "│ " else " " * len(block.prefix)
            drawn.append(Content(" " * indent + front) + wrapped.rstrip())
    return drawn


class PromptText(Widget):
    """Shows a Markdown text at whatever width it gets."""

    ALLOW_SELECT: ClassVar[bool] = True
    DEFAULT_CSS = "PromptText { height: auto; width: 1fr; }"

    def __init__(self, markdown: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._markdown = markdown

    def update(self, markdown: str) -> None:
        """Shows another text."""
        if markdown != self._markdown:
            self._markdown = markdown
            self.refresh(layout=True)

    @property
    def markdown(self) -> str:
        """The text it shows."""
        return self._markdown

    def render(self) -> Content:
        """The lines at the width it has now."""
        return Content("\n").join(lines(self._markdown, max(2, self.size.width)))

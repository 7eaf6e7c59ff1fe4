"""Report blocks as GitHub-flavoured Markdown in which no text of people is ever markup."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from facilitator.core.blocks import AnyBlock, Bars, Bullets, Heading, Markdown, Plane, Table, Text, Timeline
from facilitator.core.i18n import Translator
from facilitator.exports.mermaid import gantt, quadrant

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)")
_LEADING = re.compile(r"(?:[#+=:-](?![0-9A-Za-z])|(?P<number>\d{1,9})(?=[.)](?:\s|$)))")
_HTML = re.compile(r"<(?!(?:https?://|mailto:))(?=[A-Za-z/!?])")
_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_CLOSING = re.compile(r"(?<![\\#])#+$")
_ENDS = (".", ",", ";", ":", "!", "?")
BAR = 20
"""Most blocks of a drawn bar."""


def escaped(text: str) -> str:
    """One line of plain text: what Markdown would read as markup is read as itself, also at the start of a line."""
    text = " ".join(_CONTROL.sub("", text).replace("\t", " ").split("\n")).strip()
    text = _SPECIAL.sub(r"\\\g<0>", text)
    start = _LEADING.match(text)
    if not start:
        return text
    at = len(start["number"] or "")
    return f"{text[:at]}\\{text[at:]}"


def escaped_lines(text: str) -> list[str]:
    """The lines of a plain text, each escaped; an empty one stands for a blank line."""
    return [escaped(part) for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def inline(text: str) -> str:
    """Plain text of several lines on one line of Markdown, for cells and list entries."""
    return "<br>".join(part for part in escaped_lines(text) if part)


def paragraphs(text: str) -> str:
    """Plain text of several lines as paragraphs: its line breaks stay."""
    parts: list[list[str]] = [[]]
    for part in escaped_lines(text):
        if part:
            parts[-1].append(part)
        elif parts[-1]:
            parts.append([])
    return "\n\n".join("\\\n".join(lines) for lines in parts if lines)


def quoted(markdown: str) -> str:
    """Markdown of the workshop file as a quotation: whatever it leaves open ends with it. Its HTML is text."""
    lines = _CONTROL.sub("", markdown.replace("\r\n", "\n").replace("\r", "\n")).strip().split("\n")
    return "\n".join(f"> {_HTML.sub('&lt;', part)}".rstrip() for part in lines) if lines != [""] else ""


def front_matter(values: Mapping[str, str | int]) -> str:
    """The head of the file: YAML whose values are JSON strings and numbers, which every YAML reader reads alike."""
    lines = [f"{key}: {_yaml(value)}" for key, value in values.items()]
    return "\n".join(("---", *lines, "---"))


def _yaml(value: str | int) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def heading(text: str, level: int) -> str:
    """A heading, or nothing for an empty text."""
    inner = _CLOSING.sub(r"\\\g<0>", inline(text))
    return f"{'#' * max(1, min(level, 6))} {inner}" if inner else ""


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool] = ()) -> str:
    """A table of plain texts."""
    rule = ["---:" if at < len(right) and right[at] else "---" for at in range(len(titles))]
    lines = [_row(inline(title) for title in titles), _row(rule)]
    return "\n".join(lines + [_row(inline(cell) for cell in row) for row in rows])


def _row(cells: Iterable[str]) -> str:
    return f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|"


def bullets(items: Iterable[str], *, ordered: bool = False, done: Sequence[bool] = ()) -> str:
    """A list of plain texts; with ``done`` a check list."""
    lines = []
    for at, item in enumerate(items):
        mark = f"{at + 1}." if ordered else "-"
        box = ("[x] " if done[at] else "[ ] ") if at < len(done) else ""
        lines.append(f"{mark} {box}{inline(item)}".rstrip())
    return "\n".join(lines)


def render(blocks: Iterable[AnyBlock], tr: Translator) -> str:
    """The blocks one after the other, with a blank line between. A title that the heading above says is left out."""
    parts: list[str] = []
    listed, above = False, dict[int, str]()
    for block in blocks:
        if isinstance(block, Heading):
            above = {level: text for level, text in above.items() if level < block.level} | {block.level: block.text}
        elif isinstance(block, Table | Bars | Timeline | Plane) and block.title in above.values():
            block = replace(block, title="")
        part = rendered(block, tr)
        if part and listed and isinstance(block, Bullets):
            parts.append("<!-- -->")  # two lists with nothing between them would be one
        if part:
            parts.append(part)
            listed = isinstance(block, Bullets)
    return "\n\n".join(parts)


def rendered(block: AnyBlock, tr: Translator) -> str:
    """One block as Markdown; empty when there is nothing to show."""
    match block:
        case Heading():
            return heading(block.text, block.level)
        case Text():
            text = paragraphs(block.text)
            return f"**{text}**" if block.strong and text and "\n" not in text else text
        case Markdown():
            return quoted(block.text)
        case Table():
            return _titled(block.title, _table(block))
        case Bullets():
            return bullets(block.items, ordered=block.ordered, done=block.done)
        case Bars():
            return _titled(block.title, _bars(block, tr))
        case Timeline():
            return _titled(block.title, gantt(block.spans))
        case Plane():
            return _titled(block.title, quadrant(block))


def caption(text: str) -> str:
    """A line of plain text in bold that says what follows."""
    words = inline(text)
    return f"**{words}{'' if words.endswith(_ENDS) else ':'}**" if words else ""


def _titled(title: str, content: str) -> str:
    words = caption(title)
    return f"{words}\n\n{content}" if words and content else content


def _table(block: Table) -> str:
    if not block.columns:
        return ""
    right = [column.align == "right" for column in block.columns]
    return table([column.title for column in block.columns], block.rows, right)


def _bars(block: Bars, tr: Translator) -> str:
    """Bars as a table: a chart of text reads everywhere."""
    if not block.bars:
        return ""
    most = max((value for _, value in block.bars), default=0.0)
    rows = [
        (label, tr.number(value), "█" * (round(BAR * max(0.0, value) / most) if most > 0 else 0))
        for label, value in block.bars
    ]
    return table(("", block.unit, ""), rows, (False, True, False))

"""Pages that need nothing but themselves: no script, nothing from elsewhere, no text of people as markup."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""What the browser may load for the page: its own style and pictures inside it."""
LOWEST = 3
"""Headings in a text of the workshop stand below that level."""


def text(words: str) -> str:
    """Plain text; every sign in it stands for itself."""
    return escape(_CONTROL.sub("", words))


def lines(words: str) -> str:
    """Plain text whose line breaks stay."""
    return "<br>\n".join(text(part) for part in words.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def markdown(words: str) -> str:
    """Markdown of the workshop file. HTML in it is text, and a picture is its description."""
    return str(_reader().render(_CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))))


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False})
    reader.add_render_rule("image", lambda _, tokens, at, *_rest: text(tokens[at].content))
    for part in ("heading_open", "heading_close"):
        reader.add_render_rule(part, _heading)
    return reader


def _heading(reader: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    token.tag = f"h{min(6, int(token.tag[1]) + LOWEST)}"
    return str(reader.renderToken(tokens, at, options, env))


def style_text(words: str) -> str:
    """Plain text as a string in a style sheet."""
    safe = _CONTROL.sub(" ", words.replace("\n", " "))
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in safe) + '"'


def table(caption: str, titles: Sequence[str], rows: Iterable[Sequence[str]], *, head: int = -1) -> str:
    """A table of HTML cells; those of the column ``head`` name their rows."""
    columns = "".join(f'<th scope="col">{text(title)}</th>' for title in titles)
    body = "\n".join(
        "<tr>"
        + "".join(f'<th scope="row">{cell}</th>' if at == head else f"<td>{cell}</td>" for at, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return (
        f"<table>\n<caption>{text(caption)}</caption>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{body}\n</tbody>\n"
        "</table>"
    )


def bullets(items: Iterable[str], mark: str = "") -> str:
    """A list of HTML entries."""
    opening = f'<ul class="{mark}">' if mark else "<ul>"
    return "\n".join((opening, *(f"<li>{item}</li>" for item in items), "</ul>"))


def page(title: str, language: str, style: str, body: Iterable[str]) -> bytes:
    """The whole page."""
    head = (
        f'<!DOCTYPE html>\n<html lang="{text(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>\n{style.strip()}\n</style>\n</head>\n<body>\n"
    )
    return (head + "\n".join(part for part in body if part) + "\n</body>\n</html>\n").encode()

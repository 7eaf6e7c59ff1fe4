"""What a board shows: its cards in view with a cursor and marks, drawn line by line. It knows no keys."""

from collections.abc import Hashable
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from facilitator.kit.board_cursor import Cursor
from facilitator.kit.board_layout import Lane, cut, padded
from facilitator.kit.styles import Layered


class BoardDrawing(Layered, Widget):
    """Cards side by side or in lanes. ``Board`` adds what keys and the mouse do."""

    ALLOW_SELECT: ClassVar[bool] = False
    PARTS = "board"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"board--{name}" for name in ("card", "number", "cursor", "mark", "dim", "lane", "here", "bar", "hint")
    }
    DEFAULT_CSS = """
    BoardDrawing { height: 1fr; width: 1fr; min-height: 3; }
    BoardDrawing > .board--card { background: $surface; color: $foreground; }
    BoardDrawing > .board--number { color: $text-accent; text-style: bold; }
    BoardDrawing > .board--mark { color: $text-warning; text-style: bold; }
    BoardDrawing > .board--dim { color: $text-muted; }
    BoardDrawing > .board--cursor { background: $foreground 22%; }
    BoardDrawing:focus > .board--cursor { background: $primary; color: $text; text-style: bold; }
    BoardDrawing > .board--lane { color: $text-primary; text-style: bold; }
    BoardDrawing > .board--here { text-style: bold reverse; }
    BoardDrawing > .board--bar { color: $scrollbar; }
    BoardDrawing > .board--hint { color: $text-muted; }
    """

    def __init__(self, *, flow: bool = True, id: str | None = None) -> None:  # noqa: A002 – Textual's name
        super().__init__(id=id)
        self.flow = flow
        self.hint = ""
        """What an empty board says."""
        self.marked: dict[Hashable, None] = {}
        self._lanes: tuple[Lane, ...] = ()
        self._cursor = Cursor(flow)

    @property
    def _head(self) -> int:
        return 0 if self.flow else 1

    def _arrange(self) -> None:
        self._cursor.arrange(self._lanes, self.size.width, self.size.height - self._head)
        self.refresh()

    def on_resize(self) -> None:
        """Places the cards anew and keeps the cursor in view."""
        self._arrange()

    def _refresh_card(self) -> None:
        cursor = self._cursor
        if cursor.card is not None:
            column, width = cursor.layout.columns[cursor.column], cursor.layout.cell + 1
            y = column.tops[cursor.row] - cursor.offset(cursor.column) + self._head
            self.refresh(Region((cursor.column - cursor.first) * width, y, width, column.heights[cursor.row]))

    def render_line(self, y: int) -> Strip:
        """One line across all columns in view."""
        width, plain, layout = self.size.width, self._style(), self._cursor.layout
        if not layout.places and y == self._head:
            return Strip([Segment(padded(self.hint, width), self._style("hint"))], width)
        segments: list[Segment] = []
        last = min(self._cursor.first + layout.shown, len(layout.columns))
        for column in range(self._cursor.first, last):
            segments += self._cell(column, y - self._head) if y >= self._head else [self._title(column)]
            ends = not self.flow or column == last - 1
            segments.append(self._bar(column, y - self._head) if ends else Segment(" ", plain))
        used = (last - self._cursor.first) * (layout.cell + 1)
        segments.append(Segment(" " * max(0, width - used), plain))
        return Strip(segments).crop(0, width)

    def _title(self, at: int) -> Segment:
        layout, first = self._cursor.layout, self._cursor.first
        lane = layout.columns[at].lane
        left = "◀ " if at == first and at > 0 else ""
        right = " ▶" if at == first + layout.shown - 1 and at + 1 < len(layout.columns) else ""
        count = f" ({len(lane.cards)})"
        name = cut(lane.title, max(1, layout.cell - len(count) - len(left) - len(right)))
        style = self._style("lane", "here") if at == self._cursor.column else self._style("lane")
        return Segment(padded(f"{left}{name}{count}", layout.cell - len(right)) + right, style)

    def _cell(self, at: int, y: int) -> list[Segment]:
        """One line of one column: of a card, or blank."""
        layout, line = self._cursor.layout, y + self._cursor.offset(at)
        column = layout.columns[at]
        row = column.at(line)
        if row is None:
            return [Segment(" " * layout.cell, self._style())]
        card, part = column.cards[row], line - column.tops[row]
        lines = layout.lines(card)
        text = padded(lines[part] if part < len(lines) else "", layout.room)
        number, note = (str(card.number), card.note) if part == 0 else ("", "")
        mark = "■" if part == 0 and card.key in self.marked else "▌"
        text += f" {note.rjust(layout.note)}" if layout.note else ""
        here = ("cursor",) if (at, row) == (self._cursor.column, self._cursor.row) else ()
        accent = () if here else ("mark",) if card.key in self.marked else ("number",)
        room = max(0, layout.cell - layout.digits - 2)
        return [
            Segment(f"{mark}{number.rjust(layout.digits)} ", self._style("card", *accent, *here)),
            Segment(padded(text, room), self._style("card", "dim", *here) if card.dim else self._style("card", *here)),
        ]

    def _bar(self, at: int, y: int) -> Segment:
        """The cell at a column's right: a scroll bar when not all of it is seen."""
        height, whole = self._cursor.height, self._cursor.layout.columns[at].height
        if y < 0 or whole <= height:
            return Segment(" ", self._style())
        size = max(1, height * height // whole)
        top = self._cursor.offset(at) * (height - size) // (whole - height)
        return Segment("█" if top <= y < top + size else "│", self._style("bar"))

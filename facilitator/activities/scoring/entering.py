"""Values typed into a table: digits, + and −, with the scale of every criterion watched."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from facilitator.activities.scoring.presets import SLACK, Criterion, Preset
from facilitator.activities.scoring.scales import parsed
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.kit.grid import Grid, GridLine, Text

SIGNS = {"comma": ",", "full_stop": "."}
STAY = frozenset(("backspace", *(str(digit) for digit in range(10)), *SIGNS))
"""Keys that go on with what is being typed."""


class ScoreGrid(Grid, inherit_bindings=False):
    """Cards with a value per criterion. It is kept when the cursor leaves the cell, a single digit at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1, 0)", N_("Up"), show=False, id="scores.up"),
        Binding("down", "step(1, 0)", N_("Down"), show=False, id="scores.down"),
        Binding("left", "step(0, -1)", N_("Left"), show=False, id="scores.left"),
        Binding("right", "step(0, 1)", N_("Right"), show=False, id="scores.right"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="scores.pageup"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="scores.pagedown"),
        Binding("home", "edge(-1)", N_("First column"), show=False, id="scores.first"),
        Binding("end", "edge(1)", N_("Last column"), show=False, id="scores.last"),
        Binding("tab,space", "following", N_("Next value"), show=False, id="scores.following"),
        Binding("plus,equals_sign", "turn(1)", N_("One step more"), show=False, id="scores.more"),
        Binding("minus", "turn(-1)", N_("One step less"), show=False, id="scores.less"),
        Binding("backspace", "rub", N_("Take back a digit"), show=False, id="scores.rub"),
        Binding("delete", "clear", N_("No value"), show=False, id="scores.clear"),
        *(Binding(str(d), f"type('{d}')", N_("A value"), show=False, id="scores.digit") for d in range(10)),
        *(Binding(key, f"type('{sign}')", N_("Decimals"), show=False, id="scores.sign") for key, sign in SIGNS.items()),
    ]
    ACTIONS: ClassVar[frozenset[str]] = frozenset(("turn", "rub", "clear", "type"))

    class Said(Message):
        """What is to be told about the typing changed: see ``fault``."""

    def __init__(
        self,
        tr: Translator,
        preset: Preset,
        value: Callable[[Id, str], float | None],
        put: Callable[[Id, Criterion, float | None], None],
        *,
        id: str | None = None,  # noqa: A002 – Textual's name
    ) -> None:
        """``value`` gives what stands in a cell, ``put`` keeps another value there."""
        super().__init__(id=id)
        self.tr, self.preset, self._value, self._put = tr, preset, value, put
        self.criteria: tuple[Criterion, ...] = ()
        self.editable = True
        self.typed = ""
        """What is being typed and not kept yet."""
        self.fault = ""
        """Why the last thing typed was not kept."""
        self._refused = False
        self._shown: Callable[[Id, str], Text] = lambda _item, _criterion: ("", "")

    def set_cards(
        self,
        rows: Sequence[GridLine],
        columns: Sequence[GridLine],
        criteria: Sequence[Criterion],
        shown: Callable[[Id, str], Text],
        widest: int = 0,
    ) -> None:
        """Other cards; ``columns`` are criteria by their ids, and others in which nothing is typed."""
        self.criteria = tuple(criteria)
        self._shown = shown
        self.set_lines(rows, columns, self._cell, widest=widest)

    def _cell(self, row: object, column: object) -> Text:
        if self.typed and (row, column) == self.current:
            return f"{self.typed}▏", "strong"
        return self._shown(str(row), str(column))

    @property
    def here(self) -> tuple[Id, Criterion] | None:
        """Card and criterion under the cursor; None: nothing is typed there."""
        row, column = self.current
        one = next((one for one in self.criteria if one.id == column), None)
        return (str(row), one) if one is not None and row is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Values are typed only where there are any."""
        if action in self.ACTIONS:
            return self.editable and self.here is not None
        return super().check_action(action, parameters)

    # Typing

    def action_type(self, sign: str) -> None:
        """A digit or a decimal sign more."""
        if self.here is None or len(self.typed) >= 9:
            return
        self.typed += sign
        self._tell("")
        if self._complete(self.here[1]):
            self.commit()
        self._refresh_row(self.row)

    def _complete(self, one: Criterion) -> bool:
        """Whether one digit is all that a value can have. Longer ones wait: what follows may belong to them."""
        return one.max < 10 and one.step == int(one.step) and one.min == int(one.min) and self.typed.isdecimal()

    def action_rub(self) -> None:
        """Takes back what was typed last, else the value."""
        if self.typed:
            self.typed = self.typed[:-1]
            self._tell("")
            self._refresh_row(self.row)
        else:
            self.action_clear()

    def action_clear(self) -> None:
        """No value."""
        self.typed = ""
        self._tell("")
        if self.here is not None:
            self._put(*self.here, None)
        self._refresh_row(self.row)

    def action_turn(self, by: int) -> None:
        """One step of the scale up or down; the first is the middle of the scale."""
        self.commit()
        if self.here is None:
            return
        item, one = self.here
        now = self._value(item, one.id)
        self._tell("")
        self._put(item, one, one.beside(now, by))
        self._refresh_row(self.row)

    def action_choose(self) -> None:
        """A click on the cell with the cursor: one step up, after the last the first."""
        if self.editable and self.here is not None:
            item, one = self.here
            now = self._value(item, one.id)
            self.commit()
            if now is not None and now > one.max - SLACK:
                self._put(item, one, one.min)
                self._refresh_row(self.row)
            else:
                self.action_turn(1)

    def action_following(self) -> None:
        """The next value of the card, after the last the first of the next card."""
        self.commit()
        ids = [one.id for one in self.criteria]
        places = [at for at, column in enumerate(self.columns) if column.key in ids]
        later = [at for at in places if at > self.column]
        if later:
            self._move(self.row, later[0])
        elif places and self.row + 1 < len(self.rows):
            self._move(self.row + 1, places[0])

    def commit(self) -> bool:
        """Keeps what was typed; False: it is no value of the scale, which is said, and what stood there stays."""
        typed, here = self.typed, self.here
        self.typed = ""
        if not typed or here is None:
            return True
        self._refresh_row(self.row)
        item, one = here
        try:
            value = parsed(self.preset, one, typed, self.tr)
        except FacilitatorError as error:
            self._tell(error.said(self.tr))
            return False
        self._tell("")
        self._put(item, one, value)
        return True

    def _tell(self, fault: str) -> None:
        if fault or self.fault:
            self.fault = fault
            self.post_message(self.Said())

    def _move(self, row: int, column: int) -> None:
        """What was typed belongs to the cell that is left; what is said of it stays until the next move."""
        if self.commit() and not self._refused:
            self._tell("")
        self._refused = False
        super()._move(row, column)

    def on_key(self, event: events.Key) -> None:
        """Any key that does not go on with a number ends it."""
        if event.key not in STAY and self.typed:
            self._refused = not self.commit()

    def on_blur(self) -> None:
        """What was typed is kept when something else gets the keys."""
        self.commit()

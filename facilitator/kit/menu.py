"""A list of choices in a dialog: what is clicked is chosen."""

from textual import events

from facilitator.kit.rows import Rows


class Menu(Rows):
    """Rows of which one is chosen, by ``enter`` or by a single click."""

    def on_click(self, event: events.Click) -> None:
        """One click is enough: there is nothing else to do with a choice."""
        event.prevent_default()
        at = event.y - self._head + self.scroll_offset.y
        if event.y >= self._head and 0 <= at < len(self.rows):
            self.cursor = at
            self.action_choose()

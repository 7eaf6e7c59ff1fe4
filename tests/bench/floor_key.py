"""The floor of a key: one focused field."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Floor(App[None]):
    def compose(self) -> ComposeResult:
        yield Input()


if __name__ == "__main__":
    Floor().run()

"""The floor of the start: what Textual needs to show one word."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class Floor(App[None]):
    def compose(self) -> ComposeResult:
        yield Label("floor")


if __name__ == "__main__":
    Floor().run()

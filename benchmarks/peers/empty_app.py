"""The floor of every start: a Textual application that shows one word."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """Nothing but a word to wait for."""

    def compose(self) -> ComposeResult:
        """Show the word."""
        yield Static("READY")


if __name__ == "__main__":
    EmptyApp().run()

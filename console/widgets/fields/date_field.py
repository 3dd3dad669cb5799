"""A line for a date or an instant as people type it; beside it stands, while one types, what was understood."""

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from console.host import pult_of
from console.widgets.fields.text_fields import TextLine
from core.policy import Policy

Understand = Callable[[str, datetime, Policy], str]
"""What a text means at an instant, as people are told it. Raises ValueError where it means nothing."""


class Dated(Horizontal):
    """The line has the id of the field; the words beside it follow each key."""

    DEFAULT_CSS = """
    Dated { height: auto; width: 1fr; }
    Dated > .meant { width: auto; height: 1; padding: 0 1; color: $text-accent; display: none; }
    Dated.-said > .meant { display: block; }
    Dated.-unread > .meant { color: $text-muted; }
    """

    def __init__(self, line: TextLine, understand: Understand) -> None:
        super().__init__()
        self._line = line
        self._understand = understand

    def compose(self) -> ComposeResult:
        """The line and what was understood."""
        yield self._line
        yield Static("", classes="meant", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is meant so far; the form hears of the change too."""
        text = event.value.strip()
        pult = pult_of(self)
        if pult.client.policy is None:
            return
        try:
            said, unread = (f"→ {self._understand(text, pult.client.now(), pult.client.policy)}" if text else ""), False
        except ValueError:
            said, unread = "не понято", True
        self.query_one(".meant", Static).update(said)
        self.set_class(bool(said), "-said")
        self.set_class(unread, "-unread")

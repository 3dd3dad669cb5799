"""Fields for people's text: what is pasted passes the cleaning gate, the cursor is still, nothing leaks."""

from typing import Any

from textual.events import Paste
from textual.widgets import Input, TextArea

from core.text import safe, safe_line


class TextLine(Input):
    """One line of text. A pasted text of several lines becomes one line, whole."""

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None, max_length: int = 0) -> None:
        super().__init__(
            safe_line(value), placeholder, id=id, max_length=max_length, select_on_focus=False, compact=True
        )
        self.cursor_blink = False

    def _on_paste(self, event: Paste) -> None:
        event.text = " ".join(safe(event.text).split("\n")).strip()  # Textual goes on to the base class's handler


class TextBody(TextArea):
    """Several lines of text; Enter breaks the line, Tab goes to the next field."""

    def __init__(self, text: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(
            safe(text),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            placeholder=placeholder,
            highlight_cursor_line=False,
            id=id,
        )
        self.cursor_blink = False

    async def _on_paste(self, event: Paste) -> None:
        event.text = safe(event.text)  # Textual goes on to the base class's handler

    def on_unmount(self) -> None:
        """Let go of the application's theme: its list of watchers would keep every removed text area alive."""
        watchers: dict[str, list[tuple[Any, Any]]] = getattr(self.app, "__watchers", {})
        themed = watchers.get("theme")
        if themed is not None:
            themed[:] = [(node, callback) for node, callback in themed if node is not self]

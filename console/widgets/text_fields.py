"""Fields for people's text: what is pasted passes the cleaning gate, the cursor is still, nothing leaks."""

from typing import Any

from rich.text import Text
from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Input, TextArea

from console.widgets.privacy_marks import PrivacyHighlighter, marks_of_line
from core.text import BODY_LIMIT, LINE_LIMIT, characters, clean_line, safe, safe_line


def _within(field: Widget, text: str, limit: int) -> str:
    """Cut what is pasted before it can freeze the screen, and say so."""
    if len(text) <= limit:
        return text
    message = f"Вставлено не всё: {characters(limit)} из {len(text)}."
    field.app.notify(message, severity="warning", markup=False)
    return text[:limit]


class TextLine(Input):
    """One line of text. A pasted text of several lines becomes one line, whole."""

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        id: str | None = None,
        max_length: int = 0,
        screened: bool = False,
    ) -> None:
        """``screened``: personal data is underlined while it is typed (Прил. 3, п. 5)."""
        super().__init__(
            safe_line(value),
            placeholder,
            PrivacyHighlighter() if screened else None,
            id=id,
            max_length=max_length,
            select_on_focus=False,
            compact=True,
        )
        self.cursor_blink = False

    def _on_paste(self, event: Paste) -> None:
        event.text = clean_line(_within(self, event.text, LINE_LIMIT), LINE_LIMIT)
        # Textual goes on to the base class's handler


class TextBody(TextArea):
    """Several lines of text; Enter breaks the line, Tab goes to the next field."""

    DEFAULT_CSS = "TextBody { min-width: 8; }"  # Textual cannot wrap a placeholder into no cells at all

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

    def get_line(self, line_index: int) -> Text:
        """A line of the text with personal data underlined (Прил. 3, п. 5)."""
        line = super().get_line(line_index)
        for start, end, style in marks_of_line(self.text, line_index):
            line.stylize(style, start, end)
        return line

    async def _on_paste(self, event: Paste) -> None:
        event.text = safe(_within(self, event.text, BODY_LIMIT))
        # Textual goes on to the base class's handler

    def on_unmount(self) -> None:
        """Let go of the application's theme: its list of watchers would keep every removed text area alive."""
        watchers: dict[str, list[tuple[Any, Any]]] = getattr(self.app, "__watchers", {})
        themed = watchers.get("theme")
        if themed is not None:
            themed[:] = [(node, callback) for node, callback in themed if node is not self]

"""Fields for people's text: what is pasted passes the cleaning gate, the cursor is still, nothing leaks."""

from collections.abc import Callable

from rich.text import Text
from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Input, TextArea

from console.keys.pasting import MOST
from console.textual_overrides.theme_watchers import unwatch_theme
from console.widgets.fields.privacy_marks import EYE, PrivacyHighlighter, marks_of_line
from core.text import BODY_LIMIT, LINE_LIMIT, plural, safe, safe_line


def one_line(text: str) -> str:
    """What is pasted into a line: its lines, cleaned, one after the other with a space between."""
    lines = [line for line in safe(text).split("\n") if line.strip()]
    return lines[0] if len(lines) == 1 else " ".join(line.strip() for line in lines)


def _fitting(field: Widget, event: Paste, room: int, cleaned: Callable[[str], str]) -> str:
    """What of a paste the field has room for; whatever is not all of it is said in one line."""
    text = cleaned(event.text[:MOST])
    over = max(0, len(event.text) - MOST) + getattr(event, "lost", 0)
    taken = text[: max(0, room)]
    told = _told(len(taken), len(text) + over, ended=getattr(event, "ended", True))
    if told:
        field.app.notify(told, severity="warning", markup=False)
    return taken


def _told(taken: int, of: int, *, ended: bool) -> str:
    if taken < of:
        return f"Вставлено {taken} из {of} {plural(of, 'знака', 'знаков', 'знаков')}: больше в поле не входит."
    return "" if ended else f"Вставка пришла без конца, вставлено знаков: {taken}."


class TextLine(Input):
    """One line of text. A pasted text of several lines becomes one line, as far as the field has room for it."""

    DEFAULT_CSS = """
    TextLine:ansi > .input--cursor { background: ansi_default; color: ansi_default; }
    """  # Textual's own would be turned round twice

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        id: str | None = None,
        max_length: int = 0,
        screened: bool = True,
    ) -> None:
        """``screened``: personal data is underlined while it is typed (Прил. 3, п. 5); False for what is no text of
        people: a search, a number, a path."""
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
        self.screened = screened

    def on_mount(self) -> None:
        """Load beside what the marks need."""
        if self.screened:
            EYE.opened(self)

    def marks_changed(self) -> None:
        """What is marked is another."""
        self.refresh()

    def on_paste(self, event: Paste) -> None:
        """As much of it as the field has room for, on one line."""
        start, end = sorted(self.selection)
        room = (self.max_length or LINE_LIMIT) - len(self.value) + end - start
        event.text = _fitting(self, event, room, one_line)
        # Textual goes on to the base class's handler

    def action_paste(self) -> None:
        """Ctrl+V: what was copied in the console, as if the terminal had pasted it."""
        self.post_message(Paste(self.app.clipboard))


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

    def on_mount(self) -> None:
        """Load beside what the marks need."""
        EYE.opened(self)

    def marks_changed(self) -> None:
        """What is marked is another."""
        self.notify_style_update()  # or the lines stay as they were painted
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line of the text with personal data underlined (Прил. 3, п. 5)."""
        line = super().get_line(line_index)
        for start, end, style in marks_of_line(self.text, line_index):
            line.stylize(style, start, end)
        return line

    async def on_paste(self, event: Paste) -> None:
        """As much of it as the field has room for."""
        event.stop()
        if not event.text:
            event.prevent_default()  # an empty paste would delete what is selected
        event.text = _fitting(self, event, BODY_LIMIT - len(self.text) + len(self.selected_text), safe)
        # Textual goes on to the base class's handler

    def action_paste(self) -> None:
        """Ctrl+V: what was copied in the console, as if the terminal had pasted it."""
        self.post_message(Paste(self.app.clipboard))

    def on_unmount(self) -> None:
        """Let go of the application's theme: its list of watchers would keep every removed text area alive."""
        unwatch_theme(self)

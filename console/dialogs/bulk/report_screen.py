"""The report of a command to several tickets: read, copied, or saved to a file without people's words."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.dialogs.bulk.report import BulkReport
from console.dialogs.frame.text_viewer import TextToRead
from console.forms.fields.files import write_file
from console.widgets.fields.text_fields import TextLine
from console.widgets.key_hints import key_hints
from core.text import safe, safe_line


class BulkReportScreen(ModalScreen[None]):
    """F8 saves it where the field says, F4 copies it where the terminal knows OSC 52."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "screen.save", "Сохранить", priority=True),
        Binding("f4", "screen.copy", "Скопировать", priority=True),
        Binding("escape", "screen.leave", "Закрыть", priority=True),
        Binding("up", "screen.roll(-1)", show=False),
        Binding("down", "screen.roll(1)", show=False),
        Binding("pageup", "screen.roll(-10)", show=False),
        Binding("pagedown", "screen.roll(10)", show=False),
    ]
    DEFAULT_CSS = """
    BulkReportScreen { align: center middle; background: $veil; }
    BulkReportScreen #box {
        width: 100; max-width: 96%; height: auto; max-height: 94%; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
    }
    BulkReportScreen TextToRead { height: auto; max-height: 60vh; background: $surface; }
    BulkReportScreen TextLine { background: $panel; padding: 0 1; margin-top: 1; }
    BulkReportScreen TextLine:focus { background: $field-focus; }
    BulkReportScreen #said { color: $text-warning; }
    """

    def __init__(self, report: BulkReport) -> None:
        super().__init__()
        self._report = report

    def compose(self) -> ComposeResult:
        """The text, where to save it, the keys."""
        box = Vertical(id="box")
        box.border_title = "Отчёт о действии"
        with box:
            yield TextToRead(self._report.text(subjects=True), spaced=False)
            yield TextLine(f"~/{self._report.file_name}", "куда сохранить", id="path", screened=False)
            yield Static("В файл тем не пишем: номера, итог и причины.", id="said", markup=False)
            keys = key_hints(("F8", "Сохранить"), ("F4", "Скопировать"), ("Esc", "Закрыть"))
            yield Static(keys, markup=False)

    def on_mount(self) -> None:
        """The text has no other key than those that scroll it."""
        self.query_one(TextToRead).can_focus = False
        self.query_one("#path", TextLine).focus()

    def action_roll(self, by: int) -> None:
        """Scroll the text; the field keeps the focus."""
        self.query_one(TextToRead).scroll_relative(y=by, animate=False)

    def action_save(self) -> None:
        """Write it to a new file, or say why not."""
        try:
            body = self._report.text(subjects=False).encode()
            self._say(f"Сохранено: {write_file(self.query_one('#path', TextLine).value, body)}")
        except (OSError, ValueError, RuntimeError) as error:  # a path with a NUL, a home that nobody has
            self._say(str(error) if isinstance(error, OSError) else "Такого места нет: напишите путь иначе.")

    def action_copy(self) -> None:
        """The same text as a file would hold, to the clipboard of the terminal."""
        self.app.copy_to_clipboard(safe(self._report.text(subjects=False)))
        self._say("Скопировано, если терминал это умеет (OSC 52).")

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(safe_line(text))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

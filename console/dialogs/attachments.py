"""The files of a ticket: read as text where they are text, saved to a new file."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.forms.fields.files import write_file
from console.host import pult_of
from console.widgets.fields.choice import ChoiceColumn, Option
from console.widgets.fields.text_fields import TextLine
from console.widgets.key_hints import key_hints
from console.widgets.line_view import Line, LineView, wrap
from console.wording.instants import full_moment
from core.desk.views import TicketView
from core.text import clean_line, safe, safe_line
from core.tickets.records import UNSEEN, Attachment
from core.tickets.refusal import Refusal

_PREVIEWED = 20_000


class FileText(LineView):
    """The beginning of a file as text."""

    def __init__(self) -> None:
        super().__init__(id="text")
        self._text = ""

    def show(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.scroll_to(y=0, animate=False)
        self.relay()

    def lay(self, width: int) -> list[Line]:
        """Its lines."""
        return [((line, ""),) for line in wrap(self._text, width)] if self._text else []


class FilesScreen(ModalScreen[None]):
    """Enter shows a file, F8 saves it where the line below says."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.look", "Показать", priority=True),
        Binding("f8", "screen.save", "Сохранить", priority=True),
        Binding("escape", "screen.dismiss", "Назад"),
    ]
    DEFAULT_CSS = """
    FilesScreen { align: center middle; background: $veil; }
    FilesScreen #box {
        width: 96; max-width: 96%; height: auto; max-height: 94%; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
    }
    FilesScreen #text { height: 12; margin: 1 0; background: $panel; padding: 0 1; }
    FilesScreen #said { color: $text-warning; }
    """

    def __init__(self, view: TicketView) -> None:
        super().__init__()
        self._view = view
        self._files = {str(each.id): each for each in view.ticket.attachments}

    def compose(self) -> ComposeResult:
        """The list, the text, where to save."""
        box = Vertical(id="box")
        box.border_title = f"Файлы · № {self._view.ticket.number}"
        with box:
            yield ChoiceColumn([self._option(each) for each in self._files.values()], id="which", empty="файлов нет")
            yield FileText()
            yield TextLine(placeholder="куда сохранить", id="path", screened=False)
            yield Static("", id="said", markup=False)
            yield Static(key_hints(("Enter", "Показать"), ("F8", "Сохранить"), ("Esc", "Назад")), markup=False)

    def _option(self, each: Attachment) -> Option:
        size = f"{max(1, each.size // 1024)} КБ" if each.size >= 1024 else f"{each.size} Б"
        unseen = f" · {UNSEEN[each.screened]}" if each.screened in UNSEEN else ""
        return Option(
            str(each.id), clean_line(each.title, 50), f"{size} · {full_moment(each.at, self._view.at)}{unseen}"
        )

    def on_mount(self) -> None:
        """Propose the file's own name."""
        self._propose()

    def on_choice_changed(self) -> None:
        """Another file, another name."""
        self._propose()

    def _propose(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            name = safe_line(chosen.title).replace("/", "_").lstrip(".") or "файл"
            self.query_one("#path", TextLine).value = f"~/{name}"

    def _chosen(self) -> Attachment | None:
        return self._files.get(self.query_one("#which", ChoiceColumn).value)

    def action_look(self) -> None:
        """Show the file as text."""
        if (chosen := self._chosen()) is not None:
            pult_of(self).client.ask(lambda desk: desk.tickets.attachment(chosen.sha256), self._show, group="file")

    def _show(self, body: bytes | None) -> None:
        if body is None:
            return self._say("Содержимого нет: оно изъято или не сохранилось.")
        try:
            text = body[:_PREVIEWED].decode("utf-8", errors="strict" if len(body) <= _PREVIEWED else "ignore")
        except UnicodeDecodeError:
            return self._say("Это не текст: сохраните файл (F8) и откройте его сами.")
        self._say("")
        self.query_one(FileText).show(safe(text))

    def action_save(self) -> None:
        """Write the file to a new place, once it is on record that it was taken out."""
        if (chosen := self._chosen()) is not None:
            actor, number = pult_of(self).client.actor, self._view.ticket.number
            if actor is not None:
                pult_of(self).client.ask(
                    lambda desk: desk.commands.take_attachment(number, chosen, actor), self._write, group="file"
                )

    def _write(self, body: bytes | Refusal | None) -> None:
        if isinstance(body, Refusal):
            return self._say(body.message)
        if body is None:
            return self._say("Содержимого нет: оно изъято или не сохранилось.")
        try:
            self._say(f"Сохранено: {write_file(self.query_one('#path', TextLine).value, body)}")
        except OSError as error:
            self._say(str(error))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(safe_line(text))

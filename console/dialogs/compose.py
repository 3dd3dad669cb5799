"""Answering in public and noting inside: two dialogs that cannot be taken for each other, and one key between them."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from console.commands.registry import bindings
from console.dialogs.replies import ReadyTextDialog
from console.ticket.clock_bars import Counter, count_of, is_live, left_or_over
from console.widgets.fields.text_fields import TextBody
from console.wording.instants import moment
from core.desk.views import TicketView
from core.tickets.alerts.notices import mentioned
from core.tickets.answers.comments import Comment, Note
from core.tickets.command import TicketCommand


class ComposeDialog(ReadyTextDialog):
    """What both have: the text, ready texts (F3), the other of the two (F4), ``@login`` who becomes a watcher."""

    TEXT: ClassVar[str] = "text"
    OTHER: ClassVar[str] = ""
    """What F4 makes of it."""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compose")]

    def __init__(self, view: TicketView, text: str = "") -> None:
        super().__init__(view)
        self._begun = text

    def on_mount(self) -> None:
        """What was typed in the other dialog goes on here."""
        if self._begun:
            self.call_after_refresh(self._go_on)

    def _go_on(self) -> None:
        body = self.query_one("#text", TextBody)
        body.text = self._begun
        body.move_cursor(body.document.end)

    @property
    def written(self) -> str:
        """The text as typed."""
        return self.text_of("text")

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Ready texts, and the other of the two."""
        return ("F3", "Готовые"), ("F4", self.OTHER)

    def action_switch(self) -> None:
        """To the other dialog with what is typed: an answer becomes a note, a note an answer."""
        if self.saving:
            return
        other: type[ComposeDialog] = NoteDialog if isinstance(self, CommentDialog) else CommentDialog
        text = self.written
        self.drafting.discard()
        self.app.switch_screen(other(self.view, text))

    def aside(self) -> dict[str, Any]:
        """What is said by the way: who is mentioned, and which solution was inserted."""
        login = self.pult.login
        watchers = tuple(each for each in mentioned(self.written) if each not in self.ticket.watchers and each != login)
        return {"watchers": watchers, "documented_as": self.inserted}


class CommentDialog(ComposeDialog):
    """The public answer that stops a reaction clock."""

    NAME: ClassVar[str] = "comment"
    TELLS: ClassVar[bool] = True
    HEADING: ClassVar[str] = "ОТВЕТ ИНИЦИАТОРУ"
    CLAUSE: ClassVar[str] = "публичный · Прил. 2, «Срок реакции»"
    SAVE: ClassVar[str] = "Отправить ответ"
    DONE: ClassVar[str] = "ответ записан"
    OTHER: ClassVar[str] = "Заметка"

    def lead(self) -> str:
        """Who reads it and which clock it stops."""
        said = f"Увидит инициатор: {self.view.requester.name}."
        desk = self.pult.client.desk
        for clock in (self.view.clocks.first_reaction, self.view.clocks.executor_reaction):
            if desk is not None and clock.due_at is not None and is_live(clock):
                now = desk.now()
                count = count_of(clock, clock.due_at, Counter(self.policy, desk.queue.countdown), now)
                due = "" if count.overdue else f"до {moment(clock.due_at, now)}, "
                return f"{said} Остановит срок «{self.labels.of(clock.name)}»: {due}{left_or_over(clock, count)}."
        return said

    def compose_form(self) -> ComposeResult:
        """The text."""
        yield from self.about()
        yield TextBody(id="text", placeholder="Текст ответа… F3 — готовые ответы и решения, F4 — в заметку")

    def command(self) -> TicketCommand | str:
        """A public comment."""
        text = self.written
        return (
            Comment(number=self.ticket.number, text=text, **self.aside()) if text.strip() else "Напишите текст ответа."
        )


class NoteDialog(ComposeDialog):
    """The internal note that stops nothing and that the requester never sees."""

    NAME: ClassVar[str] = "note"
    HEADING: ClassVar[str] = "ВНУТРЕННЯЯ ЗАМЕТКА"
    GLYPH: ClassVar[str] = "◆"
    LEAD: ClassVar[str] = "Инициатор её НЕ увидит. Срок реакции она не останавливает."
    CLAUSE: ClassVar[str] = "внутренняя · только для ЦК"
    SAVE: ClassVar[str] = "Сохранить заметку"
    DONE: ClassVar[str] = "заметка записана"
    OTHER: ClassVar[str] = "Ответ"
    DEFAULT_CSS = """
    NoteDialog #box { border: double $warning; border-title-color: $text-warning; }
    """

    def compose_form(self) -> ComposeResult:
        """The text."""
        yield from self.about()
        yield TextBody(id="text", placeholder="Заметка для своих… @логин — позвать коллегу, F4 — в ответ")

    def command(self) -> TicketCommand | str:
        """An internal note."""
        text = self.written
        return Note(number=self.ticket.number, text=text, **self.aside()) if text.strip() else "Напишите текст заметки."

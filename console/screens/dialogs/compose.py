"""Answering in public and noting inside: two dialogs that cannot be taken for each other."""

from typing import ClassVar

from textual.app import ComposeResult

from console.screens.dialogs.base import TicketDialog
from console.text import moment
from console.widgets.clock_bars import Counter, count_of, is_live, left_or_over
from console.widgets.text_fields import TextBody
from core.tickets.commands import Comment, Note, TicketCommand


class CommentDialog(TicketDialog):
    """The public answer that stops a reaction clock."""

    NAME: ClassVar[str] = "comment"
    HEADING: ClassVar[str] = "ОТВЕТ ИНИЦИАТОРУ"
    CLAUSE: ClassVar[str] = "публичный · Прил. 2, «Срок реакции»"
    SAVE: ClassVar[str] = "Отправить ответ"
    DONE: ClassVar[str] = "ответ записан"

    def lead(self) -> str:
        """Who reads it and which clock it stops."""
        said = f"Увидит инициатор: {self.view.requester.name}."
        desk = self.pult.desk
        for clock in (self.view.clocks.first_reaction, self.view.clocks.executor_reaction):
            if desk is not None and clock.due_at is not None and is_live(clock):
                now = desk.now()
                count = count_of(clock, clock.due_at, Counter(self.policy, desk.countdown), now)
                due = "" if count.overdue else f"до {moment(clock.due_at, now)}, "
                return f"{said} Остановит срок «{self.labels.of(clock.name)}»: {due}{left_or_over(count)}."
        return said

    def compose_form(self) -> ComposeResult:
        """The text."""
        yield TextBody(id="text", placeholder="Текст ответа…")

    def command(self) -> TicketCommand | str:
        """A public comment."""
        text = self.text_of("text")
        return Comment(number=self.ticket.number, text=text) if text.strip() else "Напишите текст ответа."


class NoteDialog(TicketDialog):
    """The internal note that stops nothing and that the requester never sees."""

    NAME: ClassVar[str] = "note"
    HEADING: ClassVar[str] = "ВНУТРЕННЯЯ ЗАМЕТКА"
    GLYPH: ClassVar[str] = "◆"
    LEAD: ClassVar[str] = "Инициатор её НЕ увидит. Срок реакции она не останавливает."
    CLAUSE: ClassVar[str] = "внутренняя · только для ЦК"
    SAVE: ClassVar[str] = "Сохранить заметку"
    DONE: ClassVar[str] = "заметка записана"
    DEFAULT_CSS = """
    NoteDialog #box { border: double $warning; border-title-color: $text-warning; }
    NoteDialog TextBody:focus { border: round $warning; }
    """

    def compose_form(self) -> ComposeResult:
        """The text."""
        yield TextBody(id="text", placeholder="Заметка для своих…")

    def command(self) -> TicketCommand | str:
        """An internal note."""
        text = self.text_of("text")
        return Note(number=self.ticket.number, text=text) if text.strip() else "Напишите текст заметки."

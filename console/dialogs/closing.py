"""Ending the work: a solution that waits for confirmation, or a closing without one."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from console.dialogs.frame.ticket_dialog import TicketDialog
from console.dialogs.replies import ReadyTextDialog
from console.widgets.fields.choice import Choice, ChoiceColumn, Option
from console.widgets.fields.text_fields import TextBody
from core.tickets.closing.commands import Close, Resolve
from core.tickets.closing.outcomes import REFUSED_BY, REFUSED_FOR
from core.tickets.command import TicketCommand
from core.vocabulary import Outcome, RefusalGround

_HINTS = {
    Outcome.OUT_OF_SCOPE: "техника и прочее вне задач ЦК · п. 4.3",
    Outcome.REDIRECTED: "доработка: передано ТП КМИАЦ · п. 3.10",
    Outcome.WITHDRAWN: "инициатор отказался от обращения",
    Outcome.REFUSED: "с основанием, которое выберете ниже",
}
_NO_YES = (Option("no", "нет"), Option("yes", "да", "и те, чьи дубликаты решаются здесь"))


class ResolveDialog(ReadyTextDialog):
    """The detailed solution (п. 6.9)."""

    TEXT: ClassVar[str] = "solution"
    NAME: ClassVar[str] = "resolve"
    TELLS: ClassVar[bool] = True
    HEADING: ClassVar[str] = "РЕШЕНИЕ"
    GLYPH: ClassVar[str] = "✓"
    LEAD: ClassVar[str] = (
        "Опишите решение подробно: его прочтёт инициатор. Обращение станет «Решена» и будет ждать подтверждения."
    )
    CLAUSE: ClassVar[str] = "п. 6.9"
    SAVE: ClassVar[str] = "Записать решение"
    DONE: ClassVar[str] = "решено, ждёт подтверждения"

    def compose_form(self) -> ComposeResult:
        """The solution."""
        yield from self.about()
        yield TextBody(id="solution", placeholder="Что было причиной и что сделано… F3 — готовые решения")
        yield from self.dropping()

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Ready texts; the next field, where something is to be dropped."""
        return ("F3", "Готовые"), *((("Tab", "Дальше"),) if self.open_inside else ())

    def command(self) -> TicketCommand | str:
        """A solution."""
        text = self.text_of("solution")
        if not text.strip():
            return "Опишите решение (п. 6.9)."
        return Resolve(number=self.ticket.number, solution=text, documented_as=self.inserted, drop=self.dropped())


class CloseDialog(TicketDialog):
    """Closing without a confirmed solution."""

    NAME: ClassVar[str] = "close"
    TELLS: ClassVar[bool] = True
    HEADING: ClassVar[str] = "ЗАКРЫТЬ БЕЗ РЕШЕНИЯ"
    GLYPH: ClassVar[str] = "✗"
    LEAD: ClassVar[str] = "Закрытое обращение не открывается снова. Причину прочтёт инициатор."
    CLAUSE: ClassVar[str] = "п. 5.4 · Прил. 2, «Статусы обращений»"
    SAVE: ClassVar[str] = "Закрыть обращение"
    DONE: ClassVar[str] = "закрыто"
    DEFAULT_CSS = """
    CloseDialog #box { border: round $error; border-title-color: $text-error; }
    """

    def compose_form(self) -> ComposeResult:
        """Outcome and reason."""
        yield ChoiceColumn(
            [Option(outcome.value, self.labels.of(outcome), hint) for outcome, hint in _HINTS.items()], id="outcome"
        )
        yield Static("Основание отказа", id="ground-label", classes="label", markup=False)
        grounds = [Option(each.value, title, REFUSED_BY[each]) for each, title in REFUSED_FOR.items()]
        yield ChoiceColumn(grounds, id="ground")
        if self._followers:
            yield self.row("Отзывают все", Choice(_NO_YES, id="for_all"))
        yield Static("Причина", classes="label", markup=False)
        yield TextBody(id="reason", placeholder="Почему обращение закрывается…")
        yield from self.dropping()

    def on_mount(self) -> None:
        """The ground is asked of a refusal alone."""
        self._ask_for_ground()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another outcome."""
        self.edited()
        self._ask_for_ground()

    def _ask_for_ground(self) -> None:
        refused = self.query_one("#outcome", ChoiceColumn).value == Outcome.REFUSED.value
        for name in ("#ground", "#ground-label"):
            self.query_one(name).display = refused

    def command(self) -> TicketCommand | str:
        """A closing."""
        reason = self.text_of("reason")
        if not reason.strip():
            return "Укажите причину: её прочтёт инициатор."
        outcome = Outcome(self.query_one("#outcome", ChoiceColumn).value)
        why = RefusalGround(self.query_one("#ground", ChoiceColumn).value) if outcome is Outcome.REFUSED else None
        for_all = self._followers and self.query_one("#for_all", Choice).value == "yes"
        return Close(
            number=self.ticket.number, outcome=outcome, reason=reason, for_all=for_all, drop=self.dropped(), ground=why
        )

    @property
    def _followers(self) -> bool:
        """Whether the problem of others is solved here too (Прил. 3, п. 2)."""
        return bool(self.ticket.duplicates)

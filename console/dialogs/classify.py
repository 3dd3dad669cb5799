"""Changing type and priority, with the impact questions of the policy (п. 5.10; Прил. 2)."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from console.dialogs.frame.ticket_dialog import TicketDialog
from console.widgets.fields.choice import Choice, ChoiceColumn, Option
from console.widgets.fields.text_fields import TextLine
from core.policy import Policy
from core.tickets.classification.commands import SetPriority, SetType
from core.tickets.command import TicketCommand
from core.vocabulary import Priority, Role, TicketType


def priority_options(policy: Policy, type: TicketType) -> list[Option]:
    """The priorities that the table allows to a type, each with its impact question."""
    questions = {impact.priority: impact.question for impact in policy.impact}
    return [
        Option(priority.value, policy.labels.of(priority), questions.get(priority, "все сроки по согласованию"))
        for priority in policy.norms.allowed_priorities(type)
    ]


class TypeDialog(TicketDialog):
    """Another type; the priority comes along, since not every pair has norms."""

    NAME: ClassVar[str] = "type"
    HEADING: ClassVar[str] = "ТИП ОБРАЩЕНИЯ"
    GLYPH: ClassVar[str] = "◆"
    LEAD: ClassVar[str] = "Сроки будут пересчитаны по новой строке таблицы от времени поступления."
    CLAUSE: ClassVar[str] = "Прил. 2, «Типизация обращений»"
    SAVE: ClassVar[str] = "Изменить тип"
    DONE: ClassVar[str] = "тип изменён"

    def compose_form(self) -> ComposeResult:
        """Type, priority, reason."""
        types = [Option(each.value, self.labels.of(each)) for each in TicketType]
        yield self.row("Тип", Choice(types, self.ticket.type.value, id="type"))
        yield self.row(
            "Приоритет", Choice(self._priorities(self.ticket.type), self.ticket.priority.value, id="priority")
        )
        yield self.row("Причина", TextLine(id="reason", placeholder=self._placeholder(), max_length=500))

    def _placeholder(self) -> str:
        return "обязательна для ВЛТП" if self._needs_reason() else "не обязательна"

    def _needs_reason(self) -> bool:
        return self.pult.client.actor is not None and self.pult.client.actor.role is Role.SECOND_LINE

    def _priorities(self, type: TicketType) -> list[Option]:
        return priority_options(self.policy, type)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Another type allows other priorities."""
        if event.control.id == "type":
            self.query_one("#priority", Choice).offer(self._priorities(TicketType(event.value)))

    def command(self) -> TicketCommand | str:
        """A change of type."""
        reason = self.text_of("reason").strip()
        if self._needs_reason() and not reason:
            return "ВЛТП меняет тип с обязательным указанием причины (Прил. 2, «Типизация обращений»)."
        type_ = TicketType(self.query_one("#type", Choice).value)
        priority = Priority(self.query_one("#priority", Choice).value)
        given = None if priority is self.ticket.priority else priority
        return SetType(number=self.ticket.number, type=type_, priority=given, reason=reason or None)


class PriorityDialog(TicketDialog):
    """Another priority, chosen by the impact on the clinic's work."""

    NAME: ClassVar[str] = "priority"
    HEADING: ClassVar[str] = "ПРИОРИТЕТ"
    GLYPH: ClassVar[str] = "▲"
    LEAD: ClassVar[str] = "Как проблема влияет на работу МО? Первый ответ «да» сверху даёт приоритет."
    CLAUSE: ClassVar[str] = "п. 5.10 · Прил. 2, «Приоритезация обращений»"
    SAVE: ClassVar[str] = "Изменить приоритет"
    DONE: ClassVar[str] = "приоритет изменён"

    def compose_form(self) -> ComposeResult:
        """Priority, its question, reason."""
        self._options = priority_options(self.policy, self.ticket.type)
        short = [Option(option.value, option.label) for option in self._options]
        yield ChoiceColumn(short, self.ticket.priority.value, id="priority")
        yield Static("", id="question", classes="label", markup=False)
        yield self.row("Причина", TextLine(id="reason", placeholder="не обязательна", max_length=500))

    DEFAULT_CSS = "PriorityDialog #question { height: 3; margin-bottom: 1; }"

    def on_mount(self) -> None:
        """Ask the question of the present priority."""
        self._ask(self.ticket.priority.value)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Ask the question of the chosen priority."""
        self._ask(event.value)

    def _ask(self, value: str) -> None:
        asked = next((option.hint for option in self._options if option.value == value), "")
        self.query_one("#question", Static).update(asked)

    def command(self) -> TicketCommand | str:
        """A change of priority."""
        priority = Priority(self.query_one("#priority", Choice).value)
        reason = self.text_of("reason").strip() or None
        return SetPriority(number=self.ticket.number, priority=priority, reason=reason)


class ClarifyDialog(PriorityDialog):
    """The same before ПЛТП has clarified urgency and impact: the present priority is confirmed, or another one set."""

    LEAD: ClassVar[str] = (
        "Приоритет ещё не уточнён. Как проблема влияет на работу МО? Первый ответ «да» сверху даёт его."
    )
    CLAUSE: ClassVar[str] = "п. 3.9 · Прил. 2, «Приоритезация обращений»"
    SAVE: ClassVar[str] = "Приоритет верен"
    DONE: ClassVar[str] = "срочность и влияние уточнены"

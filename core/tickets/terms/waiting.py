"""Waiting for somebody, said by hand (п. 4.6)."""

from typing import Final

from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal
from core.tickets.terms.commands import Resume, Wait
from core.tickets.terms.events import WaitingEnded, WaitingStarted
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import ENDED, Reversal, UseCase, unless
from core.vocabulary import Waiting

WAITING: Final = "п. 4.6"


def wait(ticket: Ticket, command: Wait, context: Context) -> Effects | Refusal:
    """Whom the ticket waits for; ТЛТП only while it is there."""
    if ticket.waiting is command.waiting:
        label = context.policy.labels.of(command.waiting)
        return Refusal("wait.same", f"Уже отмечено: {label.lower()}", WAITING)
    if command.waiting is Waiting.THIRD_LINE and ticket.at_third_line is None:
        return Refusal("wait.not_routed", "Обращение не передано в ТЛТП: ждать её нечего", "п. 7.1")
    return (WaitingStarted(waiting=command.waiting, text=command.text),)


def resume(ticket: Ticket, command: Resume, context: Context) -> Effects | Refusal:
    """The waiting is over."""
    if ticket.waiting is None:
        return Refusal("wait.none", "Ожидание не отмечено: продолжать нечего", WAITING)
    return (WaitingEnded(text=command.text),)


USE_CASES: Final = (
    UseCase(
        Wait,
        wait,
        title="Ожидание",
        about="Сказать, кого ждём.",
        denial="Ожидание отмечает исполнитель",
        clause="п. 4.6",
        rights="nw/-/-  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"waiting third_line {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Resume,
        resume,
        title="Конец ожидания",
        about="Ожидание кончилось.",
        denial="Ожидание снимает исполнитель",
        clause="п. 4.6",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        premises=(
            unless(lambda ticket: ticket.waiting, "wait.none", "Ожидание не отмечено: продолжать нечего", "п. 4.6"),
        ),
        rests_on=f"waiting third_line {ENDED}",
        undo=Reversal.MARKED,
    ),
)

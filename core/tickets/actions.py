"""What can be done with a ticket now, and why the rest cannot."""

from core.tickets.commands import (
    Close,
    Comment,
    Confirm,
    Note,
    Reject,
    Release,
    Resolve,
    SetPriority,
    SetType,
    Take,
)
from core.tickets.directory import Actor
from core.tickets.guards import guard
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket

TITLES: dict[str, str] = {
    Take.name: "Взять в работу",
    Comment.name: "Ответить инициатору",
    Note.name: "Внутренняя заметка",
    SetPriority.name: "Изменить приоритет",
    SetType.name: "Изменить тип",
    Release.name: "Передать на ВЛТП",
    Resolve.name: "Решить",
    Confirm.name: "Инициатор подтвердил",
    Reject.name: "Инициатор отклонил",
    Close.name: "Закрыть без решения",
}


def actions(ticket: Ticket, actor: Actor) -> tuple[tuple[str, str, Refusal | None], ...]:
    """Every command of a ticket as (name, Russian title, refusal or None), in the order that screens offer them."""
    return tuple((name, title, guard(name, ticket, actor)) for name, title in TITLES.items())

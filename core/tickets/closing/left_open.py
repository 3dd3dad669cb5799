"""Nothing stays open inside a ticket that ends: tasks, a remote session, a run of the МИС (п. 4.4, 5.11, 6.10, 8.4).

Whoever solves or closes a ticket is told what is open in it (:attr:`Ticket.left_open`), and either finishes it first or
drops it with a reason in the same step. A session and a run end then: the instant of the command is their recorded end.
"""

from typing import Final

from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket

SILENCE: Final = "Обращение закрыто автоматически"
"""Why the program itself drops what an older log left open."""


def dropped(ticket: Ticket, reason: str, context: Context) -> Effects:
    """The events that end without a result whatever is open."""
    assert context.rulebook is not None
    return tuple(context.rulebook.dropped(each, reason) for each in ticket.left_open)


def laid_down(ticket: Ticket, reason: str | None, context: Context) -> Effects | Refusal:
    """What ends along with the ticket: nothing where nothing is open; a refusal where it is, and no reason is given."""
    found = ticket.left_open
    if not found:
        return ()
    if reason is not None:
        return dropped(ticket, reason, context)
    first = found[0]
    titles = ", ".join(each.title for each in found)
    message = f"В обращении не завершено: {titles}. Завершите или снимите с причиной, и обращение можно будет закончить"
    details = {"open": [{"kind": each.kind, "id": each.id, "title": each.title} for each in found]}
    return Refusal(first.code, message, first.clause, details=details)

"""Commands against the rules: each gives the events that follow, or a refusal that names its clause.

Pure: the ticket's log, the command and the context are all that is known here.
"""

from collections.abc import Callable, Mapping
from typing import Any

from core.tickets.access import permit
from core.tickets.closing import close, confirm, reject, resolve
from core.tickets.commands import (
    Close,
    Comment,
    Confirm,
    Note,
    Register,
    Reject,
    Release,
    Resolve,
    SetPriority,
    SetType,
    Take,
    TicketCommand,
)
from core.tickets.context import Context
from core.tickets.events import Event, History
from core.tickets.guards import guard
from core.tickets.refusal import Refusal
from core.tickets.registering import register
from core.tickets.ticket import Ticket, replay
from core.tickets.working import comment, note, release, set_priority, set_type, take

Events = tuple[Event, ...]

_RULES: Mapping[str, Callable[[Ticket, Any, Context], Events | Refusal]] = {
    Comment.name: comment,
    Note.name: note,
    Take.name: take,
    SetType.name: set_type,
    SetPriority.name: set_priority,
    Release.name: release,
    Resolve.name: resolve,
    Confirm.name: confirm,
    Reject.name: reject,
    Close.name: close,
}


def decide(history: History, command: Register | TicketCommand, context: Context) -> Events | Refusal:
    """The events that carry the command out (at least one), or why it is refused.

    ``history`` is the ticket's whole log, empty for a registration. Access is checked before the rules.
    """
    if isinstance(command, Register):
        return permit(command, context.actor) or register(command, context)
    ticket = replay(history)
    return guard(command.name, ticket, context.actor) or _RULES[command.name](ticket, command, context)

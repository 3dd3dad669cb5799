"""Commands against the rules: each gives the effects that follow, or a refusal that names its clause.

Pure: the ticket's log, the command and the context are all that is known here.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from core.tickets.command import DeskCommand, TicketCommand
from core.tickets.context import Context
from core.tickets.directory import Actor, User
from core.tickets.effects import DeskRule, Effects, Rule
from core.tickets.fold import replay
from core.tickets.log import TicketEvent, WholeLog
from core.tickets.records import LeftOpen
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.ticket import Ticket
from core.tickets.use_cases.access import permit
from core.tickets.use_cases.catalogue import EVENT_KINDS, USE_CASES
from core.tickets.use_cases.possible import guard


class _Rulebook:
    """The rules as a whole, as a rule may ask them."""

    def guard(self, name: str, ticket: Ticket, actor: Actor, staff: Mapping[str, User]) -> Refusal | None:
        """Why the actor may not give a command to a ticket now."""
        return guard(name, ticket, actor, staff)

    def dropped(self, left: LeftOpen, reason: str) -> TicketEvent:
        """The event that ends without a result what is open inside a ticket that ends."""
        found = (each.dropping(left.id, reason) for each in EVENT_KINDS.values() if each.drops == left.kind)
        return next(each for each in found if each is not None)

    def judged(self, command: TicketCommand, ticket: Ticket, context: Context) -> Effects | Refusal:
        """The effects of a command to a ticket as it stands, or why it is refused."""
        return judged(command, ticket, context)


_RULEBOOK = _Rulebook()


def decide(
    log: WholeLog, command: Register | TicketCommand, context: Context, ticket: Ticket | None = None
) -> Effects | Refusal:
    """The effects that carry the command out (at least one), or why it is refused.

    ``log`` is the ticket's whole log, or what reads it, empty for a registration; ``ticket`` its fold, where that is
    made already: most rules ask for nothing else.
    Access is checked before the rules.
    """
    if isinstance(command, Register):
        return decide_desk(command, context)
    context = replace(context, log=log)
    return judged(command, ticket or replay(context.history), context)


def judged(command: TicketCommand, ticket: Ticket, context: Context) -> Effects | Refusal:
    """What the rules say of a command to a ticket as it stands: its guards, then the rule of its area."""
    refusal = guard(command.name, ticket, context.actor, context.facts.users)
    rule = cast(Rule, USE_CASES[command.name].rule)
    return refusal or rule(ticket, command, replace(context, rulebook=_RULEBOOK))


def decide_desk(command: DeskCommand | Register, context: Context) -> Effects | Refusal:
    """The effects that carry a command of the desk out (at least one), or why it is refused."""
    rule = cast(DeskRule, USE_CASES[command.name].rule)
    return permit(command, context.actor) or rule(command, replace(context, rulebook=_RULEBOOK))

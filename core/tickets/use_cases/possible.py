"""What can be done with a ticket now: the gate, then what depends on the ticket and on who the actor is, then premises.

What is refused here would be refused of any such command, whatever is typed, and nothing else: a test compares the two
over every command and kind of ticket. The staff lend a reason names: people are told by name and not by login.
"""

from typing import Final

from core.tickets.context import Context
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.access import permit_here
from core.tickets.use_cases.catalogue import USE_CASES
from core.tickets.use_cases.offered import OFFERED
from core.tickets.use_cases.use_case import Staff

NOBODY: Final[Staff] = {}


def guard(name: str, ticket: Ticket, actor: Actor, staff: Staff = NOBODY) -> Refusal | None:
    """The first reason why this actor may not give the command now; None when it may be given.

    ``staff``: the users of the desk by login, for the names in a reason; who is not among them is told by his part.
    """
    if refusal := permit_here(name, ticket, actor):
        return refusal
    return next((refusal for each in USE_CASES[name].guards if (refusal := each(ticket, actor, staff))), None)


def possible(name: str, ticket: Ticket, context: Context) -> Refusal | None:
    """The first reason why the actor cannot give a command now, whatever its values are; None when he can."""
    if refusal := guard(name, ticket, context.actor, context.facts.users):
        return refusal
    return next((refusal for each in USE_CASES[name].premises if (refusal := each(ticket, context))), None)


def actions(ticket: Ticket, context: Context) -> tuple[tuple[str, str, Refusal | None], ...]:
    """Every command of a ticket as (name, Russian title, refusal or None), in the order that screens offer them.

    ``context`` knows the ticket's log.
    """
    return tuple((name, USE_CASES[name].title, possible(name, ticket, context)) for name in OFFERED)

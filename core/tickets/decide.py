"""Commands against the rules: each gives the effects that follow, or a refusal that names its clause.

Pure: the ticket's log, the command and the context are all that is known here.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from core.tickets.access import permit
from core.tickets.assignment import assigning
from core.tickets.assignment import hand_over as working
from core.tickets.classification import processing
from core.tickets.closing import disputes, silence
from core.tickets.closing import solving as closing
from core.tickets.command import DeskCommand, TicketCommand
from core.tickets.context import Context
from core.tickets.desk_records import calendars, calls, exports
from core.tickets.desk_records import shifts_and_views as desk_life
from core.tickets.effects import DeskRule, Effects, Rule
from core.tickets.fold import replay
from core.tickets.guards import guard
from core.tickets.knowledge import solutions as knowledge
from core.tickets.log import History
from core.tickets.outages import rules as outages
from core.tickets.people import accounts, letters
from core.tickets.people import cards as people
from core.tickets.redaction import archiving
from core.tickets.redaction import redacting as redaction
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.registration.registering import register
from core.tickets.relations import rules as relations
from core.tickets.remote_access import mis_runs
from core.tickets.remote_access import sessions as remote
from core.tickets.staff import absences
from core.tickets.staff import accounts as staff_accounts
from core.tickets.staff import keys as letting_in
from core.tickets.tasks import approvals, tasks
from core.tickets.terms import rules as terms
from core.tickets.third_line import rules as third_line
from core.tickets.ticket import Ticket
from core.tickets.undo import taking_back as undoing

RULES: Final[Mapping[str, Rule]] = {
    **working.RULES,
    **closing.RULES,
    **processing.RULES,
    **terms.RULES,
    **tasks.RULES,
    **approvals.RULES,
    **relations.RULES,
    **assigning.RULES,
    **third_line.RULES,
    **silence.RULES,
    **disputes.RULES,
    **remote.RULES,
    **mis_runs.RULES,
    **knowledge.RULES,
    **outages.RULES,
    **redaction.RULES,
    **archiving.RULES,
    **undoing.RULES,
}
"""The rule of each command of a ticket."""
DESK_RULES: Final[Mapping[str, DeskRule]] = {
    **knowledge.DESK_RULES,
    **outages.DESK_RULES,
    **people.DESK_RULES,
    **letters.DESK_RULES,
    **staff_accounts.DESK_RULES,
    **accounts.DESK_RULES,
    **absences.DESK_RULES,
    **calls.DESK_RULES,
    **calendars.DESK_RULES,
    **desk_life.DESK_RULES,
    **exports.DESK_RULES,
    **redaction.DESK_RULES,
    **archiving.DESK_RULES,
    **letting_in.DESK_RULES,
}
"""The rule of each command of the desk."""


def decide(
    history: History, command: Register | TicketCommand, context: Context, ticket: Ticket | None = None
) -> Effects | Refusal:
    """The effects that carry the command out (at least one), or why it is refused.

    ``history`` is the ticket's whole log, empty for a registration; ``ticket`` its fold, where that is made already.
    Access is checked before the rules.
    """
    if isinstance(command, Register):
        return permit(command, context.actor) or register(command, context)
    ticket = ticket or replay(history)
    return judged(command, ticket, replace(context, history=history))


def judged(command: TicketCommand, ticket: Ticket, context: Context) -> Effects | Refusal:
    """What the rules say of a command to a ticket as it stands: its guards, then the rule of its area."""
    refusal = guard(command.name, ticket, context.actor, context.facts.users)
    return refusal or RULES[command.name](ticket, command, context)


def decide_desk(command: DeskCommand, context: Context) -> Effects | Refusal:
    """The effects that carry a command of the desk out (at least one), or why it is refused."""
    return permit(command, context.actor) or DESK_RULES[command.name](command, context)

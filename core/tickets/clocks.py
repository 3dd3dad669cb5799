"""The clocks of a ticket: ``clock = fold(events, calendar, policy)``, derived anew at each reading.

Nothing is stored that could disagree with the log. The desk keeps a due time only as an index, made from here.
"""

from datetime import datetime, timedelta

from core.policy import Policy
from core.tickets.clock import Clocks
from core.tickets.events import History
from core.tickets.reactions import executor_reaction, first_reaction
from core.tickets.resolution import resolution
from core.tickets.standing import standing
from core.tickets.ticket import Ticket, replay
from core.tickets.waits import buckets, covered, merged, waits


def read_clocks(history: History, policy: Policy, now: datetime, ticket: Ticket | None = None) -> Clocks:
    """Read the three clocks and the lifetime of a ticket at ``now`` (not before its last event).

    ``ticket`` is the fold of the same history, where somebody has it already. Raises ValueError for a log that is no
    log, or holds a pair that the table of norms has no row for.
    """
    ticket, history = ticket or replay(history), standing(history)
    now = max(now, ticket.changed_at)
    first = first_reaction(history, policy, now)
    executor = executor_reaction(history, policy, now)
    found, worktime = waits(history), policy.worktime(ticket.line)
    return Clocks(
        first,
        executor,
        resolution(history, policy, now, first),
        _lifetime(ticket, policy, now),
        buckets(found, worktime, now),
        covered(merged(found), worktime, now),
    )


def _lifetime(ticket: Ticket, policy: Policy, now: datetime) -> timedelta:
    """Working time from creation to closing (п. 4.10)."""
    return policy.worktime().between(ticket.created_at, ticket.closed_at or now)

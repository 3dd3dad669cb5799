"""The due index: the next due of each ticket, kept for sorting, made from the log and never trusted over it."""

from dataclasses import replace
from datetime import timedelta

from core.desk.listing import TERMS
from core.policy import Policy
from core.store.errors import StoreUnavailable
from core.store.ledger import set_fact
from core.store.log import histories
from core.store.projection import DueIndex, project
from core.store.store import Writing
from core.tickets.clocks import read_clocks
from core.tickets.events import History
from core.tickets.ticket import replay


def due_index(history: History, policy: Policy) -> DueIndex:
    """What the log says about the next due; it does not depend on the present instant."""
    clocks = read_clocks(history, policy, history[-1].at)
    found = DueIndex(no_term=clocks.no_term, needs_term=clocks.unsettled)
    clock = clocks.next
    if clock is None:
        return found
    recorded = clock.overdue and clock.remaining is not None and clock.remaining >= timedelta(0)
    return replace(
        found,
        clock=clock.name,
        due=clock.due_at,
        soft=clock.soft,
        breached=recorded,
        uncounted=clock.uncounted,
    )


def rebuild(tx: Writing, policy: Policy) -> None:
    """Make every ticket's row again from its log, under the terms in force.

    Raises StoreUnavailable where they have no row for a ticket that stands under an older one, or a log is no log.
    """
    for number, history in histories(tx).items():
        try:
            project(tx, replay(history), due_index(history, policy))
        except ValueError as error:
            raise StoreUnavailable(f"Обращение {number}: по этим настройкам срок не посчитать ({error})") from error
    set_fact(tx, TERMS, policy.terms_fingerprint)

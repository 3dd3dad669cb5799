"""`pult verify`: the log is checked, every ticket folded again, and the rows that lists read held against the fold.

The chain is one quick pass over plain rows; folding every ticket and its clocks again takes several times as long, and
holds a few hundred tickets at a time. Both are jobs (:mod:`core.desk.upkeep.verifying`) that one process does, or
several; what they find is put together here, and is the same either way.
"""

from pathlib import Path

from core.desk.upkeep.verifying.derived import TABLES, Derived
from core.desk.upkeep.verifying.jobs import FollowSpan, Hands, OwnHands, Snapshot
from core.desk.views import VerifyReport
from core.policy import Policy
from core.store.event_log.audit import Audit, joined, missing_guards, spans
from core.store.event_log.log import last_event, number_of
from core.store.store import Reading, Store
from core.text import safe_line

__all__ = ["TABLES", "verify", "verify_store"]


def verify_store(
    store: Store, policy: Policy, configuration: Path | None, *, head: str | None = None, chain_only: bool = False
) -> VerifyReport:
    """The same of a store, by several processes where that is sooner; ``configuration`` is that of the policy."""
    from core.desk.upkeep.verifying import team

    def work(tx: Reading, hands: Hands | None = None) -> VerifyReport:
        return verify(tx, policy, head=head, chain_only=chain_only, hands=hands)

    with store.reading() as tx:
        large = last_event(tx) >= (team.LEAST_OF_CHAIN if chain_only else team.LEAST_EVENTS)
    if large and (size := team.processes()) > 1:
        desk = team.StoreAtHand(store.place.address, store.zone, configuration, policy.terms_fingerprint)
        report = team.together(store, desk, work, size)
        if report is not None:
            return report
    with store.reading() as tx:
        return work(tx)


def verify(
    tx: Reading, policy: Policy, *, head: str | None = None, chain_only: bool = False, hands: Hands | None = None
) -> VerifyReport:
    """Check everything in one snapshot, under the policy in force.

    ``head`` is a hash that was noted earlier: where the log has no event of it, its end was cut off or rewritten.
    ``chain_only`` checks the chain and the texts, and nothing that is derived from them. ``hands``: who does the jobs,
    over the same snapshot; this process where there are none.
    """
    hands = hands or OwnHands(Snapshot(tx, policy))
    parts = hands.do([FollowSpan(each) for each in spans(tx, hands.spans)])
    found = joined(missing_guards(tx), parts)
    past = None if head is None else _past(tx, head, found)
    mismatches = () if chain_only else tuple(Derived(tx, policy, found, hands).mismatches())
    return VerifyReport(
        found.tickets, found.events, mismatches, tuple(found.broken), found.head, past=past, chain_only=chain_only
    )


def _past(tx: Reading, head: str, found: Audit) -> int | None:
    """How many events came after the one of a hash; where there is none, that is what is wrong with the chain."""
    number = number_of(tx, head)
    if number is None:
        found.broken.append(f"События с хэшем {safe_line(head)} в журнале нет: его конец отрезан или переписан")
        return None
    return last_event(tx) - number

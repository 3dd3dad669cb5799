"""What came since a head that was noted earlier: the chain from it on, and all that was touched since.

A ticket is touched by an event of it, the desk itself by an event of no ticket. Of what was touched older events are
held against their hashes too, so that what is folded from them is worth something; everything else is left alone.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Final

from core.desk.queue.listing import is_current
from core.desk.upkeep.verifying.derived import OTHER_NORMS, Derived
from core.desk.upkeep.verifying.jobs import FoldTickets, Hands, OwnHands, Snapshot
from core.desk.views import NotedHead, VerifyReport
from core.policy import Policy
from core.store.blobs import content_is_whole
from core.store.event_log.audit import Audit, joined, missing_guards, older_part, part_of, touched
from core.store.event_log.log import chain_head, instant_of, number_of
from core.store.store import Reading
from core.text import safe_line

_HEAD: Final = re.compile(r"(?:([1-9][0-9]{0,17}):)?([0-9a-f]{64})")


def read_head(text: str) -> NotedHead | None:
    """``event:hash`` or a hash alone, as verifications and the system's log tell them; None for anything else."""
    found = _HEAD.fullmatch(text.strip())
    return None if found is None else NotedHead(found[2], int(found[1]) if found[1] else None)


@dataclass(slots=True)
class _AsAsked:
    """The contents that are kept, each looked at when it is asked for."""

    tx: Reading
    known: dict[str, bool | None] = field(default_factory=dict)

    def get(self, name: str) -> bool | None:
        if name not in self.known:
            self.known[name] = content_is_whole(self.tx, name)
        return self.known[name]


def verify_since(tx: Reading, policy: Policy, noted: NotedHead, *, chain_only: bool = False) -> VerifyReport:
    """Check that the event of a head is in the chain, the chain from it on, and what was touched since.

    Events and tickets are counted as far as they came since. Where the chain lacks the head, nothing else is looked at.
    """
    number = number_of(tx, noted.hash)
    if number is None or noted.event not in (None, number):
        return VerifyReport(0, 0, (), (_lost(noted, number),), chain_head(tx).hash, chain_only=chain_only, since=noted)
    of_it = touched(tx, number)
    found = joined(missing_guards(tx), [older_part(tx, number, of_it), part_of(tx, (number, None))])
    mismatches = () if chain_only else tuple(_mismatches(tx, policy, found, number, of_it))
    later = found.events - 1
    tickets = len(touched(tx, number + 1) - {None})
    since = NotedHead(noted.hash, number)
    return VerifyReport(
        tickets, later, mismatches, tuple(found.broken), found.head, past=later, chain_only=chain_only, since=since
    )


def _lost(noted: NotedHead, number: int | None) -> str:
    if number is None:
        return f"События с хэшем {safe_line(noted.hash)} в журнале нет: его конец отрезан или переписан"
    return f"Хэш {safe_line(noted.hash)} — события {number}, а записан был у события {noted.event}"


def _mismatches(tx: Reading, policy: Policy, found: Audit, number: int, of_it: Set[int | None]) -> Iterator[str]:
    """What disagrees with the log, of all that an event of a number and those after it belong to."""
    hands: Hands = OwnHands(Snapshot(tx, policy))
    derived = Derived(tx, policy, found, hands)
    if not is_current(tx, policy):
        yield OTHER_NORMS
    files = _AsAsked(tx)
    jobs = [FoldTickets((each, each), files) for each in sorted(each for each in of_it if each is not None)]
    yield from derived.taken_in(hands.do(jobs))
    if None in of_it:
        yield from derived.registers()
    yield from derived.cuts()
    yield from derived.keys(instant_of(tx, number))

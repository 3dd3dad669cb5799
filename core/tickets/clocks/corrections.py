"""A classification that was a mistake: type or priority set, and set back by the same person at once.

Both entries stay in the log, and the clocks are read as if neither had been. What counts as at once is
``mistake_window`` of ``lifecycle.yaml``, by the clock; once something public was said, the requester knows the
classification and a change is a change (п. 5.10).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.policy import Policy
from core.tickets.alerts.events import Alerted
from core.tickets.clocks.first_answer import is_public
from core.tickets.clocks.mistakes import Pair, Reclassification, shifts
from core.tickets.log import History
from core.tickets.records import RaisedAlert
from core.tickets.relations.inheritance import whole


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake and what set it back: the pair that stood ``kept``, the one ``mistaken``, and the changes between.

    ``changes`` are the events of the changes, the first the mistake and the last the one that set it back.
    """

    kept: Pair
    mistaken: Pair
    by: str
    at: datetime
    corrected_at: datetime
    changes: tuple[int, ...]

    @property
    def first(self) -> int:
        """The event that was the mistake."""
        return self.changes[0]

    @property
    def last(self) -> int:
        """The event that set it back."""
        return self.changes[-1]


def corrections(history: History, policy: Policy) -> tuple[Correction, ...]:
    """Every mistaken classification that was set back in time, in order; none overlap."""
    return tuple(_found(whole(history), policy))


def _found(history: History, policy: Policy) -> Iterator[Correction]:
    changed = tuple(shifts(history))
    place = 0
    while place < len(changed):
        size = _set_back_after(changed[place:], history, policy)
        if size:
            yield _correction(changed[place : place + size])
        place += size or 1


def _set_back_after(changed: tuple[Reclassification, ...], history: History, policy: Policy) -> int:
    """How many changes, from the first on, lead back to where it began: all by one person, in time, unheard of."""
    first = changed[0]
    window = policy.lifecycle.mistake_window.duration(policy.schedule.full_day)
    for place, each in enumerate(changed):
        in_time = each.recorded.at - first.recorded.at <= window
        if each.recorded.actor != first.recorded.actor or not in_time or _heard(history, first.seq, each.seq):
            return 0
        if each.after == first.before:
            return place + 1
    return 0


def _heard(history: History, since: int, until: int) -> bool:
    """Whether the requester was told something, or said something, between two events."""
    return any(is_public(each) for each in history if since < each.seq < until)


def _correction(changed: tuple[Reclassification, ...]) -> Correction:
    first, last = changed[0], changed[-1]
    return Correction(
        kept=first.before,
        mistaken=first.after,
        by=first.recorded.actor,
        at=first.recorded.at,
        corrected_at=last.recorded.at,
        changes=tuple(each.seq for each in changed),
    )


def standing_alerts(history: History, policy: Policy) -> frozenset[RaisedAlert]:
    """What was signalled already; what only a mistaken classification had caused was not."""
    mistaken = corrections(history, policy)
    said = (each for each in history if isinstance(each.event, Alerted) and not in_mistake(each.seq, mistaken))
    return frozenset(
        RaisedAlert(each.event.alert, each.event.clock, each.event.due, each.event.item)
        for each in said
        if isinstance(each.event, Alerted)
    )


def in_mistake(seq: int, found: tuple[Correction, ...]) -> Correction | None:
    """The mistake in whose time an event happened; None for any other."""
    return next((each for each in found if each.first < seq < each.last), None)

"""How type and priority went through a log: the changes that were made, whatever came of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.tickets.classification.events import PriorityChanged, TypeChanged
from core.tickets.log import History, Recorded
from core.tickets.registration.events import Registered
from core.vocabulary import Priority, TicketType

Pair = tuple[TicketType, Priority]


@dataclass(frozen=True, slots=True)
class Reclassification:
    """One change of type or priority: what stood ``before`` it and ``after`` it."""

    recorded: Recorded
    before: Pair
    after: Pair

    @property
    def seq(self) -> int:
        """The event that it is."""
        return self.recorded.seq


def shifts(history: History) -> Iterator[Reclassification]:
    """Every change of type or priority, in order."""
    registered = history[0].event
    assert isinstance(registered, Registered)
    pair = registered.type, registered.priority
    for recorded in history[1:]:
        after = _after(pair, recorded)
        if after != pair:
            yield Reclassification(recorded, pair, after)
            pair = after


def _after(pair: Pair, recorded: Recorded) -> Pair:
    match recorded.event:
        case TypeChanged(new=type, priority=priority):
            return type, priority
        case PriorityChanged(new=priority):
            return pair[0], priority
    return pair

"""Which row of Прил. 2, табл. 1 a ticket stood in, and since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.policy import Norm, NormRow, Policy
from core.tickets.events import History, PriorityChanged, Recorded, Registered, TypeChanged
from core.vocabulary import ClockName, Priority, TicketType


@dataclass(frozen=True, slots=True)
class Classified:
    """The row that holds from ``at`` on; ``seq`` is the event that brought it."""

    at: datetime
    seq: int
    row: NormRow

    def norm(self, clock: ClockName) -> Norm:
        """The term that the row gives to one clock."""
        return self.row.cell(clock)


def classifications(history: History, policy: Policy) -> tuple[Classified, ...]:
    """Every row the ticket stood in, the first from its registration; ValueError for a pair without a row."""
    return tuple(_walk(history, policy))


def at_event(rows: tuple[Classified, ...], seq: int) -> Classified:
    """The row that held when event ``seq`` was recorded."""
    return [row for row in rows if row.seq <= seq][-1]


def _walk(history: History, policy: Policy) -> Iterator[Classified]:
    pair: tuple[TicketType, Priority] | None = None
    for recorded in history:
        changed = _pair_after(pair, recorded)
        if changed is not None and changed != pair:
            pair = changed
            yield Classified(recorded.at, recorded.seq, _row(pair, policy))


def _pair_after(pair: tuple[TicketType, Priority] | None, recorded: Recorded) -> tuple[TicketType, Priority] | None:
    match recorded.event:
        case Registered() as event:
            return (event.type, event.priority)
        case TypeChanged() as event:
            return (event.new, event.priority)
        case PriorityChanged() as event if pair is not None:
            return (pair[0], event.new)
    return pair


def _row(pair: tuple[TicketType, Priority], policy: Policy) -> NormRow:
    row = policy.norms.of(*pair)
    if row is None:
        type, priority = map(policy.labels.of, pair)
        raise ValueError(f"в таблице норм нет строки «{type}» с приоритетом «{priority}»")
    return row

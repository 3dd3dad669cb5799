"""Which row of Прил. 2, табл. 1 a ticket stood in, and since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.policy import Norm, NormRow, Policy
from core.tickets.clocks.corrections import Correction, corrections
from core.tickets.clocks.mistakes import Pair, shifts
from core.tickets.log import History
from core.tickets.registration.events import Registered
from core.vocabulary import ClockName


@dataclass(frozen=True, slots=True)
class Classified:
    """The row that holds from ``at`` on; ``seq`` is the event that brought it."""

    at: datetime
    seq: int
    row: NormRow

    def norm(self, clock: ClockName) -> Norm:
        """The term that the row gives to one clock."""
        return self.row.cell(clock)


def classifications(
    history: History, policy: Policy, mistakes: tuple[Correction, ...] | None = None
) -> tuple[Classified, ...]:
    """Every row the ticket stood in, the first from its registration; ValueError for a pair without a row.

    A mistake that was set back at once is left out with what set it back (``mistake_window``); ``mistakes``: those of
    the same log, where they were found already.
    """
    return tuple(_walk(history, policy, corrections(history, policy) if mistakes is None else mistakes))


def at_event(rows: tuple[Classified, ...], seq: int) -> Classified:
    """The row that held when event ``seq`` was recorded."""
    return [row for row in rows if row.seq <= seq][-1]


def _walk(history: History, policy: Policy, mistakes: tuple[Correction, ...]) -> Iterator[Classified]:
    registered = history[0].event
    assert isinstance(registered, Registered)
    yield Classified(history[0].at, history[0].seq, _row((registered.type, registered.priority), policy))
    mistaken = {seq for each in mistakes for seq in each.changes}
    for each in shifts(history):
        if each.seq not in mistaken:
            yield Classified(each.recorded.at, each.seq, _row(each.after, policy))


def _row(pair: Pair, policy: Policy) -> NormRow:
    row = policy.norms.of(*pair)
    if row is None:
        type, priority = map(policy.labels.of, pair)
        raise ValueError(f"в таблице норм нет строки «{type}» с приоритетом «{priority}»")
    return row

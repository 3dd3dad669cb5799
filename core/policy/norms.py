"""The norm table of Прил. 2, табл. 1, compiled: which term each type and priority gives to each of the three clocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from core.durations import exact
from core.text import plural
from core.vocabulary import ClockName, NormKind, Priority, TicketType

_UNITS = {"s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True, slots=True)
class Span:
    """A working term as the regulation writes it: working seconds **or** working days, never both.

    Days become time only together with a schedule, whose full day they are counted in.
    """

    seconds: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read «30s», «5m», «2h» or «14d»; raises ValueError for anything else."""
        amount, unit = text[:-1], text[-1:]
        if not (amount.isascii() and amount.isdigit()) or amount[0] == "0" or len(amount) > 6:
            raise ValueError(text)
        if unit == "d":
            return cls(days=int(amount))
        if unit not in _UNITS:
            raise ValueError(text)
        return cls(seconds=int(amount) * _UNITS[unit])

    def duration(self, full_day: timedelta) -> timedelta:
        """Give the working time of the span, a day being worth *full_day* (8 hours by п. 3.4)."""
        return timedelta(seconds=self.seconds) + self.days * full_day

    def __str__(self) -> str:
        """Say the span in Russian: «20 мин», «4 ч», «1 ч 30 мин», «14 дней»."""
        if self.days:
            return f"{self.days} {plural(self.days, 'день', 'дня', 'дней')}"
        return exact(timedelta(seconds=self.seconds), None) if self.seconds else "0 мин"


@dataclass(frozen=True, slots=True)
class Norm:
    """One cell of the table: what sort of term it sets, how long, how it reads in Russian, and its clause."""

    kind: NormKind
    amount: Span | None
    text: str
    clause: str

    def duration(self, full_day: timedelta) -> timedelta:
        """Give the working time of a timed norm; raises ValueError for a norm that is not timed."""
        if self.amount is None:
            raise ValueError(f"a norm of kind {self.kind} has no duration")
        return self.amount.duration(full_day)


@dataclass(frozen=True, slots=True)
class NormRow:
    """One row of the table: a type with a priority, and the norm of each clock."""

    type: TicketType
    priority: Priority
    first_reaction: Norm
    executor_reaction: Norm
    resolution: Norm

    def cell(self, clock: ClockName) -> Norm:
        """Give the norm of one clock."""
        match clock:
            case ClockName.FIRST_REACTION:
                return self.first_reaction
            case ClockName.EXECUTOR_REACTION:
                return self.executor_reaction
            case ClockName.RESOLUTION:
                return self.resolution


@dataclass(frozen=True, slots=True)
class Impact:
    """The question by which ПЛТП clarifies urgency (Прил. 2, «Приоритезация обращений»; п. 5.10).

    ``text`` is the impact by which Прил. 2 defines the priority.
    """

    priority: Priority
    question: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Norms:
    """The whole table, its clause, and the impact questions from the most urgent priority to the least."""

    rows: tuple[NormRow, ...]
    clause: str
    impact: tuple[Impact, ...] = ()
    _by_pair: Mapping[tuple[TicketType, Priority], NormRow] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the rows by type and priority."""
        object.__setattr__(self, "_by_pair", {(row.type, row.priority): row for row in self.rows})

    def of(self, type: TicketType, priority: Priority) -> NormRow | None:
        """Give the row of a type with a priority; None when the table has no such pair."""
        return self._by_pair.get((type, priority))

    def impact_of(self, priority: Priority) -> str | None:
        """The impact on the clinic's work by which the regulation defines a priority; None where it defines none."""
        return next((each.text or each.question for each in self.impact if each.priority is priority), None)

    def allowed_priorities(self, type: TicketType) -> tuple[Priority, ...]:
        """Give the priorities that the table allows to a type, the most urgent first."""
        return tuple(priority for priority in Priority if (type, priority) in self._by_pair)

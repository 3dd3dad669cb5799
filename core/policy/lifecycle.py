"""The limits of a ticket's life: how long silence may last, and what the customer may set about clocks and texts."""

from dataclasses import dataclass
from enum import StrEnum

from core.policy.norms import Span


class SolutionStart(StrEnum):
    """The instant from which the term of resolution is judged."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class TextLimits:
    """How many characters people's texts may have."""

    subject: int
    body: int
    line: int


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Terms and choices of a ticket's life; days are working days, counted by dates."""

    confirmation_days: int
    """Silence after «Решена» before the automatic closing (Прил. 2, «Статусы обращений»)."""
    forced_close_days: int
    """More than so many days without confirmation allow the forced closing (п. 4.9)."""
    dispute_days: int
    """The term of a dispute at ПЛТП (Прил. 2, «Работа по спорным ситуациям»)."""
    agreement_reminder: Span
    """How long a ticket «По согласованию» may stand without a term before ПЛТП is reminded."""
    solution_start: SolutionStart
    """Where the resolution clock starts (п. 4.10, 4.11, 11.1)."""
    resume_after_reject: bool
    """After a rejection the resolution clock goes on with its elapsed time: true leaves time in «Решена» out."""
    pauses: tuple[str, ...]
    """Waiting that stops the resolution clock; the regulation knows none."""
    reopen: bool
    """Whether a closed ticket may be opened again."""
    keep_with_first_line: bool
    """An automatic assignment leaves the ticket with ПЛТП until its stage is done (п. 3.4, 6.4)."""
    texts: TextLimits

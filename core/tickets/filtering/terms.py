"""The terms of a filter: one small frozen value an operator. Instants are absolute, codes are those of the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.tickets.forecast.horizons import DueBounds
from core.vocabulary import ClockName, Line


@dataclass(frozen=True, slots=True)
class WordsTerm:
    """Words that all stand in subject, number, clinic or requester."""

    text: str


@dataclass(frozen=True, slots=True)
class Codes:
    """A field of the ticket that has one of some codes; ``field`` is type, priority, status, line, mis or channel."""

    field: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """What a view asks of a ticket: its name in :class:`core.desk.views.View`."""

    name: str


@dataclass(frozen=True, slots=True)
class Assignee:
    """Whose tickets: words of a login or a name, ``me`` for whoever asks, None for nobody's."""

    names: tuple[str | None, ...]
    me: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationTerm:
    """A clinic by its code, its initials or words of its name; any of them."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequesterTerm:
    """A requester by words of the name; any of them."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Tickets by number."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class External:
    """Tickets by the beginning of the number in ИСКИЗ or Интерактив."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """The next due lies from ``since`` up to, not including, ``until``."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The request came from ``since`` up to, not including, ``until``."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Created:
    """It was written down here from ``since`` up to, not including, ``until``."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClosedTerm:
    """It was closed from ``since`` up to, not including, ``until``."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class BurningTerm:
    """A running clock, of ``clocks`` where any are named, is late; or, with ``near``, not late and within a horizon.

    ``bounds`` are the instants of each line, with one horizon where ``near``.
    """

    bounds: tuple[tuple[Line, DueBounds], ...]
    near: bool = False
    clocks: tuple[ClockName, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A clock, of ``clocks`` where any are named, ended late, from ``since`` up to, not including, ``until``; or it had
    not ended by then, and was breached by the ``bounds`` of each line.
    """

    since: datetime | None
    until: datetime
    bounds: tuple[tuple[Line, DueBounds], ...]
    clocks: tuple[ClockName, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a term."""

    term: Term


@dataclass(frozen=True, slots=True)
class All:
    """Every term holds; without any, everything does."""

    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """One of the terms holds."""

    terms: tuple[Term, ...]


Term = (
    WordsTerm | Codes | Flag | Assignee | OrganizationTerm | RequesterTerm | Numbered | External | Due | Received
    | Created | ClosedTerm | BurningTerm | Broken | Not | All | Any
)  # fmt: skip

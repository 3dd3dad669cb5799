"""What a clock says: the value that every screen, report and index is made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.vocabulary import ClockName, ClockState, Line, NormKind, Waiting
from core.worktime.values import Interval


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One thing that moved the clock: a Russian sentence with its instant and clause."""

    at: datetime
    text: str
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A reading of one clock at one instant.

    ``norm`` is the working time allowed by the present type and priority, None without one; ``due_at`` the earliest
    instant at which the allowance is used up; ``elapsed`` the counted working time; ``remaining`` the allowance less
    the elapsed time, negative once breached, None without a due time. ``soft`` marks a term whose excess is told but
    is no breach («не сразу»). ``agreed``: both sides agreed on the due (п. 4.8, 6.7, 6.8). ``uncounted`` is working
    time after the due that the clock leaves out (in «Решена»). ``line``: by whose hours it is counted.

    ``overdue`` of a running clock is what is true now: past its due, or a breach is recorded that no term was agreed
    after (п. 6.8). Of a stopped one it is the verdict, in which every recorded breach counts. ``breached_at`` is the
    first instant of the first breach, also of one that an agreed term has settled; it stays.
    """

    name: ClockName
    state: ClockState
    kind: NormKind
    norm: timedelta | None = None
    clause: str = "Прил. 2, табл. 1"
    started_at: datetime | None = None
    due_at: datetime | None = None
    stopped_at: datetime | None = None
    elapsed: timedelta = timedelta(0)
    remaining: timedelta | None = None
    provisional: bool = False
    soft: bool = False
    overdue: bool = False
    breached_at: datetime | None = None
    uncounted: timedelta = timedelta(0)
    cause: str | None = None
    agreed: bool = False
    line: Line = Line.FIRST
    counted: tuple[Interval, ...] = ()
    steps: tuple[ClockStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Clocks:
    """The three clocks of a ticket and its lifetime (п. 4.10) at one instant.

    ``waiting`` is the working time spent in each bucket; ``waited`` that of all of them, overlaps counted once.
    """

    first_reaction: Clock
    executor_reaction: Clock
    resolution: Clock
    lifetime: timedelta
    waiting: Mapping[Waiting, timedelta] = field(default_factory=dict)
    waited: timedelta = timedelta(0)

    def __iter__(self) -> Iterator[Clock]:
        return iter((self.first_reaction, self.executor_reaction, self.resolution))

    @property
    def next(self) -> Clock | None:
        """The running clock with the earliest due time; None when nothing is running towards a due."""
        live = [c for c in self if c.due_at is not None and c.stopped_at is None and c.started_at is not None]
        return min(live, key=lambda c: (c.due_at, c.soft), default=None)

    @property
    def no_term(self) -> bool:
        """By agreement, and nothing agreed yet («без срока»)."""
        clock = self.resolution
        return clock.state is ClockState.AGREED and clock.due_at is None and clock.stopped_at is None

    @property
    def unsettled(self) -> bool:
        """A breach is recorded, work goes on, and no term was agreed since, or that one is exceeded too (п. 6.8)."""
        return any(c.overdue and not c.soft and c.stopped_at is None for c in self)

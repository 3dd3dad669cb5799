"""Where a figure of the breach panel leads: a list of the queue in its own filter language, a ticket, a clinic."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from core.desk.views import View
from core.tickets.filtering.keys import CLOCKS, LATE, PERIODS, WAITS
from core.tickets.forecast.horizons import Period
from core.vocabulary import ClockName, Line, Waiting

_CLOCK_WORDS: Final = {clock: word for word, clock in CLOCKS.items()}
_PERIOD_WORDS: Final = {period: word for word, period in PERIODS.items()} | {Period.TODAY: "сегодня"}
_WAIT_WORDS: Final = {bucket: word for word, bucket in WAITS.items()}
_LINE_WORDS: Final = {Line.FIRST: "плтп", Line.SECOND: "влтп", Line.THIRD: "тлтп"}
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TicketListGoal:
    """A list: the view and the filter that the figure counts by; ``login``: the executor that it is about."""

    title: str
    filter: str = ""
    view: View = View.OPEN
    login: str | None = None


@dataclass(frozen=True, slots=True)
class TicketGoal:
    """One ticket."""

    number: int


@dataclass(frozen=True, slots=True)
class ClinicGoal:
    """What got worse in a clinic."""

    code: str


@dataclass(frozen=True, slots=True)
class RegisterGoal:
    """A register of the desk."""

    name: str


Goal = TicketListGoal | TicketGoal | ClinicGoal | RegisterGoal


def late(clock: ClockName | None = None) -> str:
    """The filter of what is breached now, by one clock or by any."""
    return f"горит:{LATE}{_of(clock)}"


def near(horizon: timedelta, clock: ClockName | None = None) -> str:
    """The filter of what is due within a horizon of working time and not breached."""
    return f"горит:{horizon // _MINUTE}м{_of(clock)}"


def broken(period: Period, clock: ClockName | None = None) -> str:
    """The filter of what ended late in a period."""
    return f"нарушено:{_PERIOD_WORDS[period]}{_of(clock)}"


def waits(bucket: Waiting) -> str:
    """The filter of what waits for somebody."""
    return f"ожидает:{_WAIT_WORDS[bucket]}"


def load(line: Line, login: str | None) -> str:
    """The filter of what a line, or one of its executors, has to solve."""
    if login is None:
        return f"решать линия:{_LINE_WORDS[line]}"
    return f"решать исполнитель:{login}" + ("" if line is Line.FIRST else " -линия:плтп")


def numbered(numbers: tuple[int, ...]) -> str:
    """The filter of some tickets."""
    return f"номер:{','.join(map(str, numbers))}"


def _of(clock: ClockName | None) -> str:
    return f",{_CLOCK_WORDS[clock]}" if clock is not None else ""

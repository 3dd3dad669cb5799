"""Deadlines in working time, one at a time, beside what libraries take for the same: ratios of medians of one run.

The engine stands beside the one that kept a table for each year (``tests/core/worktime/year_by_year.py``), and beside
businesstimedelta, pandas, workalendar and numpy, each of them where it is installed (``pip install businesstimedelta
pandas``). All are given the desk's hours with lunch, the days off of 2026 and the same starts, and are asked in turn,
round by round, on the clock of the CPU. An answer that is not the engine's is counted.
"""

from __future__ import annotations

import platform
import random
import statistics
import sys
import time as clock
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from importlib import metadata
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from _measure import Figure, Report, Sample, arguments, peers_packages

from core.policy import load_policy
from tests.core.worktime.year_by_year import YearByYear

PEERS = ("businesstimedelta", "pandas", "numpy", "workalendar")
ROUNDS = 9
POLICY = load_policy()
WORK = POLICY.worktime()
YEAR = WORK.calendar(2026)
PER_YEAR = YearByYear(WORK.schedule, {year: WORK.calendar(year) for year in (2025, 2026, 2027)})
FIRST, LAST = datetime(2026, 1, 12, tzinfo=WORK.zone), datetime(2026, 11, 20, tzinfo=WORK.zone)
NORMS = (5, 10, 20, 60, 120, 240, 480, 960, 6_720)
"""Minutes of the norms that the regulation knows (Прил. 2, табл. 1): 5 min to 4 h, 1, 2 and 14 working days."""


@dataclass
class Contender:
    """Somebody who answers one start at a time, ``calls`` of them in a round."""

    name: str
    answer: Callable[[Any], Any]
    calls: int
    starts: Sequence[Any] = ()
    as_desk: Callable[[Any], Any] = lambda found: found
    seconds: list[float] = field(default_factory=list)

    def round(self) -> None:
        """Answer and remember the seconds for one answer."""
        answer, starts = self.answer, self.starts[: self.calls]
        began = clock.process_time()
        for start in starts:
            answer(start)
        self.seconds.append((clock.process_time() - began) / len(starts))

    @property
    def median(self) -> float:
        """Seconds for one answer."""
        return statistics.median(self.seconds)


REPORT = Report()
KEYS = {"срок 4 ч": "4h", "срок 8 ч": "8h", "срок 112 ч": "112h", "срок по каждой из норм регламента": "norms"}


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__)
    asked = read()
    peers_packages()
    versions = [f"{name} {version}" for name in PEERS if (version := _version(name))]
    print(f"Python {platform.python_version()}, {', '.join(versions)}; медианы {ROUNDS} кругов, время ЦП")
    draw = random.Random(1)
    span = int((LAST - FIRST).total_seconds() * 1_000_000)
    starts = [FIRST + timedelta(microseconds=draw.randrange(span)) for _ in range(5_000)]
    for hours in (4, 8, 112):
        told(f"срок {hours} ч", starts, deadline(timedelta(hours=hours)))
    told("срок по каждой из норм регламента", starts, every_norm())
    told("прошло между (112 ч)", [(each, WORK.add(each, timedelta(hours=112))) for each in starts], elapsed())
    told("14 рабочих дней по датам", starts, dated(14))
    for name in PEERS:
        if _version(name) is None:
            REPORT.lacks(name)
    REPORT.save(asked.json)
    return 0


def deadline(amount: timedelta) -> Iterator[Contender]:
    """When an amount of working time is used up."""
    yield Contender("таблица", lambda start: WORK.add(start, amount), 5_000)
    yield Contender("по годам", lambda start: PER_YEAR.add(start, amount), 5_000)
    calls = max(20, int(1_600 / (amount / timedelta(hours=1))))
    if _version("businesstimedelta"):
        import businesstimedelta

        left = businesstimedelta.BusinessTimeDelta(_rules(), timedelta=amount)
        yield Contender("businesstimedelta", lambda start: start + left, calls)
    if _version("pandas"):
        import pandas as pd

        offset = pd.offsets.CustomBusinessHour(
            amount // timedelta(hours=1),
            start=["08:30", "14:00"],
            end=["13:00", "17:30"],
            holidays=sorted(YEAR.days_off),
        )
        yield Contender("pandas", lambda start: pd.Timestamp(start) + offset, calls)


def every_norm() -> Iterator[Contender]:
    """The deadlines of all norms from one start: nine answers each."""
    amounts = [timedelta(minutes=each) for each in NORMS]
    yield Contender("таблица", lambda start: [WORK.add(start, each) for each in amounts], 1_000)
    yield Contender("по годам", lambda start: [PER_YEAR.add(start, each) for each in amounts], 1_000)
    if _version("businesstimedelta"):
        import businesstimedelta

        rules = _rules()
        left = [businesstimedelta.BusinessTimeDelta(rules, timedelta=each) for each in amounts]
        yield Contender("businesstimedelta", lambda start: [start + each for each in left], 20)


def elapsed() -> Iterator[Contender]:
    """Working time between two instants."""
    yield Contender("таблица", lambda pair: WORK.between(*pair), 5_000)
    yield Contender("по годам", lambda pair: PER_YEAR.between(*pair), 5_000)
    if _version("businesstimedelta"):
        rules = _rules()
        yield Contender("businesstimedelta", lambda pair: rules.difference(*pair).timedelta, 20)


def dated(days: int) -> Iterator[Contender]:
    """The close of the n-th working day; the libraries give its date alone."""
    yield Contender("таблица", lambda start: WORK.end_of_working_day(start, days), 5_000, as_desk=datetime.date)
    yield Contender("по годам", lambda start: PER_YEAR.end_of_working_day(start, days), 5_000, as_desk=datetime.date)
    off = sorted(YEAR.days_off)
    if _version("workalendar"):
        from workalendar.europe import Russia

        russia = Russia()  # its own holidays: the days that a decree moves are not among them
        yield Contender("workalendar", lambda start: russia.add_working_days(start.date(), days), 100)
    if _version("numpy"):
        import numpy as np

        calendar = np.busdaycalendar(holidays=off)
        yield Contender(
            "numpy",
            lambda start: np.busday_offset(start.date(), days, roll="backward", busdaycal=calendar).item(),
            1_000,
        )


def told(name: str, starts: Sequence[Any], found: Iterator[Contender]) -> None:
    """Let the contenders answer in turn, and print how many times as long as the first each of them took."""
    contenders = list(found)
    ours = contenders[0]
    for each in contenders:
        each.starts = starts
        each.answer(starts[0])
    for _ in range(ROUNDS):
        for each in contenders:
            each.round()
    for each in contenders[1:]:
        key = f"worktime.{KEYS.get(name, name)}.{each.name}"
        times = Sample(tuple(mine / our for mine, our in zip(each.seconds, ours.seconds, strict=True)))
        REPORT.figures.append(
            Figure(key, f"{name}: {each.name}", times.median, min(times.values), max(times.values), "× engine")
        )
    for each in contenders:
        sample = starts[: min(100, each.calls)]
        wrong = sum(each.as_desk(each.answer(start)) != ours.as_desk(ours.answer(start)) for start in sample)
        spread = f"{min(each.seconds) * 1e6:.2f}–{max(each.seconds) * 1e6:.2f}"
        print(
            f"{name}, {each.name}: {each.median * 1e6:.2f} мкс ({spread}), {1 / each.median:,.0f}/с, "
            f"{each.median / ours.median:.1f} × таблицы, других ответов {wrong} из {len(sample)}"
        )


def _rules() -> Any:
    import businesstimedelta as peer
    import pytz

    zone, week = pytz.timezone(WORK.zone.key), list(range(5))
    return peer.Rules([
        peer.WorkDayRule(time(8, 30), time(17, 30), week, tz=zone),
        peer.LunchTimeRule(time(13), time(14), week, tz=zone),
        peer.HolidayRule(YEAR.days_off | WORK.calendar(2027).days_off, tz=zone),
    ])  # fmt: skip


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


if __name__ == "__main__":
    sys.exit(main())

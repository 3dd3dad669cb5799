"""How many clocks were kept, by period and by clinic, and where it has got worse."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from core.desk.oversight.kept_figures import KeptFigures
from core.instants import to_us
from core.policy import Policy
from core.store.kept.running_clocks import Running
from core.store.projections import figures
from core.store.registers.directory_reads import read_organizations
from core.store.store import Reading
from core.tickets.forecast.horizons import SHOWN, DueBounds, Judged, Period, bounds, spans
from core.vocabulary import ClockName, Line

WORST: Final = 5
LEAST_ENDED: Final = 10
"""From fewer clocks in either month a clinic's trend is chance."""
Where: TypeAlias = tuple[str, int]
"""A clock by its code, and a clinic by its id."""
Ended: TypeAlias = Mapping[Period, tuple[Counter[Where], Counter[Where]]]
"""How many clocks ended in each period, and how many of them were breached."""


@dataclass(frozen=True, slots=True)
class Compliance:
    """Of the clocks that ended in a period: how many, and how many of them were kept; ``open``: how many more are
    breached and still run."""

    period: Period
    clock: ClockName
    ended: int
    kept: int
    open: int

    @property
    def of(self) -> int:
        """Of how many clocks the kept ones are a share: none is left out because nobody has ended it."""
        return self.ended + self.open


@dataclass(frozen=True, slots=True)
class Trend:
    """A clinic whose share of breached clocks has grown: those of the last month, and of this one."""

    organization: int
    code: str
    name: str
    before: Judged
    now: Judged

    @property
    def worse(self) -> float:
        """By how many percentage points."""
        return 100 * (self.now.missed / self.now.of - self.before.missed / self.before.of)


@dataclass(frozen=True, slots=True)
class KeptTerms:
    """How many clocks were kept, as the panel tells it."""

    compliance: tuple[Compliance, ...]
    trends: tuple[Trend, ...]


def judge(tx: Reading, policy: Policy, now: datetime, kept: KeptFigures) -> KeptTerms:
    """What was kept, and which clinics got worse, at an instant up to which :class:`KeptFigures` have followed."""
    periods = spans(now)
    month, until = periods[Period.MONTH]
    last = kept.once("last_end", lambda: figures.last_end(tx))
    edges = tuple(since for since, _until in periods.values())
    # what ends after now, where a clock was set back, is read each time: it is not there at each instant
    ended = ended_in(tx, now) if last >= to_us(until) else kept.once("ended", lambda: ended_in(tx, now), edges)
    before = kept.once(
        "open_before",
        lambda: (
            open_breaches(kept.running(), month, bounds(policy, min(month, now), ())) + figures.open_once(tx, month)
        ),
        month,
    )
    present = open_breaches(kept.running(), until, bounds(policy, now, ()))
    if last >= to_us(until):
        present += figures.open_once(tx, until)
    return KeptTerms(compliance(ended, present), trends(tx, ended, before, present))


def compliance(ended: Ended, open_: Counter[Where]) -> tuple[Compliance, ...]:
    """Today, this week from Monday, this month: by each clock. ``open_``: what is breached now and still runs."""
    still = _by_clock(open_)
    found: list[Compliance] = []
    for period in SHOWN:
        all_, breached = (_by_clock(each) for each in ended[period])
        for name in ClockName:
            kept = all_[name] - breached[name]
            found.append(Compliance(period, name, all_[name], kept, still[name]))
    return tuple(found)


def trends(tx: Reading, ended: Ended, open_before: Counter[Where], open_: Counter[Where]) -> tuple[Trend, ...]:
    """The clinics whose share of breached clocks has grown most: this month against the whole last one.

    ``open_before``: what was breached and still ran at the end of the last month.
    """
    before = _by_clinic(*ended[Period.LAST_MONTH], open_before)
    present = _by_clinic(*ended[Period.MONTH], open_)
    both = sorted(each for each in present if each in before and min(present[each].of, before[each].of) >= LEAST_ENDED)
    grown = (
        Trend(each.id, each.code, each.name, before[each.id], present[each.id]) for each in read_organizations(tx, both)
    )
    return tuple(sorted((each for each in grown if each.worse > 0), key=lambda each: (-each.worse, each.code))[:WORST])


def ended_in(tx: Reading, now: datetime) -> Ended:
    """What ended in each period, up to ``now``."""
    periods = spans(now)
    edges = sorted(since for since, _until in periods.values())
    edges.append(periods[Period.TODAY][1])
    found: dict[Period, tuple[Counter[Where], Counter[Where]]] = {each: (Counter(), Counter()) for each in periods}
    for place, clock, organization, count, breached in figures.ended(tx, edges):
        for period, (since, until) in periods.items():
            if since <= edges[place] and edges[place + 1] <= until:
                all_, late = found[period]
                all_[clock, organization] += count
                late[clock, organization] += breached
    return found


def open_breaches(running: Iterable[Running], until: datetime, bounds: Mapping[Line, DueBounds]) -> Counter[Where]:
    """Which of the clocks that run today were breached before an instant; ``bounds`` are those of then, or of now."""
    before, passed = to_us(until), {line.value: to_us(each.late_before) for line, each in bounds.items()}
    return Counter(
        (each.clock, each.organization)
        for each in running
        if (each.due < passed[each.hours] if each.breached_at is None else each.breached_at < before)
    )


def _by_clock(counted: Counter[Where]) -> Counter[ClockName]:
    found: Counter[ClockName] = Counter()
    for (clock, _organization), count in counted.items():
        found[ClockName(clock)] += count
    return found


def _by_clinic(ended: Counter[Where], breached: Counter[Where], open_: Counter[Where]) -> dict[int, Judged]:
    sums: dict[int, Judged] = {}
    for clock, organization in ended.keys() | open_.keys():
        where = (clock, organization)
        found = sums.get(organization, Judged())
        sums[organization] = found.plus(ended[where], breached[where], open_[where])
    return sums

"""How many clocks were kept, by period and by clinic, and where it has got worse."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.policy import Policy
from core.store.projections import figures
from core.store.projections.figures import ClockTally
from core.store.registers.directory_reads import read_organizations
from core.store.store import Reading
from core.tickets.forecast.horizons import SHOWN, Judged, Period, bounds, spans
from core.vocabulary import ClockName

WORST: Final = 5
LEAST_ENDED: Final = 10
"""From fewer clocks in either month a clinic's trend is chance."""


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


def compliance(tx: Reading, policy: Policy, now: datetime) -> tuple[Compliance, ...]:
    """Today, this week from Monday, this month: by each clock."""
    found: list[Compliance] = []
    late = bounds(policy, now, ())
    for period in SHOWN:
        by_clock = {each.clock: each for each in figures.kept(tx, *spans(now)[period], late)}
        for name in ClockName:
            each = by_clock.get(name, ClockTally(name, 0, 0, 0))
            found.append(Compliance(period, name, each.ended, each.ended - each.breached, each.open))
    return tuple(found)


def trends(tx: Reading, policy: Policy, now: datetime) -> tuple[Trend, ...]:
    """The clinics whose share of breached clocks has grown most: this month against the whole last one."""
    before, present = (_by_clinic(tx, policy, now, month) for month in (Period.LAST_MONTH, Period.MONTH))
    both = [each for each in present if each in before and min(present[each].of, before[each].of) >= LEAST_ENDED]
    grown = (
        Trend(each.id, each.code, each.name, before[each.id], present[each.id]) for each in read_organizations(tx, both)
    )
    return tuple(sorted((each for each in grown if each.worse > 0), key=lambda each: (-each.worse, each.code))[:WORST])


def _by_clinic(tx: Reading, policy: Policy, now: datetime, month: Period) -> dict[int, Judged]:
    sums: dict[int, Judged] = {}
    since, until = spans(now)[month]
    for each in figures.kept(tx, since, until, bounds(policy, min(until, now), ()), by_clinic=True):
        found = sums.get(each.organization, Judged())
        sums[each.organization] = found.plus(each.ended, each.breached, each.open)
    return sums

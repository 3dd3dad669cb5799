"""Why a clinic is worse than last month: its clocks of both months, parted by what they have in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from core.desk.records.name_lookup import find_organization
from core.policy import Policy
from core.store.projections import figures
from core.store.projections.figures import Share
from core.store.store import Reading
from core.tickets.forecast.horizons import Judged, Period, bounds, spans
from core.tickets.refusal import Refusal

Aspect = Literal["clock", "type", "priority", "assignee"]
_ASPECTS: Final[dict[Aspect, Callable[[Share], tuple[str | None, str | None]]]] = {
    "clock": lambda share: (share.clock.value, None),
    "type": lambda share: (share.type.value, None),
    "priority": lambda share: (share.priority.value, None),
    "assignee": lambda share: (share.assignee, share.assignee_name),
}


@dataclass(frozen=True, slots=True)
class TrendPart:
    """The clocks of a clinic that share one thing: its ``code`` (None: nobody's), ``name`` for an executor.

    ``more``: by how many breaches it exceeds what last month's share would have brought.
    """

    aspect: Aspect
    code: str | None
    name: str | None
    before: Judged
    now: Judged
    more: float


@dataclass(frozen=True, slots=True)
class ClinicTrend:
    """A clinic's last month and this one, up to now, and the parts of each aspect, those that got worst first."""

    organization: int
    code: str
    name: str
    before: Judged
    now: Judged
    parts: tuple[TrendPart, ...]

    def of(self, aspect: Aspect) -> tuple[TrendPart, ...]:
        """The parts of one aspect."""
        return tuple(part for part in self.parts if part.aspect == aspect)


def clinic_trend(tx: Reading, policy: Policy, name: str, now: datetime) -> ClinicTrend | Refusal:
    """Both months of a clinic, by its code or name; not found is a refusal."""
    clinic = find_organization(tx, name)
    if isinstance(clinic, Refusal):
        return clinic
    before, present = (
        figures.shares(tx, clinic.id, since, until, bounds(policy, min(until, now), ()))
        for since, until in (spans(now)[month] for month in (Period.LAST_MONTH, Period.MONTH))
    )
    usual = _sum(before)
    parts = tuple(part for aspect in _ASPECTS for part in _parts(aspect, before, present, usual))
    return ClinicTrend(clinic.id, clinic.code, clinic.name, usual, _sum(present), parts)


def _parts(aspect: Aspect, before: Iterable[Share], present: Iterable[Share], usual: Judged) -> list[TrendPart]:
    of = _ASPECTS[aspect]
    sums: dict[tuple[str | None, str | None], tuple[list[Share], list[Share]]] = {}
    for place, month in enumerate((before, present)):
        for share in month:
            sums.setdefault(of(share), ([], []))[place].append(share)
    parts = [
        TrendPart(aspect, code, name, _sum(then), _sum(these), _more(_sum(then), _sum(these), usual))
        for (code, name), (then, these) in sums.items()
    ]
    return sorted(parts, key=lambda part: (-part.more, -part.now.missed, part.code or ""))


def _more(before: Judged, now: Judged, usual: Judged) -> float:
    """Breaches beyond last month's share; of what last month had none of, beyond the whole clinic's."""
    rule = before if before.of else usual
    return now.missed - now.of * (rule.missed / rule.of if rule.of else 0.0)


def _sum(shares: Iterable[Share]) -> Judged:
    found = Judged()
    for each in shares:
        found = found.plus(each.ended, each.breached, each.open)
    return found

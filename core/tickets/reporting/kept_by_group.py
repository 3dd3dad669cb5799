"""How terms were kept and how long tickets lived, group by group: the document that scripts read (п. 4.10, 4.11)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.tickets.reporting.entries import Aspect, ReportEntry
from core.tickets.reporting.material import ReportMaterial
from core.tickets.reporting.of_clocks import clock_entries
from core.vocabulary import ClockName


@dataclass(frozen=True, slots=True)
class KeptClocks:
    """Of one clock: how many ``ended``, ``met``, ended ``breached``, and are ``open_breached`` at the end."""

    ended: int = 0
    met: int = 0
    breached: int = 0
    open_breached: int = 0

    @property
    def share(self) -> float | None:
        """Of those that ended or are broken, how many were met; None of none."""
        of = self.ended + self.open_breached
        return round(self.met / of, 4) if of else None


@dataclass(frozen=True, slots=True)
class Lengths:
    """The median and the 90th percentile by nearest rank, working time; None of none."""

    median: timedelta | None
    p90: timedelta | None


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """A group by its keys: ``tickets`` that its figures are made of, its clocks, the lifetimes of those that closed."""

    keys: tuple[str | None, ...]
    tickets: int
    clocks: Mapping[ClockName, KeptClocks]
    gross: Lengths
    net: Lengths


def kept_groups(material: ReportMaterial, by: tuple[Aspect, ...]) -> tuple[KeptGroup, ...]:
    """Every group, in the order of its keys; one of zeros where nothing was."""
    parts: dict[tuple[str | None, ...], tuple[list[ReportEntry], list[ReportEntry]]] = {
        keys: ([], []) for keys in material.always(by)
    }
    closed = (material.entry(each, each, each.closed_at) for each in material.closed() if each.closed_at)
    for place, entries in enumerate((clock_entries(material), closed)):
        for each in entries:
            parts.setdefault(tuple(aspect.code(each) for aspect in by), ([], []))[place].append(each)
    ordered = sorted(parts, key=lambda keys: tuple((key is None, key or "") for key in keys))
    return tuple(_group(keys, *parts[keys]) for keys in ordered)


def _group(keys: tuple[str | None, ...], clocks: list[ReportEntry], closed: list[ReportEntry]) -> KeptGroup:
    return KeptGroup(
        keys,
        len({each.ticket for each in (*clocks, *closed)}),
        {name: _kept(each for each in clocks if each.what.name is name) for name in ClockName},
        lengths([each.what.lifetime for each in closed]),
        lengths([each.what.net for each in closed]),
    )


def _kept(entries: Iterable[ReportEntry]) -> KeptClocks:
    found = Counter((each.what.ended is not None, bool(each.what.breached)) for each in entries)
    met, breached, still = found[True, False], found[True, True], found[False, True]
    return KeptClocks(met + breached, met, breached, still)


def lengths(found: Sequence[timedelta]) -> Lengths:
    """Median (of an even number the upper of the middle two) and 90th percentile of some lengths."""
    if not found:
        return Lengths(None, None)
    ordered = sorted(found)
    return Lengths(ordered[len(ordered) // 2], ordered[-(-9 * len(ordered) // 10) - 1])

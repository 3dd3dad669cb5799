"""The past judged under another reading: how many breaches each clock has, and whose verdict changes (п. 11.1)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.policy import Policy
from core.tickets.clocks.reading import read_clocks
from core.tickets.log import History
from core.vocabulary import ClockName


@dataclass(frozen=True, slots=True)
class ChangedClock:
    """A ticket's clock whose due, or whose verdict, is another under the other reading."""

    number: int
    clock: ClockName
    breached_before: bool
    breached_after: bool
    due_before: datetime | None
    due_after: datetime | None

    @property
    def verdict(self) -> bool:
        """Whether the verdict changes, and not the due alone."""
        return self.breached_before is not self.breached_after


@dataclass(frozen=True, slots=True)
class Judgement:
    """Breaches of each clock under the present reading (``before``) and the other one (``after``)."""

    tickets: int
    before: Mapping[ClockName, int]
    after: Mapping[ClockName, int]
    changes: tuple[ChangedClock, ...]

    @property
    def moved(self) -> tuple[int, ...]:
        """The tickets that have a due or a verdict that another policy changes."""
        return tuple(dict.fromkeys(change.number for change in self.changes))


def judge(histories: Mapping[int, History], present: Policy, other: Policy, now: datetime) -> Judgement:
    """Read every clock under both policies at one instant; a consultation answered «не сразу» is no breach."""
    before, after, changes = Counter[ClockName](), Counter[ClockName](), list[ChangedClock]()
    for number, history in sorted(histories.items()):
        pairs = list(zip(read_clocks(history, present, now), read_clocks(history, other, now), strict=True))
        for old, new in pairs:
            late, later = old.overdue and not old.soft, new.overdue and not new.soft
            before[old.name] += late
            after[new.name] += later
            if late is not later or old.due_at != new.due_at:
                changes.append(ChangedClock(number, old.name, late, later, old.due_at, new.due_at))
    return Judgement(
        len(histories),
        {clock: before[clock] for clock in ClockName},
        {clock: after[clock] for clock in ClockName},
        tuple(changes),
    )

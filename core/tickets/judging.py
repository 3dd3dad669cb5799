"""The past judged under another reading: how many breaches each clock has, and whose verdict changes (п. 11.1)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.policy import Policy
from core.tickets.clocks import read_clocks
from core.tickets.events import History
from core.vocabulary import ClockName


@dataclass(frozen=True, slots=True)
class Change:
    """A ticket's clock that is breached under one reading and not under the other."""

    number: int
    clock: ClockName
    breached_before: bool
    due_before: datetime | None
    due_after: datetime | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Breaches of each clock under the present reading (``before``) and the other one (``after``).

    ``moved`` are the tickets that have a due that another policy moves, whatever the verdict.
    """

    tickets: int
    before: Mapping[ClockName, int]
    after: Mapping[ClockName, int]
    changes: tuple[Change, ...]
    moved: tuple[int, ...]


def judge(histories: Mapping[int, History], present: Policy, other: Policy, now: datetime) -> Judgement:
    """Read every clock under both policies at one instant; a consultation answered «не сразу» is no breach."""
    before, after, changes, moved = Counter[ClockName](), Counter[ClockName](), list[Change](), list[int]()
    for number, history in sorted(histories.items()):
        pairs = list(zip(read_clocks(history, present, now), read_clocks(history, other, now), strict=True))
        for old, new in pairs:
            late, later = old.overdue and not old.soft, new.overdue and not new.soft
            before[old.name] += late
            after[new.name] += later
            if late is not later:
                changes.append(Change(number, old.name, late, old.due_at, new.due_at))
        if any(old.due_at != new.due_at for old, new in pairs):
            moved.append(number)
    return Judgement(
        len(histories),
        {clock: before[clock] for clock in ClockName},
        {clock: after[clock] for clock in ClockName},
        tuple(changes),
        tuple(moved),
    )

"""What was done a moment ago, and what waits to be done: the values of :mod:`console.state.hindsight`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    from console.state.drafts import Draft
    from core.desk.views import Done
    from core.tickets.command import Command

Version = tuple[int, int]
"""A ticket and the version that the act has brought it to."""


@dataclass(frozen=True, slots=True)
class Held:
    """A command that is not given yet, with what makes its form again and what follows once it was done."""

    command: Command
    key: str
    expected: int | None
    draft: Draft
    on_done: Callable[[Done], None]
    again: Callable[[], Screen[Any] | None] | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be taken back until an instant; ``told`` says what was done, or what is going to be."""

    told: str
    until: datetime
    versions: tuple[Version, ...] = ()
    held: Held | None = None
    many: bool = False
    """One decision about many tickets."""
    given: bool = False
    """A held one that is on its way to the desk: too late to take it back, too early to call it done."""
    told_at: datetime | None = None
    """What the desk's clock showed when it was told."""
    began: float = field(default_factory=monotonic)

    def over(self, now: datetime, window: timedelta) -> bool:
        """Whether its seconds are over: by the desk's clock, or by real ones where that clock stands (PULT_NOW)."""
        return self.until <= now or (now == self.told_at and monotonic() - self.began >= window.total_seconds())

    def seconds(self, now: datetime) -> int:
        """How many are left, begun ones included."""
        return max(0, ceil((self.until - now).total_seconds()))

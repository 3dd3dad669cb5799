"""What the engine answers with: counted intervals and the desk's state at an instant."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

ClosedReason: TypeAlias = Literal["lunch", "after_hours", "day_off"]


@dataclass(frozen=True, slots=True)
class Interval:
    """One unbroken piece of counted working time, half-open, in the desk's zone."""

    start: datetime
    end: datetime
    amount: timedelta


@dataclass(frozen=True, slots=True)
class WorkState:
    """Whether working time runs at an instant, until when that stays so, and why it stands still if it does."""

    open: bool
    until: datetime
    """The close of this interval when open, the next opening when not; in the desk's zone."""
    reason: ClosedReason | None

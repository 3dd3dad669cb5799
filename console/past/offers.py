"""The instants that a screen offers to look back to: of its ticket, its breaches, its disputes; and the usual ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from console.past.steps import by_shift, last_close
from core.text import safe_line
from core.wording import moment

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk

_LATE = timedelta(seconds=1)
MOST_ENTRIES = 200
"""So many entries of a story are offered, the latest first."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An instant, why it is offered, and the ticket that is opened at it, where that is not open already."""

    at: datetime
    title: str
    ticket: int | None = None


def offers(screen: Screen[Any], live: Desk, at: datetime) -> tuple[Offer, ...]:
    """What a screen offers that stands at ``at``; the nearest matter first."""
    found = [*_of_ticket(screen), *_of_panel(screen, live), *_of_dispute(screen), *_usual(live, at)]
    return tuple(each for each in found if each.at < live.now())


def _usual(live: Desk, at: datetime) -> Iterator[Offer]:
    now = live.now()
    yield Offer(now - timedelta(days=1), "вчера в это же время")
    yield Offer(now - timedelta(hours=1), "час назад")
    if (begun := by_shift(live, now, -1)) is not None:
        yield Offer(begun, "начало смены")
    if (over := last_close(live, begun or now)) is not None:
        yield Offer(over, "конец прошлой смены")
    if at != now:
        yield Offer(at - timedelta(days=1), "днём раньше")


def _of_ticket(screen: Screen[Any]) -> Iterator[Offer]:
    """Every entry of its story."""
    from console.ticket.screen import TicketScreen

    if isinstance(screen, TicketScreen) and screen.view is not None:
        for entry in reversed(screen.view.timeline[-MOST_ENTRIES:]):
            yield Offer(entry.at, f"{safe_line(entry.title)} · {safe_line(entry.actor_name)}")


def _of_panel(screen: Screen[Any], live: Desk) -> Iterator[Offer]:
    """The instant of each breach, that of the chosen line first."""
    from console.wallboard.goals import TicketGoal
    from console.wallboard.screen import WallScreen

    if not isinstance(screen, WallScreen) or screen.wall is None:
        return
    goal = getattr(screen.focused, "goal", None)
    chosen = goal.number if isinstance(goal, TicketGoal) else None
    policy = live.environment.last_policy
    for each in sorted(screen.wall.breached, key=lambda burning: burning.row.ticket.number != chosen):
        row = each.row
        title = f"№ {row.ticket.number}: нарушен срок «{policy.labels.of(row.clock)}» · {safe_line(row.ticket.subject)}"
        late = policy.worktime(row.hours).add(row.due, _LATE)  # whoever answers at the due itself is in time
        yield Offer(late, title, row.ticket.number)


def _of_dispute(screen: Screen[Any]) -> Iterator[Offer]:
    """When the chosen dispute was opened."""
    from console.registers.screen import RegisterScreen

    record = screen.listed.selected if isinstance(screen, RegisterScreen) and screen.loaded else None
    opened = getattr(getattr(record, "value", None), "opened_at", None)
    if record is not None and isinstance(opened, datetime):
        yield Offer(opened, f"№ {record.ticket}: открыт спор", record.ticket)


def told(offer: Offer, live: Desk) -> str:
    """The instant of an offer, in full."""
    return moment(offer.at.replace(microsecond=0), live.environment.last_policy.zone)

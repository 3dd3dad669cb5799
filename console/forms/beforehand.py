"""What a form tells before anything is done: the work that somebody would leave to others (п. 4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.text import clean_line

if TYPE_CHECKING:
    from console.forms.context import About
    from core.desk.desk import Desk
    from core.desk.records.open_work import Holdings

SHOWN: Final = 5
"""Tickets and tasks that are named one by one; of more their number is told."""


def what_is_left(desk: Desk, about: About) -> str:
    """The open tickets and tasks of a colleague that would stand without an executor, or that there are none."""
    return _told(desk.registers.holdings(about.record.login), "Останутся без исполнителя", "Передайте их (п. 4.8)")


def what_stays_open(desk: Desk, about: About) -> str:
    """The open tickets and tasks of somebody of a clinic, or that there are none."""
    return _told(desk.registers.requests_of(about.record.id), "Останутся открытыми", "Решите, с кем их вести")


def _told(left: Holdings, heading: str, advice: str) -> str:
    tickets = [clean_line(f"№ {row.number} {row.subject}", 70) for row in left.tickets]
    tasks = [clean_line(f"№ {each.number}, задача: {each.task.text}", 70) for each in left.tasks]
    found = [*tickets, *tasks]
    if not found:
        return "Открытых обращений и задач нет."
    more = [f"… и ещё {len(found) - SHOWN}"] if len(found) > SHOWN else []
    first = f"{heading} — обращений: {len(tickets)}, задач: {len(tasks)}. {advice}:"
    return "\n".join([first, *found[:SHOWN], *more])

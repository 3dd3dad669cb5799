"""What a form tells before anything is done: the work that somebody would leave to others (п. 4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.text import clean_line

if TYPE_CHECKING:
    from console.forms.context import About
    from core.desk.desk import Desk

SHOWN: Final = 5
"""Tickets and tasks that are named one by one; of more their number is told."""


def what_is_left(desk: Desk, about: About) -> str:
    """Whose open tickets and tasks would stand without an executor, or that there are none."""
    left = desk.holdings(about.record.login)
    tickets = [clean_line(f"№ {row.number} {row.subject}", 70) for row in left.tickets]
    tasks = [clean_line(f"№ {each.number}, задача: {each.task.text}", 70) for each in left.tasks]
    found = [*tickets, *tasks]
    if not found:
        return "Открытых обращений и задач у него нет."
    more = [f"… и ещё {len(found) - SHOWN}"] if len(found) > SHOWN else []
    heading = f"Останутся без исполнителя — обращений: {len(tickets)}, задач: {len(tasks)}. Передайте их (п. 4.8):"
    return "\n".join([heading, *found[:SHOWN], *more])

"""What somebody of staff leaves to others: told wherever he goes away, is blocked or gets another role (п. 4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.text import safe_line

if TYPE_CHECKING:
    from core.desk.records.open_work import Holdings


def left_json(left: Holdings) -> dict[str, Any]:
    """Open tickets and tasks, by number."""
    return {
        "open_tickets": [{"number": row.number, "subject": row.subject} for row in left.tickets],
        "open_tasks": [
            {"number": each.number, "subject": each.subject, "task": each.task.id, "text": each.task.text}
            for each in left.tasks
        ],
    }


def left_text(left: Holdings, heading: str) -> str:
    """The same as lines under a heading; nothing where nothing is left."""
    tickets = [f"  № {row.number} {safe_line(row.subject)}" for row in left.tickets]
    tasks = [f"  № {each.number}, задача {each.task.id}: {safe_line(each.task.text)}" for each in left.tasks]
    return "\n".join((heading, *tickets, *tasks)) if tickets or tasks else ""

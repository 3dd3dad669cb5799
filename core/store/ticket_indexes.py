"""The indexes over some of the tickets alone: what a window, a counter or the sweep reads, and nothing else."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Index, text

OPEN: Final = "status <> 'closed'"
BY_DUE: Final = ("sort_due", "number")
"""The order of the lists."""


def over_some_tickets() -> Iterator[Index]:
    """Those of the open tickets, and those of the few that have something standing open.

    SQLite looks the status up once more, though the index holds open ones alone: where all is to be counted from an
    index, the status stands in it.
    """
    yield _over("open", OPEN, *BY_DUE, "status", "next_line", "next_soft", "next_breached")
    yield _over("open_assignee", OPEN, "assignee", *BY_DUE, "status")
    yield _over("open_organization", OPEN, "organization", "number", "status")
    yield _over("open_priority", OPEN, "priority", *BY_DUE)
    yield _over("open_changed", OPEN, "changed_at", "number")
    for flag in ("needs_term", "no_term", "no_executor", "masked"):
        yield _over(f"open_{flag}", f"{OPEN} AND {flag}=true", *BY_DUE)
    for place in ("waiting", "third_line", "outage"):
        yield _over(f"open_{place}", f"{OPEN} AND {place} IS NOT NULL", *BY_DUE)
    yield _over("open_breached", f"{OPEN} AND next_breached=true", *BY_DUE)
    yield _over("open_tasks", f"{OPEN} AND open_tasks > 0", *BY_DUE)
    yield _over("disputed", "disputed=true", *BY_DUE)
    yield _over("unregistered", "unregistered=true", *BY_DUE)
    yield _over("connected", "connected=true", "number")
    yield _over("promised", "promised IS NOT NULL", "number")
    yield _over("wake_at", "wake_at IS NOT NULL", "wake_at", "number")


def _over(name: str, condition: str, *columns: str) -> Index:
    """An index over the rows that meet a condition; «=true» stands after a flag.

    How it is said to PostgreSQL stands in the migration that makes it there: said here too, it would load SQLAlchemy's
    dialect of that server into every process (2 MB and some 30 ms), over a file as well.
    """
    return Index(f"ix_tickets_{name}", *columns, sqlite_where=text(condition.replace("=true", " = 1")))

"""How the report of accesses tells an event: what somebody saw, ran, took out or cut out, and whose it was."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _of_nobody(_event: Any) -> int | None:
    return None


def _reason(event: Any) -> str | None:
    return getattr(event, "reason", None)


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """What is said of one kind of event: its title, whose data it concerns by id, and in whose words why."""

    title: Callable[[Any], str]
    clause: str = ""
    person: Callable[[Any], int | None] = _of_nobody
    reason: Callable[[Any], str | None] = _reason

    def titled(self, event: Any) -> str:
        """The title of an event with the clause that wants it reported."""
        clause = f" ({self.clause})" if self.clause else ""
        return f"{self.title(event)}{clause}"

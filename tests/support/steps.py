"""How far SQLite's own machine has to go for an answer: a measure of work that no clock and no neighbour changes."""

import sqlite3
from typing import Any

import pytest

EACH = 10
"""So many steps are counted as one."""


def counted_steps(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """A list that grows with the steps of every connection that is opened from now on."""
    steps: list[None] = []
    connect = sqlite3.connect

    def counting(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_progress_handler(lambda: steps.append(None), EACH)
        return connection

    monkeypatch.setattr(sqlite3, "connect", counting)
    return steps

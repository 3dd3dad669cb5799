"""What the application tells its screens: that the desk has changed, and what time it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol, runtime_checkable

from textual.message import Message
from textual.worker import Worker

ASIDE: Final = 0.4
"""Seconds after a change at which is read what stands beside it: many consoles hear of it at once, and what
people look at is painted first."""


class DeskChanged(Message, bubble=False):
    """Something was committed, by this console or by another process: ask again for what is shown.

    It carries no data. Screens handle it by ``on_desk_changed``; it also comes when the desk has been opened.
    """


@dataclass
class HandOver(Message, bubble=False):
    """From a worker thread to the UI thread: call ``then``, unless ``worker`` has been cancelled meanwhile."""

    then: Callable[[], None]
    worker: Worker[Any] | None = None


@runtime_checkable
class Ticking(Protocol):
    """A screen that shows time: called once a second, by the one clock of the application."""

    def on_tick(self, now: datetime) -> None:
        """Repaint what ``now`` (in the desk's zone) has changed, and nothing else."""

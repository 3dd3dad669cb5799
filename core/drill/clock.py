"""The time of a drill: it runs faster than the wall's, stands while nobody plays, and jumps over what is idle."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

Monotonic = Callable[[], float]
"""Seconds that only grow."""


class DrillClock:
    """Desk time of a drill, an aware instant at each call; threads may share it."""

    def __init__(self, begins: datetime, speed: int, monotonic: Monotonic) -> None:
        """It stands at ``begins`` until :meth:`start`; ``speed`` is in seconds of the desk a second."""
        self._at = begins
        self._speed = speed
        self._monotonic = monotonic
        self._since: float | None = None
        self._lock = Lock()

    def __call__(self) -> datetime:
        """The present instant."""
        with self._lock:
            return self._now()

    def start(self) -> None:
        """Begin to run, or go on."""
        with self._lock:
            if self._since is None:
                self._since = self._monotonic()

    def stop(self) -> None:
        """Stand still."""
        with self._lock:
            self._at, self._since = self._now(), None

    def skip_to(self, at: datetime) -> None:
        """Jump forward; never back."""
        with self._lock:
            now = self._now()
            self._at = max(now, at)
            self._since = None if self._since is None else self._monotonic()

    def _now(self) -> datetime:
        if self._since is None:
            return self._at
        return self._at + timedelta(seconds=(self._monotonic() - self._since) * self._speed)

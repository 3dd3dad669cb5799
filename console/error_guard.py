"""What becomes of an error that nobody expected: one line with its number, or, where that does not help, the end."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Final, Protocol

from rich.text import Text

from console.failures import crash_line, record

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from console.keys.key_queue import KeyQueue

CRASHED: Final = 70
"""Exit code of a console that an internal error stopped."""
MOST_ERRORS: Final = 5
"""Errors within :data:`WINDOW` seconds after which something is broken for good, and the console ends."""
WINDOW: Final = 10.0


class GuardedApp(Protocol):
    """What the guard asks of the application."""

    leaving: bool
    """Whether it was told to end."""

    @property
    def is_headless(self) -> bool:
        """Whether there is no terminal."""

    @property
    def is_going(self) -> bool:
        """Whether it has started and was not told to end."""

    @property
    def return_code(self) -> int | None:
        """What it is going to exit with."""

    def notify(
        self, message: str, *, severity: SeverityLevel = ..., timeout: float | None = ..., markup: bool = ...
    ) -> None:
        """Tell a line in the corner of the screen."""

    def end_with(self, code: int, said: Text) -> None:
        """End at once with an exit code and one line."""


class ErrorGuard:
    """Of one application."""

    def __init__(self, app: GuardedApp, keys: KeyQueue) -> None:
        self._app = app
        self._keys = keys
        self.resilient: bool | None = None
        """Whether an unexpected error is told and survived; None: wherever there is a terminal."""
        self._errors: deque[float] = deque(maxlen=MOST_ERRORS)

    def survive(self, error: Exception) -> bool:
        """An unexpected error costs one line with its number; False when it is one of too many, or nobody looks."""
        resilient = not self._app.is_headless if self.resilient is None else self.resilient
        if not resilient or not self._app.is_going:
            return False
        now = asyncio.get_running_loop().time()
        if len(self._errors) == MOST_ERRORS and now - self._errors[0] < WINDOW:
            return False
        self._errors.append(now)
        told = f"Внутренняя ошибка, номер случая {record(error)}. Набранное цело; повторите или нажмите F5."
        self._keys.release_all()
        self._app.notify(told, severity="error", timeout=15, markup=False)
        return True

    def crashed(self, error: Exception) -> bool:
        """A crash prints one line; the log keeps class and place, and no values. False: nobody looks, so raise it."""
        if self._app.is_headless:
            return False
        if self._app.leaving:
            record(error)  # a screen that was still being laid when the console was told to end
        elif self._app.return_code != CRASHED:
            self._app.end_with(CRASHED, Text(crash_line(record(error))))
        return True

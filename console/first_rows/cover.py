"""What keeps the application from the terminal while the first rows stand there: until it has rows of its own."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Final, Protocol

from console.first_rows.early_screen import EARLY

AT_MOST: Final = 1.5
"""Seconds that the first rows stand once the application is there."""


class Painting(Protocol):
    """The application, as far as its painting goes."""

    def paint_anew(self) -> None:
        """Paint all of it."""

    def batch_update(self) -> AbstractContextManager[None]:
        """Lay and paint nothing meanwhile."""

    def set_timer(self, delay: float, callback: Callable[[], None], /) -> Any:
        """Call back after so many seconds."""


class RowsCover:
    """Of one application."""

    def __init__(self, app: Painting) -> None:
        self._app = app
        self._unpainted = ExitStack()
        """Holds back the frames that nobody would see: each costs as much as the one that is seen in the end."""

    def stay(self, *, rows_come: bool) -> None:
        """The application begins; without rows to come, or when they do not, it paints what it has."""
        if not rows_come:
            EARLY.uncover()
        elif EARLY.covers:
            self._unpainted.enter_context(self._app.batch_update())
            self._app.set_timer(AT_MOST, self.lift)

    def lift(self) -> None:
        """The application paints from now on."""
        self._unpainted.close()
        if EARLY.uncover():
            self._app.paint_anew()

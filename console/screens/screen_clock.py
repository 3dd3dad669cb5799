"""Once a second: the one clock of the application, for the screen on top."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from console.link.messages import Ticking
from console.widgets.desk_header import DeskHeader

if TYPE_CHECKING:
    from datetime import datetime

    from console.screens.screen_stack import ScreenStack


class ScreenClock:
    """Tells the time to the screen on top, and before it to ``first``."""

    def __init__(self, screens: ScreenStack, now: Callable[[], datetime], first: Callable[[datetime], object]) -> None:
        self._screens = screens
        self._now = now
        self._first = first

    def tick(self) -> None:
        """Tell it; also called when something went wrong or is well again, which the header says.

        What changes on a screen below makes Textual repaint the whole terminal; it is told the time when it is back.
        Its header is the exception, which changes once a minute, or when something is wrong: whoever saves from a form
        must see that the store is busy.
        """
        now = self._now()
        self._first(now)
        on_top = self._screens.screen
        if isinstance(on_top, Ticking):
            on_top.on_tick(now)
        elif on_top.is_modal:
            stack = reversed(self._screens.screen_stack)
            below = next((screen for screen in stack if not screen.is_modal), on_top)
            for header in below.query(DeskHeader):
                header.tell(now)

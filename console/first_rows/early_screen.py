"""Who has the terminal before the application does: the rows that stand there, until it is taken over or given back."""

import os
import signal
import sys
from contextlib import suppress
from typing import Final

ENTER: Final = "\x1b[?1049h"
"""The other screen of the terminal; some terminals clear it each time that they are told."""
_BACK: Final = "\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l"


class EarlyScreen:
    """The other screen of this process's terminal, before the application is there."""

    def __init__(self) -> None:
        self.entered = False
        """Whether the terminal shows its other screen, and nobody has taken that over."""
        self.covers = False
        """Whether the first rows still stand there, and the application's frames are kept from them."""

    def show(self, frame: str) -> None:
        """Enter it and show a frame; whoever is ended meanwhile gives the terminal back first."""
        self.entered = self.covers = True
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, self._end)
        _write(ENTER + frame)

    def take_over(self) -> bool:
        """The application has come; True where the other screen is entered already."""
        entered, self.entered = self.entered, False
        return entered

    def uncover(self) -> bool:
        """From now on the application paints; True where it was kept from it until now."""
        covered, self.covers = self.covers, False
        return covered

    def give_back(self) -> None:
        """There will be no application: what is told next stands where the shell stood."""
        self.covers = False
        if self.take_over():
            with suppress(OSError):
                _write(_BACK)

    def _end(self, number: int, _frame: object) -> None:
        self.give_back()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)


def _write(text: str) -> None:
    """All of it, past any buffer: nothing may come between."""
    sys.stdout.flush()
    data = text.encode()
    while data:
        data = data[os.write(1, data) :]


EARLY: Final = EarlyScreen()
"""Of this process's one terminal."""

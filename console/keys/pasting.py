"""A paste is data: what stands between its marks becomes one event, and nothing in it is ever a key.

Textual's parser looks for sequences inside a bracketed paste as well: it hands arrows, function keys and letters of a
pasted log to the application as key presses, mouse and focus reports as events, and waits for an end mark for ever.
Here the parser (:mod:`console.textual_overrides.paste_parser`) sees nothing of what is pasted.
"""

import re
from collections.abc import Callable
from typing import Final

from textual.events import Paste

START: Final = "\x1b[200~"
END: Final = "\x1b[201~"
"""The marks that a terminal sets around what is pasted."""
MOST: Final = 65_536
"""Characters of one paste that are kept, three times what the longest field takes; the rest is counted."""
PATIENCE: Final = 1.5
"""Seconds without anything more of a paste, after which one without an end is over."""
YOUNG: Final = 10.0
"""Seconds in which even a few bytes at a time prolong a paste; afterwards only what nobody types does."""
BURST: Final = 64
"""Characters in one reading that nobody types."""
TAIL: Final = 512
"""Characters in one reading that can only be the rest of a paste whose end had been given up."""
MARK_PATIENCE: Final = 1.0
"""Seconds that the rest of a mark, which was split over readings, is waited for."""
LOOK: Final = 0.25
"""Seconds of quiet that one look can tell of: what waits in the terminal's buffer while the console is busy with other
things is not given up, however long that takes."""
LATE: Final = 60.0
"""Seconds in which the rest of a paste may still come after its end was given up."""

REPORTS: Final = re.compile(r"(?:\x1b\[(?:<[\d;-]+[Mm]|M...|[\d;]+M|[IO]|48;[\d;:]+t))+", re.DOTALL)
"""Reports of mouse, focus and size: a terminal sends them by itself, a paste that lasts does not consist of them."""


class Pasted(Paste):
    """A paste with what has become of it on the way. Handled wherever a paste is."""

    def __init__(self, text: str, *, lost: int = 0, ended: bool = True) -> None:
        """``lost``: how many characters beyond :data:`MOST` were not kept; ``ended``: whether its end mark came."""
        super().__init__(text)
        self.lost = lost
        self.ended = ended


Pasted.handler_name = Paste.handler_name


class Collected:
    """What has come of a paste so far, its end mark not among it."""

    def __init__(self, since: float) -> None:
        self.since = since
        self._parts: list[str] = []
        self._kept = self._lost = 0
        self._open = ""

    def take(self, data: str) -> str | None:
        """Take what was read; give what stands after the end mark, None while none has come."""
        data, self._open = self._open + data, ""
        while (end := data.find(END)) >= 0:
            self._keep(data[:end])
            data = data[end + len(END) :]
            if stray_end(data) < 0:
                return data
            self._keep(END)  # it was pasted too: the end that the terminal has set is still to come
        self._open = begun(data, END)
        self._keep(data.removesuffix(self._open))
        return None

    def done(self, *, ended: bool) -> Pasted:
        """The event."""
        self._keep(self._open)
        return Pasted("".join(self._parts), lost=self._lost, ended=ended)

    def _keep(self, text: str) -> None:
        kept = text[: MOST - self._kept]
        self._kept += len(kept)
        self._lost += len(text) - len(kept)
        if kept:
            self._parts.append(kept)


class Quiet:
    """How long nothing has come."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.broken()

    def broken(self) -> None:
        """Something has come."""
        self._looked_at, self._seconds = self._clock(), 0.0

    def looked(self) -> float:
        """Nothing was there to read: the seconds of quiet."""
        now = self._clock()
        self._seconds += min(now - self._looked_at, LOOK)
        self._looked_at = now
        return self._seconds


def stray_end(text: str) -> int:
    """Where an end mark stands that no start mark of the same text has opened; -1 without one."""
    end, start = text.find(END), text.find(START)
    return end if start < 0 or end < start else -1


def begun(text: str, mark: str) -> str:
    """What of a mark stands at the end of a text."""
    return next((mark[:length] for length in range(len(mark) - 1, 0, -1) if text.endswith(mark[:length])), "")

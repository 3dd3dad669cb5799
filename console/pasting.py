"""A paste is data: what stands between its marks becomes one event, and nothing in it is ever a key.

Textual's parser looks for sequences inside a bracketed paste as well: it hands arrows, function keys and letters of a
pasted log to the application as key presses, mouse and focus reports as events, and waits for an end mark for ever.
Here the parser sees nothing of what is pasted. It stands before what is private in Textual, which is pinned exactly.
"""

import re
from collections.abc import Callable, Generator, Iterable
from typing import Final

from textual._time import get_time
from textual._xterm_parser import BRACKETED_PASTE_END as END
from textual._xterm_parser import BRACKETED_PASTE_START as START
from textual._xterm_parser import XTermParser
from textual.events import Paste
from textual.message import Message

ESC: Final = "\x1b"
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

_REPORTS: Final = re.compile(r"(?:\x1b\[(?:<[\d;-]+[Mm]|M...|[\d;]+M|[IO]|48;[\d;:]+t))+", re.DOTALL)
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
            if _stray_end(data) < 0:
                return data
            self._keep(END)  # it was pasted too: the end that the terminal has set is still to come
        self._open = _begun(data, END)
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


class PasteParser(XTermParser):
    """Textual's parser, from which pastes are kept away. ``clock``: seconds that only grow."""

    def __init__(self, debug: bool = False, clock: Callable[[], float] = get_time) -> None:
        super().__init__(debug)
        self._clock = clock
        self._quiet = Quiet(clock)
        self._paste: Collected | None = None
        self._begun = ""
        """What of a start mark stands at the end of what was read last."""
        self._given_up: float | None = None
        """When a paste was given up whose end mark has not come yet."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of what was read: keys and reports as ever, and each paste as one."""
        if not data:
            yield from super().feed(data)
            return
        if self._paste is None or self._prolongs(data, self._paste):
            self._quiet.broken()
        while data:
            if self._paste is None:
                data = yield from self._outside(data)
            elif (rest := self._paste.take(data)) is not None:
                yield self._finish(ended=True)
                data = rest
            else:
                data = ""

    def tick(self) -> Iterable[Message]:
        """The events of time alone."""
        quiet = self._quiet.looked()
        if self._paste is not None:
            if quiet >= PATIENCE:
                yield self._finish(ended=False)
        elif len(self._begun) <= 1 or quiet >= MARK_PATIENCE:  # else the rest of a mark is late: no key has begun
            if quiet >= MARK_PATIENCE:
                self._begun = ""
            yield from super().tick()

    def _outside(self, data: str) -> Generator[Message, None, str]:
        """The events of what stands before the next paste; gives the rest, from that paste on."""
        joined = self._begun + data
        before = len(self._begun)
        start, self._begun = joined.find(START), ""
        if (end := _stray_end(joined)) >= 0:
            self._given_up = None
            self._forget_sequence()
            if end <= before:
                return joined[end + len(END) :]
            self._paste = Collected(self._clock())  # what stands before an end was pasted, whoever lost its start
            return data
        if start >= 0:
            if start >= before:
                yield from super().feed(joined[before:start] + ESC)  # a key that was under way is done with
            self._forget_sequence()
            self._paste, self._given_up = Collected(self._clock()), None
            return joined[start + len(START) :]
        if len(data) >= TAIL and self._given_up is not None and self._clock() - self._given_up < LATE:
            self._forget_sequence()
            self._paste = Collected(self._clock())
            return data
        self._begun = _begun(joined, START)
        yield from super().feed(data)
        return ""

    def _prolongs(self, data: str, paste: Collected) -> bool:
        """Whether what was read can belong to a paste, rather than to somebody who waits for its end."""
        if _REPORTS.fullmatch(data):
            return False
        return len(data) >= BURST or self._clock() - paste.since < YOUNG

    def _finish(self, *, ended: bool) -> Pasted:
        assert self._paste is not None
        pasted = self._paste.done(ended=ended)
        self._paste = None
        self._given_up = None if ended else self._clock()
        self._quiet.broken()
        return pasted

    def _forget_sequence(self) -> None:
        """What was read of a sequence is a mark: Textual's parser begins anew and tells nothing of it."""
        self._gen.close()
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)
        self._timeout_time = None


def _stray_end(text: str) -> int:
    """Where an end mark stands that no start mark of the same text has opened; -1 without one."""
    end, start = text.find(END), text.find(START)
    return end if start < 0 or end < start else -1


def _begun(text: str, mark: str) -> str:
    """What of a mark stands at the end of a text."""
    return next((mark[:length] for length in range(len(mark) - 1, 0, -1) if text.endswith(mark[:length])), "")

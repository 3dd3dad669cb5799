"""The parser of what a terminal sends, from which what is pasted is kept away.

Textual: 8.2.8.
Why: Textual's parser looks for sequences inside a bracketed paste as well, and waits for an end mark for ever; what it
has read of a mark can be taken from it by its own generator alone.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_letters_of_a_pasted_log_are_key_presses
"""

from collections.abc import Callable, Generator, Iterable
from time import monotonic

from textual._xterm_parser import XTermParser
from textual.message import Message

from console.keys.pasting import (
    BURST,
    END,
    LATE,
    MARK_PATIENCE,
    PATIENCE,
    REPORTS,
    START,
    TAIL,
    YOUNG,
    Collected,
    Pasted,
    Quiet,
    begun,
    stray_end,
)


class PasteParser(XTermParser):
    """Textual's parser, from which pastes are kept away. ``clock``: seconds that only grow."""

    def __init__(self, debug: bool = False, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(debug)
        self._clock = clock
        self._quiet = Quiet(clock)
        self._paste: Collected | None = None
        self._begun = ""
        """What of a start mark stands at the end of what was read last."""
        self._given_up: float | None = None
        """When a paste was given up whose end mark has not come yet."""

    @property
    def half_read(self) -> bool:
        """Whether time alone may make an event of what was read."""
        return self._paste is not None or bool(self._begun) or self._timeout_time is not None

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
        if (end := stray_end(joined)) >= 0:
            self._given_up = None
            self._forget_sequence()
            if end <= before:
                return joined[end + len(END) :]
            self._paste = Collected(self._clock())  # what stands before an end was pasted, whoever lost its start
            return data
        if start >= 0:
            if start >= before:
                yield from super().feed(joined[before:start] + "\x1b")  # a key that was under way is done with
            self._forget_sequence()
            self._paste, self._given_up = Collected(self._clock()), None
            return joined[start + len(START) :]
        if len(data) >= TAIL and self._given_up is not None and self._clock() - self._given_up < LATE:
            self._forget_sequence()
            self._paste = Collected(self._clock())
            return data
        self._begun = begun(joined, START)
        yield from super().feed(data)
        return ""

    def _prolongs(self, data: str, paste: Collected) -> bool:
        """Whether what was read can belong to a paste, rather than to somebody who waits for its end."""
        if REPORTS.fullmatch(data):
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

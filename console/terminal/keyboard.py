"""The keyboard's reader: it waits for a key, and looks up by itself only while what was read may still mean two things.

A key wakes it at once; an idle console costs one wakeup in :data:`REST` seconds here.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from select import select
from threading import Event, Lock
from typing import Final, Protocol, TypeAlias

from textual.message import Message

LOOK: Final = 0.03
"""Seconds between two looks at the time while a sequence or a paste is half read: a lone Escape is told by one."""
REST: Final = 5.0
"""And while nothing is."""
_AT_ONCE: Final = 4096
_Files: TypeAlias = Sequence[int]
Wait: TypeAlias = Callable[[_Files, _Files, _Files, float], tuple[_Files, _Files, _Files]]
"""Waits for files to be readable, so many seconds at most, as :func:`select.select` does."""


class Parser(Protocol):
    """What makes events of what was read, and of the time that has passed since."""

    @property
    def half_read(self) -> bool:
        """Whether time alone may make an event of what was read."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of a text."""

    def tick(self) -> Iterable[Message]:
        """The events of time alone."""


class Ending(Event):
    """An event that wakes whoever would only notice it later."""

    def __init__(self, wake: Callable[[], object]) -> None:
        super().__init__()
        self._wake = wake

    def set(self) -> None:
        """It has come."""
        super().set()
        self._wake()


class Keyboard:
    """Reads ``fileno`` in a thread of its own: ``decode`` makes text of bytes, ``tell`` gets each event."""

    def __init__(
        self,
        fileno: int,
        parser: Parser,
        decode: Callable[[bytes], str],
        tell: Callable[[Message], object],
        wait: Wait = select,
    ) -> None:
        self._fileno = fileno
        self._parser = parser
        self._decode = decode
        self._tell = tell
        self._wait = wait
        self._woken, self._waker = os.pipe()
        self._open = True
        self._closing = Lock()

    def run(self, ended: Event) -> None:
        """Read until ``ended`` is set; once. Raises EOFError, and OSError of a terminal that is gone."""
        try:
            while not ended.is_set():
                self._step()
        finally:
            with self._closing:
                self._open = False
                os.close(self._waker)
                os.close(self._woken)

    def wake(self) -> None:
        """From another thread: look at once whether this has ended."""
        with self._closing:
            if self._open:
                os.write(self._waker, b".")

    def _step(self) -> None:
        patience = LOOK if self._parser.half_read else REST
        ready, _, _ = self._wait([self._fileno, self._woken], [], [], patience)
        if self._fileno in ready:
            for event in self._parser.feed(self._decode(os.read(self._fileno, _AT_ONCE))):
                self._tell(event)
        for event in self._parser.tick():
            self._tell(event)

"""The heart of the console: one timer of the loop itself, since Textual's own cost many times as much."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

BEAT_SECONDS: Final = 1.0
"""The least that anything is done by time alone: a clock that shows seconds, a due that comes."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Something that is done every so many seconds, from the first beat on unless ``at_once`` is False."""

    seconds: float
    act: Callable[[], object]
    at_once: bool = True

    def due(self, beat: int) -> bool:
        """Whether it is done at a beat, counted from 0."""
        return beat % round(self.seconds / BEAT_SECONDS) == 0 and (self.at_once or beat > 0)


class Heartbeat:
    """Does what is due at each beat, in the order of ``rhythms``, as long as ``going`` says so."""

    def __init__(
        self, rhythms: Sequence[Rhythm], going: Callable[[], bool], on_error: Callable[[Exception], object]
    ) -> None:
        """``on_error`` is told of an error; what else was due at that beat is left out then."""
        self._rhythms = tuple(rhythms)
        self._going = going
        self._on_error = on_error
        self._next: asyncio.TimerHandle | None = None

    @property
    def started(self) -> bool:
        """Whether the first beat has been."""
        return self._next is not None

    def start(self) -> None:
        """The first beat, now."""
        self._beat(0)

    def stop(self) -> None:
        """No beat comes any more."""
        if self._next is not None:
            self._next.cancel()

    def _beat(self, count: int) -> None:
        if not self._going():
            return
        self._next = asyncio.get_running_loop().call_later(BEAT_SECONDS, self._beat, count + 1)
        try:
            for rhythm in self._rhythms:
                if rhythm.due(count):
                    rhythm.act()
        except Exception as error:
            self._on_error(error)

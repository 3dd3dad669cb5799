"""How often an idle console wakes by itself, counted on a loop whose time only a test moves."""

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from typing import Any

import pytest

from console.link import changes, heartbeat
from console.link.changes import Changes
from console.link.heartbeat import BEAT_SECONDS, Heartbeat, Rhythm


class Loop:
    """A loop that only knows time."""

    def __init__(self) -> None:
        self.now, self.wakeups = 0.0, 0
        self._due: list[tuple[float, int, Callable[[], object]]] = []
        self._order = count()

    def call_later(self, seconds: float, call: Callable[..., object], *values: object) -> "Loop":
        heappush(self._due, (self.now + seconds, next(self._order), lambda: call(*values)))
        return self

    def cancel(self) -> None:
        self._due.clear()

    def run(self, seconds: float) -> int:
        """Let so much time pass; how often something was done meanwhile."""
        end, before = self.now + seconds, self.wakeups
        while self._due and self._due[0][0] <= end:
            self.now, _, call = heappop(self._due)
            self.wakeups += 1
            call()
        return self.wakeups - before


class Signal:
    """A change signal of which every question is counted."""

    def __init__(self, *, wakes: bool) -> None:
        self.wakes, self.asked = wakes, 0

    def changed(self) -> bool:
        self.asked += 1
        return False

    def close(self) -> None:
        """Nothing is open."""


class Party:
    """A console as its parts see it: it goes on, and its desk has a signal."""

    is_going, heard_at, screen_stack = True, 0.0, ()

    def __init__(self, signal: Signal) -> None:
        self.desk, self.signal = self, signal

    def change_signal(self, _wake: Callable[[], None]) -> Signal:
        return self.signal

    def ask(self, *_: object, group: str) -> None:
        """Nobody answers."""


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch) -> Loop:
    made = Loop()
    for module in (changes, heartbeat):
        monkeypatch.setattr(module, "asyncio", Asyncio(made))
    return made


class Asyncio:
    """As much of asyncio as gives a loop."""

    def __init__(self, loop: Loop) -> None:
        self.get_running_loop = lambda: loop


def begun(signal: Signal, loop: Loop) -> None:
    """A console that has just opened its desk; what its opening means besides is done with."""
    party: Any = Party(signal)
    live = Changes(party, party, lambda: None, lambda: None)
    live.begin()
    Heartbeat([Rhythm(BEAT_SECONDS, live.look)], lambda: True, pytest.fail).start()
    loop.run(1)
    signal.asked = 0


def test_where_the_store_says_when_to_look_a_console_wakes_once_a_second(loop: Loop) -> None:
    signal = Signal(wakes=True)
    begun(signal, loop)
    assert loop.run(60) == 60
    assert signal.asked == 60


def test_where_it_does_not_it_is_looked_at_ten_times_a_second(loop: Loop) -> None:
    signal = Signal(wakes=False)
    begun(signal, loop)
    loop.run(60)
    assert 655 <= signal.asked <= 662

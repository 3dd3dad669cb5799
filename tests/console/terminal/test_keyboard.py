"""The keyboard's reader: wakeups are counted, not timed; a key is told at once, a lone Escape by the time."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from select import select
from threading import Event, Thread
from typing import TypeAlias

import pytest
from textual.events import Key
from textual.message import Message

from console.environment import prepare
from console.terminal.keyboard import LOOK, REST, Ending, Keyboard
from console.terminal.signals import TolerantDecoder
from console.textual_overrides.paste_parser import PasteParser
from tests.support.patience import PATIENCE

_Files: TypeAlias = Sequence[int]


class Typed:
    """Somebody who types ``steps``, one at each wait; «» lets the wait pass. Every wait's patience is kept."""

    def __init__(self, writer: int, steps: Sequence[str], ended: Event) -> None:
        self._writer = writer
        self._steps = list(steps)
        self._ended = ended
        self.waits: list[float] = []

    def wait(self, files: _Files, _w: _Files, _x: _Files, seconds: float) -> tuple[_Files, _Files, _Files]:
        self.waits.append(seconds)
        step = self._steps.pop(0)
        if not self._steps:
            self._ended.set()
        if not step:
            return [], [], []
        os.write(self._writer, step.encode())
        return [files[0]], [], []


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reader, writer = os.pipe()
    yield reader, writer
    for each in (reader, writer):
        os.close(each)


def read(pipe: tuple[int, int], *steps: str) -> tuple[list[float], list[str]]:
    """How patiently each step was waited for, and the keys that were told."""
    told: list[Message] = []
    ended = Event()
    typed = Typed(pipe[1], steps, ended)
    Keyboard(pipe[0], PasteParser(), decoder(), told.append, typed.wait).run(ended)
    return typed.waits, [each.key for each in told if isinstance(each, Key)]


def decoder() -> Callable[[bytes], str]:
    return TolerantDecoder(lambda: None).decode


def test_nobody_types_and_it_wakes_up_once_a_second(pipe: tuple[int, int]) -> None:
    assert read(pipe, "", "", "", "") == ([REST] * 4, [])


def test_a_key_is_told_when_it_comes_and_leaves_nothing_to_wait_for(pipe: tuple[int, int]) -> None:
    assert read(pipe, "j", "\x1b[B", "") == ([REST] * 3, ["j", "down"])


def test_what_is_half_read_is_looked_at_often(pipe: tuple[int, int]) -> None:
    assert read(pipe, "\x1b[", "B", "") == ([REST, LOOK, REST], ["down"])
    assert read(pipe, "\x1b[200~", "", "") == ([REST, LOOK, LOOK], [])


def test_a_lone_escape_is_told_by_the_first_look_thirty_milliseconds_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESCDELAY", raising=False)
    monkeypatch.setattr(gc, "disable", lambda: None)
    prepare()
    assert int(os.environ["ESCDELAY"]) / 1000 < LOOK <= 0.03


def test_the_end_does_not_wait_for_a_key(pipe: tuple[int, int]) -> None:
    asleep = Event()

    def wait(files: _Files, _w: _Files, _x: _Files, _seconds: float) -> tuple[_Files, _Files, _Files]:
        asleep.set()
        return select(files, [], [])  # for ever

    keyboard = Keyboard(pipe[0], PasteParser(), decoder(), lambda _event: None, wait)
    ended = Ending(keyboard.wake)
    thread = Thread(target=keyboard.run, args=[ended], daemon=True)
    thread.start()
    assert asleep.wait(PATIENCE)
    ended.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    keyboard.wake()  # harmless afterwards


def test_the_end_of_input_ends_it(pipe: tuple[int, int]) -> None:
    reader, writer = os.pipe()
    os.close(writer)
    with pytest.raises(EOFError):
        Keyboard(reader, PasteParser(), decoder(), lambda _event: None).run(Event())
    os.close(reader)

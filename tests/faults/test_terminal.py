"""A terminal that misbehaves: closed, of one cell, in CP1251, full of noise."""

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.pty_console import foreign
from tests.console.terminal.test_terminal import PROGRAM, Terminal
from tests.support.desk import DEFAULT_NOW, make_desk, registered, reopen
from tests.support.patience import PATIENCE

SUBJECT = "Не открывается карта"
ENDS = b"\x03\x11\x1a\x1c"
"""Keys that end a console or stop its process; the noise has none of them."""
CUTS = b"\x18"
"""A key that cuts: the console then writes to the clipboard, by a sequence of its own."""

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with make_desk(tmp_path) as desk:
        registered(desk, subject=SUBJECT)
    return desk.path


@pytest.fixture
def shown(store: Path, tmp_path: Path) -> Iterator[Terminal]:
    """A console, once it shows the queue."""
    command = (sys.executable, "-c", PROGRAM, str(store), DEFAULT_NOW)
    opened = Terminal(*command, XDG_STATE_HOME=str(tmp_path / "state"))
    try:
        opened.read_until(SUBJECT, 60)
        yield opened
    finally:
        opened.close()


def resized(shown: Terminal, columns: int, rows: int) -> None:
    shown.set_size(columns, rows)
    shown.process.send_signal(signal.SIGWINCH)
    shown.read(0.3)


def test_a_terminal_that_is_closed_ends_the_console_and_nothing_is_left(shown: Terminal, store: Path) -> None:
    os.close(shown.inner)
    os.close(shown.fd)
    deadline = time.monotonic() + PATIENCE
    while shown.process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert shown.process.poll() is not None
    with reopen(store) as desk:
        assert desk.administration.verify().ok


def test_a_terminal_of_one_cell_is_survived_and_shows_the_queue_again_when_it_grows(shown: Terminal) -> None:
    for size in ((1, 1), (2, 1), (1, 50), (500, 1)):
        resized(shown, *size)
        assert shown.process.poll() is None, size
    seen = len(shown.written)
    resized(shown, 100, 30)
    deadline = time.monotonic() + PATIENCE
    while SUBJECT.encode() not in shown.written[seen:]:
        assert time.monotonic() < deadline, "the queue is not there again"
        shown.read(0.1)


@pytest.mark.parametrize("seed", [1, 2])
def test_bytes_of_noise_are_survived(shown: Terminal, store: Path, seed: int) -> None:
    chance = random.Random(seed)
    noise = bytes(chance.choice([b for b in range(256) if b not in ENDS + CUTS]) for _ in range(2_000))
    for start in range(0, len(noise), 50):
        shown.press(noise[start : start + 50])
        shown.read(0.02)
    seen = len(shown.written)
    resized(shown, 120, 40)
    shown.read(0.5)
    assert shown.process.poll() is None
    assert len(shown.written) > seen
    assert foreign(shown.written) == b""
    with reopen(store) as desk:
        assert desk.administration.verify().ok


def test_a_terminal_in_cp1251_is_told_and_goes_on(shown: Terminal) -> None:
    shown.press("Пациентка не найдена".encode("cp1251"))
    shown.read_until("Терминал не в UTF-8", 30)
    assert shown.process.poll() is None

"""A real console on a pseudo-terminal, whose screen a test reads as a person would: by what stands on it."""

import codecs
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.console.pty_process import PtyProcess
from tests.support.patience import PATIENCE
from tests.support.terminal import Terminal

PROGRAM = "import sys; from console.cli.main import main; sys.exit(main())"

_FUNCTIONS = {
    "F1": "\x1bOP", "F2": "\x1bOQ", "F3": "\x1bOR", "F4": "\x1bOS", "F5": "\x1b[15~", "F6": "\x1b[17~",
    "F7": "\x1b[18~", "F8": "\x1b[19~", "F9": "\x1b[20~", "F10": "\x1b[21~",
}  # fmt: skip
KEYS = _FUNCTIONS | {
    "Enter": "\r", "Esc": "\x1b", "Tab": "\t", "Left": "\x1b[D", "Right": "\x1b[C", "Up": "\x1b[A", "Down": "\x1b[B",
    "PgDn": "\x1b[6~", "Ctrl+Q": "\x11", "Del": "\x1b[3~", "Space": " ", "Home": "\x1b[H", "End": "\x1b[F",
    "Shift+Down": "\x1b[1;2B",
}  # fmt: skip

_OWN = re.compile(
    rb"\x1b\[[0-9;?]*[ABCDHJKLMXfhlmru]|\x1b\[[?0-9]*\$p|\x1b\[[<>][0-9;]*[uqc]|\x1b\]22;[a-z-]*\x07|\x1b\[\?[0-9]*n"
    rb"|\x1b\[2[23];0t|\x1b\](?:2|777;notify);[^\x00-\x1f]*\x1b\\"
)
"""Moves, colours, erased cells and moved rows, modes, questions about modes; the title, kept, told and given back; the
desktop told of news."""


_UNSEEN = "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f"
"""What turns a line around, or stands in it and is not seen: controls of direction, joiners, tags."""


def foreign(written: bytes) -> bytes:
    """What of the bytes on a pty is neither text nor one of the console's own sequences."""
    rest = _OWN.sub(b"", written).decode(errors="replace")
    return "".join(
        re.findall(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_UNSEEN}]|[\u0300-\u036f\u20d0-\u20ff]{{3,}}", rest)
    ).encode()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds; fail when it never does."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.02)


class PtyConsole(PtyProcess):
    """``pult --as login …`` at a size of ``columns`` × ``rows``, driven by keys, read by its screen."""

    def __init__(
        self, store: Path, login: str, size: tuple[int, int], environment: Mapping[str, str], *, opens: Sequence[str]
    ) -> None:
        command = [sys.executable, "-c", PROGRAM, "--db", str(store), "--as", login, *opens]
        super().__init__(command, *size, environment)
        self.begin()

    def begin(self) -> None:
        """Nothing is read of it yet."""
        self._seen = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def set_size(self, columns: int, rows: int) -> None:
        """Another size of the terminal, and an empty screen of it."""
        super().set_size(columns, rows)
        self._terminal = Terminal(columns, rows)

    # -- typing -------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Send keys by name, or letters as they are."""
        for key in keys:
            os.write(self.fd, KEYS.get(key, key).encode())

    def step(self, *keys: str, shows: str, gone: str = "") -> None:
        """Send keys and wait until the screen shows their result."""
        self.press(*keys)
        self.wait(shows, gone=gone)

    # -- reading ------------------------------------------------------------------------------------------------

    def wait(self, shows: str, gone: str = "") -> None:
        """Wait until a text stands on the screen, and another one no more."""
        deadline = time.monotonic() + PATIENCE
        while shows not in self.screen() or (gone and gone in self.screen()):
            assert time.monotonic() < deadline, f"{shows!r} never came:\n{self.screen()}"
            assert self.process.poll() is None, f"ended with {self.process.returncode}:\n{self.screen()}"
            self.read(0.05)

    def matches(self, pattern: str) -> None:
        """Wait until what stands on the screen matches an expression: a screen may come in parts."""
        deadline = time.monotonic() + PATIENCE
        while not re.search(pattern, self.screen()):
            assert time.monotonic() < deadline, f"{pattern!r} never matched:\n{self.screen()}"
            self.read(0.05)

    def screen(self) -> str:
        """What stands on the screen, line by line; a letter or sequence that has come in part waits for its rest."""
        self._terminal.feed(self._decoder.decode(self.written[self._seen :]))
        self._seen = len(self.written)
        return "\n".join(line.rstrip() for line in self._terminal.lines)

    # -- ending -------------------------------------------------------------------------------------------------

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait()


@contextmanager
def pty_console(
    store: Path,
    login: str,
    columns: int = 160,
    rows: int = 45,
    *,
    opens: Sequence[str] = ("console",),
    **environment: str,
) -> Iterator[PtyConsole]:
    """A console that is killed at the end, whatever happens; ``opens``: the command of ``pult`` that opens it."""
    shown = PtyConsole(store, login, (columns, rows), environment, opens=opens)
    try:
        yield shown
    finally:
        shown.close()

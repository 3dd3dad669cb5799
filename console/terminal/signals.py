"""The terminal's end of the console: wrong bytes, a terminal that is gone, a request to end. None is a crash."""

import codecs
import os
import signal
import termios
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Final, Protocol

from textual.message import Message

from console.environment import ENDING_SIGNALS, block_signals
from console.terminal.restoring import RESTORE

if TYPE_CHECKING:
    from textual.driver import Driver

GRACE_SECONDS: Final = 3.0
"""How long a console that was told to end may take before it is ended."""
STALL_SECONDS: Final = 3.0
"""How long a terminal over SSH may take nothing. sshd holds up to 2 MB for it first: this is no slow line."""
STALL_GRACE_SECONDS: Final = 1.0
STALL_LOOK_SECONDS: Final = 1.0
ABANDON_SECONDS: Final = 0.3


@dataclass
class WrongBytes(Message, bubble=False):
    """The keyboard sent bytes that are no UTF-8."""


@dataclass
class LeaveNow(Message, bubble=False):
    """The terminal is gone or the process was told to end; ``code`` is what it exits with."""

    code: int


class Endable(Protocol):
    """A console that can be asked to end, from any thread."""

    @property
    def terminal(self) -> "Driver | None":
        """What reads the keyboard and writes to the terminal."""

    def post_message(self, message: Message) -> bool:
        """Hand a message over to the loop."""

    def abandon(self) -> None:
        """Take this console's leases away."""


class TolerantDecoder:
    """UTF-8 as it comes, wrong bytes as U+FFFD, for which ``on_wrong`` is called. EOFError at the end of input."""

    def __init__(self, on_wrong: Callable[[], object]) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._on_wrong = on_wrong

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of the bytes that have come."""
        if not data:
            raise EOFError
        text = self._decoder.decode(data, final)
        if text.count("\ufffd") > data.count(b"\xef\xbf\xbd"):
            self._on_wrong()
        return text


class MeasuredOutput:
    """The terminal's stream, in pieces: how long it has taken nothing is known while a writer waits for it."""

    PIECE: Final = 2048

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._waiting_since: float | None = None

    def write(self, text: str) -> None:
        """Write a text piece by piece; blocks while the terminal takes nothing."""
        for start in range(0, len(text), self.PIECE):
            self._measured(partial(self._stream.write, text[start : start + self.PIECE]))

    def flush(self) -> None:
        """Let go of what is buffered."""
        self._measured(self._stream.flush)

    def fileno(self) -> int:
        """The stream's descriptor."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""
        return self._stream.isatty()

    def stalled(self, now: float) -> float:
        """Seconds, by the monotonic clock, that a writer has waited for the terminal to take anything."""
        since = self._waiting_since
        return 0.0 if since is None else now - since

    def _measured(self, write: Callable[[], object]) -> None:
        self._waiting_since = time.monotonic()
        try:
            write()
        finally:
            self._waiting_since = None


def watch_stalls(app: Endable) -> None:
    """End a console whose terminal takes nothing any more though its connection stands: nobody can be looking."""
    threading.Thread(target=_await_stall, args=(app,), name="pult-stalls", daemon=True).start()


def _await_stall(app: Endable) -> None:
    while True:
        time.sleep(STALL_LOOK_SECONDS)
        output = getattr(app.terminal, "output", None)
        if isinstance(output, MeasuredOutput) and output.stalled(time.monotonic()) >= STALL_SECONDS:
            return leave(app, 128 + signal.SIGHUP, STALL_GRACE_SECONDS)


def leave(app: Endable, code: int, grace: float = GRACE_SECONDS) -> None:
    """From any thread: ask the application to end, and end the process when it has not done so in ``grace`` seconds."""
    app.post_message(LeaveNow(code))
    force = threading.Timer(grace, _force, (app, code))
    force.daemon = True
    force.start()


def watch_signals(app: Endable) -> None:
    """Take SIGHUP and SIGTERM in a thread of their own: a stalled terminal may keep the event loop from ever seeing
    them. Call it before other threads are started, which inherit the blocked signals."""
    block_signals()
    threading.Thread(target=_await_signal, args=(app,), name="pult-signals", daemon=True).start()


def _await_signal(app: Endable) -> None:
    received = signal.sigwait(ENDING_SIGNALS)
    leave(app, 128 + received)


def _force(app: Endable, code: int) -> None:
    """End the process; leave a terminal that still listens usable, and nothing that others would wait for."""
    leaving = threading.Thread(target=app.abandon, daemon=True)
    leaving.start()
    leaving.join(ABANDON_SECONDS)  # a store that does not answer holds nobody: its leases expire by themselves
    driver = app.terminal
    attributes = getattr(driver, "attrs_before", None)
    fileno = getattr(driver, "fileno", None)
    if isinstance(fileno, int) and attributes is not None:
        try:
            os.set_blocking(fileno, False)
            os.write(fileno, RESTORE)
            os.set_blocking(fileno, True)
            termios.tcsetattr(fileno, termios.TCSANOW, attributes)
        except (OSError, termios.error):
            pass  # the terminal is gone: nobody is left to see it
    os._exit(code)

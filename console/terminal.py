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
from typing import IO, TYPE_CHECKING, Any, Final

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste
from textual.message import Message

from console.environment import ENDING_SIGNALS, block_signals
from console.pasting import PasteParser

if TYPE_CHECKING:
    from textual.app import App

GRACE_SECONDS: Final = 3.0
"""How long a console that was told to end may take before it is ended."""
STALL_SECONDS: Final = 3.0
"""How long a terminal over SSH may take nothing. sshd holds up to 2 MB for it first: this is no slow line."""
STALL_GRACE_SECONDS: Final = 1.0
STALL_LOOK_SECONDS: Final = 0.25
ABANDON_SECONDS: Final = 0.3
_RESTORE: Final = (
    b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
)


@dataclass
class WrongBytes(Message, bubble=False):
    """The keyboard sent bytes that are no UTF-8."""


@dataclass
class LeaveNow(Message, bubble=False):
    """The terminal is gone or the process was told to end; ``code`` is what it exits with."""

    code: int


class PultDriver(LinuxDriver):
    """Textual's driver, which a wrong byte does not end and a vanished terminal does not leave spinning."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._wrong = False
        """Whether bytes that are no UTF-8 have come and nobody was told."""
        if self._file is not None:
            self._file = MeasuredOutput(self._file)  # type: ignore[assignment]

    @property
    def can_suspend(self) -> bool:
        """Never: what stands behind a console is no shell that somebody waits for."""
        return False

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing is opened on the host: a browser there is nobody's."""

    def process_message(self, message: Message) -> None:
        """Tell of wrong bytes where they were typed; a paste may hold anything."""
        if self._wrong and isinstance(message, Key) and message.character == "\ufffd":
            self.send_message(WrongBytes())
            self._wrong = False
        self._wrong = self._wrong and not isinstance(message, Paste)
        super().process_message(message)

    def _run_input_thread(self) -> None:
        """Read the keyboard until the terminal is gone."""
        linux_driver.getincrementaldecoder = self._tolerant_decoder  # type: ignore[attr-defined,assignment]
        linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]
        try:
            self.run_input_thread()
        except (OSError, EOFError):
            leave(self._app, 128 + signal.SIGHUP)

    def _tolerant_decoder(self, encoding: str) -> Callable[[], "TolerantDecoder"]:
        return lambda: TolerantDecoder(self._note_wrong_bytes)

    def _note_wrong_bytes(self) -> None:
        self._wrong = True


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


def watch_stalls(app: "App[Any]") -> None:
    """End a console whose terminal takes nothing any more though its connection stands: nobody can be looking."""
    threading.Thread(target=_await_stall, args=(app,), name="pult-stalls", daemon=True).start()


def _await_stall(app: "App[Any]") -> None:
    while True:
        time.sleep(STALL_LOOK_SECONDS)
        output = getattr(app._driver, "_file", None)
        if isinstance(output, MeasuredOutput) and output.stalled(time.monotonic()) >= STALL_SECONDS:
            return leave(app, 128 + signal.SIGHUP, STALL_GRACE_SECONDS)


def leave(app: "App[Any]", code: int, grace: float = GRACE_SECONDS) -> None:
    """From any thread: ask the application to end, and end the process when it has not done so in ``grace`` seconds."""
    app.post_message(LeaveNow(code))
    force = threading.Timer(grace, _force, (app, code))
    force.daemon = True
    force.start()


def watch_signals(app: "App[Any]") -> None:
    """Take SIGHUP and SIGTERM in a thread of their own: a stalled terminal may keep the event loop from ever seeing
    them. Call it before other threads are started, which inherit the blocked signals."""
    block_signals()
    threading.Thread(target=_await_signal, args=(app,), name="pult-signals", daemon=True).start()


def _await_signal(app: "App[Any]") -> None:
    received = signal.sigwait(ENDING_SIGNALS)
    leave(app, 128 + received)


def _force(app: "App[Any]", code: int) -> None:
    """End the process; leave a terminal that still listens usable, and nothing that others would wait for."""
    abandon = getattr(app, "abandon", None)
    if abandon is not None:
        leaving = threading.Thread(target=abandon, daemon=True)
        leaving.start()
        leaving.join(ABANDON_SECONDS)  # a store that does not answer holds nobody: its leases expire by themselves
    driver = app._driver
    attributes = getattr(driver, "attrs_before", None)
    fileno = getattr(driver, "fileno", None)
    if isinstance(fileno, int) and attributes is not None:
        try:
            os.set_blocking(fileno, False)
            os.write(fileno, _RESTORE)
            os.set_blocking(fileno, True)
            termios.tcsetattr(fileno, termios.TCSANOW, attributes)
        except (OSError, termios.error):
            pass  # the terminal is gone: nobody is left to see it
    os._exit(code)

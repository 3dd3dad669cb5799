"""What sshd waits for while a console of the warm host has its terminal: it passes signals on and ends as that does.

The terminal's signals go to whoever was started on it, and that is this process; the console hears of them here. It is
started without ``site`` and loads next to nothing, not even ``typing``: there is one of it for each console.
"""

import os
import select
import signal
import termios

from console.ssh.warm.words import GO
from console.terminal.restoring import RESTORE

PASSED_ON = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGWINCH)
ENDING = (signal.SIGHUP, signal.SIGTERM)
LEAVING_SECONDS = 6.0
"""How long a console that was told to end is waited for: twice its own patience."""
KILLED = 128 + signal.SIGKILL


def main(connection: int) -> int:
    """Let the console at the other end of a connection begin, and give its exit code.

    One that ends without a word was killed: its terminal is made usable again.
    """
    attributes = _attributes()
    woken = _heed_signals()
    told: int | None = None
    try:
        os.write(connection, GO)
        while True:
            heard = _next(connection, woken, told)
            if heard is None:
                break
            if isinstance(heard, bytes):
                return heard[0]
            told = heard if heard in ENDING else told
            os.write(connection, bytes([heard]))
    except OSError:
        pass  # the other end is gone
    _restore(attributes)
    return KILLED if told is None else 128 + told


def _heed_signals() -> int:
    """Have every signal that is passed on written to a pipe; its reading end."""
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    for each in PASSED_ON:
        signal.signal(each, lambda *_: None)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # nothing stands behind a console that one could go back to
    return woken


def _next(connection: int, woken: int, told: int | None) -> int | bytes | None:
    """A signal that has come, or the packet that ends it; None when the console is gone, or does not go."""
    patience = None if told is None else LEAVING_SECONDS
    ready, _, _ = select.select([connection, woken], [], [], patience)
    if connection in ready:
        return os.read(connection, 1) or None
    if woken in ready:
        return os.read(woken, 1)[0]
    return None


def _attributes() -> list[object] | None:
    try:
        return termios.tcgetattr(0)
    except termios.error:
        return None


def _restore(attributes: list[object] | None) -> None:
    """Leave a terminal that still listens usable; one that takes nothing holds nobody."""
    try:
        os.set_blocking(1, False)
        os.write(1, RESTORE)
        os.set_blocking(1, True)
        if attributes is not None:
            termios.tcsetattr(0, termios.TCSANOW, attributes)  # type: ignore[arg-type]
    except (OSError, termios.error):
        pass

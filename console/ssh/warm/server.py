"""The server of the warm host: it holds the program, and forks. It reads nothing of what a client sends.

Whoever connects is greeted and given a fork of his own, in which everything else happens. The server has no store, no
key and nobody's data; what it holds is the same for all. Once the program or its configuration on the disk is another
one, it takes nobody and ends: its consoles go on, and the next one who comes in starts its successor.
"""

import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from select import poll
from typing import Final

from console.ssh.journal import warn
from console.ssh.warm.child import RunConsole, be_console
from console.ssh.warm.packets import Greeting, encoded
from console.ssh.warm.place import peer

IDLE_SECONDS: Final = 12 * 3600.0
"""How long a server without any console stays, where somebody else listens for it meanwhile."""
_ENDING: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class WarmServer:
    """Serves a listening socket. ``stamp`` says which program this is; ``fresh`` whether it still is that."""

    def __init__(
        self,
        listener: socket.socket,
        run: RunConsole,
        stamp: str,
        fresh: Callable[[], bool],
        idle: float | None = IDLE_SECONDS,
    ) -> None:
        """``run`` is what a fork does; ``idle``: seconds without a console after which it ends, None for never."""
        self._listener = listener
        self._run = run
        self._stamp = stamp
        self._fresh = fresh
        self._idle = idle
        self._consoles: set[int] = set()
        self._woken, self._waker = os.pipe()
        self._ended_by: int | None = None

    def serve(self) -> str:
        """Serve until something ends it; gives what that was, in a word for the system log."""
        self._heed_signals()
        waiting = poll()
        waiting.register(self._listener, 1)
        waiting.register(self._woken, 1)
        while self._ended_by is None:
            rest = None if self._idle is None or self._consoles else self._idle * 1000
            ready = {each for each, _ in waiting.poll(rest)}
            if not ready:
                return "idle"
            if self._woken in ready:
                os.read(self._woken, 4096)
                self._reap()
            if self._listener.fileno() in ready and not self._accept():
                return "changed"
        return f"signal-{self._ended_by}"

    def _heed_signals(self) -> None:
        os.set_blocking(self._woken, False)
        os.set_blocking(self._waker, False)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for each in _ENDING:
            signal.signal(each, self._end)

    def _end(self, number: int, _frame: object) -> None:
        self._ended_by = number

    def _reap(self) -> None:
        """Let go of the consoles that have ended."""
        with suppress(ChildProcessError):
            while (pid := os.waitpid(-1, os.WNOHANG)[0]) > 0:
                self._consoles.discard(pid)

    def _accept(self) -> bool:
        """Greet whoever has come and give him a fork; False once this server holds what is no longer so."""
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return True
        with connection, suppress(OSError):
            if peer(connection) not in (0, os.geteuid()):
                return True
            fresh = self._fresh()
            connection.send(encoded(Greeting(self._stamp, os.getpid(), len(self._consoles), stale=not fresh)))
            if fresh:
                self._fork(connection)
            return fresh
        return True

    def _fork(self, connection: socket.socket) -> None:
        """Where no process can be made the client hears nothing more, and starts one without us."""
        try:
            pid = os.fork()
        except OSError as error:
            return warn("warm host cannot fork", reason=type(error).__name__, errno=error.errno)
        if pid:
            self._consoles.add(pid)
            return None
        for each in (self._woken, self._waker):
            os.close(each)
        self._listener.close()
        be_console(connection, self._run)

"""A console of the warm host, from the fork on: it takes the terminal of a request and is like one started by sshd."""

import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import IO, Final, NoReturn, TypeAlias

from console.environment import prepare
from console.ssh.journal import warn
from console.ssh.warm.client import PASSED_ON
from console.ssh.warm.packets import LARGEST, STREAMS, ConsoleRequest, WrongPacket, request_of
from console.ssh.warm.place import peer
from console.ssh.warm.words import GO, HERE

LOCALE: Final = "C.UTF-8"
REQUEST_SECONDS: Final = 10.0
"""How long a client may take to say what it wants: one that says nothing holds a process, and nobody else."""
RunConsole: TypeAlias = Callable[[ConsoleRequest, Callable[[], None]], int]
"""Runs a console to its end and gives its exit code; the second argument starts what runs beside it."""


def be_console(connection: socket.socket, run: RunConsole) -> NoReturn:
    """In a fork of the server: serve one client, and end as a process of its own would."""
    code = 1
    try:
        _be_like_new()
        connection.settimeout(REQUEST_SECONDS)
        request = _take_terminal(connection)
        if request is not None:
            _take_surroundings(request)
            if _agreed(connection):
                connection.settimeout(None)
                code = _exit_code(partial(run, request, partial(_listen, connection)))
                connection.send(bytes([code & 0xFF]))
    except Exception as error:  # the client makes the terminal usable again; nothing is told of what stood in it
        warn("warm console failed", reason=type(error).__name__)
    finally:
        os._exit(code)


def _be_like_new() -> None:
    """Nothing of the server's own: no handler of a signal, no session of processes."""
    signal.set_wakeup_fd(-1)
    for each in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.setsid()


def _take_terminal(connection: socket.socket) -> ConsoleRequest | None:
    """Hear what is wanted and put the terminal in the place of the server's own streams; None where it is no such."""
    try:
        data, streams, _, _ = socket.recv_fds(connection, LARGEST, STREAMS)
        if peer(connection) != os.geteuid() or len(streams) != STREAMS or not all(map(os.isatty, streams)):
            return None
        request = request_of(data)
    except (OSError, WrongPacket):
        return None
    _open_streams(streams)
    return request


def _open_streams(terminal: Sequence[int]) -> None:
    for number, each in enumerate(terminal):
        os.dup2(each, number)
        os.close(each)
    streams = [_text(number, mode) for number, mode in enumerate(("r", "w", "w"))]
    for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _text(number: int, mode: str) -> IO[str]:
    return os.fdopen(number, mode, encoding="utf-8", errors="replace", closefd=False)


def _take_surroundings(request: ConsoleRequest) -> None:
    """The environment and the bounds of the session that the client stands in; no bound becomes wider."""
    os.environ.clear()
    os.environ.update({"TERM": request.term, "LANG": LOCALE})
    prepare()
    for name, soft in request.limits:
        what = getattr(resource, name)
        hard = resource.getrlimit(what)[1]
        if hard == resource.RLIM_INFINITY or soft <= hard:
            with suppress(OSError, ValueError):
                resource.setrlimit(what, (soft, hard))


def _agreed(connection: socket.socket) -> bool:
    """Whether the client is still there and ready: one that gave up has started a console without us."""
    try:
        connection.send(HERE)
        return connection.recv(LARGEST) == GO
    except OSError:
        return False


def _listen(connection: socket.socket) -> None:
    threading.Thread(target=_pass_signals, args=(connection,), name="pult-client", daemon=True).start()


def _pass_signals(connection: socket.socket) -> None:
    """Give this process the signals that its client was given; a client that is gone has hung up."""
    while True:
        try:
            heard = connection.recv(1)
        except OSError:
            heard = b""
        if not heard:
            return os.kill(os.getpid(), signal.SIGHUP)
        if heard[0] in PASSED_ON:
            os.kill(os.getpid(), heard[0])


def _exit_code(run: Callable[[], int]) -> int:
    """The exit code of a console, once all that it has started has ended and what it has said is out."""
    try:
        code = run()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    return code

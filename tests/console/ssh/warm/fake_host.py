"""A warm host whose consoles are no desks: ``python -m … SOCKET SETTINGS LOG``.

Each says on its terminal what it was given and which signals it hears, and does what a letter tells it: ``q`` ends with
7, ``k`` kills itself, ``e`` goes wrong. What nobody may see any more stands in LOG as well.
"""

import os
import resource
import select
import signal
import sys
import tty
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from console.ssh.warm.packets import ConsoleRequest
from console.ssh.warm.place import listen
from console.ssh.warm.server import WarmServer
from console.ssh.warm.stamp import program_stamp

HEARD = (signal.SIGWINCH, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP)


class FakeConsole:
    """``run`` is what the server is given."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def say(self, told: str) -> None:
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"{os.getpid()} {told}\n")
        with suppress(OSError):
            os.write(1, f"<{told}>".encode())

    def run(self, request: ConsoleRequest, beside: Callable[[], None]) -> int:
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer)
        for each in HEARD:
            signal.signal(each, lambda *_: None)
        tty.setraw(0)
        beside()
        files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        self.say(f"key {request.key} from {request.address} term {request.term} files {files}")
        self.say(f"environment {' '.join(sorted(os.environ))}")
        self.say(f"session {os.getsid(0) == os.getpid()} {self.size()} ready")
        while True:
            ready, _, _ = select.select([0, reader], [], [])
            if reader in ready:
                number = os.read(reader, 1)[0]
                self.say(f"{signal.Signals(number).name} {self.size()}")
                if number in (signal.SIGHUP, signal.SIGTERM):
                    return 128 + number
            if 0 in ready and (code := self.told(self.letter())) is not None:
                return code

    def letter(self) -> bytes:
        try:
            return os.read(0, 1)
        except OSError:
            return b""

    def told(self, letter: bytes) -> int | None:
        if letter == b"q":
            return 7
        if letter == b"k":
            os.kill(os.getpid(), signal.SIGKILL)
        if letter == b"e":
            raise ValueError("a value that nobody may see")
        if not letter:
            self.say("no terminal")
            return 1
        return None

    def size(self) -> str:
        with suppress(OSError):
            columns, rows = os.get_terminal_size(0)
            return f"{columns}x{rows}"
        return "no size"


if __name__ == "__main__":
    place, settings, written = map(Path, sys.argv[1:])
    server = WarmServer(
        listen(place),
        FakeConsole(written).run,
        program_stamp(settings),
        lambda: not written.with_suffix(".stale").exists(),
        None,
    )
    sys.exit(f"ended: {server.serve()}")

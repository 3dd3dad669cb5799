"""A program on a pseudo-terminal: started, read, typed to, ended."""

import fcntl
import os
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.support.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


class PtyProcess:
    """``command`` in a session of its own on a pty of ``columns`` × ``rows``."""

    def __init__(self, command: list[str], columns: int, rows: int, environment: Mapping[str, str]) -> None:
        self.fd, self.inner = os.openpty()
        self.set_size(columns, rows)
        self.attributes = termios.tcgetattr(self.inner)
        self.process = subprocess.Popen(
            command, stdin=self.inner, stdout=self.inner, stderr=self.inner, cwd=ROOT, start_new_session=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8"} | environment,
        )  # fmt: skip
        self.written = b""

    def set_size(self, columns: int, rows: int) -> None:
        """Give the terminal a size."""
        fcntl.ioctl(self.inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float = 0.3) -> bytes:
        """What is written until there was silence for so long."""
        got = b""
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                got += os.read(self.fd, 1 << 16)
            except OSError:
                break
        self.written += got
        return got

    def press(self, keys: bytes) -> None:
        """Type bytes."""
        os.write(self.fd, keys)

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait for the end; the exit code."""
        deadline = time.monotonic() + patience
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"the console did not end; last: {self.written[-400:]!r}"
            self.read(0.05)
        return self.process.returncode

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for fd in (self.fd, self.inner):
            with suppress(OSError):
                os.close(fd)

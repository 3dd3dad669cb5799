"""What sshd does for somebody who comes in: the forced command, as the leader of a session on a terminal of its own."""

import os
import sys
import time
from pathlib import Path

from tests.console.pty_process import PtyProcess
from tests.support.patience import PATIENCE

LEAD = (
    "import fcntl, os, resource, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "resource.setrlimit(resource.RLIMIT_NOFILE, (200, 1000)); os.execv(sys.argv[1], sys.argv[1:])"
)


class Entered(PtyProcess):
    """Somebody with the key ``key``, at 100 × 30."""

    def __init__(self, settings: Path, key: int = 1, address: str = "192.0.2.7") -> None:
        enter = [sys.executable, "-I", "-m", "console.ssh.enter", "--settings", str(settings), str(key)]
        sent = {
            "SSH_CONNECTION": f"{address} 50000 192.0.2.1 22",
            "TERM": "linux",
            "PULT_USER": "admin",
            "HOME": "/tmp",
        }
        super().__init__([sys.executable, "-c", LEAD, *enter], 100, 30, sent)

    def wait(self, told: str) -> None:
        """Wait until something was written."""
        deadline = time.monotonic() + PATIENCE
        while told.encode() not in self.written:
            assert time.monotonic() < deadline, f"{told!r} never came: {self.written[-600:]!r}"
            assert self.process.poll() is None or self.read(0.05), f"ended: {self.written[-600:]!r}"
            self.read(0.05)

    @property
    def program(self) -> str:
        """What the process that sshd waits for has become."""
        return Path(f"/proc/{self.process.pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()

    def hang_up(self) -> None:
        """The terminal is gone."""
        os.close(self.inner)
        os.close(self.fd)

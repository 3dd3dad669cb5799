"""A fake warm host, and somebody who comes in through the real gate."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.tickets.staff.keys import AddKey
from tests.console.pty_console import wait_until
from tests.console.pty_process import ROOT
from tests.console.ssh.warm.terminals import Entered
from tests.support.desk import done, make_desk
from tests.support.keys import EIGHT, ed25519

Enter = Callable[..., Entered]


class Host:
    """A fake warm host over the settings of a real desk, in which two people have keys."""

    def __init__(self, folder: Path) -> None:
        desk = make_desk(folder, "2026-11-24T09:00")
        done(desk, AddKey(login="petrov", public_key=ed25519()), "admin")
        done(desk, AddKey(login="ivanova", public_key=ed25519(EIGHT)), "admin")
        self.settings, self.socket, self.log = folder / "pult.env", folder / "w" / "s", folder / "log"
        self.settings.write_text(
            f"PULT_DB={desk.path}\nPULT_STATE={folder}\nPULT_WARM={self.socket}\n", encoding="utf-8"
        )
        self.settings.chmod(0o600)
        program = "tests.console.ssh.warm.fake_host"
        self.process = subprocess.Popen(
            [sys.executable, "-m", program, str(self.socket), str(self.settings), str(self.log)], cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "SECRET": "of the server"},
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(self.socket.exists, "the host's socket")

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def consoles(self) -> list[int]:
        """The processes of consoles that have begun and are not gone."""
        begun = {int(line.split()[0]) for line in self.told().splitlines()}
        return [pid for pid in sorted(begun) if _alive(pid)]

    def close(self) -> None:
        for pid in self.consoles():
            os.kill(pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    running = Host(tmp_path)
    yield running
    running.close()


@pytest.fixture
def enter(host: Host) -> Iterator[Enter]:
    """Let somebody in and wait until his console is ready."""
    came: list[Entered] = []

    def entering(key: int = 1, **given: str) -> Entered:
        came.append(Entered(host.settings, key, **given))
        came[-1].wait(" ready>")
        return came[-1]

    yield entering
    for each in came:
        each.close()

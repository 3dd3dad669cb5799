"""The warm host itself over a real desk: what its consoles show, what it holds itself, when it steps down."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.presence.session_lease import ENDED
from console.ssh.warm.gate import probe
from core.desk import open_desk
from core.policy.configuration.locations import shipped_directory
from core.tickets.staff.keys import AddKey, EndSession
from tests.console.pty_console import wait_until
from tests.console.pty_process import ROOT
from tests.console.ssh.warm.terminals import Entered
from tests.support.desk import done, make_store, registered
from tests.support.keys import EIGHT, ed25519
from tests.support.patience import PATIENCE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("warm")]

SUBJECT = "Примета-Ъ8: талон не печатается"
MARK = "Примета-Ъ8".encode()
"""How the words of the desk stand in a process that has read them from SQLite."""


class RealHost:
    """``desk`` is the store, seen from outside."""

    def __init__(self, folder: Path) -> None:
        self.store = make_store(folder)
        self.desk = open_desk(self.store)  # under the machine's clock, as the consoles are
        registered(self.desk, subject=SUBJECT)
        done(self.desk, AddKey(login="petrov", public_key=ed25519()), "admin")
        done(self.desk, AddKey(login="gost", public_key=ed25519(EIGHT)), "admin")
        self.settings, self.socket, self.notes = folder / "pult.env", folder / "w" / "s", folder / "notes"
        self.config = folder / "config"
        shutil.copytree(shipped_directory(), self.config)
        self.settings.write_text(
            f"PULT_DB={self.store}\nPULT_CONFIG={self.config}\nPULT_STATE={folder}\nPULT_WARM={self.socket}\n",
            encoding="utf-8",
        )
        self.settings.chmod(0o600)
        program = [sys.executable, "-m", "tests.console.ssh.warm.real_host"]
        self.process = subprocess.Popen(
            [*program, str(self.settings), str(self.socket), str(self.notes)],
            cwd=ROOT, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(self.answers, "the answer of the warm host")

    def answers(self) -> bool:
        assert self.process.poll() is None
        return self.socket.exists() and probe(self.socket, PATIENCE).pid == self.process.pid

    def consoles(self) -> list[int]:
        """The forks that are there."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(each) for each in children]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.desk.close()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHost]:
    running = RealHost(tmp_path_factory.mktemp("w"))
    yield running
    running.close()


@pytest.fixture
def petrov(host: RealHost) -> Iterator[Entered]:
    """Somebody of the second line whose console has its rows."""
    wait_until(lambda: not host.consoles(), "the end of whoever was there")
    terminal = Entered(host.settings)
    terminal.wait("Примета-Ъ8")
    wait_until(lambda: bool(host.desk.consoles.open()), "the lease")
    yield terminal
    terminal.close()


def held(pid: int) -> bytes:
    """Everything that a process holds in memory that it can write."""
    maps = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", Path(f"/proc/{pid}/maps").read_text(), re.MULTILINE)
    pieces = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in maps:
            try:
                memory.seek(int(first, 16))
                pieces.append(memory.read(int(last, 16) - int(first, 16)))
            except (OSError, OverflowError):  # [vvar] and the like cannot be read
                continue
    return b"\n".join(pieces)


def opened(pid: int) -> list[str]:
    """What the descriptors of a process lead to."""
    return [os.readlink(each) for each in Path(f"/proc/{pid}/fd").iterdir()]


def test_it_is_the_desk_of_who_came_in_and_he_leaves_as_ever(host: RealHost, petrov: Entered) -> None:
    (lease,) = host.desk.consoles.open()
    assert (lease.login, lease.door, lease.address) == ("petrov", "ssh", "192.0.2.7")
    assert "console.ssh.warm.client" in petrov.program
    petrov.press(b"\x11")  # Ctrl+Q
    assert petrov.ended() == 0
    wait_until(lambda: not host.desk.consoles.open(), "the end of the lease")


def test_a_supervisor_ends_it(host: RealHost, petrov: Entered) -> None:
    (lease,) = host.desk.consoles.open()
    done(host.desk, EndSession(console=lease.id, reason="Смена окончена"), "orlova")
    assert petrov.ended() == ENDED


def test_what_is_typed_is_there_after_the_terminal_is_gone(host: RealHost, petrov: Entered) -> None:
    petrov.press(b"n")
    petrov.wait("ЗАМЕТКА")
    petrov.press("Недописано-Ѫ".encode())
    petrov.wait("Ѫ")
    petrov.process.send_signal(signal.SIGHUP)
    assert petrov.ended() == 128 + signal.SIGHUP
    wait_until(lambda: not host.desk.consoles.open(), "the end of the lease")
    drafts = [each.read_text(encoding="utf-8") for each in host.store.parent.rglob("*.json") if "drafts" in each.parts]
    assert any("Недописано-Ѫ" in each for each in drafts)


def test_the_server_holds_no_word_of_the_desk_and_no_way_to_it(host: RealHost, petrov: Entered) -> None:
    (console,) = host.consoles()
    assert MARK in held(console)  # else the search proves nothing
    assert any(str(host.store) in each for each in opened(console))
    server = held(host.process.pid)
    assert MARK not in server
    assert ed25519().split()[1].encode() not in server
    folder = str(host.store.parent)
    assert [each for each in opened(host.process.pid) if folder in each and each != str(host.notes)] == []
    own = re.compile(r"/dev/|pipe:|socket:")
    assert [each for each in opened(host.process.pid) if not own.match(each)] == []


def test_one_console_has_no_way_to_another(host: RealHost, petrov: Entered) -> None:
    """What a fork inherits is the server's alone: the second has neither the terminal nor the store of the first."""
    (first,) = host.consoles()
    second = Entered(host.settings, 2, "192.0.2.8")
    try:
        second.wait("Гостев Н. Н.")
        (pid,) = set(host.consoles()) - {first}
        terminals = {each for each in opened(pid) if each.startswith("/dev/pts/")}
        assert terminals == {os.ttyname(second.inner)}
        both = {"petrov", "gost"}
        wait_until(lambda: {each.login for each in host.desk.consoles.open()} == both, "the lease of the second")
    finally:
        second.close()


def test_a_fork_imports_nothing_of_the_program_anew(host: RealHost, petrov: Entered) -> None:
    host.notes.unlink(missing_ok=True)
    petrov.press(b"\x11")
    assert petrov.ended() == 0
    (imported,) = host.notes.read_text(encoding="utf-8").splitlines()
    assert imported.split()[1:] == []


def test_what_lies_on_the_disk_has_changed_so_it_steps_down_and_its_consoles_go_on(
    host: RealHost, petrov: Entered
) -> None:
    """The last one here: the host is gone after it."""
    path = host.config / "lifecycle.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# иначе\n", encoding="utf-8")
    next_one = Entered(host.settings, 2)
    try:
        next_one.wait("Гостев Н. Н.")
        assert "console.ssh.console" in next_one.program
        assert host.process.wait(PATIENCE) == 0
        next_one.press(b"\x11")
        assert next_one.ended() == 0
        petrov.press(b"\x11")
        assert petrov.ended() == 0
    finally:
        next_one.close()

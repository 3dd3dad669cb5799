"""The forced command: an environment made anew, no command, no subsystem, no terminal of another name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from console.ssh import enter
from console.ssh.settings import read_settings
from core.tickets.staff.keys import AddKey, RevokeKey
from tests.support.desk import FrozenDesk, done, make_desk
from tests.support.keys import ed25519
from tests.support.patience import PATIENCE


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    done(desk, AddKey(login="petrov", public_key=ed25519()), "admin")
    path = tmp_path / "pult.env"
    path.write_text(f"PULT_DB={desk.path}\nPULT_STATE={tmp_path / 'state'}\n", encoding="utf-8")
    path.chmod(0o600)
    return desk


def entering(desk: FrozenDesk, key: str = "1", **environ: str) -> subprocess.CompletedProcess[str]:
    """The forced command as sshd starts it, without a terminal."""
    settings = str(desk.path.with_name("pult.env"))
    return subprocess.run(
        [sys.executable, "-I", "-m", "console.ssh.enter", "--settings", settings, key],
        env={"LANG": "C.UTF-8", **environ}, capture_output=True, text=True, check=False, timeout=PATIENCE,
        stdin=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("term", "kept"),
    [
        ("xterm-256color", "xterm-256color"),
        ("tmux-256color", "tmux-256color"),
        ("linux", "linux"),
        ("../x", "xterm"),
        ("/etc/passwd", "xterm"),
        ("a b", "xterm"),
        ("x\n", "xterm"),
        ("x" * 40, "xterm"),
        ("", "xterm"),
        ("терминал", "xterm"),
    ],
)
def test_the_environment_holds_a_terminal_and_a_locale_and_nothing_else(term: str, kept: str) -> None:
    sent = {
        "TERM": term, "LANG": "ru_RU.KOI8-R", "LC_ALL": "ru_RU.CP1251", "PYTHONPATH": "/tmp", "LD_PRELOAD": "/tmp/x.so",
        "TEXTUAL_DRIVER": "os:system", "PULT_USER": "admin", "PULT_NOW": "2020-01-01", "HOME": "/tmp", "EDITOR": "vi",
    }  # fmt: skip
    assert enter.clean_environment(sent) == {"TERM": kept, "LANG": "C.UTF-8"}


@pytest.mark.parametrize(
    ("connection", "address"),
    [
        ("192.0.2.7 50000 192.0.2.1 22", "192.0.2.7"),
        ("2001:db8::7 50000 2001:db8::1 22", "2001:db8::7"),
        ("fe80::1%eth0 50000 fe80::2 22", "fe80::1%eth0"),
        ("", ""),
        ("$(id) 1 2 3", ""),
        ("\x1b[31m", ""),
    ],
)
def test_the_address_is_sshd_s_and_looks_like_one(connection: str, address: str) -> None:
    assert enter.address_of({"SSH_CONNECTION": connection}) == address


@pytest.mark.parametrize("asked", ["id", "", "sftp-server", "scp -t /tmp"])
def test_a_command_is_refused_in_russian(desk: FrozenDesk, asked: str) -> None:
    found = entering(desk, SSH_ORIGINAL_COMMAND=asked)
    assert (found.returncode, found.stdout) == (enter.REFUSED, "")
    assert "открывается только пульт" in found.stderr


def test_without_a_terminal_there_is_no_console(desk: FrozenDesk) -> None:
    found = entering(desk)
    assert (found.returncode, found.stdout) == (enter.REFUSED, "")
    assert "нужен терминал" in found.stderr


@pytest.mark.parametrize("key", ["2", "0", "x", "1 --as admin", "-1", "¹"])
def test_a_key_that_is_none_opens_nothing(desk: FrozenDesk, key: str) -> None:
    assert entering(desk, key).returncode == enter.REFUSED


def test_a_key_revoked_since_sshd_asked_opens_nothing(desk: FrozenDesk) -> None:
    done(desk, RevokeKey(ssh_key=1), "admin")
    found = entering(desk)
    assert found.returncode == enter.REFUSED
    assert "больше не впускает" in found.stderr


def test_the_console_is_started_by_the_key_s_number_in_a_clean_environment(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda *call: started.append(call))
    monkeypatch.setattr(os, "isatty", lambda _fd: True)
    monkeypatch.setattr("console.ssh.journal._write", lambda *_: None)
    path = desk.path.with_name("pult.env")
    settings = read_settings(path)
    holder = enter.holder_of(settings, ["1"], desk.now())
    enter.become_console(settings, holder, "0a1b2c3d", "192.0.2.7", {"TERM": "linux", "PYTHONPATH": "/tmp"})
    (python, words, environment), *_ = started
    assert words == [python, "-I", "-m", "console.ssh.console", "--settings", str(path), "1", "0a1b2c3d", "192.0.2.7"]
    assert environment == {"TERM": "linux", "LANG": "C.UTF-8"}
    assert Path(python).resolve() == Path(sys.executable).resolve()

"""What a console over SSH cannot do: in a process of its own, since there is no way back from it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE

PROGRAM = """
import os, subprocess, sys, webbrowser, pty
from console.sandbox import confine
confine()
def tried(what, call):
    try:
        call()
    except PermissionError:
        print(what, "refused")
    else:
        print(what, "RUN")
tried("system", lambda: os.system("true"))
tried("popen", lambda: subprocess.run(["true"]))
tried("exec", lambda: os.execv("/bin/true", ["true"]))
tried("posix_spawn", lambda: os.posix_spawn("/bin/true", ["true"], {}))
tried("pty", lambda: pty.spawn(["true"]))
from console.forms.fields.files import read_file, write_file
for what, call in (("read", lambda: read_file("/etc/passwd")), ("write", lambda: write_file("/tmp/pult-trick", b"x"))):
    try:
        call()
    except OSError as error:
        print(what, error)
print("spawn", os.spawnv(os.P_WAIT, "/bin/true", ["true"]))
print("fork", "allowed" if os.fork() or os._exit(0) else "")
"""


FILES = "Пульт открыт по SSH: файлы этого компьютера из него не читаются и не пишутся."


def test_a_confined_console_starts_no_program_and_opens_no_file() -> None:
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert found.stdout.splitlines() == [
        "system refused", "popen refused", "exec refused", "posix_spawn refused", "pty refused",
        f"read {FILES}", f"write {FILES}",
        "spawn 127",  # a child that could not become the program
        "fork allowed",  # the console itself forks once, to look ahead
    ]  # fmt: skip
    assert not Path("/tmp/pult-trick").exists()


def test_the_terminal_s_driver_neither_suspends_nor_opens_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    from console.textual_overrides.terminal_driver import PultDriver

    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    driver = PultDriver.__new__(PultDriver)
    driver.open_url("http://192.0.2.1")
    assert not driver.can_suspend
    assert opened == []

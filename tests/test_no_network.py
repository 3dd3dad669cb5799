"""No network at run time: the kernel kills a process that asks for one, and no command and no console is killed."""

import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console.pty_console import pty_console
from tests.support.desk import make_store
from tests.support.patience import PATIENCE

ROOT = Path(__file__).parents[1]
FORBIDDING = ROOT / "tests" / "support" / "no_network"
PYTHONPATH = f"{FORBIDDING}{os.pathsep}{ROOT}"
CALLS = """
import sys, warnings
from console.cli.main import main
from pyrage import x25519
folder, store = sys.argv[1:]
key = str(x25519.Identity.generate().to_public())
new = ["--as", "ivanova", "ticket", "new", "--subject", "Не печатает", "--description", "С утра", "--org", "kkb",
       "--requester", "Синицына", "--mis", "qms", "--type", "error", "--priority", "high", "--channel", "phone"]
calls = [
    new, ["--as", "ivanova", "ticket", "show", "1"], ["--as", "ivanova", "queue", "--filter", "мо:ккб"],
    ["--as", "ivanova", "solution", "find", "печать"], ["--as", "ivanova", "explain", "1"], ["sweep"], ["verify"],
    ["--as", "orlova", "report", "now"], ["--as", "orlova", "report", "access"], ["calendar", "show", "2031"],
    ["--as", "orlova", "export", "people", folder + "/people.csv"], ["config", "check"], ["doctor"],
    ["backup", folder + "/copies", "--encrypt-to", key], ["backup", folder + "/copies", "--keep", "1"],
]
codes = [int(main(["--db", store, *call])) for call in calls]
sys.stderr.write(f"codes {codes}")
"""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="seccomp of Linux"
)


def run(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, check=False, timeout=PATIENCE, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": PYTHONPATH, "LANG": "C.UTF-8"}, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK"])
def test_whoever_asks_for_a_network_is_killed(family: str) -> None:
    assert run(f"import socket; socket.socket(socket.{family})").returncode == -signal.SIGSYS
    assert run("import socket; socket.socket(socket.AF_UNIX); socket.socketpair()").returncode == 0


def test_no_command_asks_for_a_network(tmp_path: Path) -> None:
    done = run(CALLS, str(tmp_path), str(make_store(tmp_path)))
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    codes = done.stderr.rpartition("codes ")[2]
    assert set(codes.strip("[]").split(", ")) <= {"0", "3"}, done.stderr  # 3: the doctor has found something to mend
    assert codes.count("3") <= 1, done.stderr


@pytest.mark.slow
def test_the_console_asks_for_no_network(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with pty_console(store, "ivanova", 100, 30, PYTHONPATH=PYTHONPATH, XDG_STATE_HOME=str(tmp_path)) as console:
        console.wait("Открытых обращений нет")
        console.step("F10", shows="Горит")
        console.press("Ctrl+Q")
        assert console.ended() == 0

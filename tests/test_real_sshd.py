"""A real sshd on loopback: somebody comes in, is refused everything else, and leaves nothing when his client dies.

``benchmarks/accept_ssh.py`` tries all of it; this is the part that every change must keep.
"""

import importlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sshd")]


@pytest.fixture(scope="module")
def accept() -> Iterator[Any]:
    """The script of acceptance as a module."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        yield importlib.import_module("accept_ssh")
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def host(accept: Any) -> Iterator[Any]:
    """A host with a desk, an account and an sshd of its own."""
    try:
        accept.require()
    except accept.Missing as missing:
        pytest.skip(f"no real sshd here: {missing}")
    with accept.Sshd() as running:
        yield running


def test_somebody_comes_in_by_his_key_and_is_seen(accept: Any, host: Any) -> None:
    with host.desk() as desk, accept.session(host, "petrov", "-oSetEnv=PYTHONPATH=/tmp", TERM="../x") as client:
        assert accept.until(desk.consoles.open, 10)
        (lease,) = desk.consoles.open()
        assert (lease.login, lease.door, lease.address) == ("petrov", "ssh", "127.0.0.1")
        (pid,) = host.consoles()
        environment = Path(f"/proc/{pid}/environ").read_bytes().strip(b"\0").split(b"\0")
        assert sorted(environment) == [b"LANG=C.UTF-8", b"TERM=xterm"]
        accept.leave(client)
        assert accept.until(lambda: not desk.consoles.open(), 10)


@pytest.mark.parametrize(
    ("options", "asked"), [((), "id"), (("-tt",), "sh"), (("-s",), "sftp"), (("-W", "127.0.0.1:22"), None)]
)
def test_everything_but_a_console_is_refused(
    accept: Any, host: Any, options: tuple[str, ...], asked: str | None
) -> None:
    code, told = accept.asked([*host.ssh("petrov", *options), host.address, *([asked] if asked else [])])
    assert code not in (0, None), told
    assert "uid=" not in told


def test_an_unknown_key_is_denied(accept: Any, host: Any) -> None:
    host.key("stranger")
    code, told = accept.asked([*host.ssh("stranger"), "-tt", host.address])
    assert (code, "Permission denied" in told) == (255, True)


@pytest.mark.parametrize("happens", [signal.SIGKILL, signal.SIGSTOP])
def test_a_client_that_is_gone_leaves_no_console_and_no_lease(accept: Any, host: Any, happens: int) -> None:
    with host.desk() as desk, accept.session(host, "ivanova") as client:
        assert accept.until(desk.consoles.open, 10)
        os.kill(client.pid, happens)
        assert accept.until(lambda: not host.consoles(), 15)
        assert accept.until(lambda: not desk.consoles.open(), accept.FREED_SECONDS)

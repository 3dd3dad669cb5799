"""Where the warm host cannot be had or trusted, the console starts as without one, and the log says why."""

import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from console.ssh import enter, journal
from console.ssh.settings import read_settings
from console.ssh.warm import gate
from console.ssh.warm.packets import ConsoleRequest, Greeting, WrongPacket, encoded, greeting_of, request_of
from console.ssh.warm.place import NotWarm, given_by_systemd, listen, require_trusted
from console.ssh.warm.stamp import program_stamp
from console.ssh.warm.words import GO, HERE
from tests.console.pty_console import wait_until
from tests.console.ssh.warm.conftest import Host
from tests.console.ssh.warm.terminals import Entered

REQUEST = ConsoleRequest("1", "0a1b2c3d", "192.0.2.7", "xterm", (("RLIMIT_NOFILE", 200),))


def why_not(path: Path, settings: Path = Path("/none")) -> str:
    """Why nothing is handed over."""
    with pytest.raises(NotWarm) as found:
        gate.hand_over(path, settings, REQUEST)
    return found.value.why


# -- the socket -----------------------------------------------------------------------------------------------------


def test_without_a_socket_there_is_no_host(tmp_path: Path) -> None:
    assert why_not(tmp_path / "s") == "absent"


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.chmod(0o660), "socket-not-private"),
        (lambda path: path.parent.chmod(0o770), "folder-not-private"),
        (lambda path: (path.unlink(), path.write_text("")), "socket-not-private"),
        (lambda path: (path.rename(f"{path}.other"), path.symlink_to(f"{path}.other")), "socket-not-private"),
    ],
)
def test_a_socket_that_others_could_have_put_there_is_not_used(
    tmp_path: Path, spoil: Callable[[Path], object], why: str
) -> None:
    with listen(tmp_path / "w" / "s") as listener:
        path = Path(listener.getsockname())
        require_trusted(path)
        spoil(path)
        assert why_not(path) == why


def test_a_new_socket_is_private_from_its_first_moment(tmp_path: Path) -> None:
    path = tmp_path / "w" / "s"
    with listen(path), listen(path):  # what was left behind is replaced
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_server_that_is_gone_is_not_waited_for(tmp_path: Path) -> None:
    listen(tmp_path / "s").close()
    assert why_not(tmp_path / "s") == "refused"


def test_one_that_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate.greeted, "__defaults__", (0.01, None))
    with listen(tmp_path / "s"):
        assert why_not(tmp_path / "s") == "silent"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two accounts")
def test_a_server_of_another_account_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(str(path))
        path.chmod(0o600)
        os.seteuid(1)  # the kernel notes who begins to listen
        try:
            listener.listen()
        finally:
            os.seteuid(0)
        assert why_not(path) == "served-by-another"


# -- the server -----------------------------------------------------------------------------------------------------


def test_one_that_holds_another_program_or_other_settings_takes_nobody(host: Host, tmp_path: Path) -> None:
    assert why_not(host.socket, tmp_path / "other.env") == "another-version"
    assert host.told() == ""


def test_one_that_holds_what_is_no_longer_so_takes_nobody_and_ends(host: Host) -> None:
    host.log.with_suffix(".stale").touch()
    assert why_not(host.socket, host.settings) == "changed"
    assert host.process.wait() == 1  # «ended: changed»
    assert why_not(host.socket, host.settings) == "refused"


def test_the_program_is_another_one_once_a_file_of_it_or_the_settings_are(tmp_path: Path) -> None:
    settings = tmp_path / "pult.env"
    without = program_stamp(settings)
    settings.write_text("PULT_DB=a\n", encoding="utf-8")
    first = program_stamp(settings)
    assert first == program_stamp(settings) != without
    os.utime(settings, ns=(1, 1))
    assert program_stamp(settings) != first


# -- what is handed over --------------------------------------------------------------------------------------------


def test_whoever_gives_up_before_the_last_word_leaves_no_console_behind(host: Host) -> None:
    outer, inner = os.openpty()
    with gate.hand_over(host.socket, host.settings, REQUEST, [inner] * 3):
        greeting = gate.probe(host.socket)
        assert (greeting.pid, greeting.consoles) == (host.process.pid, 1)
    wait_until(lambda: gate.probe(host.socket).consoles == 0, "the end of whoever waited or asked")
    assert host.told() == ""
    os.close(outer)
    os.close(inner)


def test_what_is_no_terminal_gets_no_console(host: Host, tmp_path: Path) -> None:
    with (tmp_path / "file").open("w") as stream, pytest.raises(NotWarm, match="no-console"):
        gate.hand_over(host.socket, host.settings, REQUEST, [stream.fileno()] * 3)
    assert host.told() == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"1"', '"1 --settings /tmp/x"'), ('"1"', '"-1"'), ('"1"', "1"), ("0a1b2c3d", "../x"), ("xterm", "../x"),
        ("192.0.2.7", "$(id)"), ("RLIMIT_NOFILE", "RLIMIT_RSS"), ("200", "-1"), ("200", '"200"'), ("{", "["),
    ],
)  # fmt: skip
def test_a_request_of_another_form_is_none(old: str, new: str) -> None:
    data = encoded(REQUEST).decode()
    assert request_of(data.encode()) == REQUEST
    assert old in data
    with pytest.raises(WrongPacket):
        request_of(data.replace(old, new, 1).encode())


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{}", b'{"stamp": "x", "pid": "y", "consoles": 1, "stale": 0}'])
def test_a_greeting_of_another_form_is_none(data: bytes) -> None:
    greeting = Greeting("x", 1, 2, stale=True)
    assert greeting_of(encoded(greeting)) == greeting
    with pytest.raises(WrongPacket):
        greeting_of(data)


def test_the_two_words_differ() -> None:
    assert HERE != GO


# -- the gate -------------------------------------------------------------------------------------------------------


class Became(Exception):
    """The process would be another program now."""


@pytest.fixture
def entered(host: Host, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[list[str], str]]:
    """Let somebody in on a terminal without a console; the program that he gets, and the line of the log."""
    lines: list[str] = []
    became: list[list[str]] = []

    def become(_python: str, words: list[str], _environ: dict[str, str]) -> None:
        became.append(words)
        raise Became

    monkeypatch.setattr(journal, "_write", lambda _priority, line: lines.append(line))
    monkeypatch.setattr(os, "execve", become)
    monkeypatch.setattr(os, "isatty", lambda _fd: True)

    def entering() -> tuple[list[str], str]:
        enter.main(["--settings", str(host.settings), "1"], {"TERM": "linux"})
        return became[-1], next(line for line in lines if line.startswith("opened"))

    return entering


def test_without_a_warm_host_the_console_starts_as_ever_and_the_log_says_why(
    host: Host, entered: Callable[[], tuple[list[str], str]]
) -> None:
    host.process.kill()
    host.process.wait()
    program, line = entered()
    assert program[1:4] == ["-I", "-m", "console.ssh.console"]
    assert line.endswith("start=cold because=refused")


def test_none_is_asked_where_none_is_wanted(host: Host, entered: Callable[[], tuple[list[str], str]]) -> None:
    text = host.settings.read_text(encoding="utf-8")
    host.settings.write_text(text.replace(str(host.socket), ""), encoding="utf-8")
    assert read_settings(host.settings).warm is None
    program, line = entered()
    assert program[1:4] == ["-I", "-m", "console.ssh.console"]
    assert line.endswith("start=cold because=off")


def test_the_usual_place_is_asked_where_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "pult.env"
    path.write_text("PULT_DB=x\n", encoding="utf-8")
    path.chmod(0o600)
    assert read_settings(path).warm == "/run/pult/warm.sock"


def test_a_key_that_lets_in_no_more_never_comes_to_the_warm_host(host: Host) -> None:
    refused = Entered(host.settings, 3)
    assert refused.ended() == enter.REFUSED
    refused.close()
    assert host.told() == ""


def test_the_socket_of_systemd_is_taken_only_by_whom_it_is_meant_for() -> None:
    assert given_by_systemd({"LISTEN_FDS": "1", "LISTEN_PID": "1"}) is None
    assert given_by_systemd({"LISTEN_FDS": "2", "LISTEN_PID": str(os.getpid())}) is None
    with suppress(KeyError):
        assert given_by_systemd({}) is None


def test_the_client_loads_next_to_nothing() -> None:
    """One stands beside every console: what it takes is multiplied by all of them."""
    import subprocess

    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import console.ssh.warm.client; "
        "print(*(each for each in sys.modules if not each.startswith('_')))"
    )
    home = str(Path(enter.__file__).parents[2])
    command = [sys.executable, "-I", "-S", "-c", program, home]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    ours = {each for each in loaded if each.startswith("console")}
    assert ours == {
        "console", "console.ssh", "console.ssh.warm", "console.ssh.warm.client", "console.ssh.warm.words",
        "console.terminal", "console.terminal.restoring",
    }  # fmt: skip
    assert not {"site", "re", "typing", "json", "socket"} & loaded

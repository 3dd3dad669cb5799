"""Access over SSH against a real sshd: who gets in, what is refused, what a client that is gone leaves behind.

Needs root, openssh's server and client, and an interpreter that another account can run; says what is missing and ends
with 2 where they are not there. Everything is on loopback and taken away at the end. ``--db URL`` measures another
store than a SQLite file.
"""

from __future__ import annotations

import argparse
import os
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from _sshd import ADMIN, STAFF, Missing, Sshd, answers, asked, cpu, free_port, require, until
from pty_session import PtySession

from core.tickets.staff.commands import BlockUser
from core.tickets.staff.keys import AddKey, EndSession, ExpireKey, RevokeKey

GONE_SECONDS, FREED_SECONDS, SPINNING = 5.0, 30.0, 0.2
"""The aims: the process is gone, its lease is free, and it has not taken more than so much of a core meanwhile."""
KEYS_SECONDS = 0.5
REFUSED = 77
ONLY_A_CONSOLE = "По этому ключу открывается только пульт"
TOLD = ("command", "command on a terminal", "no terminal")
"""Where the client shows what the door says; sftp and scp take it for their protocol."""
RESTORED = b"\x1b[?1049l"
TRICKS = {
    "TEXTUAL_DRIVER": "os:system", "TEXTUAL_LOG": "/tmp/pult-trick.log", "PYTHONPATH": "/tmp/pult-trick",
    "PYTHONSTARTUP": "/tmp/pult-trick.py", "LD_PRELOAD": "/tmp/pult-trick.so", "LC_ALL": "ru_RU.KOI8-R", "LC_PULT": "1",
    "PULT_DB": "/tmp/pult-trick.db", "PULT_USER": "adminova", "PULT_NOW": "2020-01-01T00:00", "BASH_ENV": "/tmp/trick",
    "ENV": "/tmp/trick", "HOME": "/tmp", "PATH": "/tmp", "XDG_STATE_HOME": "/tmp/pult-trick", "TERMINFO": "/tmp",
}  # fmt: skip
_EXECUTED = re.compile(r'execve\("([^"]+)", \[(.*?)\].*= 0')


class Report:
    """Prints a line for each thing that was looked at, and remembers whether all was as it should be."""

    def __init__(self) -> None:
        self.wrong = 0

    def check(self, what: str, holds: bool, found: object, aim: str) -> None:
        """One line: what, what was found, what it should be."""
        self.wrong += not holds
        print(f"{'ok' if holds else 'NO'}  {what}: {found}  (aim: {aim})", flush=True)


class Client(PtySession):
    """A client on a terminal that may end at any time: what it has written until then is kept."""

    came = 0.0
    """Seconds from the start until the first screen named its person."""

    def read(self, seconds: float) -> bytes:
        """Everything written within ``seconds``, or until the client ended."""
        end, got = time.monotonic() + seconds, b""
        while (left := end - time.monotonic()) > 0 and select.select([self.fd], [], [], left)[0]:
            try:
                got += os.read(self.fd, 1 << 16)
            except OSError:
                break
        self.written += got
        return got


class Target:
    """What a tunnel would lead to: a listener that counts who came."""

    def __init__(self) -> None:
        self.came = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                self._listener.accept()[0].close()
                self.came += 1

    def close(self) -> None:
        """Listen no more."""
        self._listener.close()


def main() -> int:
    """Do it all; 0 where every aim holds, 1 where one does not, 2 where it cannot be tried."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", help="URL of an empty store instead of a SQLite file")
    database = options.parse_args().db
    try:
        require()
    except Missing as missing:
        print(f"not tried: {missing}")
        return 2
    report = Report()
    with Sshd(database) as host:
        with executed(host) as programs:
            roles(host, report)
            environment(host, report)
            requests(host, report)
            tunnels(host, report)
            keys(host, report)
        no_programs(host, report, programs)
        written_down(host, report)
        ended_by_a_supervisor(host, report)
        for how in (killed, frozen, stalled):
            how(host, report)
        answer_time(host, report)
    print("all as it should be" if not report.wrong else f"{report.wrong} not as it should be")
    return 1 if report.wrong else 0


# -- who comes in ---------------------------------------------------------------------------------------------------


@contextmanager
def session(host: Sshd, login: str, *options: str, **environment: str) -> Iterator[Client]:
    """A client on a terminal, once the first screen has come with its person's name."""
    with Client([*host.ssh(login, *options), host.address], environment=environment) as client:
        client.came = client.wait_for(STAFF[login][0], 30)
        yield client


def exit_code(client: Client, seconds: float = 10) -> int | None:
    """The client's exit code, which stays to be asked for again; None where it does not end."""
    options = os.WEXITED | os.WNOWAIT | os.WNOHANG
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        client.read(0.1)
        found = os.waitid(os.P_PID, client.pid, options)
        if found is not None:
            client.read(0.1)
            return found.si_status
    return None


def roles(host: Sshd, report: Report) -> None:
    """Somebody of each role sees his desk, and leaves no lease behind."""
    for login, (name, role) in STAFF.items():
        with host.desk() as desk, session(host, login) as client:
            until(desk.consoles.open, 10)
            found = [(each.login, each.door, each.address) for each in desk.consoles.open()]
            client.settle(0.3)
            client.press(b"\x11")
            code = exit_code(client)
            left = until(lambda: not host.consoles() and not desk.consoles.open(), 5)
            report.check(
                f"session of {role.value}", found == [(login, "ssh", "127.0.0.1")] and code == 0 and left is not None,
                f"«{name}» after {client.came:.1f} s, lease {found}, exit {code}, lease gone: {left is not None}",
                "its name, its lease, exit 0",
            )  # fmt: skip


def environment(host: Sshd, report: Report) -> None:
    """Whatever a client sends, and whatever lies in the account's home, the console starts from nothing."""
    marker = host.root / "state" / "marker"
    home = host.root / "home"
    (home / ".ssh").mkdir()
    for name in (".ssh/rc", ".bashrc", ".profile", ".bash_profile"):
        (home / name).write_text(f"echo {name} >>{marker}\n")
    (home / ".ssh" / "environment").write_text("PYTHONPATH=/tmp/pult-trick\n")
    (home / ".ssh" / "authorized_keys").write_text(host.key("stranger"))
    sent = [f"-oSetEnv={' '.join(f'{name}={value}' for name, value in TRICKS.items())}"]
    with session(host, "petrov", *sent, TERM="../x") as client:
        (pid,) = host.consoles()
        found = dict(
            each.split("=", 1)
            for each in Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0") if "=" in each
        )  # fmt: skip
        report.check("environment of the console", found == {"TERM": "xterm", "LANG": "C.UTF-8"}, found, "TERM, LANG")
        client.press(b"\x11")
        exit_code(client)
    report.check("~/.ssh/rc, ~/.bashrc, ~/.profile", not marker.exists(), "not run", "not run")
    code, told = asked([*host.ssh("stranger"), "-tt", host.address])
    report.check("~/.ssh/authorized_keys", code == 255 and "Permission denied" in told, f"exit {code}", "denied")


def keys(host: Sshd, report: Report) -> None:
    """Keys that are not known, revoked, past their term, or whose owner is blocked."""
    host.key("unknown")
    with host.desk() as desk:
        number = {each.login: each.id for each in desk.directory.staff_keys()}
        host.tell(desk, RevokeKey(ssh_key=number["petrov"]))
        host.tell(desk, BlockUser(login="gost"))
        host.tell(desk, AddKey(login="orlova", public_key=host.key("brief")))
        soon = desk.directory.staff_keys()[-1].id
        host.tell(desk, ExpireKey(ssh_key=soon, expires_at=desk.now() + timedelta(seconds=1)))
        time.sleep(1.1)
    for name, what in (
        ("unknown", "unknown"),
        ("petrov", "revoked"),
        ("gost", "of a blocked one"),
        ("brief", "expired"),
    ):
        code, told = asked([*host.ssh(name), "-tt", host.address])
        report.check(f"key {what}", code == 255 and "Permission denied" in told, f"exit {code}", "denied")


# -- what is refused ------------------------------------------------------------------------------------------------


def requests(host: Sshd, report: Report) -> None:
    """Commands, subsystems, copies: told in Russian that there is a console and nothing else."""
    here, there = str(host.settings), f"{host.address}:/tmp/pult-trick"
    tries = {
        "command": [*host.ssh("ivanova"), host.address, "id; touch /tmp/pult-trick"],
        "command on a terminal": [*host.ssh("ivanova", "-tt"), host.address, "/bin/sh"],
        "subsystem": [*host.ssh("ivanova", "-s"), host.address, "sftp"],
        "sftp": [*host.ssh("ivanova", program="sftp"), host.address],
        "scp (sftp)": [*host.ssh("ivanova", "-s", program="scp"), here, there],
        "scp (its own protocol)": [*host.ssh("ivanova", "-O", program="scp"), here, there],
        "scp, fetching": [*host.ssh("ivanova", "-O", program="scp"), f"{host.address}:{host.store}", str(host.clients)],
        "no terminal": [*host.ssh("ivanova", "-T"), host.address],
    }
    for what, command in tries.items():
        code, told = asked(command)
        refused = code not in (0, None) and "uid=" not in told and not Path("/tmp/pult-trick").exists()
        heard = ONLY_A_CONSOLE in told or "Пульту нужен терминал" in told or what not in TOLD
        report.check(what, refused and heard, f"exit {code}, {last_line(told)!r}", "refused")


def last_line(told: str) -> str:
    """The last thing that was said, cut."""
    return (told.strip().splitlines() or [""])[-1][:90]


def tunnels(host: Sshd, report: Report) -> None:
    """Forwarding of every kind: nobody comes out at the other end."""
    target = Target()
    aim = f"127.0.0.1:{target.port}"
    for what, option, talk in (("-L", f"{{port}}:{aim}", b"GET"), ("-D", "127.0.0.1:{port}", socks(target.port))):
        port = free_port()
        command = [*host.ssh("ivanova", "-N", what, option.format(port=port)), host.address]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as client:
            until(lambda: answers(port), 10)  # noqa: B023
            heard = spoken(port, talk)
            client.terminate()
        report.check(what, target.came == 0, f"{target.came} came through, heard {heard!r}", "0 came through")
    listening = free_port()
    lone = ["-N", "-o", "ExitOnForwardFailure=yes"]
    for what, options in {
        "-R": [*lone, "-R", f"127.0.0.1:{listening}:{aim}"],
        "-R of a socket": [*lone, "-R", f"{host.root}/state/trick:{aim}"],
        "-W": ["-W", aim],
        "-w": [*lone, "-w", "any:any"],
    }.items():
        code, told = asked([*host.ssh("ivanova", *options), host.address], 10)
        refused = code not in (0, None) and not answers(listening) and target.came == 0
        report.check(what, refused, f"exit {code}, {last_line(told)!r}", "refused")
    target.close()
    asked_on_a_terminal(host, report)


def socks(port: int) -> bytes:
    """Greeting and request of SOCKS5 for a port of the host."""
    return b"\x05\x01\x00" + b"\x05\x01\x00\x01\x7f\x00\x00\x01" + port.to_bytes(2, "big")


def spoken(port: int, words: bytes) -> bytes:
    """What is heard from a port of loopback after words were sent to it."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 3) as talk:
        talk.settimeout(3)
        talk.sendall(words)
        return talk.recv(64) + talk.recv(64)
    return b""


def asked_on_a_terminal(host: Sshd, report: Report) -> None:
    """What goes with a session: the agent and the display. The session comes, they do not."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        agent = f"{folder}/agent"
        running = stack.enter_context(subprocess.Popen(["ssh-agent", "-D", "-a", agent], stdout=subprocess.DEVNULL))
        stack.callback(running.terminate)
        until(lambda: Path(agent).exists(), 5)
        before = set(Path("/tmp").glob("ssh-*"))
        with session(host, "ivanova", "-A", SSH_AUTH_SOCK=agent) as client:
            made = set(Path("/tmp").glob("ssh-*")) - before
            report.check("-A", not made, f"{len(made)} sockets of an agent on the host", "0")
            leave(client)
        with session(host, "ivanova", "-X", DISPLAY="127.0.0.1:9") as client:
            client.read(0.3)
            told = b"X11 forwarding request failed" in client.written
            report.check("-X", told, "request failed" if told else "not refused", "refused")
            leave(client)


def leave(client: Client) -> None:
    """Ctrl+Q."""
    client.settle(0.3)
    client.press(b"\x11")
    exit_code(client)


# -- what is run ----------------------------------------------------------------------------------------------------


@contextmanager
def executed(host: Sshd) -> Iterator[list[str]]:
    """Every program that anything below sshd executes meanwhile: by strace, or without it by looking every 3 ms."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder, "trace")
        command = ["strace", "-f", "-qq", "-s", "400", "-e", "trace=execve", "-o", str(trace), "-p", str(host.pid)]
        with suppress(FileNotFoundError), subprocess.Popen(command, stderr=subprocess.DEVNULL) as tracer:
            time.sleep(0.5)
            if tracer.poll() is None:
                yield found
                tracer.send_signal(signal.SIGINT)
                tracer.wait()
                found += [f"{path} {words}" for path, words in _EXECUTED.findall(trace.read_text(errors="replace"))]
                return
    stop, seen = threading.Event(), set[str]()
    looker = threading.Thread(target=lambda: _look(host, seen, stop))
    looker.start()
    try:
        yield found
    finally:
        stop.set()
        looker.join()
        found += sorted(seen)


def _look(host: Sshd, seen: set[str], stop: threading.Event) -> None:
    while not stop.wait(0.003):
        seen.update(line for line in host.processes().values() if not line.startswith("sshd:"))


def no_programs(host: Sshd, report: Report, programs: list[str]) -> None:
    """All that was run is sshd, what it asks for keys, and the console; the shell only became it."""
    own = [r"(/\S*/)?sshd\b.*", rf"{re.escape(str(host.python))}\b.*console\.ssh\.(authorized_keys|enter|console)\b.*",
           r"/bin/sh .*-c.*exec \S*python -I -m console\.ssh\.enter .*"]  # fmt: skip
    foreign = sorted({each for each in programs if not any(re.fullmatch(rule, each) for rule in own)})
    report.check("programs executed by sessions", not foreign and bool(programs),
                 f"{len(foreign)} foreign of {len(programs)} {foreign[:3] or ''}", "0 foreign")  # fmt: skip


def written_down(host: Sshd, report: Report) -> None:
    """Who came in and who was refused stands in the system log, with the key's fingerprint."""
    lines = host.journal.lines
    if lines is None:
        print("--  system log: not looked at, this machine has one of its own")
        return
    told = {what: [each for each in lines if f": {what} " in each] for what in ("opened", "closed", "refused")}
    marked = all("key=SHA256:" in each for what in ("opened", "refused") for each in told[what])
    reasons = {found[1] for each in told["refused"] if (found := re.search(r"reason=([a-z-]+)", each))}
    wanted = {"command", "no-terminal", "unknown", "revoked", "expired", "blocked"}
    report.check("system log", marked and wanted <= reasons and len(told["opened"]) == len(told["closed"]) > 0,
                 f"{ {what: len(each) for what, each in told.items()} }, refused for {', '.join(sorted(reasons))}",
                 "every opening and refusal with its key")  # fmt: skip


# -- sessions that end otherwise ------------------------------------------------------------------------------------


def ended_by_a_supervisor(host: Sshd, report: Report) -> None:
    """A session that a supervisor ends says by whom, and gives the terminal back."""
    with host.desk() as desk, session(host, "ivanova") as client:
        until(desk.consoles.open, 10)
        (lease,) = desk.consoles.open()
        start = time.monotonic()
        host.tell(desk, EndSession(console=lease.id, reason="Освободите место"), "orlova")
        code = exit_code(client, 15)
        took = time.monotonic() - start
        told = client.written.rpartition(RESTORED)[2].decode(errors="replace")
        said = "Орлова Т. Г." in told and "Освободите место" in told
        report.check(
            "ended by a supervisor",
            code == REFUSED and said and took < 12,
            f"exit {code} after {took:.1f} s, told by whom: {said}",
            "told, terminal restored, within 12 s",
        )


def killed(host: Sshd, report: Report) -> None:
    """The client is killed."""
    _gone(host, report, "client killed", lambda client: os.kill(client.pid, signal.SIGKILL))


def frozen(host: Sshd, report: Report) -> None:
    """The client is stopped, its connection stands."""
    _gone(host, report, "client frozen", lambda client: os.kill(client.pid, signal.SIGSTOP))


def stalled(host: Sshd, report: Report) -> None:
    """Nobody reads what the client writes, while keys go on coming that make the console repaint its screen.

    A client that blocks is cut off by sshd; of one that does not, ssh and sshd hold a megabyte before the console's
    own writing stands still: from then on the time is counted, for nobody could know of it sooner.
    """

    def type_on(client: Client) -> None:
        os.set_blocking(client.fd, False)

        def keys() -> None:
            end = time.monotonic() + FREED_SECONDS
            while time.monotonic() < end and host.consoles():
                with suppress(OSError):
                    os.write(client.fd, b"\x1b[20~\x1b")
                time.sleep(0.3)

        threading.Thread(target=keys, daemon=True).start()

    _gone(host, report, "client stalled", type_on)


def writing_stands(pid: int) -> bool:
    """Whether a thread of a process waits in a write to its terminal."""
    for task in Path(f"/proc/{pid}/task").glob("*/syscall"):
        with suppress(OSError):
            call = task.read_text().split()
            if call[:1] == ["1"] and int(call[1], 16) in (1, 2):
                return True
    return False


def _gone(host: Sshd, report: Report, what: str, happens: Callable[[Client], None]) -> None:
    """Let it happen to a client; how long its console, its lease and everything else of it stay."""
    with host.desk() as desk, session(host, "ivanova") as client:
        until(desk.consoles.open, 10)
        client.settle(0.3)
        (pid,) = host.consoles()
        used = last = cpu(pid)
        began = time.monotonic()
        stood: float | None = None
        happens(client)
        while pid in host.consoles() and time.monotonic() - began < FREED_SECONDS:
            last = cpu(pid) or last
            if writing_stands(pid):
                stood = stood or time.monotonic()
            elif pid in host.consoles():
                stood = None
            time.sleep(0.05)
        total = time.monotonic() - began
        gone = time.monotonic() - (stood or began)
        found = f"{gone:.2f} s" + (f" after its writing stood still, {total:.2f} s in all" if stood else "")
        report.check(f"{what}: process gone", gone <= GONE_SECONDS, found, f"≤ {GONE_SECONDS:.0f} s")
        until(lambda: not desk.consoles.open(), FREED_SECONDS + 5)
        freed = time.monotonic() - began
        report.check(f"{what}: lease freed", freed <= FREED_SECONDS, f"{freed:.2f} s", f"≤ {FREED_SECONDS:.0f} s")
        share = (last - used) / max(total, 1.0)
        report.check(f"{what}: CPU meanwhile", share <= SPINNING, f"{share:.0%} of a core", f"≤ {SPINNING:.0%}")
    left = until(lambda: not host.processes(), 5)
    report.check(f"{what}: left behind", left is not None, f"{len(host.processes())} processes", "0")


def answer_time(host: Sshd, report: Report) -> None:
    """How long sshd waits for its answer about one key."""
    with host.desk() as desk:
        fingerprint = next(each.fingerprint for each in desk.directory.staff_keys() if each.login == ADMIN)
    command = [
        str(host.python),
        "-I",
        "-m",
        "console.ssh.authorized_keys",
        "--settings",
        str(host.settings),
        host.account,
    ]
    times = []
    for _ in range(20):
        start = time.monotonic()
        code, told = asked([*command, fingerprint], user=host.account)
        times.append(time.monotonic() - start)
    worst = sorted(times)[-2]
    told_once = code == 0 and told.startswith('restrict,pty,command="exec ') and told.count("\n") == 1
    report.check("AuthorizedKeysCommand, 19th of 20", worst <= KEYS_SECONDS and told_once, f"{1000 * worst:.0f} ms",
                 f"≤ {1000 * KEYS_SECONDS:.0f} ms, one line")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

"""What the doctor finds about a host's door, laid out under another root; each finding says how to mend it."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from core.desk.health.doctor import State
from core.desk.health.host import examine_host

SNIPPET = Path(__file__).parents[4] / "deploy" / "sshd" / "10-pult.conf"
ME = os.getuid()
COMMAND = "opt/pult/venv/bin/python"


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A host set up as it should be."""
    tmp_path.chmod(0o755)
    for above in tmp_path.parents:  # pytest's own folders are private: an account could not come through them
        if above.stat().st_uid == ME and above != Path("/") and not above.stat().st_mode & stat.S_IXOTH:
            above.chmod(above.stat().st_mode | stat.S_IXOTH)
    files = {
        "etc/pult/pult.env": "PULT_DB=/var/lib/pult/store/pult.db\nPULT_STATE=/var/lib/pult/state\n",
        "etc/ssh/sshd_config": "Include /etc/ssh/sshd_config.d/*.conf\nAcceptEnv LANG LC_*\n",
        "etc/ssh/sshd_config.d/10-pult.conf": SNIPPET.read_text(encoding="utf-8"),
        "etc/passwd": "root:x:0:0::/root:/bin/sh\npult:x:999:999::/var/lib/pult/home:/bin/sh\n",
        "etc/shadow": "pult:*:20000::::::\n",
        "etc/systemd/system/timers.target.wants/pult-sweep.timer": "",
        "etc/systemd/system/timers.target.wants/pult-backup.timer": "",
        COMMAND: "",
        "var/lib/pult/home/.keep": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755 if name == COMMAND else 0o640)
    for path in tmp_path.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    return tmp_path


def found(host: Path) -> dict[str, State]:
    looked = examine_host(host, ME)
    assert all(each.mend for each in looked if each.state is not State.GOOD)
    assert len({each.name for each in looked}) == len(looked)
    return {each.name: each.state for each in looked}


def test_a_host_as_it_should_be_has_nothing_to_mend(host: Path) -> None:
    names = ("host_settings", "sshd", "command", "interpreter", "account", "timers")
    assert found(host) == dict.fromkeys(names, State.GOOD)


def test_nothing_is_said_of_a_machine_without_a_door(tmp_path: Path) -> None:
    assert examine_host(tmp_path, ME) == ()


def _write(path: str, text: str) -> Callable[[Path], object]:
    return lambda host: (host / path).write_text(text, encoding="utf-8")


def _replace(path: str, old: str, new: str) -> Callable[[Path], object]:
    def change(host: Path) -> None:
        text = (host / path).read_text(encoding="utf-8")
        assert old in text
        (host / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("spoil", "name", "state"),
    [
        (lambda host: (host / "etc/pult/pult.env").chmod(0o660), "host_settings", State.BAD),
        (_write("etc/pult/pult.env", "PULT_DB=/var/lib/pult/store/pult.db\n"), "host_settings", State.BAD),
        (lambda host: (host / "etc/pult/pult.env").unlink(), "host_settings", State.BAD),
        (lambda host: (host / "etc/ssh/sshd_config.d/10-pult.conf").unlink(), "sshd", State.BAD),
        (_write("etc/ssh/sshd_config", "Port 22\n"), "sshd", State.BAD),
        (
            _replace("etc/ssh/sshd_config.d/10-pult.conf", "    PermitTTY yes", "    ForceCommand /bin/true"),
            "sshd",
            State.BAD,
        ),
        (_replace("etc/ssh/sshd_config", "LANG LC_*", "LANG LD_PRELOAD *"), "accept_env", State.WARNING),
        (lambda host: (host / "opt/pult").chmod(0o775), "command", State.BAD),
        (lambda host: (host / COMMAND).chmod(0o777), "command", State.BAD),
        (lambda host: (host / COMMAND).unlink(), "command", State.BAD),
        (lambda host: (host / "opt/pult/venv").chmod(0o750), "interpreter", State.BAD),
        (_write("etc/passwd", "root:x:0:0::/root:/bin/sh\n"), "account", State.BAD),
        (_replace("etc/passwd", "home:/bin/sh", "home:/usr/sbin/nologin"), "account", State.BAD),
        (_replace("etc/shadow", "pult:*:", "pult:!:"), "account", State.BAD),
        (lambda host: (host / "var/lib/pult/home").chmod(0o777), "home", State.WARNING),
        (
            lambda host: (host / "etc/systemd/system/timers.target.wants/pult-sweep.timer").unlink(),
            "timers",
            State.WARNING,
        ),
    ],
)
def test_what_is_wrong_is_found(host: Path, spoil: Callable[[Path], object], name: str, state: State) -> None:
    spoil(host)
    assert found(host)[name] is state


def test_a_command_that_is_somebody_else_s_is_found(host: Path) -> None:
    assert {each.name: each.state for each in examine_host(host, ME + 1)}["command"] is State.BAD

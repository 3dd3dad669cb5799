"""What sshd's AuthorizedKeysCommand answers: one line for a key that lets in, nothing for any other, and no noise."""

import os
import pwd
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.ssh import authorized_keys as keys
from console.ssh import journal
from console.ssh.settings import DoorClosed, HostSettings, read_settings
from core.tickets.staff.commands import BlockUser
from core.tickets.staff.keys import AddKey, RevokeKey
from tests.support.desk import FrozenDesk, done, make_desk, moment
from tests.support.keys import EIGHT, ed25519, rsa
from tests.support.patience import PATIENCE

ME = pwd.getpwuid(os.geteuid()).pw_name
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


@pytest.fixture
def settings(desk: FrozenDesk, tmp_path: Path) -> HostSettings:
    path = tmp_path / "pult.env"
    path.write_text(f"# узел\nPULT_DB={desk.path}\nPULT_CONFIG=\nPULT_STATE={tmp_path / 'state'}\n", encoding="utf-8")
    path.chmod(0o640)
    return read_settings(path)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What went to the system log."""
    lines: list[str] = []
    monkeypatch.setattr(journal, "_write", lambda _priority, line: lines.append(line))
    return lines


def given(desk: FrozenDesk, login: str = "petrov", key: str | None = None, until: str | None = None) -> str:
    """Give a key; its fingerprint."""
    term = moment(until) if until else None
    done(desk, AddKey(login=login, public_key=key or ed25519(), expires_at=term), "admin")
    return desk.directory.staff_keys()[-1].fingerprint


def test_a_key_that_lets_in_gets_one_line_with_nothing_but_a_terminal_and_the_forced_command(
    desk: FrozenDesk, settings: HostSettings, log: list[str]
) -> None:
    line = keys.answer(settings, ME, given(desk), NOW)
    options, kind, blob = line.split(" ssh-ed25519 ")[0], "ssh-ed25519", line.rsplit(" ", 1)[1]
    forced = f"exec {sys.executable} -I -m console.ssh.enter --settings {settings.path} 1"
    assert options == f'restrict,pty,command="{forced}"'
    assert f"{kind} {blob}" == ed25519().rsplit(" ", 1)[0]
    assert log == []


def test_sshd_is_told_the_term_in_the_host_s_own_time(
    desk: FrozenDesk, settings: HostSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    fingerprint = given(desk, until="2026-12-01T00:00")
    for zone, said in (("UTC", "20261130170000"), ("Asia/Krasnoyarsk", "20261201000000")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert f'expiry-time="{said}"' in keys.answer(settings, ME, fingerprint, NOW)
    monkeypatch.undo()
    time.tzset()


def test_any_other_key_gets_nothing_and_the_log_says_why(
    desk: FrozenDesk, settings: HostSettings, log: list[str]
) -> None:
    revoked, blocked = given(desk), given(desk, "sidorov", ed25519(EIGHT))
    expired = given(desk, "orlova", rsa(3072), "2026-11-24T09:30")
    done(desk, RevokeKey(ssh_key=1), "admin")
    done(desk, BlockUser(login="sidorov"), "admin")
    later = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    for fingerprint in ("SHA256:" + "A" * 43, revoked, blocked, expired):
        assert keys.answer(settings, ME, fingerprint, later) == ""
    assert [re.search(r"reason=(\w+)", line)[1] for line in log] == ["unknown", "revoked", "blocked", "expired"]  # type: ignore[index]
    assert all("key=SHA256:" in line for line in log)


def test_another_account_of_the_host_never_gets_a_line(
    desk: FrozenDesk, settings: HostSettings, log: list[str]
) -> None:
    assert keys.answer(settings, "nobody-else", given(desk), NOW) == ""
    assert "account=nobody-else" in log[0]


@pytest.mark.parametrize("fingerprint", ["", "MD5:00:11", "SHA256:short", "SHA256:" + "A" * 42 + "'", "1 OR 1=1"])
def test_what_is_no_fingerprint_is_not_looked_for(settings: HostSettings, fingerprint: str) -> None:
    assert keys.answer(settings, ME, fingerprint, NOW) == ""


def test_a_path_that_a_shell_could_misread_forces_nothing(desk: FrozenDesk, settings: HostSettings) -> None:
    odd = HostSettings(Path("/etc/pult $(id)/pult.env"), settings.database, None, None)
    with pytest.raises(DoorClosed):
        keys.answer(odd, ME, given(desk), NOW)


@pytest.mark.parametrize(
    ("text", "mode"),
    [("PULT_DB=x\n", 0o666), ("PULT_STATE=x\n", 0o640), ("export PULT_DB=x\n", 0o640), ("\xff", 0o640)],
)
def test_settings_that_cannot_be_trusted_close_the_door(
    tmp_path: Path, log: list[str], capsys: pytest.CaptureFixture[str], text: str, mode: int
) -> None:
    path = tmp_path / "bad.env"
    path.write_bytes(text.encode("latin-1"))
    path.chmod(mode)
    assert keys.main(["--settings", str(path), ME, "SHA256:" + "A" * 43]) == 1
    assert capsys.readouterr() == ("", "")
    assert len(log) == 1


def test_a_store_that_is_not_there_is_silent_to_who_knocks(
    tmp_path: Path, log: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pult.env"
    path.write_text(f"PULT_DB={tmp_path / 'none.db'}\n")
    path.chmod(0o600)
    assert keys.main(["--settings", str(path), ME, "SHA256:" + "A" * 43]) == 1
    assert capsys.readouterr() == ("", "")
    assert "StoreUnavailable" in log[0]


def test_the_answer_loads_neither_sqlalchemy_nor_click_nor_textual(desk: FrozenDesk, settings: HostSettings) -> None:
    code = (
        "import sys; from console.ssh.authorized_keys import main; main(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "--settings", str(settings.path), ME, given(desk)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert found.stdout.startswith("restrict,pty,command=")
    assert not {"sqlalchemy", "click", "textual", "pydantic", "rich", "yaml"} & set(found.stderr.split())

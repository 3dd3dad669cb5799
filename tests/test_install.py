"""The installer laid out under another root: everything in its place once, nothing changed the second time."""

import os
import re
import shutil
import stat
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent
INSTALL = ROOT / "deploy" / "install.sh"
SNIPPET = "etc/ssh/sshd_config.d/10-pult.conf"
UNITS = (
    "pult-sweep.service", "pult-sweep.timer", "pult-backup.service", "pult-backup.timer", "pult-warm.service",
    "pult-warm.socket",
)  # fmt: skip

pytestmark = pytest.mark.skipif(
    shutil.which("getent") is None, reason="no getent: the installer is for Linux with glibc"
)


def install(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(INSTALL), "--root", str(root), *options], capture_output=True, text=True, check=False, timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def laid(root: Path) -> dict[str, tuple[int, int, bytes | str]]:
    """Every path with its mode, its time of change, and what it holds."""
    found = {}
    for path in sorted(root.rglob("*")):
        state = path.lstat()
        held: bytes | str = (
            os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else "folder"
        )
        found[str(path.relative_to(root))] = (stat.S_IMODE(state.st_mode), state.st_mtime_ns, held)
    return found


def test_it_is_laid_once_and_the_second_time_changes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "root"
    first = install(root)
    assert first.returncode == 0, first.stderr
    before = laid(root)
    modes = {path: mode for path, (mode, _, _) in before.items()}
    assert {SNIPPET, "etc/pult/pult.env", *(f"etc/systemd/system/{unit}" for unit in UNITS)} <= modes.keys()
    assert (modes["var/lib/pult/store"], modes["var/lib/pult/state"], modes["var/backups/pult"]) == (0o700,) * 3
    assert (modes["etc/pult/pult.env"], modes[SNIPPET]) == (0o640, 0o644)
    assert not [path for path, mode in modes.items() if mode & 0o022 and not (root / path).is_symlink()]
    second = install(root)
    assert second.returncode == 0
    assert "менять нечего" in second.stdout
    assert "→" not in second.stdout
    assert laid(root) == before
    assert install(root, "--check").returncode == 0


def test_a_check_tells_and_mends_nothing_and_the_next_run_mends(tmp_path: Path) -> None:
    root = tmp_path / "root"
    assert install(root, "--check").returncode == 1
    assert not root.exists()
    install(root)
    (root / "opt/pult").chmod(0o777)
    (root / SNIPPET).write_text("Match User pult\n", encoding="utf-8")
    (root / "etc/systemd/system/timers.target.wants/pult-sweep.timer").unlink()
    spoilt = laid(root)
    found = install(root, "--check")
    assert found.returncode == 1
    assert found.stdout.count("▲") == 3
    assert laid(root) == spoilt
    mended = install(root)
    assert (mended.returncode, mended.stdout.count("→")) == (0, 3)
    assert install(root, "--check").returncode == 0


def test_the_settings_of_a_host_are_never_written_over(tmp_path: Path) -> None:
    root = tmp_path / "root"
    install(root)
    settings = root / "etc/pult/pult.env"
    settings.write_text("PULT_DB=/srv/desk.db\n", encoding="utf-8")
    install(root)
    assert settings.read_text(encoding="utf-8") == "PULT_DB=/srv/desk.db\n"


@pytest.mark.parametrize("options", [("--root", "relative"), ("--what",), ("--root",)])
def test_a_wrong_call_does_nothing(options: tuple[str, ...]) -> None:
    done = subprocess.run([str(INSTALL), *options], capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode != 0
    assert done.stdout == ""


# -- what is installed -----------------------------------------------------------------------------------------------


def snippet() -> dict[str, str]:
    """The keywords of the shipped snippet for the service account, in small letters."""
    text = (ROOT / "deploy/sshd/10-pult.conf").read_text(encoding="utf-8")
    block = text[text.index("Match User pult") : text.index("Match all")]
    pairs = (line.split(maxsplit=1) for line in block.splitlines()[1:] if line.strip() and "#" not in line)
    return {name.lower(): value for name, value in pairs}


def test_the_snippet_closes_everything_but_a_terminal() -> None:
    found = snippet()
    closed = {
        "permittunnel", "x11forwarding", "allowtcpforwarding", "allowagentforwarding", "allowstreamlocalforwarding",
        "permituserrc", "passwordauthentication", "gatewayports", "hostbasedauthentication",
    }  # fmt: skip
    assert {name for name in closed if found[name] != "no"} == set()
    assert {found[name] for name in ("authorizedkeysfile", "permitopen", "permitlisten")} == {"none"}
    assert (found["authenticationmethods"], found["disableforwarding"], found["permittty"]) == (
        "publickey",
        "yes",
        "yes",
    )
    assert "forcecommand" not in found  # it would undo the command of the key
    assert re.fullmatch(r"/\S+/python -I -m console\.ssh\.authorized_keys .* %u %f", found["authorizedkeyscommand"])


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.endswith(".service")])
def test_the_services_are_hardened_and_call_commands_that_there_are(unit: str) -> None:
    from console.cli.main import SECTIONS

    text = (ROOT / "deploy/systemd" / unit).read_text(encoding="utf-8")
    for line in (
        "User=pult",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "CapabilityBoundingSet=",
    ):
        assert re.search(rf"^{re.escape(line)}$", text, re.MULTILINE), line
    called = re.search(r"^ExecStart=/opt/pult/venv/bin/(pult|python -I -m) ([\w.]+)", text, re.MULTILINE)
    assert called is not None
    assert any(called[2] in section for section in SECTIONS.values()) or find_spec(called[2])


def test_the_socket_of_the_warm_host_is_one_account_s_where_the_gate_looks_for_it(tmp_path: Path) -> None:
    from console.ssh.settings import read_settings

    text = (ROOT / "deploy/systemd/pult-warm.socket").read_text(encoding="utf-8")
    path = tmp_path / "pult.env"
    shutil.copyfile(ROOT / "deploy/pult.env", path)
    path.chmod(0o640)
    for line in (f"ListenSequentialPacket={read_settings(path).warm}", "SocketUser=pult", "SocketMode=0600"):
        assert re.search(rf"^{re.escape(line)}$", text, re.MULTILINE), line


def test_stopping_the_warm_host_ends_no_console() -> None:
    text = (ROOT / "deploy/systemd/pult-warm.service").read_text(encoding="utf-8")
    assert re.search(r"^KillMode=process$", text, re.MULTILINE)
    assert re.search(r"^OOMPolicy=continue$", text, re.MULTILINE)


def test_the_shipped_settings_can_be_read_by_the_door(tmp_path: Path) -> None:
    from console.ssh.settings import read_settings

    path = tmp_path / "pult.env"
    shutil.copyfile(ROOT / "deploy/pult.env", path)
    path.chmod(0o640)
    found = read_settings(path)
    assert (found.database, found.config, found.state) == ("/var/lib/pult/store/pult.db", None, "/var/lib/pult/state")

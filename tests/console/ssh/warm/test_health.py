"""What the doctor says of the warm host."""

from collections.abc import Callable
from pathlib import Path

import pytest

from console.ssh.settings import HostSettings, read_settings
from console.ssh.warm import health
from core.desk.health.findings import HealthFinding, State
from tests.console.ssh.warm.conftest import Enter, Host


def found(settings: HostSettings, root: Path) -> list[HealthFinding]:
    looked = list(health.examine_warm_host(settings, root))
    assert all(each.mend for each in looked if each.state is not State.GOOD)
    return looked


def test_one_that_answers_is_told_with_the_number_of_its_consoles(host: Host, enter: Enter, tmp_path: Path) -> None:
    enter()
    enter()
    (only,) = found(read_settings(host.settings), tmp_path)
    assert (only.state, only.told) == (State.GOOD, "Тёплый пульт отвечает, версия та же; открыто от него пультов: 2")


@pytest.mark.parametrize(
    ("spoil", "state", "told"),
    [
        (lambda host: host.socket.chmod(0o666), State.BAD, "не одной учётной записи"),
        (lambda host: host.socket.parent.chmod(0o777), State.BAD, "не только root"),
        (lambda host: host.log.with_suffix(".stale").touch(), State.WARNING, "другую версию"),
        (lambda host: (host.process.kill(), host.process.wait()), State.WARNING, "никто не отвечает"),
    ],
)
def test_what_is_wrong_is_told_with_its_cure(
    host: Host, tmp_path: Path, spoil: Callable[[Host], object], state: State, told: str
) -> None:
    spoil(host)
    (only,) = found(read_settings(host.settings), tmp_path)
    assert only.state is state
    assert told in only.told


def test_a_socket_that_systemd_should_have_made_is_missed(tmp_path: Path) -> None:
    settings = HostSettings(Path("/none"), "x", None, None, str(tmp_path / "s"))
    assert found(settings, tmp_path) == []
    link = tmp_path / health.WANTED
    link.parent.mkdir(parents=True)
    link.touch()
    (only,) = found(settings, tmp_path)
    assert (only.state, only.mend) == (State.WARNING, "systemctl start pult-warm.socket")


def test_nothing_is_said_where_none_is_wanted(tmp_path: Path) -> None:
    assert found(HostSettings(Path("/none"), "x", None, None), tmp_path) == []

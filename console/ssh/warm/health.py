"""What ``pult doctor`` says of the warm host: its socket, who answers there, which program that is, for how many."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from console.ssh.settings import HostSettings
from console.ssh.warm.gate import probe
from console.ssh.warm.place import NotWarm
from console.ssh.warm.stamp import program_stamp
from core.desk.health.findings import HealthFinding, State

SECONDS: Final = 10.0
"""A server that is only being started by this very question is waited for."""
_RESTART: Final = "systemctl stop pult-warm.service: пульты доработают, нового запустит следующий вход"
_WRONG: Final = {
    "absent": ("Нет сокета тёплого пульта {path}: пульты запускаются сами, медленнее", State.WARNING,
               "systemctl start pult-warm.socket"),
    "socket-not-private": ("Сокет тёплого пульта {path} доступен не одной учётной записи пульта", State.BAD,
                           "systemctl restart pult-warm.socket"),
    "folder-not-private": ("В папку сокета тёплого пульта {path} пишет не только root", State.BAD,
                           "chown root {folder}; chmod 711 {folder}"),
    "served-by-another": ("На сокете тёплого пульта {path} отвечает другая учётная запись", State.BAD,
                          "systemctl restart pult-warm.socket"),
    "refused": ("На сокете тёплого пульта {path} никто не отвечает: пульты запускаются сами, медленнее", State.WARNING,
                "systemctl restart pult-warm.socket"),
    "silent": ("Тёплый пульт {path} не отвечает: пульты запускаются сами, медленнее", State.WARNING, _RESTART),
}  # fmt: skip


WANTED: Final = "etc/systemd/system/sockets.target.wants/pult-warm.socket"


def examine_warm_host(settings: HostSettings, root: Path = Path("/")) -> Iterator[HealthFinding]:
    """Look at the warm host of a desk's host, whose system files lie below ``root``; silent where none is set up."""
    if settings.warm is None:
        return
    path = Path(settings.warm)
    try:
        greeting = probe(path, SECONDS, _account(settings))
    except NotWarm as cold:
        if cold.why != "absent" or os.path.lexists(root / WANTED):
            told, state, mend = _WRONG[cold.why]
            names = {"path": path, "folder": path.parent}
            yield HealthFinding("warm_host", state, told.format(**names), mend.format(**names))
        return
    if greeting.stale or greeting.stamp != program_stamp(settings.path):
        told = "Тёплый пульт держит другую версию программы или другие настройки: пульты запускаются сами, медленнее"
        yield HealthFinding("warm_host", State.WARNING, told, _RESTART)
        return
    told = f"Тёплый пульт отвечает, версия та же; открыто от него пультов: {greeting.consoles}"
    yield HealthFinding("warm_host", State.GOOD, told)


def _account(settings: HostSettings) -> int:
    """Whose the warm host should be: who owns the drafts, also where root asks."""
    try:
        return os.stat(settings.state).st_uid if settings.state else os.geteuid()
    except OSError:
        return os.geteuid()

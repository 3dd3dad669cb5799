"""What may keep operators from coming in over SSH: owners and modes on the path of sshd's command, the account, sshd's
settings, timers. Nothing is asked of the system but its files, and nothing is said where no such host is set up."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.desk.health.findings import HealthFinding, State

SETTINGS: Final = "etc/pult/pult.env"
SNIPPET: Final = "etc/ssh/sshd_config.d/10-pult.conf"
MAIN: Final = "etc/ssh/sshd_config"
TIMERS: Final = {"pult-sweep.timer": "обход по времени", "pult-backup.timer": "копии хранилища"}
_WANTS: Final = "etc/systemd/system/timers.target.wants"
_INSTALL: Final = "deploy/install.sh"
_WRITABLE: Final = stat.S_IWGRP | stat.S_IWOTH
_INCLUDE: Final = re.compile(r"^\s*Include\s.*sshd_config\.d/", re.IGNORECASE | re.MULTILINE)
_ACCEPTED: Final = re.compile(r"^\s*AcceptEnv\s+(.*)$", re.IGNORECASE | re.MULTILINE)
_FORCED: Final = re.compile(r"^\s*ForceCommand\s+(?!none\b)\S", re.IGNORECASE | re.MULTILINE)
_COMMAND: Final = re.compile(r"^\s*AuthorizedKeysCommand\s+(/\S+)", re.IGNORECASE | re.MULTILINE)
_ACCOUNT: Final = re.compile(r"^\s*Match\s+User\s+([a-z][a-z0-9_-]*)", re.IGNORECASE | re.MULTILINE)
_STATE: Final = re.compile(r"^\s*PULT_STATE=\S", re.MULTILINE)
_HARMLESS: Final = re.compile(r"LANG|LANGUAGE|LC_[A-Z*]+|COLORTERM|NO_COLOR")


@dataclass(frozen=True, slots=True)
class _Host:
    """The host's files below ``root``; ``owner`` is the uid that root has there."""

    root: Path
    owner: int

    def text(self, path: str) -> str | None:
        """A file's text; None where it cannot be read."""
        try:
            return (self.root / path).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None


def examine_host(root: Path = Path("/"), owner: int = 0) -> tuple[HealthFinding, ...]:
    """Look at the host's door; empty where none is set up. Never raises, and changes nothing."""
    host = _Host(root, owner)
    if not any((root / path).exists() for path in (SETTINGS, SNIPPET)):
        return ()
    snippet = host.text(SNIPPET) or ""
    account = found[1] if (found := _ACCOUNT.search(snippet)) else "pult"
    return (
        _settings(host), _sshd(host, snippet), *_sent(host), *_path(host, snippet), *_account(host, account),
        _timers(host),
    )  # fmt: skip


def _settings(host: _Host) -> HealthFinding:
    path = host.root / SETTINGS
    try:
        found = path.stat()
    except OSError:
        return HealthFinding("host_settings", State.BAD, f"Нет настроек узла {path}", f"запустите {_INSTALL}")
    if found.st_uid != host.owner or found.st_mode & _WRITABLE:
        mend = f"chown root {path}; chmod 640 {path}"
        return HealthFinding("host_settings", State.BAD, f"Настройки узла {path} может менять не только root", mend)
    text = host.text(SETTINGS)
    if text is not None and not _STATE.search(text):
        told = "В настройках узла нет PULT_STATE: по SSH черновики негде хранить"
        return HealthFinding("host_settings", State.BAD, told, f"допишите в {path}: PULT_STATE=/var/lib/pult/state")
    return HealthFinding("host_settings", State.GOOD, "Настройки узла меняет только root")


def _sshd(host: _Host, snippet: str) -> HealthFinding:
    if not _COMMAND.search(snippet):
        told = "В настройках sshd нет входа в пульт"
        return HealthFinding(
            "sshd", State.BAD, told, f"запустите {_INSTALL} и перечитайте настройки: systemctl reload ssh"
        )
    main = host.text(MAIN)
    if main is not None and not _INCLUDE.search(main):
        told = f"sshd не читает папку настроек, где лежит вход в пульт ({SNIPPET})"
        mend = f"первой строкой /{MAIN}: Include /etc/ssh/sshd_config.d/*.conf"
        return HealthFinding("sshd", State.BAD, told, mend)
    if _FORCED.search(snippet):
        told = "ForceCommand отменяет команду, которую выдаёт ключ: никто не войдёт"
        return HealthFinding("sshd", State.BAD, told, f"уберите ForceCommand из /{SNIPPET}")
    return HealthFinding("sshd", State.GOOD, "Вход в пульт стоит в настройках sshd")


def _sent(host: _Host) -> Iterator[HealthFinding]:
    """Variables that a client may send to the shell which starts the door."""
    names = [name for each in _ACCEPTED.findall(host.text(MAIN) or "") for name in each.split()]
    if wrong := [name for name in names if not _HARMLESS.fullmatch(name)]:
        told = f"sshd принимает от клиентов переменные, которым верить нельзя: {' '.join(wrong)}"
        yield HealthFinding("accept_env", State.WARNING, told, f"в /{MAIN} оставьте AcceptEnv LANG LC_*")


def _path(host: _Host, snippet: str) -> Iterator[HealthFinding]:
    """Owners and modes from the root folder down to the command: sshd runs it only when nobody else can change it."""
    found = _COMMAND.search(snippet)
    if found is None:
        return
    command = host.root / found[1].lstrip("/")
    try:
        real = command.resolve(strict=True)
    except OSError:
        told = f"Нет программы, которую запускает sshd: {found[1]}"
        yield HealthFinding("command", State.BAD, told, f"запустите {_INSTALL}")
        return
    parts = [each for path in (command, real) for each in (path, *path.parents) if each != host.root.parent]
    inside = list(dict.fromkeys(each for each in parts if each.is_relative_to(host.root)))
    yield _owners(host, inside)
    yield _reachable(real)


def _owners(host: _Host, parts: list[Path]) -> HealthFinding:
    wrong = [each for each in parts if _changeable(each.stat(), host.owner)]
    if not wrong:
        return HealthFinding("command", State.GOOD, "Путь к программе, которую запускает sshd, меняет только root")
    names = " ".join(str(each) for each in reversed(wrong))
    told = f"sshd не запустит программу входа: на её пути меняет не только root: {names}"
    return HealthFinding("command", State.BAD, told, f"chown root {names}; chmod go-w {names}")


def _changeable(found: os.stat_result, owner: int) -> bool:
    return found.st_uid != owner or bool(found.st_mode & _WRITABLE)


def _reachable(real: Path) -> HealthFinding:
    closed = [each for each in (real, *real.parents) if not each.stat().st_mode & stat.S_IXOTH]
    if not closed:
        return HealthFinding("interpreter", State.GOOD, "Служебная учётная запись может запустить Python")
    told = f"Служебная учётная запись не дойдёт до Python: закрыто {closed[-1]}"
    mend = f"поставьте пульт с другим Python: PYTHON=/usr/bin/python3 {_INSTALL}"
    return HealthFinding("interpreter", State.BAD, told, mend)


def _account(host: _Host, name: str) -> Iterator[HealthFinding]:
    row = _row(host, "etc/passwd", name)
    if row is None:
        yield HealthFinding("account", State.BAD, f"Нет учётной записи {name}", f"запустите {_INSTALL}")
        return
    if row[-1].rsplit("/", 1)[-1] in ("nologin", "false", ""):
        told = f"У {name} оболочка {row[-1] or 'не задана'}: команда ключа не запустится"
        yield HealthFinding("account", State.BAD, told, f"usermod --shell /bin/sh {name}")
        return
    shadow = _row(host, "etc/shadow", name)  # root alone can read it
    if shadow is not None and shadow[1].startswith("!"):
        told = f"Учётная запись {name} заперта: sshd не впустит никого"
        yield HealthFinding("account", State.BAD, told, f"usermod --password '*' {name}")
        return
    yield HealthFinding("account", State.GOOD, f"Учётная запись {name}: оболочка {row[-1]}")
    yield from _home(host, name, row[5])


def _home(host: _Host, name: str, home: str) -> Iterator[HealthFinding]:
    """A home that the account can write would let a session leave files that the shell or sshd reads."""
    path = host.root / home.lstrip("/")
    try:
        found = path.stat()
    except OSError:
        return
    if _changeable(found, host.owner):
        told = f"В домашнюю папку {name} может писать не только root: {home}"
        yield HealthFinding("home", State.WARNING, told, f"chown root {home}; chmod 755 {home}")


def _row(host: _Host, path: str, name: str) -> list[str] | None:
    lines = (host.text(path) or "").splitlines()
    return next((line.split(":") for line in lines if line.startswith(f"{name}:")), None)


def _timers(host: _Host) -> HealthFinding:
    missing = [unit for unit in TIMERS if not os.path.lexists(host.root / _WANTS / unit)]
    if not missing:
        return HealthFinding(
            "timers", State.GOOD, "Таймеры обхода и копий включены; когда они работали, сказано отдельно"
        )
    told = f"Не включено: {', '.join(TIMERS[unit] for unit in missing)}"
    return HealthFinding("timers", State.WARNING, told, f"systemctl enable --now {' '.join(missing)}")

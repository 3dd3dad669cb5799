"""What may stop a desk tomorrow: the file and its folder, schema, calendars, clock, disk; each with how to mend it."""

import os
import pwd
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from core.desk.health.ages import remembered
from core.desk.health.findings import HealthFinding, State
from core.instants import from_us
from core.policy import ConfigError
from core.policy.load import read_policy
from core.store.backends.sqlite_engine import connector
from core.store.backends.sqlite_file import barred, second_name
from core.store.copies.backup_files import BESIDE
from core.store.errors import StoreUnavailable, explain
from core.store.location import ServerPlace, place_of
from core.store.store import REVISION
from core.wording import reason

__all__ = ["LITTLE_DISK", "NO_DISK", "SOUND_SQLITE", "HealthFinding", "State", "examine"]

SOUND_SQLITE: Final = (3, 51, 3)
"""Older ones have a rare fault of resetting the WAL under many processes."""
LITTLE_DISK, NO_DISK = 1_000_000_000, 100_000_000
CLOCK_SLACK: Final = timedelta(minutes=1)
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_FROM_MONTH: Final = 11
"""From November on the next year's calendar matters: terms reach into it."""


def examine(
    database: str | Path | None, config: str | Path | None, now: datetime, *, free: Callable[[Path], int] | None = None
) -> tuple[HealthFinding, ...]:
    """Look at everything that concerns the desk itself; never raises, and changes nothing."""
    place = place_of(database)
    if isinstance(place, ServerPlace):
        return (*_server(place, now), *_policy(config, now))
    path = place.path
    free_bytes = free or (lambda folder: shutil.disk_usage(folder).free)
    return (
        *_file(path), *_folder(path.parent), _sqlite(sqlite3.sqlite_version_info), *_inside(path, now),
        *_policy(config, now), *_disk(path.parent, free_bytes),
    )  # fmt: skip


def _server(place: ServerPlace, now: datetime) -> Iterator[HealthFinding]:
    """A database of a server: whether it answers, whether it stands by itself, what it has room for."""
    from core.store.backends.postgres_health import examine_server

    try:
        found = examine_server(place)
    except StoreUnavailable as error:
        yield HealthFinding("server", State.BAD, error.message, "проверьте адрес хранилища, сеть и сам сервер")
        return
    yield HealthFinding(
        "server", State.GOOD, f"PostgreSQL {found.version}: отвечает за {found.answered_in * 1000:.0f} мс"
    )
    yield _revision(found.revision)
    yield _last(found.last_at, now)
    yield from remembered(found.facts, now)
    if found.synchronous_standbys:
        yield HealthFinding("standby", State.GOOD, f"Синхронных резервных серверов: {found.synchronous_standbys}")
    else:
        told = "У сервера нет синхронного резервного: с потерей его диска пропадёт записанное после копии"
        yield HealthFinding("standby", State.WARNING, told, "как его поставить: docs/scaling.md")
    said = f"Соединений занято {found.connections} из {found.most_connections}"
    if found.connections * 5 > found.most_connections * 4:
        yield HealthFinding("connections", State.WARNING, said, "увеличьте max_connections: до трёх на пульт")
    else:
        yield HealthFinding("connections", State.GOOD, said)
    if found.owns_tables:
        told = "Пульт работает под владельцем таблиц: эта учётная запись может снять защиту журнала"
        yield HealthFinding("rights", State.WARNING, told, "deploy/postgres-roles.sql: владелец — отдельная роль")
    else:
        yield HealthFinding("rights", State.GOOD, "Прав у пульта не больше, чем нужно")


def _file(path: Path) -> Iterator[HealthFinding]:
    try:
        found = path.stat()
    except OSError as error:
        yield HealthFinding("store", State.BAD, f"Хранилище {path}: {reason(error)}", "pult init создаст новое")
        return
    if found.st_uid != os.getuid() and os.getuid() != 0:  # root looks at what it has installed for another account
        told = "Хранилище принадлежит другой учётной записи"
        yield HealthFinding("owner", State.WARNING, told, "работайте от владельца файла или смените владельца (chown)")
    else:
        yield HealthFinding("owner", State.GOOD, _owner(found.st_uid))
    if why := barred(path):
        yield HealthFinding("writable", State.BAD, why, _mend_of(path))
    open_files = [file for suffix in ("", *BESIDE) if (file := Path(f"{path}{suffix}")).exists() and _is_open(file)]
    if open_files:
        names = " ".join(str(file) for file in open_files)
        yield HealthFinding("mode", State.BAD, "Хранилище доступно не только владельцу", f"chmod 600 {names}")
    else:
        yield HealthFinding("mode", State.GOOD, "Хранилище доступно только владельцу")


def _owner(uid: int) -> str:
    if uid == os.getuid():
        return "Хранилище принадлежит этой учётной записи"
    try:
        return f"Хранилище принадлежит учётной записи {pwd.getpwuid(uid).pw_name}"
    except KeyError:
        return f"Хранилище принадлежит учётной записи с номером {uid}"


def _mend_of(path: Path) -> str:
    if second_name(path):
        return "оставьте файлу одно имя или подключите папку целиком, затем откройте пульты заново"
    return "смонтируйте с правом записи или верните права (chmod u+w); читать и делать копии можно"


def _is_open(file: Path) -> bool:
    return bool(file.stat().st_mode & _OTHERS)


def _folder(folder: Path) -> Iterator[HealthFinding]:
    try:
        mode = folder.stat().st_mode
    except OSError as error:
        yield HealthFinding("folder", State.BAD, f"Папка {folder}: {reason(error)}", "создайте её")
        return
    if mode & (stat.S_IWGRP | stat.S_IWOTH) and not mode & stat.S_ISVTX:
        told = "В папку хранилища могут писать другие: файл могут подменить"
        yield HealthFinding("folder", State.BAD, told, f"chmod 700 {folder}")
    else:
        yield HealthFinding("folder", State.GOOD, "Папку хранилища меняет только владелец")


def _sqlite(version: tuple[int, ...]) -> HealthFinding:
    said = ".".join(map(str, version))
    if version < SOUND_SQLITE:
        told = f"SQLite {said}: в версиях до 3.51.3 есть редкая ошибка при работе многих процессов сразу"
        return HealthFinding("sqlite", State.WARNING, told, "обновите Python или SQLite; делайте копии: pult backup")
    return HealthFinding("sqlite", State.GOOD, f"SQLite {said}")


def _inside(path: Path, now: datetime) -> Iterator[HealthFinding]:
    """Schema, soundness and the last event, over one connection that writes nothing."""
    if not path.exists():
        return
    try:
        with closing(connector(path, 5.0)()) as connection:
            yield _schema(connection)
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            yield (
                HealthFinding("file", State.GOOD, "Файл хранилища цел")
                if sound
                else HealthFinding("file", State.BAD, "Файл хранилища повреждён", "восстановите из копии: pult restore")
            )
            yield _clock(connection, now)
            yield from remembered(dict(connection.execute("SELECT key, value FROM meta").fetchall()), now)
    except StoreUnavailable as error:
        yield HealthFinding("file", State.BAD, error.message, "откройте там, где писать можно")
    except sqlite3.Error as error:
        yield HealthFinding(
            "file", State.BAD, explain(error), "проверьте путь и права; восстановите из копии: pult restore"
        )


def _schema(connection: sqlite3.Connection) -> HealthFinding:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return _revision("" if row is None else str(row[0]))


def _revision(revision: str) -> HealthFinding:
    if revision < REVISION:
        return HealthFinding("schema", State.BAD, f"Хранилище прежней версии ({revision})", "pult migrate")
    if revision > REVISION:
        return HealthFinding("schema", State.BAD, f"Хранилище новее программы ({revision})", "обновите пульт")
    return HealthFinding("schema", State.GOOD, f"Версия хранилища {revision}")


def _clock(connection: sqlite3.Connection, now: datetime) -> HealthFinding:
    return _last(connection.execute("SELECT max(at) FROM events").fetchone()[0], now)


def _last(last: int | None, now: datetime) -> HealthFinding:
    if last is not None and (at := from_us(last).astimezone(now.tzinfo)) > now + CLOCK_SLACK:
        told = f"Часы отстают: последнее событие записано {at:%d.%m.%Y %H:%M}, а сейчас {now:%d.%m.%Y %H:%M}"
        return HealthFinding("clock", State.BAD, told, "включите сверку времени (timedatectl set-ntp true)")
    return HealthFinding("clock", State.GOOD, f"Часы: {now:%d.%m.%Y %H:%M}, не раньше последнего события")


def _policy(config: str | Path | None, now: datetime) -> Iterator[HealthFinding]:
    try:
        policy = read_policy(None if config is None else Path(config))
    except ConfigError as error:
        yield HealthFinding("config", State.BAD, f"Настройки не читаются: {error.problems[0]}", "pult config check")
        return
    yield HealthFinding("config", State.GOOD, "Настройки читаются")
    wanted = [now.year, *([now.year + 1] if now.month >= _FROM_MONTH else [])]
    missing = [year for year in wanted if year not in policy.calendars or policy.calendars[year].provisional]
    if missing:
        years = ", ".join(map(str, missing))
        told = f"Нет производственного календаря: {years}. Сроки там предварительные (п. 3.4)"
        yield HealthFinding("calendar", State.WARNING, told, "загрузите календарь: pult calendar apply")
    else:
        yield HealthFinding("calendar", State.GOOD, f"Календари до {max(wanted)} года")


def _disk(folder: Path, free: Callable[[Path], int]) -> Iterator[HealthFinding]:
    try:
        left = free(folder)
    except OSError:
        return  # the folder was told of already
    said = f"На диске свободно {left / 1e9:.1f} ГБ"
    if left < NO_DISK:
        yield HealthFinding("disk", State.BAD, said, "освободите место: без него ничего не записать")
    elif left < LITTLE_DISK:
        yield HealthFinding("disk", State.WARNING, said, "освободите место")
    else:
        yield HealthFinding("disk", State.GOOD, said)

"""How a store's file stands on its disk: whether it may be written at all, and how it is then opened.

SQLite keeps confirmed writes in a log beside the *name* by which a file was opened. A file with two names has two logs,
and what was confirmed through one is lost for the other: such a file is read and never written.
"""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

from core.store.errors import StoreUnavailable

_MOUNTS: Final = Path("/proc/self/mountinfo")
_NOT: Final = "Записать нельзя"
_LOST: Final = "подтверждённое пропало бы"
Mounts = Callable[[], str | None]


def mounts() -> str | None:
    """What is mounted where, as the kernel tells this process; None where it does not."""
    try:
        return os.fsdecode(_MOUNTS.read_bytes())
    except OSError:
        return None


def barred(path: Path, told: Mounts = mounts) -> str | None:
    """Why nothing may be written to a store's file, in Russian; None where it may, or where there is none."""
    return second_name(path, told) or read_only(path)


def second_name(path: Path, told: Mounts = mounts) -> str | None:
    """What other name the file has, and what to do; None where it has one alone."""
    try:
        found = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    if found.st_nlink > 1:
        return (
            f"{_NOT}: у файла хранилища есть второе имя (жёсткая ссылка), и {_LOST}. Закройте пульты, оставьте файлу "
            f"одно имя (найти оба: find / -xdev -samefile {path}) и проверьте, не остался ли возле убранного файл -wal"
        )
    other = _mounted(path, found, told())
    if other is None:
        return None
    how = "отдельно от своей папки" if other == str(path) else f"ещё и как {other}"
    mend = "Подключайте папку целиком, а не один файл"
    return f"{_NOT}: файл хранилища {path} подключён {how} (bind mount), и {_LOST}. {mend}"


def _mounted(path: Path, found: os.stat_result, told: str | None) -> str | None:
    """The mount point that is this very file; without the kernel's list, another device than the folder's tells."""
    if told is None:
        return str(path) if found.st_dev != path.parent.stat().st_dev else None
    if _plainly_named(path) and path.name not in told:  # every command asks: no line of many can name it
        return None
    for root, point in _points(told):
        if point == str(path):
            return point
        if root.rpartition("/")[2] == path.name and _is_same(point, found):
            return point
    return None


def _plainly_named(path: Path) -> bool:
    """Whether the kernel's list would tell the file's name without an escape."""
    return not any(sign in path.name for sign in " \t\n\\")


def _points(told: str) -> Iterator[tuple[str, str]]:
    """Root inside its file system, and mount point, of each mount (proc_pid_mountinfo(5))."""
    for line in told.splitlines():
        fields = line.split(" ")
        if len(fields) > 4:
            yield _plain(fields[3]), _plain(fields[4])


def _plain(field: str) -> str:
    """A field with its octal escapes read."""
    for escape, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(escape, sign)
    return field


def _is_same(point: str, found: os.stat_result) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.stat(point), found)
    return False


def read_only(path: Path) -> str | None:
    """Why this account cannot write the file where it stands; None where it can."""
    if not path.exists():
        return None
    if _on_read_only_disk(path):
        return f"{_NOT}: файловая система только для чтения ({path})"
    if not os.access(path, os.W_OK):
        return f"{_NOT}: файл хранилища только для чтения, нет права записи ({path})"
    beside = (f"{path}-wal", f"{path}-shm")
    if not os.access(path.parent, os.W_OK | os.X_OK) and not all(os.access(each, os.W_OK) for each in beside):
        return f"{_NOT}: папка хранилища только для чтения, нет права записи ({path.parent})"
    return None


def _on_read_only_disk(path: Path) -> bool:
    try:
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """Open the file, never creating it; one that is not to be written is opened so that it cannot be.

    Raises sqlite3.Error, and StoreUnavailable where only writing could make it readable.
    """
    why = barred(path)
    if why is None:
        return _open(path, "mode=rw", timeout)
    try:
        return _looked_into(_open(path, "mode=ro", timeout))
    except sqlite3.OperationalError:
        if not _stands_still(path):
            raise StoreUnavailable(_pending(path, why)) from None
    return _looked_into(_open(path, "mode=ro&immutable=1", timeout))


def _open(path: Path, how: str, timeout: float) -> sqlite3.Connection:
    uri = f"file:{quote(os.fsencode(path))}?{how}"  # by its bytes: a path need not be UTF-8
    return sqlite3.connect(uri, timeout=timeout, uri=True, check_same_thread=False)


def _looked_into(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, marked as one that only reads, once it has: a log that cannot be shared is found only then."""
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _stands_still(path: Path) -> bool:
    """Whether the file is all there is and nobody can change it: no log waits, and no account has the right to."""
    wal = Path(f"{path}-wal")
    if wal.exists() and wal.stat().st_size > 0:
        return False
    writable = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    closed = not path.stat().st_mode & writable or not path.parent.stat().st_mode & writable
    return closed or _on_read_only_disk(path)


def _pending(path: Path, why: str) -> str:
    wal = Path(f"{path}-wal")
    if wal.exists() and wal.stat().st_size > 0:
        return f"{why}; а прочесть мешает незавершённый журнал {wal}: скопируйте оба файла туда, где писать можно"
    return f"{why}; прочесть можно от учётной записи, которой хранилище принадлежит"

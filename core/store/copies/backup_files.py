"""Copies of a store's file: made under load by SQLite itself, private from the first byte, whole or not at all."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from core.store.backends.sqlite_engine import connector
from core.store.copies.sealing import SUFFIX
from core.store.errors import StoreUnavailable, explain
from core.store.location import FILE_MODE
from core.wording import reason

BESIDE: Final = ("-wal", "-shm")
"""What SQLite keeps beside a file in use."""
_PREFIX: Final = "pult-"
_UNFINISHED: Final = ".unfinished"


def copy_into(source: Path, target: Path, *, timeout: float = 30.0) -> None:
    """Write one consistent snapshot of a store to ``target``, which must not exist, while others go on writing.

    Raises StoreUnavailable, and leaves nothing behind, when that fails.
    """
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    except OSError as error:
        raise StoreUnavailable(f"Копию {target} не создать: {reason(error)}") from error
    try:
        with closing(connector(source, timeout)()) as connection:
            connection.execute("PRAGMA query_only = OFF")  # it writes nothing but the copy
            connection.execute("VACUUM INTO ?", (os.fspath(target),))
        _sync(target)
    except StoreUnavailable:
        target.unlink(missing_ok=True)
        raise
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            target.unlink()
        said = explain(error) if isinstance(error, sqlite3.Error) else reason(error)
        raise StoreUnavailable(f"Копия {target} не получилась: {said}") from error


def unfinished(target: Path) -> Path:
    """Where a copy is written until it is known to be good."""
    return target.with_name(target.name + _UNFINISHED)


def finish(partial: Path, target: Path) -> None:
    """Give a copy its name; whoever lists the folder sees it whole or not at all."""
    _remove(*(Path(f"{partial}{suffix}") for suffix in BESIDE))
    os.replace(partial, target)
    _sync(target.parent)


def discard(partial: Path) -> None:
    """Remove a copy that did not come to its name, with what lies beside it."""
    _remove(*(Path(f"{partial}{suffix}") for suffix in ("", *BESIDE)))


def backup_name(stamp: str) -> str:
    """The file name of a copy made at ``stamp`` (YYYYMMDD-HHMMSS, UTC): names sort by age."""
    return f"{_PREFIX}{stamp}.db"


def backups(folder: Path) -> list[Path]:
    """The finished copies of a folder, sealed or not, the oldest first."""
    return sorted(path for path in folder.glob(f"{_PREFIX}*.db*") if path.name.endswith((".db", f".db{SUFFIX}")))


def clear_unfinished(folder: Path, before: str) -> None:
    """Remove what backups that were killed have left: open copies, begun before a stamp (as in :func:`backup_name`)."""
    for each in folder.glob(f"{_PREFIX}*{_UNFINISHED}*"):
        if each.name < backup_name(before):
            _remove(each)


def rotate(folder: Path, keep: int) -> tuple[Path, ...]:
    """Remove the oldest copies until ``keep`` are left; gives the removed ones."""
    old = tuple(backups(folder)[: -keep or None]) if keep else ()
    for each in old:
        each.unlink()
    return old


def set_aside(database: Path, stamp: str) -> Path:
    """Rename a store that is in the way, with what lies beside it; gives its new path."""
    aside = database.with_name(f"{database.name}.before-{stamp}")
    for suffix in ("", *BESIDE):
        with suppress(FileNotFoundError):
            os.replace(f"{database}{suffix}", f"{aside}{suffix}")
    return aside


def _remove(*files: Path) -> None:
    for each in files:
        with suppress(FileNotFoundError):
            each.unlink()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Bringing a store to this program's schema: after a copy that was verified, and after the same was tried on a copy."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Final

from core.desk.bootstrap import Clock, system_clock
from core.desk.upkeep.backups import verified
from core.desk.upkeep.last_runs import remember_copy
from core.store.backends.sqlite_engine import connector
from core.store.backends.sqlite_file import barred
from core.store.copies import backup_files as files
from core.store.errors import StoreUnavailable
from core.store.location import FilePlace, make_folders
from core.store.migrate import migrate
from core.store.search.rebuilding import Told
from core.store.store import REVISION, existing

_TIMES: Final = 3
"""Room that is asked for, in sizes of the store: the copy, the one that the migration is tried on, and its log."""
_SERVER: Final = (
    "Копию базы перед обновлением делает сам сервер: pg_dump --format=custom, проверьте её pg_restore --list, "
    "затем pult migrate --no-copy"
)


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The revision before and after; ``copy``: where the store as it was lies, None where none was made."""

    before: str
    after: str
    copy: Path | None = None
    events: int = 0


def upgrade(
    database: str | Path | None,
    *,
    folder: Path | None = None,
    copy: bool = True,
    config: str | Path | None = None,
    clock: Clock = system_clock,
    free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    told: Told = lambda _done, _all: None,
) -> Upgraded:
    """Copy a store of an older program into ``folder`` (beside the store where there is none), verify the copy by
    migrating another one of it, then migrate the store itself. ``told``: hears how far the search index is.

    Raises StoreUnavailable, with the store as it was: no room for the copy, a copy that does not verify, somebody who
    wrote meanwhile.
    """
    place = existing(database)
    before = _revision(place.path) if isinstance(place, FilePlace) else ""
    if not copy or (isinstance(place, FilePlace) and not (before and before < REVISION)):
        return Upgraded(*migrate(database, told=told))
    if not isinstance(place, FilePlace):
        if (done := _up_to_date(database)) is not None:
            return done
        raise StoreUnavailable(_SERVER)
    if why := barred(place.path):
        raise StoreUnavailable(why)
    folder = folder or place.path.parent
    make_folders(folder)
    _see_to_room(place.path, folder, free)
    return _with_a_copy(place, before, folder, config=config, clock=clock, told=told)


def _up_to_date(database: str | Path | None) -> Upgraded | None:
    """A server's store that needs no migration."""
    from core.store.store import Store, revision_of

    with Store(existing(database)) as store, store.reading() as tx:
        found = revision_of(tx)
    return Upgraded(REVISION, REVISION) if found == REVISION else None


def _with_a_copy(
    place: FilePlace, before: str, folder: Path, *, config: str | Path | None, clock: Clock, told: Told
) -> Upgraded:
    at = clock()
    target = folder / f"{place.path.stem}.schema-{before}-{at.astimezone(UTC):%Y%m%d-%H%M%S}.db"
    partial, trial = files.unfinished(target), files.unfinished(target.with_suffix(".trial.db"))
    try:
        files.copy_into(place.path, partial)
        events = _try_on(partial, trial, config, clock)
        files.finish(partial, target)
    finally:
        files.discard(partial)
        files.discard(trial)
    migrate(place.path, last=last_event_of(target), told=told)
    remember_copy(place.path, at, target)
    return Upgraded(before, REVISION, target, events)


def _try_on(copy: Path, trial: Path, config: str | Path | None, clock: Clock) -> int:
    """Migrate and verify another copy, so that the migration is known to work on these very data; gives the events."""
    files.copy_into(copy, trial)
    try:
        migrate(trial)
        return verified(trial, config, clock).events
    except StoreUnavailable as error:
        raise StoreUnavailable(f"Хранилище не тронуто: на его копии обновление не прошло. {error.message}") from None


def _see_to_room(store: Path, folder: Path, free: Callable[[Path], int]) -> None:
    size = sum(each.stat().st_size for each in (store, Path(f"{store}-wal")) if each.exists())
    try:
        left = free(folder)
    except OSError:
        return  # the copying itself will say what is wrong with the folder
    if left < _TIMES * size:
        raise StoreUnavailable(
            f"Для копии перед обновлением нужно {_TIMES * size / 1e6:.1f} МБ, а в {folder} свободно "
            f"{left / 1e6:.1f} МБ: освободите место, укажите другую папку (--copy-to) или обновите без копии "
            "(--no-copy)"
        )


def _revision(path: Path) -> str:
    with suppress(sqlite3.Error), closing(connector(path, 5.0)()) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return "" if row is None else str(row[0])
    return ""


def last_event_of(path: Path) -> int:
    """The number of the last event in a store's file; 0 before the first."""
    with closing(connector(path, 5.0)()) as connection:
        return int(connection.execute("SELECT coalesce(max(number), 0) FROM events").fetchone()[0])

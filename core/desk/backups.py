"""Backing a desk up and bringing it back: every copy is verified after it was written, and again before it is used."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.desk.bootstrap import Clock, open_desk, system_clock
from core.desk.desk import Desk
from core.desk.views import VerifyReport
from core.store import backup as files
from core.store.errors import StoreUnavailable
from core.store.log import last_event, number_of
from core.store.place import make_folders, place_of


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A copy that was verified: ``head`` is the hash of its last event, ``removed`` the old copies that gave way."""

    path: Path
    events: int
    head: str
    size: int
    removed: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A store that a copy took the place of. ``missing``: events of the store before that the copy has not; None: there
    was no store, or it went another way than the copy. ``aside``: where the store before is now."""

    path: Path
    events: int
    head: str
    missing: int | None
    diverged: bool
    aside: Path | None


def back_up(
    database: str | Path | None,
    folder: Path,
    *,
    config: str | Path | None = None,
    clock: Clock = system_clock,
    keep: int = 0,
) -> BackedUp:
    """Copy a store into a folder, verify the copy, then let it count; the ``keep`` newest stay (0: all of them).

    Raises StoreUnavailable, and leaves no copy, when it cannot be written or does not verify.
    """
    source = place_of(database).path
    target = folder / files.backup_name(_stamp(clock))
    with _copied(source, target) as partial:
        report = _verified(partial, config, clock)
        files.finish(partial, target)
    return BackedUp(target, report.events, report.head, target.stat().st_size, files.rotate(folder, keep))


def restore(
    copy: Path,
    database: str | Path | None,
    *,
    config: str | Path | None = None,
    clock: Clock = system_clock,
    replace: bool = False,
) -> Restored:
    """Put a verified copy where a store is to be; with ``replace`` one that is there is set aside, never removed.

    Raises StoreUnavailable, and changes nothing, when the copy does not verify or a store is in the way.
    """
    place = place_of(database)
    present = place.exists()
    if present and not replace:
        raise StoreUnavailable(f"Хранилище {place.path} уже есть: --replace отложит его в сторону и поставит копию")
    with _copied(copy, place.path) as partial:
        report = _verified(partial, config, clock)
        missing = _missing(place.path, report) if present else None
        aside = files.set_aside(place.path, _stamp(clock)) if present else None
        files.finish(partial, place.path)
    return Restored(place.path, report.events, report.head, missing, present and missing is None, aside)


@contextmanager
def _copied(source: Path, target: Path) -> Iterator[Path]:
    """A snapshot beside where it is to be; gone again unless it was finished."""
    if not source.is_file():
        raise StoreUnavailable(f"Файла {source} нет")
    partial = files.unfinished(target)
    make_folders(target.parent)
    files.copy_into(source, partial)
    try:
        yield partial
    finally:
        files.discard(partial)


def _verified(copy: Path, config: str | Path | None, clock: Clock) -> VerifyReport:
    with _opened(copy, config, clock) as desk:
        report = desk.verify()
    if not report.ok:
        wrong = [*report.broken_chains, *report.mismatches]
        raise StoreUnavailable(f"Копия не сошлась, и её нет: расхождений {len(wrong)}, первое — {wrong[0]}")
    return report


def _missing(database: Path, copy: VerifyReport) -> int | None:
    """How many events a store has beyond a copy; None when the copy's last event is not among the store's."""
    with _opened(database, None, system_clock) as desk, desk._store.reading() as tx:
        found, last = number_of(tx, copy.head), last_event(tx)
    return None if found is None else last - found


@contextmanager
def _opened(database: Path, config: str | Path | None, clock: Clock) -> Iterator[Desk]:
    with open_desk(database, config=config, clock=clock, read_only=True) as desk:
        yield desk


def _stamp(clock: Clock) -> str:
    at: datetime = clock().astimezone(UTC)
    return f"{at:%Y%m%d-%H%M%S}"

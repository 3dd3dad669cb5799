"""Backing a desk up and bringing it back: every copy is verified after it was written, and again before it is used."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from core.desk.bootstrap import Clock, open_desk, system_clock
from core.desk.upkeep.last_runs import remember_copy
from core.desk.views import VerifyReport
from core.store.backends.sqlite_file import second_name
from core.store.copies import backup_files as files
from core.store.copies.row_copy import copy_rows
from core.store.copies.sealing import SUFFIX, AgeKeys, is_sealed, seal, unseal
from core.store.errors import StoreUnavailable
from core.store.event_log.log import last_event, number_of
from core.store.location import AnyPlace, FilePlace, ServerPlace, make_folders, place_of
from core.store.metadata import CENTRE, read_metadata
from core.store.migrate import creating
from core.store.store import Store

TWO_NAMES: Final = "У файла хранилища два имени: записанное через другое имя в копию не вошло"
ABANDONED: Final = timedelta(days=1)
"""After how long an unfinished copy belongs to a backup that was killed, and is cleared away."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A copy that was verified: ``head`` is the hash of its last event, ``removed`` the old copies that gave way."""

    path: Path
    events: int
    head: str
    size: int
    removed: tuple[Path, ...]
    warning: str | None = None
    """What the copy may lack, though all that is in it was verified."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A store that a copy took the place of. ``missing``: events of the store before that the copy has not; None: there
    was no store, it went another way than the copy (``diverged``), or it could not be read. ``aside``: where it is now.
    """

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
    sealed_for: AgeKeys | None = None,
    prove: AgeKeys | None = None,
) -> BackedUp:
    """Copy a store into a folder, verify the copy, then let it count; the ``keep`` newest stay (0: all of them).

    ``sealed_for``: what stays of it is sealed for those recipients once it was verified; with ``prove``, identities, it
    is opened again and compared. Raises StoreUnavailable, and leaves no copy, when any of that fails.
    """
    files.clear_unfinished(folder, _stamp(clock, ago=ABANDONED))
    target = folder / files.backup_name(_stamp(clock))
    copied = verified_copy(database, target, config=config, clock=clock, sealed_for=sealed_for, prove=prove)
    remember_copy(database, clock(), copied.path)
    return dataclasses.replace(copied, removed=files.rotate(folder, keep))


def verified_copy(
    database: str | Path | None,
    target: Path,
    *,
    config: str | Path | None = None,
    clock: Clock = system_clock,
    sealed_for: AgeKeys | None = None,
    prove: AgeKeys | None = None,
) -> BackedUp:
    """Copy a store to a new file, verify it, then let it count; as :func:`back_up`, under a name of one's own."""
    place = place_of(database)
    with _copied(place, target) as partial:
        report = verified(partial, config, clock)
        if sealed_for is None:
            files.finish(partial, target)
        else:
            target = _sealed(partial, target, sealed_for, prove)
    two = isinstance(place, FilePlace) and second_name(place.path) is not None
    return BackedUp(target, report.events, report.head, target.stat().st_size, (), TWO_NAMES if two else None)


def restore(
    copy: Path,
    database: str | Path | None,
    *,
    config: str | Path | None = None,
    clock: Clock = system_clock,
    replace: bool = False,
    identities: AgeKeys | None = None,
) -> Restored:
    """Put a verified copy where a store is to be; with ``replace`` one that is there is set aside, never removed.

    A sealed copy is opened with ``identities``.

    Raises StoreUnavailable, and changes nothing, when the copy does not verify or a store is in the way.
    """
    place = place_of(database)
    if isinstance(place, ServerPlace):
        raise StoreUnavailable("На сервер копию ставит pult move: в пустую базу (--db КОПИЯ move АДРЕС)")
    present = place.exists()
    if present and not replace:
        raise StoreUnavailable(f"Хранилище {place.path} уже есть: --replace отложит его в сторону и поставит копию")
    with _copied(FilePlace(copy), place.path, identities) as partial:
        report = verified(partial, config, clock)
        missing, diverged = _beyond(place.path, report.head) if present else (None, False)
        aside = files.set_aside(place.path, _stamp(clock)) if present else None
        files.finish(partial, place.path)
    return Restored(place.path, report.events, report.head, missing, diverged, aside)


@contextmanager
def _copied(source: AnyPlace, target: Path, identities: AgeKeys | None = None) -> Iterator[Path]:
    """A snapshot beside where it is to be, of a sealed copy an open one; gone again unless it was finished."""
    if isinstance(source, FilePlace) and not source.path.is_file():
        raise StoreUnavailable(f"Файла {source.path} нет")
    partial = files.unfinished(target)
    make_folders(target.parent)
    try:
        _write(source, partial, identities)
        yield partial
    finally:
        files.discard(partial)


def _write(source: AnyPlace, partial: Path, identities: AgeKeys | None) -> None:
    if isinstance(source, ServerPlace):
        _write_out(source, partial)
    elif not is_sealed(source.path):
        files.copy_into(source.path, partial)
    elif identities is None:
        raise StoreUnavailable(f"Копия {source.path} зашифрована: укажите файл ключа, --identity ФАЙЛ")
    else:
        unseal(source.path, partial, identities)


def _write_out(source: ServerPlace, target: Path) -> None:
    """Write a snapshot of a server's desk into a file: a whole store, that opens and verifies like any other."""
    with (
        Store.open(source.url) as store,
        store.reading() as tx,
        creating(target, read_metadata(tx, CENTRE) or "") as copy,
    ):
        copy_rows(tx, copy)
        copy.commit()


def _sealed(partial: Path, target: Path, sealed_for: AgeKeys, prove: AgeKeys | None) -> Path:
    """The sealed file that a verified copy becomes; the open one goes with the end of :func:`_copied`."""
    target = target.with_name(target.name + SUFFIX)
    hidden = files.unfinished(target)
    seal(partial, hidden, sealed_for, prove)
    files.finish(hidden, target)
    return target


def verified(copy: Path, config: str | Path | None, clock: Clock) -> VerifyReport:
    """Open a copy and verify all of it. Raises StoreUnavailable where anything is wrong with it."""
    with open_desk(copy, config=config, clock=clock, read_only=True) as desk:
        report = desk.administration.verify()
    if not report.ok:
        wrong = [*report.broken_chains, *report.mismatches]
        raise StoreUnavailable(f"Копия не сошлась, и её нет: расхождений {len(wrong)}, первое — {wrong[0]}")
    return report


def _beyond(database: Path, head: str) -> tuple[int | None, bool]:
    """How many events a store has after the one with a hash, and whether it has none of that hash.

    A store that cannot be read tells neither: it is just what one restores over. No policy is asked, and nothing of it
    is made again.
    """
    try:
        with Store.open(database) as store, store.reading() as tx:
            found, last = number_of(tx, head), last_event(tx)
    except StoreUnavailable:
        return None, False
    return (None, True) if found is None else (last - found, False)


def _stamp(clock: Clock, ago: timedelta = timedelta(0)) -> str:
    at: datetime = clock().astimezone(UTC) - ago
    return f"{at:%Y%m%d-%H%M%S}"

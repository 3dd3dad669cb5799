"""A desk moves: from a file to a server, or back. What arrives is compared and verified before it counts."""

from dataclasses import dataclass, replace
from pathlib import Path

from core.desk.bootstrap import Clock, open_desk, system_clock
from core.desk.upkeep.verification import verify
from core.store.copies.row_copy import copy_rows
from core.store.errors import StoreUnavailable
from core.store.location import place_of
from core.store.metadata import CENTRE, read_metadata
from core.store.migrate import creating
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Moved:
    """A desk that has arrived: how many tickets and events, and the hash of its last event (hex)."""

    tickets: int
    events: int
    head: str


def move(
    source: str | Path | None, target: str | Path, *, config: str | Path | None = None, clock: Clock = system_clock
) -> Moved:
    """Copy a whole desk to an empty database, while nobody can write at the old one.

    Every row is compared with the one it was copied from, and every log is folded again, before anything counts. The
    old store is left as it was: whoever moves sees to it that nobody goes on working there. Raises StoreUnavailable,
    and leaves the target empty, where anything differs.
    """
    if place_of(source) == place_of(target):
        raise StoreUnavailable("Откуда и куда — одно и то же место")
    with open_desk(source, config=config, clock=clock) as desk:  # brings what is derived up to date first
        policy = desk.policy
    with (
        Store.open(source, zone=policy.zone) as store,
        store.writing() as old,
        creating(target, read_metadata(old, CENTRE) or "") as new,
    ):
        copy_rows(old, new)
        report = verify(replace(new, zone=policy.zone), policy)
        if not report.ok:
            wrong = [*report.broken_chains, *report.mismatches]
            raise StoreUnavailable(f"При сверке переноса найдены расхождения: {len(wrong)}, первое — {wrong[0]}")
        new.commit()
    return Moved(report.tickets, report.events, report.head)

"""Archives of old years: a verified copy of everything, its record in the log, and only then the words are cut.

The chain is never broken: events and hashes stay, and `pult verify` holds. What was interrupted is done by the next
run, with an archive of its own; no word goes that does not stand in a recorded copy.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from core.desk.upkeep.backups import BackedUp, verified_copy
from core.store.copies.sealing import AgeKeys
from core.store.event_log.archives import forget_digests, let_files_go, untouched_since, words_of
from core.store.registers.register_reads import archive_of
from core.store.search.rebuilding import purge_index
from core.tickets.directory import Actor
from core.tickets.redaction.archiving import ArchiveWords, RecordArchive, beginning, too_early
from core.tickets.refusal import Refusal
from core.tickets.use_cases.access import permit_named

if TYPE_CHECKING:
    from core.desk.desk import Desk

Going = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class ArchivePlan:
    """What an archive would take: tickets closed before the year, and how many of their texts still stand."""

    before: int
    tickets: tuple[int, ...]
    texts: int


@dataclass(frozen=True, slots=True)
class Archived:
    """An archive that was made: the copy, its SHA-256, the tickets whose words went, and those left as they are."""

    copy: BackedUp
    sha256: str
    cut: tuple[int, ...]
    left: tuple[int, ...]
    files: int


def plan_archive(desk: "Desk", before: int, actor: Actor) -> ArchivePlan | Refusal:
    """What an archive of the years before one would take now, or why there can be none. Changes nothing."""
    refusal = permit_named(RecordArchive.name, actor) or too_early(before, desk.policy, desk.now())
    if refusal is not None:
        return refusal
    with desk.environment.store.reading() as tx:
        numbers = untouched_since(tx, beginning(before, desk.policy))
        return ArchivePlan(before, numbers, words_of(tx, numbers))


def archive(
    desk: "Desk", planned: ArchivePlan, folder: Path, actor: Actor, *, sealed_for: AgeKeys | None = None,
    going: Going = lambda _done, _all: True,
) -> Archived | Refusal:  # fmt: skip
    """Make the copy, record it, cut the words of the planned tickets one by one, let their files go.

    ``going`` is told how many of how many are done, and stops it by False. Raises StoreUnavailable where no verified
    copy can be made: nothing is cut then.
    """
    store = desk.environment.store
    copy = _copy(desk, planned, folder, sealed_for)
    with copy.path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    made = RecordArchive(
        before=planned.before, file=copy.path.name, sha256=sha256, events=copy.events, head=copy.head
    )  # fmt: skip
    done = desk.commands.perform(made, actor)
    if isinstance(done, Refusal):
        store.backend.wipe()
        return done
    with store.reading() as tx:
        recorded = archive_of(tx, sha256)
    cut = _cut_words(desk, planned, recorded, actor, going)
    forget_digests(store, beginning(planned.before, desk.policy))
    files = let_files_go(store)
    purge_index(store)
    store.backend.wipe()
    left = tuple(sorted(set(planned.tickets) - set(cut)))
    return Archived(copy, sha256, tuple(cut), left, files)


def _copy(desk: "Desk", planned: ArchivePlan, folder: Path, sealed_for: AgeKeys | None) -> BackedUp:
    stamp = f"{desk.now().astimezone(UTC):%Y%m%d-%H%M%S}"
    target = folder / f"archive-before-{planned.before}-{stamp}.db"
    source = desk.environment.store.place.address
    return verified_copy(source, target, config=desk.configuration, clock=desk.now, sealed_for=sealed_for)


def _cut_words(desk: "Desk", planned: ArchivePlan, recorded: int, actor: Actor, going: Going) -> list[int]:
    """Cut the words ticket by ticket, until somebody stops it; gives those that were cut."""
    cut: list[int] = []
    for place, number in enumerate(planned.tickets):
        if not going(place, len(planned.tickets)):
            break
        if not isinstance(desk.commands.perform(ArchiveWords(number=number, archive=recorded), actor), Refusal):
            cut.append(number)
    return cut

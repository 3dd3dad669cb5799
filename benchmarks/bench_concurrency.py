"""Acceptance 7: 16 processes × 100 commands through the use cases over one SQLite store.

    python benchmarks/bench_concurrency.py [--processes 16] [--commands 100] [--notes]

Every process is a desk of its own. It registers tickets, and writes notes on one ticket that all of them share, each
command under an idempotency key. The clock starts behind a barrier, when all desks are open. Prints what was lost, the
errors, the state of the chain, the throughput beside raw commits of SQLite with the same durability before and after,
and the waiting times; exits 1 on any loss, error or damage.
"""

import argparse
import multiprocessing
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.desk import StoreUnavailable, init_store, open_desk  # noqa: E402
from core.desk.desk import Desk  # noqa: E402
from core.desk.views import Done  # noqa: E402
from core.tickets.answers.comments import Note  # noqa: E402
from core.tickets.command import Command  # noqa: E402
from core.tickets.directory import Actor  # noqa: E402
from core.tickets.people.commands import AddOrganization, AddPerson  # noqa: E402
from core.tickets.refusal import Refusal  # noqa: E402
from core.tickets.registration.commands import Register  # noqa: E402
from core.tickets.staff.commands import AddUser  # noqa: E402
from core.vocabulary import Channel, Mis, Priority, Role, TicketType  # noqa: E402

LOGIN = "ivanova"
SHARED = 1
FLOOR, BYTES = 200, 1500
STARTED: list[Barrier] = []


@dataclass(frozen=True)
class Share:
    """What one process did: seconds that each command took, and what went wrong."""

    seconds: list[float]
    errors: list[str]
    began: float
    ended: float


def registration(subject: str) -> Register:
    """A usual request."""
    return Register(
        subject=subject,
        description="Проверка под нагрузкой",
        organization=1,
        requester=1,
        mis=Mis.QMS,
        type=TicketType.ERROR,
        priority=Priority.HIGH,
        channel=Channel.INTERACTIVE,
    )


def actor(desk: Desk) -> Actor:
    """Who gives all the commands."""
    signed = desk.sign_in(LOGIN)
    if isinstance(signed, Refusal):
        raise SystemExit(signed.message)
    return signed


def prepare(path: Path | str) -> None:
    """A store with one clinic, one requester, one specialist and the shared ticket."""
    init_store(path, "admin", "Админова А. А.")
    with open_desk(path) as desk:
        admin = Actor("admin", "Админова А. А.", Role.ADMINISTRATOR)
        steps: list[Command] = [
            AddOrganization(title="Больница", code="b1", contract="1"),
            AddPerson(full_name="Синицына Анна Павловна", organization=1),
            AddUser(login=LOGIN, full_name="Иванова М. С.", role=Role.FIRST_LINE),
        ]
        for step in steps:
            desk.commands.perform(step, admin)
        desk.commands.perform(registration("Общее обращение"), actor(desk))


def work(path: Path, process: int, commands: int, notes: bool) -> Share:
    """One process's share, begun by all when the last of them is ready; ``notes``: on the shared ticket alone."""
    seconds: list[float] = []
    errors: list[str] = []
    with open_desk(path) as desk:
        who = actor(desk)
        desk.commands.perform(Note(number=SHARED, text=f"Первое от {process}"), who)  # what only the first one loads
        STARTED[0].wait()
        start = time.time()
        for n in range(commands):
            name = f"{process}-{n}"
            command: Command = Note(number=SHARED, text=name) if n % 2 or notes else registration(name)
            began = time.perf_counter()
            try:
                result = desk.commands.perform(command, who, key=name)
            except StoreUnavailable as error:
                errors.append(error.message)
            else:
                if not isinstance(result, Done) or result.repeated:
                    errors.append(str(result))
            seconds.append(time.perf_counter() - began)
    return Share(seconds, errors, start, time.time())


def ready(barrier: Barrier) -> None:
    """Have the processes of a pool wait for each other."""
    STARTED.append(barrier)


def floor(folder: Path) -> float:
    """Raw commits of SQLite a second by one writer, as much and as durable as a note, none of it through the desk."""
    with closing(sqlite3.connect(folder / "raw.db", isolation_level=None)) as raw:
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"):
            raw.execute(statement)
        raw.execute("CREATE TABLE IF NOT EXISTS rows (number INTEGER PRIMARY KEY, body TEXT)")
        began = time.perf_counter()
        for _ in range(FLOOR):
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO rows (body) VALUES (?)", ("x" * BYTES,))
            raw.execute("COMMIT")
        return FLOOR / (time.perf_counter() - began)


def lost(path: Path, processes: int, commands: int) -> tuple[int, str]:
    """How many acknowledged commands left no trace, and what verify says."""
    expected = {f"{p}-{n}" for p in range(processes) for n in range(commands)}
    with open_desk(path) as desk:
        shown = desk.tickets.view(SHARED, actor(desk))
        if isinstance(shown, Refusal):
            raise SystemExit(shown.message)
        notes = {entry.text for entry in shown.timeline if entry.kind == "noted"}
        subjects = {row.subject for row in desk.queue.rows(range(1, processes * commands + 2))}
        report = desk.administration.verify()
    damage = [*report.broken_chains, *report.mismatches]
    return len(expected - notes - subjects), "; ".join(damage)


def main() -> int:
    """Run, print, and say by the exit code whether everything held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--commands", type=int, default=100)
    parser.add_argument("--notes", action="store_true", help="only notes on the shared ticket")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pult-bench-") as folder:
        path = Path(folder) / "pult.db"
        prepare(path)
        floors = [floor(Path(folder))]
        context = multiprocessing.get_context("spawn")
        with context.Pool(options.processes, ready, (context.Barrier(options.processes),)) as pool:
            jobs = [
                pool.apply_async(work, (path, process, options.commands, options.notes))
                for process in range(options.processes)
            ]
            shares = [job.get(timeout=600) for job in jobs]
        floors.append(floor(Path(folder)))
        missing, damage = lost(path, options.processes, options.commands)
    return tell(shares, missing, damage, floors)


def tell(shares: list[Share], missing: int, damage: str, floors: list[float]) -> int:
    """Print the figures; 0 when nothing was lost, refused or damaged."""
    elapsed = max(share.ended for share in shares) - min(share.began for share in shares)
    waits = sorted(each for share in shares for each in share.seconds)
    errors = [error for share in shares for error in share.errors]
    print(f"processes {len(shares)}  commands {len(waits)}  seconds {elapsed:.1f}")
    print(f"lost {missing}  errors {len(errors)}  chain {damage or 'whole'}")
    ratio = len(waits) / elapsed / (sum(floors) / len(floors))
    told = ", ".join(f"{each:.0f}" for each in floors)
    print(f"throughput {len(waits) / elapsed:.0f} commands/s; raw commits {told}/s; ratio {ratio:.2f}")
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    print(f"wait ms: median {p50 * 1000:.1f}  p99 {p99 * 1000:.1f}  max {waits[-1] * 1000:.1f}")
    for error in sorted(set(errors))[:5]:
        print(f"error: {error}")
    return 1 if missing or errors or damage else 0


if __name__ == "__main__":
    sys.exit(main())

"""Acceptance 9: a store of a million events is backed up while 16 processes write, then restored and verified.

    python benchmarks/accept_backup.py [--events 1000000] [--writers 16] [--rate 1.0] [--sealed] [--database PATH]

Every writer is a desk of its own and gives ``--rate`` commands a second, each under a key: registrations, and notes on
a ticket that all of them share. The backup is `pult backup` in a process of its own. Prints the waits of the writers
while it ran (and, beside them, before it began), what came of the copy, and whether every command that was acknowledged
before the copy began is in it. Exits 1 when a writer waited longer than 500 ms, or anything was lost or damaged.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.synchronize import Event
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

from _requests import registration, signed_in  # noqa: E402
from large_store import EVENTS, make  # noqa: E402

from core.desk import StoreUnavailable, open_desk  # noqa: E402
from core.desk.views import Done  # noqa: E402
from core.tickets.answers.comments import Note  # noqa: E402
from core.tickets.command import Command  # noqa: E402
from core.tickets.refusal import Refusal  # noqa: E402

WORST = 0.5
"""Seconds that no writer may wait longer."""
BEFORE = 10.0
"""Seconds of writing alone, for comparison."""
LIMIT = 1_200
"""Seconds after which a step is given up."""


@dataclass(frozen=True)
class Wait:
    """One command: when it was given (seconds since the epoch), how long it took, under which key; what went wrong."""

    at: float
    seconds: float
    key: str
    error: str = ""


def write(path: str, shared: int, process: int, rate: float, stop: Event) -> list[Wait]:
    """Give commands at a steady rate until told to stop."""
    waits: list[Wait] = []
    with open_desk(path) as desk:
        who = signed_in(desk)
        due = time.time() + process / 16 / rate
        while not stop.is_set():
            time.sleep(max(0.0, due - time.time()))
            due += 1 / rate
            key = f"{process}-{len(waits)}"
            command: Command = Note(number=shared, text=key) if len(waits) % 2 else registration(key)
            at, began, error = time.time(), time.perf_counter(), ""
            try:
                done = desk.commands.perform(command, who, key=key)
                error = "" if isinstance(done, Done) and not done.repeated else str(done)
            except StoreUnavailable as unavailable:
                error = unavailable.message
            waits.append(Wait(at, time.perf_counter() - began, key, error))
    return waits


def pult(*args: str) -> dict[str, object]:
    """Run ``pult`` in a process of its own and give its document."""
    call = "import sys; from console.cli.main import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", call, *args, "--json"],
        cwd=ROOT, capture_output=True, text=True, timeout=LIMIT, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"pult {args[0]}: {done.stderr.strip()[-500:]}")
    document: dict[str, object] = json.loads(done.stdout)
    return document


def keys_of(path: str, shared: int, commands: int) -> set[str]:
    """The keys whose command has left its trace: a note on the shared ticket, or a ticket of that subject."""
    with open_desk(path, read_only=True) as desk:
        shown = desk.tickets.view(shared, signed_in(desk))
        if isinstance(shown, Refusal):
            raise SystemExit(shown.message)
        notes = {entry.text or "" for entry in shown.timeline if entry.kind == "noted"}
        made = {row.subject for row in desk.queue.rows(range(shared + 1, shared + 1 + commands))}
    return notes | made


def told(name: str, waits: Sequence[Wait], aim: str = "") -> float:
    """Print the waits of some commands; gives the worst, in seconds."""
    took = sorted(each.seconds for each in waits) or [0.0]
    p50, p99, worst = took[len(took) // 2], took[int(len(took) * 0.99)], took[-1]
    figures = f"median {p50 * 1000:.1f}  p99 {p99 * 1000:.1f}  worst {worst * 1000:.1f}"
    print(f"wait {name}, ms: {figures}{aim}  ({len(waits)} commands)")
    return worst


def measure(options: argparse.Namespace, folder: Path) -> int:
    """Grow, write, back up, restore; print, and give the exit code."""
    path = options.database or str(folder / "live" / "pult.db")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    began = time.time()
    events = make(Path(path), round(options.events / EVENTS), now=datetime.now(UTC))
    print(f"store of {events} events, {os.path.getsize(path) / 1e6:.0f} MB, grown in {time.time() - began:.0f} s")
    with open_desk(path) as desk:
        shared = desk.commands.perform(registration("Общее обращение"), signed_in(desk))
    if isinstance(shared, Refusal) or shared.number is None:
        raise SystemExit("the shared ticket was refused")
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores (more than 1: not its own)")
    key = _sealing(folder) if options.sealed else ()
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(options.writers) as pool:
        stop = manager.Event()
        jobs = [
            pool.apply_async(write, (path, shared.number, each, options.rate, stop)) for each in range(options.writers)
        ]
        time.sleep(BEFORE + 0.4 * options.writers)
        start = time.time()
        made = pult("backup", str(folder / "copies"), "--db", path, *key[:2])
        end = time.time()
        stop.set()
        waits = [wait for job in jobs for wait in job.get(timeout=LIMIT)]
    print(f"backup: {end - start:.1f} s, {int(str(made['bytes'])) / 1e6:.0f} MB, {made['events']} events, verified")
    restored = str(folder / "restored" / "pult.db")
    began = time.time()
    put = pult("restore", str(made["path"]), "--db", restored, *key[2:])
    print(f"restore: {time.time() - began:.1f} s, verified, the same head: {put['head'] == made['head']}")
    settled = {each.key for each in waits if each.at + each.seconds < start and not each.error}
    lost = settled - keys_of(restored, shared.number, len(waits))
    acknowledged = {each.key for each in waits if not each.error}
    gone = acknowledged - keys_of(path, shared.number, len(waits))
    return _judged(waits, start, end, lost | gone, same=put["head"] == made["head"])


def _judged(waits: Sequence[Wait], start: float, end: float, lost: set[str], *, same: bool) -> int:
    told("before the backup", [each for each in waits if start - BEFORE < each.at < start])
    during = [each for each in waits if start <= each.at <= end]
    worst = told("during the backup", during, f"  (aim: worst <= {WORST * 1000:.0f})")
    errors = sorted({each.error for each in waits if each.error})
    print(f"lost {len(lost)} (aim: 0)  errors {len(errors)} (aim: 0)  {'; '.join(errors[:3])}")
    return int(worst > WORST or bool(lost) or bool(errors) or not same or not during)


def _sealing(folder: Path) -> tuple[str, ...]:
    """Options of the backup, then of the restore, for a key made for this run."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    secret = folder / "identity.txt"
    secret.touch(0o600)
    secret.write_text(f"{identity}\n", encoding="utf-8")
    return "--encrypt-to", str(identity.to_public()), "--identity", str(secret)


def main() -> int:
    """Run in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.0, help="commands a second of each writer")
    parser.add_argument("--sealed", action="store_true", help="seal the copy for a key made for this run")
    parser.add_argument("--database", help="where the store is made; a file that does not exist yet")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pult-accept-") as folder:
        return measure(options, Path(folder))


if __name__ == "__main__":
    sys.exit(main())

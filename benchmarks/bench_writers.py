"""Commands a second: sixteen writers on one ticket, and one writer beside raw SQLite with the same durability.

    python benchmarks/bench_writers.py [--processes 16] [--commands 60] [--json FILE]

Every writer is a process with a desk of its own that has given one command already; all begin behind a barrier, and the
time ends with the last answer. The raw writer inserts and commits a row of the same size, WAL and synchronous=FULL.
"""

from __future__ import annotations

import multiprocessing
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from _measure import Report, Sample, arguments
from _requests import registration, signed_in
from stores import copied

from core.desk import open_desk
from core.desk.views import Done
from core.tickets.answers.comments import Note

SHARED = 1_000
"""The last ticket of the store, an open one."""


def main() -> int:
    """Measure, print, and fail where a command was lost."""
    parser, read = arguments(__doc__)
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--commands", type=int, default=60)
    asked, report = read(), Report()
    rates: dict[str, list[float]] = {"one": [], "raw": [], "many": []}
    waits: list[float] = []
    lost = 0
    for _ in range(asked.rounds):
        with tempfile.TemporaryDirectory(prefix="pult-bench-") as folder:
            store = copied(SHARED, Path(folder))
            rates["raw"].append(raw_rate(Path(folder) / "raw.db", asked.commands * 4))
            rates["one"].append(together(store, 1, asked.commands * 2)[0])
            rate, found, wrong = together(store, asked.processes, asked.commands)
            rates["many"].append(rate)
            waits += found
            lost += wrong
    raw = Sample(tuple(rates["raw"]))
    report.add("writers.one", "one writer, notes and registrations", rates["one"], "per s", "raw SQLite", raw)
    told = f"{asked.processes} writers, one ticket"
    report.add("writers.many", told, rates["many"], "per s", "raw SQLite, one writer", raw)
    report.add(
        "writers.p99", f"{told}: p99 of a wait", Sample(tuple(waits)), "ms", take=lambda each: each.quantile(0.99)
    )
    report.add("writers.lost", "lost or refused", Sample((float(lost),)), "commands")
    report.save(asked.json)
    return 1 if lost else 0


def raw_rate(path: Path, commits: int) -> float:
    """Commits a second of a row as large as an event with its words."""
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = FULL")
        store.execute("CREATE TABLE events (number INTEGER PRIMARY KEY, body TEXT)")
        began = time.perf_counter()
        for _ in range(commits):
            store.execute("BEGIN IMMEDIATE")
            store.execute("INSERT INTO events (body) VALUES (?)", ("x" * 1_000,))
            store.execute("COMMIT")
        return commits / (time.perf_counter() - began)


def together(store: Path, processes: int, commands: int) -> tuple[float, list[float], int]:
    """Commands a second, milliseconds that each took, and how many were not done."""
    context = multiprocessing.get_context("spawn")
    start, answers = context.Barrier(processes + 1), context.Queue()
    workers = [
        context.Process(target=write, args=(str(store), n, commands, start, answers), kwargs={"mixed": processes == 1})
        for n in range(processes)
    ]
    for each in workers:
        each.start()
    start.wait(120)
    began = time.perf_counter()
    shares = [answers.get(timeout=600) for _ in workers]
    seconds = time.perf_counter() - began
    for each in workers:
        each.join()
    waits = [wait for share, _ in shares for wait in share]
    return len(waits) / seconds, waits, sum(wrong for _, wrong in shares)


def write(store: str, process: int, commands: int, start: Barrier, answers: Any, *, mixed: bool) -> None:
    """One writer's share: notes on one ticket; ``mixed``: every other one a registration."""
    waits, wrong = [], 0
    with open_desk(store) as desk:
        who = signed_in(desk)
        desk.commands.perform(Note(number=SHARED, text="Начинаем."), who)
        start.wait(120)
        for n in range(commands):
            text = f"Проверено {process} {n}"
            began = time.perf_counter()
            command = registration(text) if mixed and n % 2 else Note(number=SHARED, text=text)
            done = desk.commands.perform(command, who, key=f"{int(mixed):x}{process:015x}-{n:016x}")
            waits.append((time.perf_counter() - began) * 1000)
            wrong += not isinstance(done, Done)
    answers.put((waits, wrong))


if __name__ == "__main__":
    sys.exit(main())

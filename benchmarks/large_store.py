"""A store of 1,000, 10,000, 100,000 or 1,000,000 tickets that verifies: real lives, lived again in other weeks.

    python benchmarks/large_store.py STORE --tickets 100000 [--seed 1] [--now 2026-11-23T15:37] [--check whole|sample]

Three to twelve hundred lives are planned as the demonstration plans them and carried out by the rules. Each then is
repeated under new numbers in weeks that are worked on the same days and hours, so that all that its terms count stays
what it was; a fifth of the tickets is open, most of them of the last week. Events keep the words and salts of the life
they repeat; numbers, instants, external numbers and the chain of hashes are their own. The rows that lists read are
those of the product's own functions: of a life in two weeks they show which of its columns are instants, and a row that
cannot be told so is made anew. Guards and indexes of the file are off while it is written, and so is its syncing; it is
synced once, at the end. The same arguments make the same tickets.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from _chain import Chain  # noqa: E402
from _lives import Lives, directory, foretold, live  # noqa: E402
from _proof import sampled, whole  # noqa: E402

from core.demo.plan import opening  # noqa: E402
from core.policy import Policy, load_policy  # noqa: E402
from core.store.search.rebuilding import rebuild_index  # noqa: E402
from core.store.store import Store  # noqa: E402

OPEN_SHARE = 0.2
EVENTS = 6.0
"""Events of a ticket, about."""
LIVED, FEW = 1_200, 300
"""How many lives are lived through for a store of 10,000 tickets and more, and at least."""
WEEKS = 104
"""How far back the closed tickets lie at most."""
A_WEEK = 1_000
"""Closed tickets of a week; a smaller store has fewer weeks, a larger one more tickets a week."""
AGES = (0, 0, 0, 0, 0, 0, 1, 1, 2, 3)
"""By how many weeks open tickets are older than the life that they repeat, each as likely."""
AT_ONCE = 4_000


def make(path: Path, tickets: int, *, seed: int = 1, now: datetime, policy: Policy | None = None) -> int:
    """Make a store of so many tickets as it stands at ``now`` (aware); gives the number of its events."""
    policy = policy or load_policy()
    with tempfile.TemporaryDirectory(prefix="pult-lives-") as folder, foretold(seed):
        lived = Path(folder) / "lived.db"
        live(lived, policy, now, min(LIVED, max(FEW, tickets // 8)), seed)
        lives = Lives.read(lived, policy)
        directory(path, opening(policy, now) - timedelta(weeks=WEEKS + 1))
    draw = Random(seed)
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        for pragma in ("synchronous = OFF", "journal_mode = MEMORY", "cache_size = -200000", "temp_store = MEMORY"):
            store.execute(f"PRAGMA {pragma}")
        made = store.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
        ).fetchall()
        for kind, name, _sql in made:
            store.execute(f"DROP {kind} {name}")
        chain = Chain(store)
        still_open = round(OPEN_SHARE * tickets)
        _write_closed(chain, lives, draw, tickets - still_open)
        _write_open(chain, lives, draw, still_open)
        for _kind, _name, sql in made:
            store.execute(sql)
        store.execute("PRAGMA journal_mode = WAL")
    with Store.open(path) as whole_store, whole_store.writing() as tx:
        rebuild_index(tx)
        tx.commit()
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
    return chain.number


def _write_closed(chain: Chain, lives: Lives, draw: Random, count: int) -> None:
    """Week after week, the oldest first; within a week in the order of registration."""
    weeks = max(1, min(WEEKS, count // A_WEEK))
    for place in range(weeks):
        back = weeks - place
        wanted = count * (place + 1) // weeks - count * place // weeks
        fitting = lives.closed_in(back) or lives.closed_in(0)
        chosen = sorted((draw.choice(fitting) for _ in range(wanted)), key=lambda life: life.registered)
        for start in range(0, len(chosen), AT_ONCE):
            chain.write((life, life.moved(back if life.fits(back) else 0)) for life in chosen[start : start + AT_ONCE])


def _write_open(chain: Chain, lives: Lives, draw: Random, count: int) -> None:
    places = [(draw.choice(AGES), draw.choice(lives.open)) for _ in range(count)]
    places.sort(key=lambda each: (-each[0], each[1].registered))
    for start in range(0, count, AT_ONCE):
        chain.write((life, life.moved(back)) for back, life in places[start : start + AT_ONCE])


def main() -> int:
    """Make a store, say how fast, and prove it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--tickets", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--now", type=datetime.fromisoformat)
    parser.add_argument("--check", choices=("whole", "sample", "no"), default="sample")
    asked = parser.parse_args()
    policy = load_policy()
    now = asked.now.replace(tzinfo=policy.zone) if asked.now else datetime.now(policy.zone)
    began = time.perf_counter()
    events = make(asked.store, asked.tickets, seed=asked.seed, now=now, policy=policy)
    took = time.perf_counter() - began
    size = asked.store.stat().st_size / 1e6
    print(
        f"{asked.tickets} tickets, {events} events, {size:.0f} MB in {took:.1f} s: {asked.tickets / took:.0f} tickets/s"
    )
    if asked.check == "no":
        return 0
    began = time.perf_counter()
    wrong = whole(asked.store) if asked.check == "whole" else sampled(asked.store, policy, seed=asked.seed)
    print(f"{asked.check}: {'; '.join(wrong[:5]) or 'verified'} ({time.perf_counter() - began:.1f} s)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

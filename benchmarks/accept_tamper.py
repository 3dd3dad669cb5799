"""Acceptance 6: a thousand random tamperings of a store's file are all found, and the chain is verified fast.

    python benchmarks/accept_tamper.py [--tamperings 1000] [--events 100000] [--seed 1]

Each tampering is done to a copy of a small store with the guards taken off and put back: one value edited, a row
dropped, inserted, put in another's place, two values swapped, the tail cut off, a guard left off. It counts as found
when ``verify``, which knows the head that was noted before, does not say ok, or the store cannot be read. The speed is
that of a larger store, of the chain with its texts and of everything. Not tampered with: ``commands.digest``, which
the program itself clears when words are cut out, so that nothing of theirs can be guessed by it; nor ``meta``, where
nothing of the log stands (the store's id, which tells drafts of two stores apart; the centre's code and the norms that
terms were counted by, which are held against the rows and the policy).
"""

from __future__ import annotations

import argparse
import base64
import multiprocessing
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks._accept import Figures
from benchmarks.large_store import EVENTS, make
from core.demo import build
from core.demo.cast import ADMINISTRATOR, LOGIN
from core.desk import StoreUnavailable, open_desk
from core.desk.views import Done
from core.tickets.directory import Actor
from core.tickets.relations.attachments import Attach
from core.tickets.staff.keys import AddKey
from core.vocabulary import Role

NOW: Final = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)
SPEED: Final = 50_000
"""Events a second."""
PARTS: Final = {
    "events": ("events",),
    "texts": ("texts",),
    "tickets": ("tickets",),
    "clocks": ("clocks",),
    "registers": (
        "organizations", "people", "users", "absences", "calls", "account_requests", "solutions", "outages",
        "saved_views", "shifts", "ssh_keys",
    ),
    "commands": ("commands",),
    "blobs": ("blobs",),
}  # fmt: skip
LEFT_ALONE: Final = {("commands", "digest")}
Row = dict[str, Any]


class Tampering:
    """One change to a copy of the store, chosen by chance; ``said`` tells which."""

    def __init__(self, store: sqlite3.Connection, chance: random.Random) -> None:
        self._store, self._chance = store, chance
        self.part = chance.choice([*PARTS, "tail", "guards"])
        self.said = ""

    def do(self) -> None:
        """Change something; sqlite3.IntegrityError where the file would not take it."""
        if self.part == "tail":
            return self._cut_tail()
        if self.part == "guards":
            return self._drop_guard()
        filled = [table for table in PARTS[self.part] if self._rows(table)]
        way = self._chance.choice((self._edit, self._edit, self._drop, self._swap, self._insert, self._replace))
        return way(self._chance.choice(filled))

    def _rows(self, table: str) -> list[Row]:
        names = [row[1] for row in self._store.execute(f"PRAGMA table_info({table})")]
        found = self._store.execute(f"SELECT rowid, * FROM {table}").fetchall()
        return [dict(zip(["rowid", *names], row, strict=True)) for row in found]

    def _column(self, table: str, row: Row) -> str:
        return self._chance.choice([name for name in row if name != "rowid" and (table, name) not in LEFT_ALONE])

    def _edit(self, table: str) -> None:
        row = self._chance.choice(self._rows(table))
        name = self._column(table, row)
        self._set(table, row, {name: self._other(row[name])}, "edit")

    def _swap(self, table: str) -> None:
        rows = self._rows(table)
        first, second = self._chance.choice(rows), self._chance.choice(rows)
        name = self._column(table, first)
        if first[name] == second[name]:
            return self._edit(table)
        self._set(table, first, {name: self._other(first[name])}, "swap")  # out of the way of what must be unique
        self._set(table, second, {name: first[name]}, "swap")
        return self._set(table, first, {name: second[name]}, "swap")

    def _drop(self, table: str) -> None:
        row = self._chance.choice(self._rows(table))
        self._store.execute(f"DELETE FROM {table} WHERE rowid = ?", (row["rowid"],))
        self.said = f"drop {table}"

    def _insert(self, table: str) -> None:
        row = dict(self._chance.choice(self._rows(table)))
        for name in self._keys(table):
            row[name] = self._beyond(table, name)
        self._put("INSERT", table, row)

    def _replace(self, table: str) -> None:
        row = dict(self._chance.choice(self._rows(table)))
        free = [name for name in row if name not in {"rowid", *self._keys(table)} and (table, name) not in LEFT_ALONE]
        name = self._chance.choice(free)
        row[name] = self._other(row[name])
        self._put("INSERT OR REPLACE", table, row)

    def _keys(self, table: str) -> list[str]:
        return [row[1] for row in self._store.execute(f"PRAGMA table_info({table})") if row[5]]

    def _beyond(self, table: str, name: str) -> Any:
        (last,) = self._store.execute(f"SELECT max({name}) FROM {table}").fetchone()
        return last + 1 if isinstance(last, int) else f"{last}x"

    def _put(self, verb: str, table: str, row: Row) -> None:
        values = {name: value for name, value in row.items() if name != "rowid"}
        columns = ", ".join(f'"{name}"' for name in values)
        self._store.execute(
            f"{verb} INTO {table} ({columns}) VALUES ({', '.join('?' * len(values))})", [*values.values()]
        )
        self.said = f"{verb.lower()} {table}"

    def _set(self, table: str, row: Row, values: Row, what: str) -> None:
        for name, value in values.items():
            self._store.execute(f'UPDATE {table} SET "{name}" = ? WHERE rowid = ?', (value, row["rowid"]))
            self.said = f"{what} {table}.{name}"

    def _other(self, value: Any) -> Any:
        """Another value, mostly of the same kind."""
        match value:
            case None:
                return self._chance.choice((0, "x", b"x"))
            case int():
                return value + self._chance.choice((-1, 1, 7, -60_000_000, 3_600_000_000))
            case bytes():
                at = self._chance.randrange(len(value) or 1)
                return value[:at] + bytes([(value[at] + 1) % 256 if value else 1]) + value[at + 1 :]
            case str() if value and self._chance.random() < 0.8:
                at = self._chance.randrange(len(value))
                return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
        return self._chance.choice(("", "x", None)) if value else "x"

    def _cut_tail(self) -> None:
        (last,) = self._store.execute("SELECT max(number) FROM events").fetchone()
        first = last - self._chance.randrange(5)
        for table, column in (("texts", "event"), ("events", "number")):
            self._store.execute(f"DELETE FROM {table} WHERE {column} >= ?", (first,))
        self.said = f"tail of {last - first + 1}"

    def _drop_guard(self) -> None:
        names = [name for (name,) in self._store.execute("SELECT name FROM guards")]
        name = self._chance.choice(names)
        self._store.execute("DELETE FROM guards WHERE name = ?", (name,))
        self.said = f"guard {name}"


def tampered(copy: Path, chance: random.Random) -> Tampering:
    """Change a copy; the guards are off meanwhile and stand again afterwards."""
    with closing(sqlite3.connect(copy)) as store:
        store.execute("CREATE TEMP TABLE guards AS SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in store.execute("SELECT name FROM guards").fetchall():
            store.execute(f"DROP TRIGGER {name}")
        store.commit()
        before = sorted(store.iterdump())  # the same row in another place is no change
        while True:
            change = Tampering(store, chance)
            try:
                change.do()
            except sqlite3.IntegrityError:
                store.rollback()
                continue
            if change.part == "guards" or sorted(store.iterdump()) != before:
                break
            store.rollback()
        for (sql,) in store.execute("SELECT sql FROM guards").fetchall():
            store.execute(sql)
        store.commit()
    return change


def one(task: tuple[Path, Path, str, int]) -> tuple[str, str, bool]:
    """Tamper with a copy and verify it: which part, what was done, and whether it was found."""
    base, folder, head, seed = task
    copy = folder / f"{seed}.db"
    shutil.copyfile(base, copy)
    change = tampered(copy, random.Random(seed))
    try:
        with open_desk(copy, clock=lambda: NOW, read_only=True) as desk:
            found = not desk.administration.verify(head=head).ok
    except StoreUnavailable:
        found = True
    except Exception as error:  # a verification that breaks down has found nothing
        return change.part, f"{change.said}: {error!r}", False
    for each in folder.glob(f"{copy.name}*"):
        each.unlink()
    return change.part, change.said, found


def small_store(path: Path) -> str:
    """A store with something in every table; gives its head, as somebody notes it elsewhere."""
    build(path, now=NOW, tickets=25)
    with open_desk(path, clock=lambda: NOW) as desk:
        who = desk.sign_in(LOGIN)
        number = desk.queue.numbers(_everything())[0]
        if not isinstance(who, Actor):
            raise TypeError(who)
        for n in range(3):
            done = desk.commands.perform(
                Attach(number=number, title=f"{n}.png", body=b"picture %d" % n), who, key=f"file-{n}"
            )
            if not isinstance(done, Done):
                raise TypeError(done)
        administrator = Actor(ADMINISTRATOR, "", Role.ADMINISTRATOR)
        for n in range(2):
            done = desk.commands.perform(AddKey(login=LOGIN, public_key=_public_key(n)), administrator, key=f"key-{n}")
            if not isinstance(done, Done):
                raise TypeError(done)
        report = desk.administration.verify()
        if not report.ok:
            raise RuntimeError([*report.broken_chains, *report.mismatches][0])
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA journal_mode = DELETE")
    return report.head


def _public_key(number: int) -> str:
    """A line of ``authorized_keys`` as sshd reads it (RFC 8709); nobody has the private half."""
    kind = b"ssh-ed25519"
    body = b"".join(len(part).to_bytes(4, "big") + part for part in (kind, bytes([number]) * 32))
    return f"{kind.decode()} {base64.b64encode(body).decode()} pc-{number}"


def _everything() -> Any:
    from core.desk.views import QueueQuery

    return QueueQuery()


def tamper(figures: Figures, folder: Path, count: int, seed: int) -> None:
    """Every tampering, on two cores."""
    base = folder / "base.db"
    head = small_store(base)
    tasks = [(base, folder, head, seed * 1_000_000 + n) for n in range(count)]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        done = pool.map(one, tasks, chunksize=10)
    missed = [said for _part, said, found in done if not found]
    for part, number in sorted(Counter(part for part, _said, _found in done).items()):
        figures.note(f"  {part}", f"{sum(f for p, _s, f in done if p == part)} of {number} found")
    figures.tell("tamperings found", f"{count - len(missed)} of {count}", "all", holds=not missed)
    for said, number in Counter(missed).most_common(20):
        print(f"  missed: {said} × {number}")


def speed(figures: Figures, path: Path, events: int) -> None:
    """How fast a larger store is verified: of one core's time, since others may be at work on it, and by the clock."""
    make(path, round(events / EVENTS), now=NOW)
    with open_desk(path, clock=lambda: NOW, read_only=True) as desk:
        chain = max(_measured(lambda: desk.administration.verify(chain_only=True)) for _ in range(3))
        whole = _measured(desk.administration.verify)
    held = f"{chain[0]:,} ({chain[1]:,} by the clock)"
    figures.tell("verify --chain: chain and texts, events a second", held, f"{SPEED:,}", holds=chain[0] >= SPEED)
    figures.note(
        "verify: every ticket and clock folded again, events a second", f"{whole[0]:,} ({whole[1]:,} by the clock)"
    )


def _measured(verify: Callable[[], Any]) -> tuple[int, int]:
    """Events a second of one core's time, and by the clock."""
    began, worked = time.perf_counter(), time.process_time()
    report = verify()
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    if not report.ok:
        raise RuntimeError("the store to measure is not whole")
    return int(report.events / worked), int(report.events / seconds)


def main() -> int:
    """Tamper, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tamperings", type=int, default=1_000)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="pult-tamper-") as name:
        tamper(figures, Path(name), options.tamperings, options.seed)
        speed(figures, Path(name) / "large.db", options.events)
    return figures.exit_code()


if __name__ == "__main__":
    sys.exit(main())

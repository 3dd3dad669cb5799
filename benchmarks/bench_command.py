"""What one command costs in CPU: a note on a fresh ticket and on a long one, a registration among many tickets.

    python benchmarks/bench_command.py [--against TREE] [--rounds 7] [--commands 40] [--tickets 20000]

One store is made. In every round each tree, this one and TREE (another check-out), works on a copy of it in a process
of its own, turn by turn, under one clock and with the same salts. Prints medians of the rounds with their spread, the
ratio, and whether the logs are equal to the hash; exits 1 where they are not.
"""

import argparse
import itertools
import json
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOGIN = "ivanova"
STAFF = 12
LONG = 1
EVENTS = 400
BEGINNING = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SWELL = """
WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < :count)
INSERT INTO tickets ({columns}) SELECT {values} FROM more, tickets WHERE tickets.number = {long}
"""


def main() -> int:
    """Measure, print, and say by the exit code whether the trees wrote the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--commands", type=int, default=40)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--work", nargs=2, metavar=("TREE", "STORE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        tree, store = options.work
        sys.path.insert(0, tree)
        print(json.dumps(work(Path(store), options.commands)))
        return 0
    with tempfile.TemporaryDirectory(prefix="pult-bench-") as folder:
        trees = [ROOT] if options.against is None else [options.against.resolve(), ROOT]
        asked = {"tickets": options.tickets, "written": options.json}
        return compare(Path(folder), trees, options.rounds, options.commands, **asked)


def compare(folder: Path, trees: list[Path], rounds: int, commands: int, *, tickets: int, written: Path | None) -> int:
    """Let the trees work turn by turn, and print what each took."""
    sys.path.insert(0, str(ROOT))
    made = folder / "made.db"
    prepare(made, tickets)
    found: dict[Path, list[dict[str, Any]]] = {tree: [] for tree in trees}
    for _ in range(rounds):
        for tree in trees:
            copy = folder / "copy.db"
            shutil.copy(made, copy)
            order = (sys.executable, __file__, "--commands", str(commands), "--work", str(tree), str(copy))
            found[tree].append(json.loads(subprocess.run(order, check=True, capture_output=True).stdout))
            for each in folder.glob("copy.db*"):
                each.unlink()
    for name in found[ROOT][0]["ms"]:
        taken = {tree: sorted(each["ms"][name] for each in found[tree]) for tree in trees}
        told = "  ".join(f"{median(each):6.2f} ({each[0]:.2f}-{each[-1]:.2f})" for each in taken.values())
        ratio = median(taken[trees[0]]) / median(taken[ROOT])
        print(f"{name:<28} ms CPU {told}" + (f"  × {ratio:.2f}" if len(trees) > 1 else ""))
    save(found[ROOT], written)
    same = len({each["head"] for runs in found.values() for each in runs}) == 1
    print("logs equal to the hash" if same else "THE LOGS DIFFER")
    return 0 if same else 1


def save(found: list[dict[str, Any]], path: Path | None) -> None:
    """Write this tree's figures as every benchmark does."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from _measure import Figure, Report

    report = Report()
    for key, name in zip(("fresh", "long", "registration"), found[0]["ms"], strict=True):
        taken = sorted(each["ms"][name] for each in found)
        report.figures.append(Figure(f"command.{key}", name, median(taken), taken[0], taken[-1], "ms CPU"))
    report.save(path)


def work(store: Path, commands: int) -> dict[str, Any]:
    """Milliseconds of CPU that a command of each kind takes, and the hash of the last event."""
    from core.desk import open_desk
    from core.tickets.answers.comments import Note

    foretell_salts()
    with open_desk(store, clock=lambda: BEGINNING + timedelta(days=1), session="bench") as desk:
        number = _done(desk, _registration("Свежее"), LOGIN).number
        kinds: dict[str, Any] = {
            "note on a fresh ticket": lambda n: Note(number=number, text=f"Проверено {n}"),
            f"note on one of {EVENTS} events": lambda n: Note(number=LONG, text=f"Проверено {n}"),
            "registration": lambda n: _registration(f"Не открывается карта {n}"),
        }
        taken: dict[str, list[float]] = {name: [] for name in kinds}
        for n, (name, made) in itertools.product(range(commands), kinds.items()):
            command = made(n)
            before = time.process_time()
            _done(desk, command, LOGIN, key=f"{name} {n}")
            taken[name].append((time.process_time() - before) * 1000)
    with closing(sqlite3.connect(store)) as read:
        (head,) = read.execute("SELECT hash FROM events ORDER BY number DESC LIMIT 1").fetchone()
    return {"ms": {name: median(each) for name, each in taken.items()}, "head": head}


def foretell_salts() -> None:
    """Draw salts that are the same in every run, so that equal commands make equal logs."""
    drawn = itertools.count()
    secrets.token_bytes = lambda size=None: next(drawn).to_bytes(size or 32, "big")


def prepare(path: Path, tickets: int) -> None:
    """A store with twelve of staff, one ticket of many events, and so many rows of tickets beside it."""
    from core.desk import init_store, open_desk
    from core.tickets.answers.comments import Note
    from core.tickets.people.commands import AddOrganization, AddPerson
    from core.tickets.staff.commands import AddUser
    from core.vocabulary import Role

    init_store(path, "admin", "Админова А. А.", clock=lambda: BEGINNING)
    with open_desk(path, clock=lambda: BEGINNING, session="made") as desk:
        _done(desk, AddUser(login=LOGIN, full_name="Иванова М. С.", role=Role.FIRST_LINE), "admin")
        for n in range(STAFF):
            _done(desk, AddUser(login=f"petrov{n}", full_name=f"Петров П. {n}", role=Role.SECOND_LINE), "admin")
        for n in (1, 2):
            _done(desk, AddOrganization(title=f"Больница {n}", code=f"b{n}", contract="1"), "admin")
        _done(desk, AddPerson(full_name="Синицына Анна Павловна", organization=1), "admin")
        _done(desk, _registration("Общее обращение"), LOGIN)
        for n in range(EVENTS):
            _done(desk, Note(number=LONG, text=f"Записано {n}"), LOGIN)
    with closing(sqlite3.connect(path)) as store:
        swell(store, tickets)


def swell(store: sqlite3.Connection, tickets: int) -> None:
    """Rows of another clinic's tickets, a fifth of them open, shared among the staff: what lists and choices read."""
    own = {
        "number": "n + 1",
        "organization": "2",
        "status": "CASE n % 5 WHEN 0 THEN 'in_progress' ELSE 'closed' END",
        "assignee": f"'petrov' || (n % {STAFF})",
        "assigned_at": "created_at + n * 1000",
        "external_number": "NULL",
    }
    columns = [name for _, name, *_ in store.execute("PRAGMA table_info(tickets)")]
    values = ", ".join(own.get(name, f"tickets.{name}") for name in columns)
    store.execute(SWELL.format(columns=", ".join(columns), values=values, long=LONG), {"count": tickets})
    store.commit()
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _registration(subject: str) -> Any:
    from core.tickets.registration.commands import Register
    from core.vocabulary import Channel, Mis, Priority, TicketType

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


def _done(desk: Any, command: Any, login: str, key: str | None = None) -> Any:
    actor = desk.sign_in(login)
    done = desk.commands.perform(command, actor, key=key)
    if not hasattr(done, "version"):
        raise SystemExit(str(done))
    return done


if __name__ == "__main__":
    sys.exit(main())

"""Fifty consoles' worth of processes at one command a second, over a file and over a server.

    python benchmarks/accept_crowd.py [--store sqlite|postgres|URL] [--processes 50] [--seconds 60]

Every process is a desk of its own with an operator of its own, who registers requests, writes in them and gives them
another priority, one command each second at an instant of its own. A console is open all day: each has given its first
command before it is measured, so that opening fifty of them within one second is no part of the figure. Aim:
p99 ≤ 50 ms, worst ≤ 500 ms, no error, nothing lost.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from _accept import database_of  # noqa: E402

from core.desk import StoreUnavailable, init_store, open_desk  # noqa: E402
from core.desk.desk import Desk  # noqa: E402
from core.desk.views import Done  # noqa: E402
from core.tickets.directory import Actor  # noqa: E402
from core.tickets.refusal import Refusal  # noqa: E402
from core.vocabulary import Channel, Mis, Priority, Role, TicketType  # noqa: E402
from tests.support.catalogue import commands as c  # noqa: E402

P99, WORST = 0.050, 0.500
CLINICS = 20


@dataclass(frozen=True)
class Share:
    """What one process did: seconds that each command took, what went wrong, and what was acknowledged."""

    seconds: list[float]
    errors: list[str]
    acknowledged: list[tuple[int, int]]
    """Ticket and version."""


def prepare(database: str, people: int) -> None:
    """A desk of clinics, requesters and so many operators of ПЛТП."""
    answer = init_store(database, "admin", "Админова А. А.")
    if isinstance(answer, Refusal):
        raise SystemExit(answer.message)
    with open_desk(database) as desk:
        admin = Actor("admin", "Админова А. А.", Role.ADMINISTRATOR)
        for n in range(1, CLINICS + 1):
            desk.commands.perform(c.AddOrganization(title=f"Больница № {n}", code=f"b{n}", contract=str(n)), admin)
            desk.commands.perform(c.AddPerson(full_name=f"Синицына Анна {n}", organization=n), admin)
        for n in range(people):
            desk.commands.perform(c.AddUser(login=f"op{n}", full_name=f"Оператор {n}", role=Role.FIRST_LINE), admin)


def operate(database: str, process: int, seconds: int, start: float) -> Share:
    """One operator's work: a command a second, begun at an instant of his own."""
    chance, share, mine = Random(process), Share([], [], []), list[int]()
    with open_desk(database) as desk:
        me = desk.sign_in(f"op{process}")
        if isinstance(me, Refusal):
            raise SystemExit(me.message)
        give(desk, me, next_command(chance, process, -1, mine), f"{process}-first", Share([], [], []))
        for n in range(seconds):
            time.sleep(max(0.0, start + n + process * 0.618 % 1 - time.time()))
            command = next_command(chance, process, n, mine)
            done = give(desk, me, command, f"{process}-{n}", share)
            if done is not None and isinstance(command, c.Register):
                mine.append(done.number or 0)
    return share


def next_command(chance: Random, process: int, n: int, mine: list[int]) -> c.Command:
    """A new request, or the next step in one of one's own."""
    if not mine or chance.random() < 0.3:
        clinic = chance.randrange(CLINICS) + 1
        return c.Register(
            subject=f"Не открывается карта {process}-{n}",
            description="При открытии карты пациента программа закрывается без сообщения.",
            organization=clinic,
            requester=clinic,
            mis=Mis.QMS,
            type=TicketType.ERROR,
            priority=Priority.HIGH,
            channel=chance.choice((Channel.INTERACTIVE, Channel.ISKIZ)),
        )
    number = mine[-1]
    return chance.choice(
        (
            c.Note(number=number, text="Воспроизвёл на тестовой базе, смотрю журнал службы."),
            c.Comment(number=number, text="Приняли в работу, ответим сегодня."),
            c.SetPriority(number=number, priority=chance.choice((Priority.HIGH, Priority.VERY_HIGH))),
        )
    )


def give(desk: Desk, me: Actor, command: c.Command, key: str, share: Share) -> Done | None:
    """Give one command; what became of it is added to the share."""
    began, done = time.perf_counter(), None
    try:
        answer = desk.commands.perform(command, me, key=key)
    except StoreUnavailable as error:
        share.errors.append(error.message)
    else:
        if isinstance(answer, Done) and answer.number is not None and answer.version is not None:
            share.acknowledged.append((answer.number, answer.version))
            done = answer
        elif isinstance(answer, Refusal) and answer.code != "priority.same":
            share.errors.append(answer.message)
    share.seconds.append(time.perf_counter() - began)
    return done


def crowd(database: str, processes: int, seconds: int) -> bool:
    """Run, print, and say whether the aim holds."""
    prepare(database, processes)
    start = time.time() + 3 + processes * 0.4
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        jobs = [pool.apply_async(operate, (database, process, seconds, start)) for process in range(processes)]
        shares = [job.get(timeout=seconds + 300) for job in jobs]
    waits = sorted(each for share in shares for each in share.seconds)
    errors = [error for share in shares for error in share.errors]
    with open_desk(database) as desk:
        admin = desk.sign_in("admin")
        assert isinstance(admin, Actor)
        versions = {row.number: row.version for row in desk.queue.rows(range(1, len(waits) + 1))}
        lost = [each for share in shares for each in share.acknowledged if versions.get(each[0], 0) < each[1]]
        report = desk.administration.verify()
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    print(f"  commands {len(waits)} of {processes} processes in {seconds} s")
    print(f"  median {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms (aim ≤ {P99 * 1000:.0f})")
    print(f"  worst {waits[-1] * 1000:.1f} ms (aim ≤ {WORST * 1000:.0f})")
    print(f"  errors {len(errors)}, lost {len(lost)} (aim 0); log {'whole' if report.ok else 'BROKEN'}")
    for error in sorted(set(errors))[:5]:
        print(f"  error: {error}")
    return p99 <= P99 and waits[-1] <= WORST and not errors and not lost and report.ok


def main() -> int:
    """Over both kinds of store, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", action="append")
    parser.add_argument("--processes", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    good = True
    for store in options.store or ("sqlite", "postgres"):
        print(f"{store if store in ('sqlite', 'postgres') else 'a given store'}:")
        with database_of(store) as database:
            good &= crowd(database, options.processes, options.seconds)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

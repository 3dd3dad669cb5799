"""A change of one desk is painted by ten other consoles, real ones on terminals of their own.

    python benchmarks/accept_seen.py [--store sqlite|postgres|URL] [--consoles 10] [--changes 40]

A ticket is registered; every console shows its queue, and the instant at which the new subject arrives at each terminal
is compared with the one at which the command was acknowledged. Consoles are open all day: the first change of all, to
an empty queue, at which each loads what it draws rows with, is told apart. Aim: p99 ≤ 400 ms over a file, ≤ 100 ms over
a server.
"""

from __future__ import annotations

import argparse
import os
import select
import sys
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from _accept import database_of  # noqa: E402
from accept_crowd import prepare  # noqa: E402
from pty_session import PtySession  # noqa: E402

from core.desk import open_desk  # noqa: E402
from core.desk.views import Done  # noqa: E402
from core.tickets.refusal import Refusal  # noqa: E402
from core.tickets.registration.commands import Register  # noqa: E402
from core.vocabulary import Channel, Mis, Priority, TicketType  # noqa: E402

AIMS = {"sqlite": 0.400, "postgres": 0.100}
REST = 0.9
"""Seconds between two changes."""


def request(mark: str) -> Register:
    """A request whose subject begins with a mark that no other has."""
    return Register(
        subject=f"{mark} не открывается карта",
        description="При открытии карты пациента программа закрывается без сообщения.",
        organization=1,
        requester=1,
        mis=Mis.QMS,
        type=TicketType.ERROR,
        priority=Priority.HIGH,
        channel=Channel.INTERACTIVE,
    )


def watch(terminals: list[PtySession], mark: str, began: float, patience: float = 5.0) -> list[float]:
    """Seconds after which each terminal got the mark; infinity where it never came."""
    seen, tails = dict.fromkeys(terminals, float("inf")), dict.fromkeys(terminals, b"")
    while time.perf_counter() - began < patience and float("inf") in seen.values():
        ready, _, _ = select.select([each.fd for each in terminals], [], [], 0.05)
        at = time.perf_counter() - began
        for each in terminals:
            if each.fd in ready:
                tails[each] = tails[each][-64:] + os.read(each.fd, 1 << 16)
                if mark.encode() in tails[each]:
                    seen[each] = min(seen[each], at)
    return list(seen.values())


def drain(terminals: list[PtySession], seconds: float) -> None:
    """Read what the terminals have been sent, so that none of them stalls."""
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        ready, _, _ = select.select([each.fd for each in terminals], [], [], left)
        for descriptor in ready:
            os.read(descriptor, 1 << 16)


def measure(database: str, consoles: int, changes: int, aim: float) -> bool:
    """Run, print, and say whether the aim holds."""
    prepare(database, consoles + 1)
    with ExitStack() as stack:
        desk = stack.enter_context(open_desk(database))
        me = desk.sign_in(f"op{consoles}")
        if isinstance(me, Refusal):
            raise SystemExit(me.message)
        environment = {**os.environ, "PULT_DB": database, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        command = [str(Path(sys.executable).with_name("pult")), "console", "--view", "all", "--as"]
        terminals = [
            stack.enter_context(PtySession([*command, f"op{n}"], environment=environment)) for n in range(consoles)
        ]
        drain(terminals, 4 + consoles * 1.2)
        waits: list[float] = []
        first: list[float] = []
        for n in range(changes + 1):
            mark = f"zq{n:03d}"
            answer = desk.commands.perform(request(mark), me)
            began = time.perf_counter()
            if not isinstance(answer, Done):
                raise SystemExit(answer.message)
            (waits if n else first).extend(watch(terminals, mark, began))
            drain(terminals, REST)
    waits.sort()
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    print(f"  {changes} changes on {consoles} consoles: median {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms "
          f"(aim ≤ {aim * 1000:.0f}), worst {waits[-1] * 1000:.0f} ms; "
          f"the first row ever {max(first) * 1000:.0f} ms")  # fmt: skip
    return p99 <= aim


def main() -> int:
    """Over both kinds of store, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", action="append")
    parser.add_argument("--consoles", type=int, default=10)
    parser.add_argument("--changes", type=int, default=40)
    options = parser.parse_args()
    good = True
    for store in options.store or ("sqlite", "postgres"):
        print(f"{store if store in AIMS else 'a given store'}:")
        with database_of(store) as database:
            good &= measure(database, options.consoles, options.changes, AIMS.get(store, AIMS["postgres"]))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

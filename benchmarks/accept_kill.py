"""Acceptance 2: 200 × kill -9 among writers loses nothing that was acknowledged and tears nothing.

    python benchmarks/accept_kill.py [--store sqlite|postgres|URL] [--kills 200] [--writers 4] [--seed 1]

Each writer carries out commands one after the other, each under an idempotency key, and acknowledges each by a line in
a file once ``perform`` has returned. It is killed at a random instant, mostly in the middle of a transaction; its
successor gives the first command that was not acknowledged again under the same key, as a console does. At the end
every acknowledged command must stand in the log exactly once, and ``verify`` must find the store whole. A store that is
named by ``--store``, a path or a URL, must be an empty one.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks._accept import Figures, database_of
from benchmarks._small_desk import actor, prepare, registration
from core.desk import StoreUnavailable, open_desk
from core.desk.desk import Desk
from core.desk.views import Done
from core.tickets.answers.comments import Note
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal

BLOCK = 12
"""Commands to one ticket: its registration, then notes."""
LIFE = (0.0, 0.4)
"""Seconds that a writer lives, at least and at most: after its first acknowledgement, or (one in four) its start."""
PATIENCE = 60.0


@dataclass
class Writer:
    """One line of commands, carried on by one process after the other."""

    name: str
    acks: Path
    pid: int = 0
    size: int = 0
    until: float = field(default=0.0)

    def acknowledged(self) -> list[tuple[int, int, bool]]:
        """Each acknowledged command, its ticket, and whether it had been carried out before; whole lines only."""
        text = self.acks.read_text()
        parts = (line.split() for line in text[: text.rfind("\n") + 1].splitlines())
        return [(int(n), int(ticket), repeated == "1") for n, ticket, repeated in parts]


def write_on(place: str, writer: Writer) -> None:
    """In the child: go on from the first command that was not acknowledged, until killed."""
    done = writer.acknowledged()
    n, ticket = (done[-1][0] + 1, done[-1][1]) if done else (0, 0)
    acks = os.open(writer.acks, os.O_WRONLY | os.O_APPEND)
    with open_desk(place) as desk:
        who = actor(desk)
        while True:
            key = f"{writer.name}-{n}"
            command: Command = Note(number=ticket, text=key) if n % BLOCK else registration(key)
            result = _carried_out(desk, command, who, key)
            ticket = result.number or ticket
            os.write(acks, f"{n} {ticket} {int(result.repeated)}\n".encode())
            n += 1


def _carried_out(desk: Desk, command: Command, who: Actor, key: str) -> Done:
    """The result, asked for again under the same key while the store is out of reach."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            result = desk.commands.perform(command, who, key=key)
        except StoreUnavailable:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
            continue
        if isinstance(result, Refusal):
            raise RuntimeError(result.message)
        return result


def start(place: str, writer: Writer, chance: random.Random) -> None:
    """A new process for a line of commands; this one has no threads and no open store, so that it may fork."""
    writer.size = writer.acks.stat().st_size
    writer.until = time.monotonic() + chance.uniform(*LIFE) if chance.random() < 0.25 else 0.0
    writer.pid = os.fork()
    if writer.pid == 0:
        try:
            write_on(place, writer)
        except BaseException as error:
            os.write(2, f"{writer.name}: {error!r}\n".encode())
        finally:
            os._exit(1)


def kill(writer: Writer) -> None:
    """Kill it at once; RuntimeError for a writer that had ended by itself."""
    os.kill(writer.pid, signal.SIGKILL)
    _pid, status = os.waitpid(writer.pid, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError(f"writer {writer.name} ended by itself")


def run(place: str, writers: list[Writer], kills: int, chance: random.Random) -> None:
    """Kill as often as asked, each time one that has acknowledged something since its start."""
    for writer in writers:
        start(place, writer, chance)
    done, deadline = 0, time.monotonic() + PATIENCE
    while done < kills:
        now = time.monotonic()
        if now > deadline:
            raise RuntimeError("no writer gets on")
        for writer in writers:
            if not writer.until and writer.acks.stat().st_size > writer.size:
                writer.until = now + chance.uniform(*LIFE)
            if writer.until and now >= writer.until and done < kills:
                kill(writer)
                done, deadline = done + 1, now + PATIENCE
                start(place, writer, chance)
        time.sleep(0.002)
    for writer in writers:
        kill(writer)


def judge(place: str, writers: list[Writer], figures: Figures) -> None:
    """Hold what was acknowledged against the log."""
    lost = doubled = acknowledged = repeated = 0
    with open_desk(place) as desk:
        who = actor(desk)
        for writer in writers:
            done = writer.acknowledged()
            acknowledged += len(done)
            repeated += sum(again for _n, _ticket, again in done)
            told = Counter(
                words for ticket in {ticket for _n, ticket, _again in done} for words in _words(desk, who, ticket)
            )
            found = [told[f"{writer.name}-{n}"] for n, _ticket, _again in done]
            lost += found.count(0)
            doubled += sum(count > 1 for count in found)
        report = desk.administration.verify()
    torn = [*report.broken_chains, *report.mismatches]
    figures.note("acknowledged", f"{acknowledged} commands, {report.events} events")
    figures.note("carried out, but killed before the acknowledgement, and answered on the repetition", repeated)
    figures.tell("acknowledged and lost", lost, "0", holds=not lost)
    figures.tell("carried out twice", doubled, "0", holds=not doubled)
    figures.tell("torn", len(torn), "0", holds=not torn)
    figures.tell("chain", "whole" if report.ok else torn[0], "whole", holds=report.ok)


def _words(desk: Desk, who: Actor, ticket: int) -> list[str]:
    view = desk.tickets.view(ticket, who)
    if isinstance(view, Refusal):
        return []
    return [view.ticket.subject, *(entry.text or "" for entry in view.timeline if entry.kind == "noted")]


def main() -> int:
    """Run and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", action="append", help="both kinds by default")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    figures = Figures()
    for store in options.store or ("sqlite", "postgres"):
        began = time.monotonic()
        print(f"{store if store in ('sqlite', 'postgres') else 'a given store'}:")
        with database_of(store) as place, tempfile.TemporaryDirectory(prefix="pult-acks-") as folder:
            prepare(place)
            writers = [Writer(f"w{n}", Path(folder) / f"w{n}") for n in range(options.writers)]
            for writer in writers:
                writer.acks.touch()
            run(place, writers, options.kills, random.Random(options.seed))
            figures.tell("kill -9", options.kills, "200", holds=options.kills >= 200)
            judge(place, writers, figures)
        figures.note("seconds", f"{time.monotonic() - began:.1f}")
    return figures.exit_code()


if __name__ == "__main__":
    sys.exit(main())

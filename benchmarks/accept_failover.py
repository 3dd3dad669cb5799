"""The primary is killed and its standby promoted while twenty consoles work.

    python benchmarks/accept_failover.py [--consoles 20] [--seconds 25]

Two real servers on loopback, the second a synchronous standby of the first; twenty desks of as many processes with a
URL of both. Every console gives a command under a key, waits for its answer, and gives the next: nobody restarts
anything by hand, and no command is given twice by the script. The primary is killed with -9 in the middle, and the
standby promoted as a cluster manager would. Aim: first commit within 3 s after the kill, none of at least 2,000
acknowledged commands lost, the log whole.
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

from accept_crowd import next_command, prepare  # noqa: E402

from core.desk import StoreUnavailable, open_desk  # noqa: E402
from core.desk.views import Done  # noqa: E402
from core.tickets.refusal import Refusal  # noqa: E402
from tests.support.servers import Server, servers  # noqa: E402

FIRST_COMMIT, LEAST = 3.0, 2000


@dataclass(frozen=True)
class Share:
    """What one console did: when each acknowledged command was answered, which ticket and version; what failed."""

    answered: list[tuple[float, int, int]]
    refused: int
    errors: list[str]


def operate(url: str, console: int, until: float) -> Share:
    """Command after command until an instant of ``time.monotonic``."""
    chance, share, mine = Random(console), Share([], 0, []), list[int]()
    refused = 0
    with open_desk(url) as desk:
        me = desk.sign_in(f"op{console}")
        if isinstance(me, Refusal):
            raise SystemExit(me.message)
        n = 0
        while time.monotonic() < until:
            command, n = next_command(chance, console, n, mine), n + 1
            try:
                answer = desk.commands.perform(command, me, key=f"{console}-{n}")
            except StoreUnavailable as error:
                share.errors.append(error.message)
                continue
            if isinstance(answer, Done) and answer.number is not None and answer.version is not None:
                share.answered.append((time.monotonic(), answer.number, answer.version))
                mine.append(answer.number)
            else:
                refused += 1
            time.sleep(chance.uniform(0.02, 0.1))
    return Share(share.answered, refused, share.errors)


def pair(found: list[Server]) -> tuple[Server, Server]:
    """A primary that waits for its synchronous standby at every commit."""
    primary, standby = found
    primary.make()
    primary.start()
    primary.create("pult")
    standby.follow(primary, "standby")
    standby.start()
    primary.wait_for_standby("standby")
    return primary, standby


def measure(consoles: int, seconds: int) -> bool:
    """Run, print, and say whether the aim holds."""
    with servers(2) as found:
        primary, standby = pair(found)
        prepare(primary.url(), consoles)
        url = f"postgresql://postgres@127.0.0.1:{primary.port},127.0.0.1:{standby.port}/pult"
        until = time.monotonic() + seconds
        with multiprocessing.get_context("fork").Pool(consoles) as pool:
            jobs = [pool.apply_async(operate, (url, console, until)) for console in range(consoles)]
            time.sleep(seconds * 0.6)
            killed = primary.kill()
            standby.configure(synchronous_standby_names="''")
            standby.promote()
            promoted = time.monotonic() - killed
            shares = [job.get(timeout=seconds + 120) for job in jobs]
        return tell(standby.url(), shares, killed, promoted)


def tell(url: str, shares: list[Share], killed: float, promoted: float) -> bool:
    """Compare what was acknowledged with what the new primary holds."""
    answered = [each for share in shares for each in share.answered]
    errors = [error for share in shares for error in share.errors]
    after = sorted(at - killed for at, _, _ in answered if at > killed + 0.05)
    never = float("inf")
    firsts = [min((at - killed for at, _, _ in share.answered if at > killed), default=never) for share in shares]
    with open_desk(url) as desk:
        versions = {row.number: row.version for row in desk.queue.rows(range(1, len(answered) + 1))}
        report = desk.administration.verify()
    lost = [each for each in answered if versions.get(each[1], 0) < each[2]]
    first = after[0] if after else never
    refused, whole = sum(share.refused for share in shares), "whole" if report.ok else "BROKEN"
    print(f"  consoles {len(shares)}, acknowledged {len(answered)} (aim ≥ {LEAST}), refused by a rule {refused}")
    print(f"  standby promoted {promoted:.2f} s after the kill")
    print(f"  first commit {first:.2f} s after the kill (aim ≤ {FIRST_COMMIT:.0f})")
    print(f"  the last of the consoles went on after {max(firsts):.2f} s")
    print(f"  acknowledged and lost {len(lost)} (aim 0), told as failed {len(errors)}, log {whole}")
    for error in sorted(set(errors))[:5]:
        print(f"  error: {error}")
    return first <= FIRST_COMMIT and len(answered) >= LEAST and not lost and not errors and report.ok


def main() -> int:
    """Run with the options given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--consoles", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    return 0 if measure(options.consoles, options.seconds) else 1


if __name__ == "__main__":
    sys.exit(main())

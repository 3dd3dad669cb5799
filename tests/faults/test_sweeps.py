"""Two sweeps at once, of two processes: what time has caused is done once."""

import multiprocessing
from collections import Counter
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from tests.support.desk import make_desk, registered, reopen
from tests.support.patience import PATIENCE
from tests.support.store import content

TICKETS = 12
LATER = "2026-11-23T10:00"
"""Every first reaction was due at 09:20; no other term has run out yet."""
SWEEPERS = 2


def sweep(path: Path, barrier: Barrier, told: Any) -> None:
    """One sweeper, which begins when the other does."""
    with reopen(path, LATER) as desk:
        barrier.wait(PATIENCE)
        told.put([(each.number, each.what) for each in desk.administration.sweep()])


@pytest.mark.slow
def test_two_sweeps_at_once_do_nothing_twice(tmp_path: Path) -> None:
    with make_desk(tmp_path, "2026-11-23T09:00") as desk:
        for n in range(TICKETS):
            registered(desk, subject=f"№ {n}")
    context = multiprocessing.get_context("spawn")
    barrier, told = context.Barrier(SWEEPERS), context.Queue()
    sweepers = [context.Process(target=sweep, args=(desk.path, barrier, told)) for _ in range(SWEEPERS)]
    for each in sweepers:
        each.start()
    done = [each for _ in sweepers for each in told.get(timeout=PATIENCE)]
    for each in sweepers:
        each.join(30)
    assert Counter(done) == Counter((number, "breached") for number in range(1, TICKETS + 1))
    alerts = [row for row in content(desk.path)["events"] if "alerted" in row]
    assert len(alerts) == TICKETS
    with reopen(desk.path, LATER) as again:
        assert again.administration.sweep() == ()
        assert again.administration.verify().ok

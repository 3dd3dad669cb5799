"""Two desks, and two processes, that remember folds at one store: what holds for a desk that remembers nothing."""

import multiprocessing
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from core.desk.views import Done
from core.store.event_log.log import history
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Take
from core.tickets.redaction.redacting import Redact
from core.tickets.undo.commands import TakeBack
from tests.core.desk.two_desks import lived
from tests.support.desk import FrozenDesk, actor, make_desk, registered, reopen
from tests.support.folds import borne_out
from tests.support.patience import PATIENCE
from tests.support.postgres import desk_database

SEEDS, TICKETS, COMMANDS = 6, 3, 40


def test_random_histories_at_two_desks_are_those_of_one_without_memory(tmp_path: Path) -> None:
    accepted, rolled_back = Counter[str](), 0
    for seed in range(SEEDS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        world = lived(make_desk(folder), seed)
        accepted += world.accepted
        rolled_back += world.rolled_back
    assert min(accepted["redact"], accepted["undo"], rolled_back) >= 3
    assert len(accepted) > 20


@pytest.mark.slow
@pytest.mark.xdist_group("postgres")
def test_the_same_at_a_server() -> None:
    assert lived(reopen(desk_database()), 1).rolled_back


def work(path: str, seed: int) -> list[str]:
    """One process's share at the shared tickets; what its memory has wrong."""
    chance, problems = Random(seed), list[str]()
    with reopen(path) as desk:
        ivanova, orlova = actor(desk, "ivanova"), actor(desk, "orlova")
        for n in range(COMMANDS):
            number = chance.randint(1, TICKETS)
            with desk.environment.store.reading() as tx:
                log = history(tx, number)
            if not borne_out(desk, number):
                problems.append(f"{seed}, {n}: ticket {number}")
            command, who = chance.choice(
                (
                    (Note(number=number, text=f"{seed}-{n}"), ivanova),
                    (Comment(number=number, text=f"{seed}-{n}"), ivanova),
                    (Take(number=number), ivanova),
                    (TakeBack(number=number), ivanova),
                    (Redact(number=number, event=chance.randint(1, len(log)), reason="лишнее"), orlova),
                )
            )
            done = desk.commands.perform(command, who)
            if isinstance(done, Done) and done.version is not None and done.version <= len(log):
                problems.append(f"{seed}, {n}: version {done.version} after {len(log)}")
    return problems


def shared(path: str | Path, desk: FrozenDesk) -> None:
    """Two processes at the tickets of a desk, and what came of it."""
    for _ in range(TICKETS):
        registered(desk)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        jobs = [pool.apply_async(work, (str(path), seed)) for seed in range(2)]
        assert [job.get(timeout=PATIENCE) for job in jobs] == [[], []]
    assert desk.administration.verify().ok


@pytest.mark.slow
def test_two_processes_remember_what_the_log_says(desk: FrozenDesk) -> None:
    shared(desk.path, desk)


@pytest.mark.slow
@pytest.mark.xdist_group("postgres")
def test_two_processes_at_a_server_remember_what_the_log_says() -> None:
    url = desk_database()
    with reopen(url) as desk:
        shared(url, desk)

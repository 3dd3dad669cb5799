"""Several consoles of one host write at once: nothing is lost, nothing is done twice, the chain stays whole."""

import multiprocessing
from pathlib import Path

import pytest

from core.desk.views import Done, QueueQuery
from core.tickets.answers.comments import Comment, Note
from core.tickets.refusal import Refusal, RefusalKind
from core.vocabulary import Channel
from tests.support.desk import FrozenDesk, actor, register, registered, reopen
from tests.support.patience import PATIENCE

PROCESSES, COMMANDS = 4, 25


def work(path: Path, name: int) -> list[str]:
    """One console's share: registrations, notes on one shared ticket, and each command sent twice."""
    problems = []
    with reopen(path) as desk:
        ivanova = actor(desk, "ivanova")
        for n in range(COMMANDS):
            command = (
                Note(number=1, text=f"{name}-{n}") if n % 2 else register(subject=f"{name}-{n}", channel=Channel.ISKIZ)
            )
            key = f"{name}-{n}"
            first, again = (desk.commands.perform(command, ivanova, key=key) for _ in range(2))
            if not (isinstance(first, Done) and isinstance(again, Done) and again.repeated):
                problems.append(f"{key}: {first} {again}")
    return problems


@pytest.mark.slow
def test_four_processes_lose_nothing(desk: FrozenDesk) -> None:
    registered(desk)
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES) as pool:
        jobs = [pool.apply_async(work, (desk.path, name)) for name in range(PROCESSES)]
        assert [job.get(timeout=PATIENCE) for job in jobs] == [[]] * PROCESSES
    registrations = PROCESSES * 13
    assert sorted(desk.queue.numbers(QueueQuery())) == list(range(1, registrations + 2))
    shown = desk.tickets.view(1, actor(desk, "ivanova"))
    assert not isinstance(shown, Refusal)
    notes = [entry.text for entry in shown.timeline[1:]]
    assert sorted(notes) == sorted(f"{p}-{n}" for p in range(PROCESSES) for n in range(1, COMMANDS, 2))  # type: ignore[type-var]
    report = desk.administration.verify()
    assert (report.ok, report.tickets) == (True, registrations + 1)


def race(path: Path, name: int) -> str:
    """Save on version 1, as two consoles do that both have the ticket open."""
    with reopen(path) as desk:
        result = desk.commands.perform(Comment(number=1, text=str(name)), actor(desk, "ivanova"), expect_version=1)
        return "done" if isinstance(result, Done) else result.kind.value


@pytest.mark.slow
def test_of_two_that_save_the_same_version_one_is_told(desk: FrozenDesk) -> None:
    registered(desk)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        jobs = [pool.apply_async(race, (desk.path, name)) for name in range(2)]
        results = sorted(job.get(timeout=PATIENCE) for job in jobs)
    assert results == [RefusalKind.CONFLICT.value, "done"]

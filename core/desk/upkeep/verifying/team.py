"""Several processes that verify one store, every one over the same snapshot of it; who sees to that is their parent.

On SQLite a snapshot is a process's own. Each takes its when told, and nothing counts unless nobody has committed
meanwhile: ``PRAGMA data_version`` tells. After a few attempts, and whenever a process fails, one process does it all.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Final, TypeVar

import core
from core.desk.upkeep.verifying.child import Look, tell
from core.desk.upkeep.verifying.child import StoreAtHand as StoreAtHand
from core.desk.upkeep.verifying.jobs import Found, Hands, Job
from core.store.event_log.log import last_event
from core.store.location import FilePlace
from core.store.store import Reading, Store

MOST: Final = 8
"""Processes at most."""
LEAST_EVENTS: Final = 20_000
"""A log of fewer is verified sooner than processes have started."""
LEAST_OF_CHAIN: Final = 100_000
"""The same of the chain alone."""
SPANS_EACH: Final = 4
"""Into how many spans the chain is cut for each process, so that none waits long for the last."""
ATTEMPTS: Final = 5
"""How often a common snapshot is tried for, while others commit."""
_ROOT: Final = str(Path(core.__file__).resolve().parents[1])
PROGRAM: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from core.desk.upkeep.verifying.child import main; main()"
)
"""What a process runs; its argument is where the program lies."""
_LOST: Final = (OSError, EOFError, pickle.PickleError)
Result = TypeVar("Result")


class Scattered(Exception):
    """A process of a team has failed: its jobs are to be done without it."""


@dataclass(slots=True)
class Team:
    """Processes that have started; to be used by one thread."""

    children: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def spans(self) -> int:
        """A few for each."""
        return SPANS_EACH * len(self.children)

    def look(self) -> None:
        """Have every process take a snapshot of now. Raises Scattered."""
        for child in self.children:
            _send(child, Look())
        for child in self.children:
            _answer(child)

    def do(self, jobs: Sequence[Job[Found]]) -> list[Found]:
        """What the jobs find, in their order; whoever is free takes the next. Raises Scattered."""
        waiting: SimpleQueue[int] = SimpleQueue()
        for place in range(len(jobs)):
            waiting.put(place)
        found: dict[int, Found] = {}

        def work(child: "subprocess.Popen[bytes]") -> None:
            with suppress(Empty, Scattered):
                while True:
                    place = waiting.get_nowait()
                    _send(child, jobs[place])
                    found[place] = _answer(child)

        with ThreadPoolExecutor(len(self.children)) as threads:
            try:
                list(threads.map(work, self.children))
            except BaseException:  # somebody has interrupted: the threads wait for nobody then
                self.end()
                raise
        if len(found) < len(jobs):
            raise Scattered
        return [found[place] for place in range(len(jobs))]

    def end(self) -> None:
        """End every process; what it was doing is lost."""
        for child in self.children:
            child.kill()


def processes() -> int:
    """How many processes a verification is worth here: the processor's cores, but not too many."""
    return min(MOST, len(os.sched_getaffinity(0)))


@contextmanager
def started(desk: StoreAtHand, size: int) -> Iterator[Team]:
    """A team that has loaded all it needs; ended with the block. Raises Scattered."""
    with ExitStack() as ending:
        team = Team()
        for _ in range(size):
            child = _start()
            ending.callback(_end, child)
            team.children.append(child)
        for child in team.children:
            _send(child, desk)
        for child in team.children:
            _answer(child)
        yield team


def together(store: Store, desk: StoreAtHand, work: Callable[[Reading, Hands], Result], size: int) -> Result | None:
    """Do work with a team over one snapshot; None where none could be had, or a process has failed."""
    if not isinstance(store.place, FilePlace):
        return None
    signal = store.change_signal()
    try:
        with started(desk, size) as team:
            for _ in range(ATTEMPTS):
                signal.changed()
                with store.reading() as tx:
                    last_event(tx)  # a snapshot begins with the first reading
                    team.look()
                    if not signal.changed():
                        return work(tx, team)
    except Scattered:
        pass
    finally:
        signal.close()
    return None


def _start() -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-c", PROGRAM, _ROOT],
            stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError:  # too few processes or too little memory; or an account that may start none
        raise Scattered from None


def _send(child: "subprocess.Popen[bytes]", message: object) -> None:
    assert child.stdin is not None
    try:
        tell(child.stdin, message)
    except _LOST:
        raise Scattered from None


def _answer(child: "subprocess.Popen[bytes]") -> Any:
    assert child.stdout is not None
    try:
        return pickle.load(child.stdout)
    except _LOST:
        raise Scattered from None


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.kill()
    for stream in (child.stdin, child.stdout):
        with suppress(OSError):
            if stream is not None:
                stream.close()
    child.wait()

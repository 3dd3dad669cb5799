"""What reads and commands may cost, counted and not timed: statements asked of the database, logs folded.

The budgets are what was needed when they were written; whoever needs less lowers them.
"""

import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from console.queue.model.queue_reading import Sight, read_queue
from core.desk.views import QueueQuery, View
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Take
from core.tickets.command import Command
from core.tickets.fold import followed, replay
from core.tickets.registration.commands import Register
from core.vocabulary import Channel
from tests.support.desk import FrozenDesk, actor, done, made_once, make_desk, register

ME = "ivanova"
SAID = ("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK", "--", "SELECT k, v FROM 'main'.'search_index_config'")
"""What belongs to a transaction and not to what is asked in it; a trigger tells its own statements as comments, and the
search index looks at its settings once for each connection."""
INDEXED = 5
"""What the search index adds to words in a page that is begun: is it current, the page, out, in, words."""


def asking(**changes: Any) -> Register:
    """A request that is compared with no other, as those of a register are not."""
    return register(channel=Channel.INTERACTIVE, **changes)


class Asked:
    """The statements that every connection of this process was asked."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def since(self, begun: int) -> list[str]:
        return self.statements[begun:]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    found, connect = Asked(), sqlite3.connect

    def told(statement: str) -> None:
        if not statement.startswith(SAID):
            found.statements.append(statement)

    def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_trace_callback(told)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    return found


@made_once
def lived(folder: Path) -> FrozenDesk:
    """A dozen open tickets, the first of 60 events."""
    desk = make_desk(folder)
    for n in range(12):
        done(desk, asking(subject=f"Не печатается лист {n}", description=f"Отделение {n}."))
    for n in range(60):
        done(desk, Note(number=1, text=f"Проверено рабочее место {n}."))
    return desk


@pytest.fixture
def desk(asked: Asked, tmp_path: Path) -> FrozenDesk:
    return lived(tmp_path)


@contextmanager
def folds() -> Iterator[Counter[str]]:
    """How often a whole log is folded, and how often events are added to a fold."""
    wanted: dict[CodeType, str] = {replay.__code__: "whole", followed.__code__: "added"}
    found: Counter[str] = Counter()

    def seen(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code in wanted:
            found[wanted[frame.f_code]] += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        yield found
    finally:
        sys.setprofile(before)


READS: dict[str, tuple[Callable[[FrozenDesk], object], int]] = {
    "the queue": (lambda desk: read_queue(desk, QueueQuery(View.OPEN), ME, Sight(slice(40))), 8),
    "the queue, mine": (lambda desk: read_queue(desk, QueueQuery(View.MINE), ME, Sight(slice(40))), 7),
    "a ticket of 60 events": (lambda desk: desk.tickets.view(1, actor(desk, ME)), 11),
    "news": (lambda desk: desk.tickets.news(actor(desk, ME), None), 11),
    "the panel": (lambda desk: desk.oversight.wall(), 12),
    "promises": (lambda desk: desk.registers.promises(), 3),
}
COMMANDS: dict[str, tuple[Command, int, int]] = {
    "a note on a fresh ticket": (Note(number=7, text="Смотрим журнал."), 19 + INDEXED, 1),
    "a note on one of 60 events": (Note(number=1, text="Смотрим журнал."), 19 + INDEXED, 1),
    "a comment": (Comment(number=8, text="Смотрим журнал."), 19 + INDEXED, 1),
    "taking": (Take(number=9), 17, 1),
    "a registration": (asking(subject="Не открывается карта", description="Белый экран."), 25 + INDEXED - 2, 1),
}


@pytest.mark.parametrize("place", READS)
def test_a_screen_asks_no_more_statements_than_its_budget(desk: FrozenDesk, asked: Asked, place: str) -> None:
    read, most = READS[place]
    read(desk)
    begun = len(asked.statements)
    read(desk)
    assert len(asked.since(begun)) <= most, asked.since(begun)


@pytest.mark.parametrize("what", COMMANDS)
def test_a_command_asks_and_folds_no_more_than_its_budget(desk: FrozenDesk, asked: Asked, what: str) -> None:
    command, most, whole = COMMANDS[what]
    begun = len(asked.statements)
    with folds() as found:
        done(desk, command)
    assert len(asked.since(begun)) <= most, asked.since(begun)
    assert found["whole"] <= whole


def test_what_a_command_asks_does_not_grow_with_the_log(desk: FrozenDesk, asked: Asked) -> None:
    counts = []
    for number in (7, 1):
        begun = len(asked.statements)
        done(desk, Note(number=number, text="Смотрим журнал."))
        counts.append(len(asked.since(begun)))
    assert counts[0] == counts[1]

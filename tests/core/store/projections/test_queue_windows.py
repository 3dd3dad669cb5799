"""Windows of the lists: the first numbers are those of the whole view, and no more is read than is given.

What is counted here are rows and plans of statements, not seconds: a plan that sorts or reads the whole table costs
more the longer the list is.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from core.desk.queue.listing import views_at
from core.desk.views import QueueQuery, QueueWindow, Sort, View
from core.store.projections import queue_keys
from core.store.projections.queue_keys import ListQuery
from core.store.store import Store
from core.store.tables import tickets
from core.vocabulary import Priority
from tests.support.desk import FrozenDesk, actor, make_desk, moment, registered, reopen
from tests.support.many_tickets import FIRST, multiply
from tests.support.steps import counted_steps
from tests.support.store import raw

MANY = 1500


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_desk(tmp_path, "2026-11-23T09:00").close()
    return tmp_path / "pult.db"


def desk_of(path: Path, now: str = "2026-11-23T09:00") -> FrozenDesk:
    return reopen(path, moment(now))


def many(path: Path, count: int = MANY) -> FrozenDesk:
    """A desk with so many copies of a ticket of high priority that was received at 09:00."""
    with desk_of(path) as desk:
        multiply(path, registered(desk, priority=Priority.HIGH), count)
    return desk_of(path)


def test_a_window_begins_as_the_whole_view_does(path: Path) -> None:
    with many(path) as desk:
        for sort in Sort:
            query = QueueQuery(View.OPEN, sort=sort)
            whole = desk.queue.numbers(query)
            assert len(whole) == MANY + 1
            assert desk.queue.numbers(query, 70) == whole[:70]
        assert desk.queue.numbers(QueueQuery(View.CLOSED), 70) == ()


def test_counters_stop_where_they_are_told_to(path: Path) -> None:
    with many(path) as desk:
        assert desk.queue.count(QueueQuery(View.OPEN)) == desk.queue.counts(None)[View.OPEN] == MANY + 1
        assert desk.queue.count(QueueQuery(View.OPEN), 1000) == 1000
        look = desk.queue.look(
            QueueQuery(View.OPEN),
            lambda groups: groups[0].numbers,
            slice(10),
            QueueWindow(50, None, (View.OPEN,), 1000),
        )
        assert (len(look.numbers), len(look.rows), look.whole, look.counts) == (50, 10, False, {View.OPEN: 1000})


def test_a_window_goes_on_to_the_ticket_that_is_asked_for(path: Path) -> None:
    last = FIRST + MANY - 1
    with many(path) as desk:

        def look(through: int | None, most: int = 50) -> tuple[int, bool]:
            window = QueueWindow(most, through)
            found = desk.queue.look(QueueQuery(View.OPEN), lambda groups: groups[0].numbers, slice(1), window)
            return len(found.numbers), found.whole

        assert look(None) == (50, False)
        assert look(FIRST + 30) == (50, False)
        assert look(FIRST + 200)[0] > 200
        assert look(last) == (MANY + 1, True)
        assert look(999_999) == (50, False)  # there is no such ticket: nothing is read for it
        assert look(None, MANY + 1) == (MANY + 1, True)


def test_news_count_no_further_and_tell_the_nearest(path: Path) -> None:
    with many(path) as desk:
        desk.clock.set("2026-11-23T12:30")  # first reactions, due from 09:20:00 on, are all over by 09:45
        news = desk.tickets.news(actor(desk, "ivanova"), None)
        assert (news.overdue, news.soon, len(news.near)) == (1000, 0, 0)
        desk.clock.set("2026-11-23T09:19")
        news = desk.tickets.news(actor(desk, "ivanova"), None)
        assert news.overdue == 0
        assert news.soon == 1000
        assert 0 < len(news.near) <= 200


@pytest.mark.parametrize("seed", range(2))
def test_the_parts_of_a_view_are_the_view(path: Path, seed: int) -> None:
    """Whatever a row says: flags, dues, statuses and lines by chance, of which the rules would not allow many."""
    many(path, 150).close()
    _shuffle(path, random.Random(seed))
    with desk_of(path) as desk, Store.open(path) as store, store.reading() as tx:
        for now in ("2026-11-23T09:20", "2026-11-23T11:00", "2026-11-23T20:00"):
            views = views_at(tx, desk.policy, moment(now), "ivanova")
            counts = queue_keys.counts(tx, views)
            for view in View:
                meant = select(tickets.c.number).where(views.of(view.value))
                expected = set(tx.connection.execute(meant).scalars())
                for sort in Sort:
                    found = [number for number, _group in queue_keys.keys(tx, views, ListQuery(view.value, sort=sort))]
                    assert (len(found), set(found)) == (len(expected), expected), (view, sort)
                assert counts[view.value] == len(expected)
                assert queue_keys.count(tx, views, ListQuery(view.value)) == len(expected)


def _shuffle(path: Path, chance: random.Random) -> None:
    flags = ("next_soft", "next_breached", "needs_term", "no_term", "no_executor", "unregistered", "masked", "disputed")
    start, never = int(moment("2026-11-23T08:30").timestamp() * 1_000_000), 2**63 - 1
    with raw(path) as connection:
        connection.execute("BEGIN")
        for (number,) in connection.execute("SELECT number FROM tickets").fetchall():
            due = chance.choice([None, start + chance.randrange(0, 36_000_000_000)])
            status = chance.choice(["new", "in_progress", "resolved", "closed"])
            row = {
                "status": status,
                "closed_at": start if status == "closed" else None,
                "next_due": due,
                "sort_due": never if due is None else due,
                "next_line": chance.choice(["first", "second", "third"]),
                "priority": chance.choice(list(Priority)).value,
                "assignee": chance.choice([None, "ivanova", "petrov"]),
                "waiting": chance.choice([None, "requester"]),
                "third_line": chance.choice([None, "mis"]),
                "open_tasks": chance.choice([0, 2]),
                **{flag: chance.choice([0, 1]) for flag in flags},
            }
            names = ", ".join(f"{name} = ?" for name in row)
            connection.execute(f"UPDATE tickets SET {names} WHERE number = ?", (*row.values(), number))
        connection.execute("COMMIT")


def test_no_plan_of_a_window_sorts_or_reads_the_table(path: Path) -> None:
    walked = [(view, Sort.DUE) for view in (View.OPEN, View.NEW, View.SOON, View.OVERDUE, View.CLOSED, View.DISPUTED)]
    with many(path, 50) as desk:
        for view, sort in (*walked, (View.OPEN, Sort.PRIORITY), (View.OPEN, Sort.CHANGED)):
            plans = _plans(path, desk, QueueQuery(view, sort=sort, me="ivanova"))
            assert plans
            assert [step for step in plans if "TEMP B-TREE" in step or step == "SCAN tickets"] == [], (view, sort)
        for view in set(View) - {View.TO_SOLVE}:  # the tickets to solve are told by their clocks
            assert "SCAN tickets" not in _plans(path, desk, QueueQuery(view, me="ivanova")), view


def _plans(path: Path, desk: FrozenDesk, query: QueueQuery) -> list[str]:
    """The steps by which SQLite answers every statement of a look that reads tickets."""
    window = QueueWindow(100, None, (View.NEW, View.MINE, View.OPEN, View.SOON, View.OVERDUE, query.view), 1000)
    with _asked() as said:
        desk.queue.look(query, lambda groups: groups[0].numbers if groups else (), slice(20), window)
    with raw(path) as connection:
        return [
            row[3]
            for statement, values in said
            if "tickets" in statement
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


@contextmanager
def _asked() -> Iterator[list[tuple[str, Any]]]:
    """The statements that are asked meanwhile, with their values."""
    said: list[tuple[str, Any]] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:  # noqa: PLR0917
        said.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_a_look_asks_no_more_statements_of_a_long_list_than_of_a_short_one(path: Path) -> None:
    found = []
    with many(path) as desk:
        for most in (10, 1000):
            with _asked() as said:
                desk.queue.look(QueueQuery(me="ivanova"), lambda g: g[0].numbers, slice(10), QueueWindow(most))
            found.append(len(said))
    assert found[0] == found[1] <= 10


@pytest.mark.parametrize("view", [View.OPEN, View.MINE, View.SOON, View.OVERDUE, View.NEEDS_TERM, View.CLOSED])
def test_a_look_takes_as_many_steps_in_a_list_three_times_as_long(
    path: Path, monkeypatch: pytest.MonkeyPatch, view: View
) -> None:
    """Steps of SQLite's own machine: at 09:00 none is overdue yet, and all of them are due later."""
    counted = (View.NEW, View.MINE, View.OPEN, View.SOON, View.OVERDUE, View.CONFIRMATION, View.CLOSED)
    query, window = QueueQuery(view, me="ivanova"), QueueWindow(50, None, counted, 100)
    taken = []
    many(path, 500).close()
    for count in (0, 1000):
        with desk_of(path) as desk:
            multiply(path, 1, count, first=FIRST + 500)
        with monkeypatch.context() as patched:
            steps = counted_steps(patched)
            with desk_of(path) as desk:
                before = len(steps)
                desk.queue.look(query, lambda groups: groups[0].numbers if groups else (), slice(20), window)
                taken.append(len(steps) - before)
    assert 0 < taken[1] <= taken[0] * 1.05

"""What each of staff has in hand, and whose turn it is: as a plain look at all rows tells it, on both databases."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert, select

from core.instants import to_us
from core.store.projections.workload import OpenCounts, load, turns
from core.store.store import Store, Writing
from core.store.tables import tickets
from core.vocabulary import Status
from tests.support.desk import USERS, make_store, moment, registered, reopen
from tests.support.postgres import desk_database

LOGINS = [login for login, *_ in USERS]
AT = to_us(moment("2026-11-23T09:00"))
SEEDS = 12
ROWS = 60


@pytest.fixture(params=["file", pytest.param("server", marks=[pytest.mark.slow, pytest.mark.xdist_group("postgres")])])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A store with one ticket, of which the others are made."""
    made: Callable[[], Any] = (lambda: make_store(tmp_path)) if request.param == "file" else desk_database
    found = made()
    with reopen(found) as desk:
        registered(desk)
    return found


def test_it_is_what_all_the_rows_tell(place: Any) -> None:
    with Store.open(place) as store:
        for seed in range(SEEDS):
            with store.writing() as tx:  # rolled back
                rows = scattered(tx, Random(seed))
                for without in (None, rows[-1]["number"], 10**6):
                    counted = [row for row in rows if row["number"] != without]
                    assert load(tx, without) == in_hand(counted)
                    asked = OpenCounts(tx, without)
                    assert {login: asked.get(login, 0) for login in LOGINS} == {
                        login: in_hand(counted)[login] for login in LOGINS
                    }
                    assert (asked["nobody"], sorted(asked)) == (0, sorted(in_hand(counted)))
                    found = turns(tx, without)
                    at = {login: to_us(turn.at) for login, turn in found.items() if turn.at is not None}
                    assert at == last(counted)
                    told = {login: (at.get(login, 0), turn.number) for login, turn in found.items()}
                    assert in_turn(told) == in_turn(every_turn(counted))


def scattered(tx: Writing, random: Random) -> list[dict[str, Any]]:
    """Rows of tickets of all kinds, at so few instants that many turns are the same; gives all that stand."""
    (first,) = tx.connection.execute(select(tickets)).mappings().all()
    rows = [
        {
            **first,
            "number": number,
            "status": random.choice(list(Status)).value,
            "assignee": random.choice([None, *LOGINS]),
            "named": random.choice([None, None, *LOGINS]),
            "assigned_at": random.choice([None, AT, AT + 1, AT + random.randrange(5)]),
            "created_at": AT + random.randrange(4),
        }
        for number in range(2, 2 + random.randrange(1, ROWS))
    ]
    tx.connection.execute(insert(tickets), rows)
    return [dict(first), *rows]


def in_hand(rows: list[dict[str, Any]]) -> Counter[str]:
    """How many open tickets each has or will get."""
    open_ = [row for row in rows if row["status"] != Status.CLOSED.value]
    return Counter(row[who] for row in open_ for who in ("assignee", "named") if row[who] is not None)


def last(rows: list[dict[str, Any]]) -> dict[str, int]:
    """When each got, or was named for, his last ticket."""
    found: dict[str, int] = {}
    for row in rows:
        for who, since in (("assignee", "assigned_at"), ("named", "created_at")):
            if row[who] is not None and row[since] is not None:
                found[row[who]] = max(found.get(row[who], 0), row[since])
    return found


def every_turn(rows: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """The last turn of each, and the latest of his tickets by number."""
    number: dict[str, int] = {}
    for row in rows:
        for who in {row["assignee"], row["named"]} - {None}:
            number[who] = max(number.get(who, 0), row["number"])
    return {login: (last(rows).get(login, 0), each) for login, each in number.items()}


def in_turn(known: dict[str, tuple[int, int]]) -> list[str]:
    """The staff as the longest waiting chooses them."""
    return sorted(LOGINS, key=lambda login: (*known.get(login, (0, 0)), login))

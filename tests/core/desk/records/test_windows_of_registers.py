"""Registers are read as far as is asked for: no more rows of a long call log than are wanted, names of those alone."""

from pathlib import Path

import pytest

from tests.support.desk import FrozenDesk, make_desk, moment, reopen
from tests.support.steps import counted_steps
from tests.support.store import raw

CALLS = """
WITH RECURSIVE places (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM places WHERE n < {last})
INSERT INTO calls (id, requester, organization, started_at, ended_at, solved, text, search)
SELECT n, people.id, people.organization, (n % 7) * 60000000, (n % 7) * 60000000 + 1, 1, 'Вопрос ' || n, ''
FROM places JOIN people ON people.id = 1 + n % 2
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_desk(tmp_path).close()
    return tmp_path / "pult.db"


def log_calls(path: Path, first: int, last: int) -> None:
    with raw(path) as connection:
        connection.execute(CALLS.format(first=first, last=last))


def desk_of(path: Path) -> FrozenDesk:
    return reopen(path, moment("2026-11-23T09:00"))


def test_a_window_is_how_the_whole_log_begins(path: Path) -> None:
    log_calls(path, 1, 60)
    with desk_of(path) as desk:
        whole = desk.registers.calls()
        assert len(whole) == 60
        assert [each.id for each in whole[:9]] == [55, 48, 41, 34, 27, 20, 13, 6, 54]  # by their beginning, then by id
        assert desk.registers.calls(most=20) == whole[:20]
        his = tuple(each for each in whole if each.requester == 2)
        assert desk.registers.calls(requester=2) == his
        assert desk.registers.calls(requester=2, most=3) == his[:3]
        assert desk.registers.call(41) == whole[2]
        assert desk.registers.call(61) is None


def test_a_window_of_a_log_three_times_as_long_takes_as_many_steps(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    for first, last in ((1, 400), (401, 1200)):
        log_calls(path, first, last)
        with monkeypatch.context() as patched:
            steps = counted_steps(patched)
            with desk_of(path) as desk:
                desk.registers.calls(most=50)
                before = len(steps)
                assert len(desk.registers.calls(most=50)) == 50
                taken.append(len(steps) - before)
    assert 0 < taken[1] <= taken[0] * 1.05


def test_names_are_those_of_the_people_that_are_asked_for(path: Path) -> None:
    with desk_of(path) as desk:
        known = {each.id: each.name for each in desk.directory.people()}
        assert len(known) > 2
        assert desk.directory.names([1, None, 2, 1]) == {1: known[1], 2: known[2]}
        assert desk.directory.names([]) == {}
        assert desk.directory.names(range(1, 3000)) == known

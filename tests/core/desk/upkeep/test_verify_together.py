"""Several processes verify a store over one and the same snapshot; where that fails, one process does it all."""

import pytest

from core.desk.upkeep.verifying import team
from core.tickets.answers.comments import Note
from tests.support.desk import FrozenDesk, done, registered
from tests.support.store import raw


@pytest.fixture
def looked(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A desk with a ticket, large enough for two processes; grows by the number of them with each common snapshot."""
    registered(desk)
    monkeypatch.setattr(team, "LEAST_EVENTS", 1)
    monkeypatch.setattr(team, "processes", lambda: 2)
    found: list[int] = []
    look = team.Team.look

    def counted(self: team.Team) -> None:
        found.append(len(self.children))
        look(self)

    monkeypatch.setattr(team.Team, "look", counted)
    return found


def alone(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> object:
    with monkeypatch.context() as one:
        one.setattr(team, "processes", lambda: 1)
        return desk.administration.verify()


def test_two_processes_find_what_one_finds(
    desk: FrozenDesk, looked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with raw(desk.path) as connection:
        connection.execute("UPDATE tickets SET status = 'closed'")
        connection.execute("UPDATE texts SET body = NULL, salt = NULL WHERE event = 13")
    report = desk.administration.verify()
    assert looked == [2]
    assert report.mismatches == (
        "Обращение 1: расходится с журналом (search, status, subject)",
        "Поиск: обращение 1 — в индексе не то, что в журнале; pult verify --rebuild-search",
        "Обращение 1, запись 1: текст «description» изъят, а записи об этом нет",
        "Обращение 1, запись 1: текст «subject» изъят, а записи об этом нет",
    )
    assert report == alone(desk, monkeypatch)


def test_a_commit_between_two_snapshots_has_them_taken_again(
    desk: FrozenDesk, looked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = team.Team.look

    def look(self: team.Team) -> None:
        if not looked:
            done(desk, Note(number=1, text="."))
        counted(self)

    monkeypatch.setattr(team.Team, "look", look)
    report = desk.administration.verify()
    assert (looked, report.ok, report.events) == ([2, 2], True, 14)


def test_one_process_does_it_where_somebody_commits_all_the_time(
    desk: FrozenDesk, looked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = team.Team.look

    def look(self: team.Team) -> None:
        done(desk, Note(number=1, text="."))
        counted(self)

    monkeypatch.setattr(team.Team, "look", look)
    report = desk.administration.verify()
    assert (looked, report.ok, report.events) == ([2] * 5, True, 18)


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "import os; os.write(1, b'?'); os._exit(0)"])
def test_one_process_does_it_where_the_others_fail(
    desk: FrozenDesk, looked: list[int], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(team, "PROGRAM", program)
    report = desk.administration.verify()
    assert (looked, report.ok, report.events) == ([], True, 13)


def test_a_process_that_ends_in_the_middle_is_done_without(
    desk: FrozenDesk, looked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = team.Team.look

    def look(self: team.Team) -> None:
        counted(self)
        self.end()

    monkeypatch.setattr(team.Team, "look", look)
    report = desk.administration.verify()
    assert (looked, report.ok, report.events) == ([2], True, 13)

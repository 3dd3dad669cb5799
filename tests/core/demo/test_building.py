"""The built desk: every log is genuine, every state is there, and nothing was refused."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.demo import LOGIN, build
from core.demo.cast import CLINICS, PEOPLE, STAFF
from core.desk import Desk, StoreUnavailable, open_desk
from core.desk.views import QueueQuery, QueueRow, TicketView, View
from core.tickets.directory import Actor
from core.vocabulary import Line, Role, Status, TicketType

NOW = datetime(2026, 11, 23, 15, 37, tzinfo=ZoneInfo("Asia/Krasnoyarsk"))
SATURDAY = datetime(2026, 11, 28, 21, 0, tzinfo=ZoneInfo("Asia/Krasnoyarsk"))


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, told: list[tuple[int, int]]) -> Iterator[Desk]:
    database = tmp_path_factory.mktemp("demo") / "desk.db"
    build(database, now=NOW, tickets=60, seed=3, progress=lambda done, whole: told.append((done, whole)))
    with open_desk(database, clock=lambda: NOW) as opened:
        yield opened


def rows(desk: Desk, view: View) -> tuple[QueueRow, ...]:
    return desk.queue.rows(desk.queue.numbers(QueueQuery(view, me=LOGIN)))


def tickets(desk: Desk) -> list[TicketView]:
    actor = Actor(LOGIN, "Орлова Марина Викторовна", Role.FIRST_LINE)
    numbers = [row.number for view in (View.OPEN, View.CLOSED) for row in rows(desk, view)]
    views = [desk.tickets.view(number, actor) for number in sorted(numbers)]
    return [view for view in views if isinstance(view, TicketView)]


def test_every_log_is_genuine(desk: Desk) -> None:
    report = desk.administration.verify()
    assert report.ok, (report.mismatches, report.broken_chains)
    assert report.tickets == 63


def test_the_directory_is_whole(desk: Desk) -> None:
    assert len(desk.directory.organizations()) == len(CLINICS)
    assert {person.name for person in desk.directory.people()} == {person.name for person in PEOPLE}
    assert {user.login for user in desk.directory.users()} == {each.login for each in STAFF}
    assert {user.name for user in desk.directory.users()} == {each.name for each in STAFF}


def test_open_tickets_stand_in_every_state(desk: Desk) -> None:
    states = Counter((row.status, row.line) for row in rows(desk, View.OPEN))
    for status in (Status.NEW, Status.IN_PROGRESS, Status.RESOLVED):
        assert states[status, Line.FIRST] + states[status, Line.SECOND], status
    assert states[Status.NEW, Line.FIRST] >= 3
    assert states[Status.NEW, Line.SECOND], "released and not yet taken"
    assert states[Status.IN_PROGRESS, Line.SECOND], "taken by an engineer"
    assert any(row.type is TicketType.OTHER for row in rows(desk, View.OPEN))


def test_every_view_shows_something(desk: Desk) -> None:
    counts = desk.queue.counts(LOGIN)
    assert {view for view in set(View) - {View.NO_EXECUTOR} if not counts[view]} == set()


def test_one_open_ticket_was_rejected_and_is_worked_on_again(desk: Desk) -> None:
    rejected = [
        view for view in tickets(desk)
        if view.ticket.status is Status.IN_PROGRESS and any(entry.kind == "rejected" for entry in view.timeline)
    ]  # fmt: skip
    assert rejected


def test_timelines_are_chronological_and_end_before_now(desk: Desk) -> None:
    for view in tickets(desk):
        instants = [entry.at for entry in view.timeline]
        assert instants == sorted(instants)
        assert instants[-1] <= NOW


def test_numbers_follow_the_order_of_registration(desk: Desk) -> None:
    created = [view.ticket.created_at for view in tickets(desk)]
    assert created == sorted(created)


def test_progress_ends_with_all_of_it(desk: Desk, told: list[tuple[int, int]]) -> None:
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 60


def test_a_desk_opened_on_a_saturday_night_has_the_same_states(tmp_path: Path) -> None:
    build(tmp_path / "desk.db", now=SATURDAY, tickets=30, seed=2)
    with open_desk(tmp_path / "desk.db", clock=lambda: SATURDAY) as desk:
        assert desk.administration.verify().ok
        counts = desk.queue.counts(LOGIN)
        assert all(counts[view] for view in (View.NEW, View.SOON, View.OVERDUE, View.CONFIRMATION))
        assert counts[View.OPEN] + counts[View.CLOSED] == 33


def test_a_desk_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    build(tmp_path / "desk.db", now=NOW, tickets=2)
    with pytest.raises(StoreUnavailable, match="уже есть"):
        build(tmp_path / "desk.db", now=NOW, tickets=2)


def test_a_build_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "desk.db", now=NOW, tickets=10, progress=interrupt)
    assert list(tmp_path.iterdir()) == []

"""What happens at the demonstration by itself: a pure choice, and a thread that ends when told."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.demo import LOGIN, arrivals, build
from core.demo.incidents import World, new_request, next_move, what_next
from core.demo.live import happen
from core.desk import Desk, StoreUnavailable, open_desk
from core.desk.views import Done, QueueRow
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Take
from core.tickets.closing.commands import Confirm, Resolve
from core.tickets.directory import Organization, Person, User
from core.tickets.registration.commands import Register
from core.vocabulary import Channel, ClockName, Line, Mis, Priority, Role, Status, TicketType
from tests.support.patience import PATIENCE

NOW = datetime(2026, 11, 23, 15, 37, tzinfo=ZoneInfo("Asia/Krasnoyarsk"))
MEDIC = Person(7, "Белозёрова Инна Аркадьевна", 3)
SPECIALIST = Person(8, "Брагин Тимур Евгеньевич", 3, kind="it")


def world(*, working: bool = True, users: tuple[User, ...] | None = None) -> World:
    staff = (
        User(LOGIN, "Орлова М. В.", Role.FIRST_LINE),
        User("sokolov", "Соколов П. А.", Role.FIRST_LINE),
        User("petrov", "Петров В. Н.", Role.SECOND_LINE),
        User("romanova", "Романова А. С.", Role.OBSERVER),
    )
    clinic = Organization(3, "ЕМБ-2", "Енисейская межрайонная больница № 2", (Mis.QMS,))
    return World((clinic,), (MEDIC, SPECIALIST), staff if users is None else users, NOW, working, LOGIN)


def row(**changes: Any) -> QueueRow:
    fields: dict[str, Any] = {
        "number": 12, "version": 1, "subject": "Не выдаются новые номера ЭЛН", "type": TicketType.ERROR,
        "priority": Priority.HIGH, "status": Status.NEW, "line": Line.FIRST, "assignee": None, "assignee_name": None,
        "organization": "ЕМБ-2", "organization_name": "Енисейская межрайонная больница № 2",
        "requester": MEDIC.name, "mis": Mis.QMS, "next_clock": ClockName.FIRST_REACTION, "due_at": NOW,
        "soft": False, "received_at": NOW, "changed_at": NOW, "closed_at": None,
    }  # fmt: skip
    return QueueRow(**fields | changes)


def test_the_same_chance_chooses_the_same() -> None:
    assert what_next(Random(4), [row()], world()) == what_next(Random(4), [row()], world())


def test_an_unanswered_ticket_is_answered_by_a_colleague_in_the_words_of_its_case() -> None:
    happening = next_move(Random(1), row(), world())
    assert happening is not None
    assert happening.actor == "sokolov"
    assert happening.command == Comment(
        number=12, text="Запас номеров исчерпан, автоматический запрос не прошёл. Запрашиваем пакет вручную."
    )


def test_an_answered_one_is_taken_and_a_released_one_by_its_executor() -> None:
    answered = next_move(Random(1), row(next_clock=ClockName.RESOLUTION), world())
    released = next_move(
        Random(1), row(line=Line.SECOND, assignee="petrov", next_clock=ClockName.EXECUTOR_REACTION), world()
    )
    assert answered is not None
    assert released is not None
    assert (answered.actor, answered.command) == ("sokolov", Take(number=12))
    assert (released.actor, released.command) == ("petrov", Take(number=12))


def test_work_in_progress_is_told_of_or_solved() -> None:
    mine = row(status=Status.IN_PROGRESS, assignee="sokolov", next_clock=ClockName.RESOLUTION)
    moves = [next_move(Random(seed), mine, world()) for seed in range(30)]
    assert {type(move.command) for move in moves if move} == {Comment, Resolve}
    assert {move.actor for move in moves if move} == {"sokolov"}


def test_a_solution_is_confirmed_for_the_requester() -> None:
    happening = next_move(Random(1), row(status=Status.RESOLVED, assignee="petrov", next_clock=None), world())
    assert happening is not None
    assert happening.command == Confirm(number=12, by=MEDIC.id)


def test_nobody_touches_the_players_tickets_or_acts_in_the_players_name() -> None:
    mine = row(assignee=LOGIN, status=Status.IN_PROGRESS)
    assert next_move(Random(1), mine, world()) is None
    actors = {what_next(Random(seed), [row(), mine], world()) for seed in range(60)}
    assert LOGIN not in {each.actor for each in actors if each}


def test_after_hours_requests_are_written_and_nobody_calls_or_acts() -> None:
    for seed in range(40):
        happening = what_next(Random(seed), [row()], world(working=False))
        assert happening is not None
        assert isinstance(happening.command, Register)
        assert happening.command.channel is Channel.INTERACTIVE


def test_a_request_that_is_open_already_does_not_come_again() -> None:
    subjects = {row().subject}
    for seed in range(80):
        happening = new_request(Random(seed), [row()], world())
        assert happening is not None
        assert isinstance(happening.command, Register)
        assert happening.command.subject not in subjects


def test_it_specialists_write_of_settings_and_medics_of_their_work() -> None:
    for seed in range(40):
        happening = new_request(Random(seed), [], world())
        assert happening is not None
        assert isinstance(happening.command, Register)
        if happening.command.type is TicketType.CONSULTATION:
            assert happening.command.requester == MEDIC.id


def test_a_desk_without_colleagues_stands_still() -> None:
    alone = world(users=(User(LOGIN, "Орлова М. В.", Role.FIRST_LINE),))
    assert what_next(Random(1), [], alone) is None


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("live") / "desk.db"
    build(path, now=NOW, tickets=30, seed=1)
    return path


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    with open_desk(database, clock=lambda: NOW) as opened:
        yield opened


def test_what_happens_goes_through_the_use_cases_and_is_not_refused(desk: Desk) -> None:
    before = desk.administration.verify().events
    done = [happen(desk, Random(seed), LOGIN) for seed in range(40)]
    assert [each for each in done if not isinstance(each, Done)] == []
    report = desk.administration.verify()
    assert report.ok
    assert report.events > before + 40


def test_the_thread_survives_a_lost_store_and_ends_when_told(database: Path) -> None:
    happened, tries = Event(), iter(range(10**6))

    def open_late() -> Desk:
        if next(tries) < 3:
            raise StoreUnavailable("Хранилище занято")
        happened.set()
        return open_desk(database, clock=lambda: NOW)

    living = arrivals(open_late, 1, pause=(0.0, 0.001))
    living.start()
    assert happened.wait(PATIENCE)
    living.stop()
    assert not living.running


def test_stopping_does_not_wait_for_the_pause() -> None:
    def never() -> Desk:
        raise AssertionError("nothing may happen before the pause is over")

    living = arrivals(never, 1, pause=(3600.0, 3600.0))
    living.start()
    living.stop()
    living.stop()
    assert not living.running

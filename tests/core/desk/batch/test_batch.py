"""A batch writes what the desk writes: the same log to the hash, and the same rows."""

import itertools
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.demo.building import ACTORS, MovingClock, fill_directory, live_through
from core.demo.cast import ADMINISTRATOR
from core.demo.plan import opening, plan
from core.desk import Desk, init_store, open_desk
from core.desk.batch.batch import CommandBatch, batch
from core.desk.batch.known_desk import BeyondABatch, Directory
from core.desk.views import Done
from core.policy import load_policy
from core.tickets.answers.comments import Note
from core.tickets.assignment.commands import Take
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.people.commands import AddOrganization, AddPerson
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.staff.commands import AddUser, BlockUser
from core.tickets.undo.commands import TakeBack
from core.vocabulary import Channel, Mis, Priority, Role, TicketType

NOW = datetime(2026, 11, 23, 15, 37, tzinfo=ZoneInfo("Asia/Krasnoyarsk"))
POLICY = load_policy()
TABLES = ("events", "texts", "tickets", "clocks", "commands", "users", "organizations", "people")
ADMIN = ACTORS[ADMINISTRATOR]
FIRST = Actor("ivanova", "", Role.FIRST_LINE)


class CommandByCommand:
    """The past through the desk itself: a transaction for each command."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def directory(self) -> Directory:
        organizations = {each.id: each for each in self._desk.directory.organizations()}
        return Directory(organizations, {}, {}, {})

    def perform(self, command: Command, actor: Actor, *, key: str | None = None) -> Done | Refusal:
        return self._desk.commands.perform(command, actor, key=key)


@pytest.fixture(autouse=True)
def foretold(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = itertools.count()
    monkeypatch.setattr(secrets, "token_bytes", lambda size: next(drawn).to_bytes(size, "big"))


def new(path: Path, at: datetime) -> tuple[Desk, MovingClock]:
    clock = MovingClock(at)
    init_store(path, ADMINISTRATOR, "Админова А. А.", clock=clock)
    return open_desk(path, clock=clock, session="made"), clock


def rows(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as store:
        return {name: store.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3").fetchall() for name in TABLES}


@pytest.mark.slow
@pytest.mark.parametrize("known_texts", [False, True], ids=["screened", "known"])
def test_a_past_of_sixty_tickets_is_the_same_to_the_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known_texts: bool
) -> None:
    steps = plan(POLICY, NOW, 60, 7)
    beginning = opening(POLICY, NOW)
    one, clock = new(tmp_path / "one.db", beginning)
    with one:
        past = CommandByCommand(one)
        live_through(past, steps, fill_directory(past, 2026), clock, None)
    drawn = itertools.count()
    monkeypatch.setattr(secrets, "token_bytes", lambda size: next(drawn).to_bytes(size, "big"))
    other, clock = new(tmp_path / "other.db", beginning)
    with other, batch(other.environment, known_texts=known_texts) as made:
        live_through(made, steps, fill_directory(made, 2026), clock, None)
    found, expected = rows(tmp_path / "other.db"), rows(tmp_path / "one.db")
    assert len(expected["events"]) > 300
    assert {name: len(each) for name, each in found.items()} == {name: len(each) for name, each in expected.items()}
    assert found == expected


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened, _clock = new(tmp_path / "desk.db", NOW)
    with opened:
        yield opened


def begun(made: CommandBatch) -> None:
    for command in (
        AddUser(login="ivanova", full_name="Иванова М. С.", role=Role.FIRST_LINE),
        AddOrganization(title="Больница", code="b1", contract="1"),
        AddPerson(full_name="Врачёва Вера", organization=1),
    ):
        assert isinstance(made.perform(command, ADMIN), Done)


def request(**changes: Any) -> Register:
    fields: dict[str, Any] = {
        "subject": "Не печатается лист назначений", "description": "На принтер не уходит.", "organization": 1,
        "requester": 1, "mis": Mis.QMS, "type": TicketType.ERROR, "priority": Priority.MEDIUM,
        "channel": Channel.INTERACTIVE,
    }  # fmt: skip
    return Register(**fields | changes)


def test_what_a_batch_makes_is_there_at_its_end_and_verifies(desk: Desk) -> None:
    with batch(desk.environment) as made:
        begun(made)
        assert made.perform(request(), FIRST, key="a" * 32) == Done(1, 1, None)
        assert made.perform(Take(number=1), FIRST) == Done(1, 2, None)
        assert desk.queue.rows([1]) == ()
    assert [row.version for row in desk.queue.rows([1])] == [2]
    report = desk.administration.verify()
    assert (report.ok, report.events, report.tickets) == (True, 6, 1)
    again = desk.commands.perform(request(), FIRST, key="a" * 32)
    assert isinstance(again, Done)
    assert again.repeated


def test_a_refused_command_leaves_nothing(desk: Desk) -> None:
    with batch(desk.environment) as made:
        begun(made)
        refused = made.perform(request(organization=7), FIRST)
        assert isinstance(refused, Refusal)
        assert made.perform(request(), FIRST) == Done(1, 1, None)
    assert desk.administration.verify().events == 5


def test_personal_data_stops_a_command_unless_its_texts_are_known(desk: Desk) -> None:
    with batch(desk.environment) as made:
        begun(made)
        made.perform(request(), FIRST)
        stopped = made.perform(Note(number=1, text="СНИЛС 112-233-445 95"), FIRST)
    assert isinstance(stopped, Refusal)
    assert stopped.code == "pii.found"


def carried_out(desk: Desk, *commands: tuple[Command, Actor]) -> None:
    with batch(desk.environment) as made:
        begun(made)
        for command, actor in commands:
            made.perform(command, actor, key="b" * 32 if isinstance(command, Register) else None)


def broken_off(desk: Desk) -> None:
    with batch(desk.environment) as made:
        begun(made)
        made.perform(request(), FIRST)
        raise KeyboardInterrupt


def test_a_batch_that_breaks_off_keeps_nothing(desk: Desk) -> None:
    with pytest.raises(KeyboardInterrupt):
        broken_off(desk)
    assert desk.directory.organizations() == ()
    assert desk.administration.verify().events == 1


@pytest.mark.parametrize(
    ("command", "actor"),
    [
        pytest.param(TakeBack(number=1), FIRST, id="refers to more"),
        pytest.param(Take(number=2), FIRST, id="no such ticket"),
        pytest.param(Take(number=1), ADMIN, id="denied, which a desk records"),
        pytest.param(request(subject="Другое"), FIRST, id="a key of another command"),
    ],
)
def test_what_a_batch_cannot_decide_ends_it(desk: Desk, command: Command, actor: Actor) -> None:
    with pytest.raises(BeyondABatch):
        carried_out(desk, (request(), FIRST), (command, actor))
    assert desk.administration.verify().events == 1


def test_somebody_blocked_in_a_batch_gives_no_further_command(desk: Desk) -> None:
    with pytest.raises(BeyondABatch, match="ivanova"):
        carried_out(desk, (BlockUser(login="ivanova"), ADMIN), (request(), FIRST))


def test_a_desk_with_tickets_takes_no_batch(desk: Desk) -> None:
    with batch(desk.environment) as made:
        begun(made)
        made.perform(request(), FIRST)
    with pytest.raises(BeyondABatch, match="tickets"):
        carried_out(desk)

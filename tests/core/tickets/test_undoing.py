"""Taking one's last act back: what compensates it, and what cannot be taken back and why."""

from pathlib import Path
from typing import Any

import pytest

from core.tickets.commands import Comment, Note, Release, SetPriority, SetType, Take, Wait, Watch
from core.tickets.refusal import Refusal
from core.vocabulary import Priority, TicketType, Waiting
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def undo(desk: FrozenDesk, number: int, login: str = "ivanova") -> Any:
    return desk.undoing(number, actor(desk, login))


def ticket(desk: FrozenDesk, number: int) -> Any:
    view: Any = desk.ticket(number, actor(desk, "orlova"))
    return view.ticket


@pytest.mark.parametrize(
    ("command", "field", "was"),
    [
        (SetPriority(number=1, priority=Priority.LOW), "priority", Priority.HIGH),
        (SetType(number=1, type=TicketType.SETUP), "type", TicketType.ERROR),
        (Wait(number=1, waiting=Waiting.REQUESTER), "waiting", None),
        (Watch(number=1, login="petrov"), "watchers", ()),
    ],
)
def test_what_compensates_brings_the_field_back_and_the_log_keeps_both(
    desk: FrozenDesk, command: Any, field: str, was: object
) -> None:
    number = registered(desk, priority=Priority.HIGH)
    done(desk, command)
    assert getattr(ticket(desk, number), field) != was
    done(desk, undo(desk, number))
    assert getattr(ticket(desk, number), field) == was
    assert ticket(desk, number).version == 3
    assert desk.verify().ok


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Comment(number=1, text="Смотрим"), "undo.impossible"),
        (Note(number=1, text="Перезвонить"), "undo.impossible"),
        (Take(number=1), "undo.impossible"),
        (Release(number=1, to="petrov"), "undo.impossible"),
    ],
)
def test_what_others_have_seen_is_not_taken_back(desk: FrozenDesk, command: Any, code: str) -> None:
    number = registered(desk)
    done(desk, command)
    assert undo(desk, number).code == code


def test_only_one_s_own_last_act_is_taken_back(desk: FrozenDesk) -> None:
    number = registered(desk)
    assert undo(desk, number).code == "undo.first"
    done(desk, SetPriority(number=number, priority=Priority.LOW))
    done(desk, Note(number=number, text="Вижу"), "petrov")
    answer = undo(desk, number)
    assert isinstance(answer, Refusal)
    assert answer.code == "undo.not_yours"
    assert undo(desk, 77).code == "ticket.unknown"

"""A desk with a little of everything that can be found, made once."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Confirm, Resolve
from core.tickets.desk_records.calls import LogCall
from core.tickets.knowledge.solutions import AddSolution
from core.vocabulary import Channel
from tests.support.desk import SINITSYNA, FrozenDesk, done, made_once, make_desk, register

NOW = "2026-11-24T11:20"


@made_once
def _filled(folder: Path) -> FrozenDesk:
    """1: solved and confirmed; 2 and 3: open; a documented solution, a call."""
    desk = make_desk(folder, "2026-11-24T09:00")
    for subject, description in (
        ("Не печатается талон на приём", "Принтер в регистратуре молчит, очередь печати стоит."),
        ("Талоны печатаются дважды", "Каждый талон выходит в двух экземплярах."),
        ("Не открывается карта пациента", "Белый экран [/b] вместо карты."),
    ):
        done(desk, register(subject=subject, description=description, channel=Channel.INTERACTIVE))
    done(desk, Comment(number=1, text="Посмотрим принтер"))
    done(desk, Release(number=1, to="petrov"))
    done(desk, Take(number=1), "petrov")
    done(desk, Resolve(number=1, solution="Перезапущена служба печати, талоны печатаются."), "petrov")
    done(desk, Confirm(number=1, by=SINITSYNA, how="phone"))
    done(desk, Note(number=2, text="Проверить драйвер принтера талонов"))
    done(desk, AddSolution(title="Талон печатается пустым", text="Обновите драйвер печати."), "petrov")
    begun = desk.now() - timedelta(minutes=3)
    done(desk, LogCall(requester=SINITSYNA, started_at=begun, ended_at=desk.now(), solved=True, text="Где талон?"))
    desk.clock.set(NOW)
    return desk


@pytest.fixture
def filled(tmp_path: Path) -> FrozenDesk:
    return _filled(tmp_path)

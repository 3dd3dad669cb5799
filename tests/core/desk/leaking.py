"""A desk that ran without any gate: personal data in every kind of text that a command can write (Прил. 3, п. 5)."""

from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from core.desk.privacy.personal_data_gate import ScreenedCommand
from core.tickets.registers import OpenSession
from core.vocabulary import (
    Channel,
    Destination,
    Mis,
    Outcome,
    Priority,
    Role,
    RoutingGround,
    Scenario,
    TicketType,
    Waiting,
)
from tests.support.catalogue import commands as c
from tests.support.desk import (
    GP4,
    KKB,
    SINITSYNA,
    VOROBYOV,
    ZHURAVLYOV,
    ZIMINA,
    FrozenDesk,
    done,
    make_desk,
    moment,
    registered,
)
from tests.support.keys import ed25519
from tests.support.leaks import Leaks

NOW = "2026-11-24T11:20"


def leaking_desk(folder: Path) -> tuple[FrozenDesk, Leaks]:
    """A desk in ``folder`` with a value of its own in every text, and those values."""
    folder.mkdir(exist_ok=True)
    desk, leaks = make_desk(folder, NOW), Leaks()
    with unscreened():
        _tickets(desk, leaks)
        _registers(desk, leaks)
    return desk, leaks


def unscreened() -> AbstractContextManager[Any]:
    """While this lasts, no desk looks at what is written."""
    return patch("core.desk.handling.commands.screen_command", lambda command, *_: ScreenedCommand(command))


def _tickets(desk: FrozenDesk, leaks: Leaks) -> None:
    text = leaks.text
    first = registered(
        desk, subject=text("Карта {}"), description=text(), external_number=text("{}"), channel=Channel.PHONE
    )

    def on_first(command: type[Any], login: str = "ivanova", **fields: Any) -> None:
        done(desk, command(number=first, **fields), login, key=f"{command.__name__}-{len(leaks.values)}")

    on_first(c.Note, text="Лишнее")
    on_first(c.Comment, text=text())
    on_first(c.Note, text=text())
    on_first(c.Take)
    on_first(c.Process, impact=text(), details=text())
    on_first(c.SetPriority, priority=Priority.VERY_HIGH, reason=text())
    on_first(c.SetType, type=TicketType.OTHER, priority=Priority.NONE, reason=text())
    on_first(c.Wait, waiting=Waiting.REQUESTER, text=text())
    on_first(c.Resume, text=text())
    on_first(c.SetTask, user="petrov", text=text())
    on_first(c.FinishTask, "orlova", task=1, result=text())
    on_first(c.AgreeTerm, due=desk.now() + timedelta(days=7), agreed_with=SINITSYNA, reason=text())
    on_first(c.IndicateTerm, due=desk.now() + timedelta(days=8), reason=text())
    on_first(c.Attach, title=text("скан {}.txt"), body=f"файл {leaks.values[-1]} ".encode() * 300)
    on_first(c.SetExternal, external_number=text("{}"))
    on_first(c.StartRemote, pc=text("ПК {}"), consent_by=SINITSYNA, consent_how="phone")
    on_first(c.EndRemote, result=text())
    on_first(c.StartMisRun, person=SINITSYNA, reason=text())
    on_first(c.EndMisRun, result=text())
    on_first(c.CheckWorkplace, pc=text("ПК {}"), missing=())
    on_first(c.OpenDispute, text=text())
    on_first(c.DecideDispute, text=text())
    on_first(c.Answered, by=SINITSYNA, text=text())
    on_first(c.Split, subject=text("Часть {}"), description=text())
    on_first(c.Resolve, solution=text(), document=True)
    on_first(c.Reject, by=SINITSYNA, reason=text())
    on_first(c.Close, outcome=Outcome.WITHDRAWN, reason=text())
    on_first(c.Redact, "orlova", event=2, reason=text())
    second = registered(
        desk, subject="Не печатается", type=TicketType.SETUP, priority=Priority.LOW, organization=GP4,
        requester=ZIMINA, mis=Mis.PROMED,
    )  # fmt: skip
    done(desk, c.RequestApproval(number=second, person=ZHURAVLYOV, text=text()))
    done(desk, c.RefuseApproval(number=second, approval=1, by=ZHURAVLYOV, reason=text()))
    third = registered(desk, subject="Всё стоит", priority=Priority.VERY_HIGH)
    done(desk, c.Take(number=third))
    done(
        desk,
        c.RouteOut(
            number=third, destination=next(iter(Destination)), scenario=next(iter(Scenario)),
            ground=RoutingGround.CRITICAL, text=text(), inform=text(), identified_at_once=True,
        ),
    )  # fmt: skip
    done(desk, c.Return(number=third, text=text()))


def _registers(desk: FrozenDesk, leaks: Leaks) -> None:
    text, day = leaks.text, timedelta(days=1)
    done(desk, c.HandOverShift(to="petrov", text=text(), tickets=(1,)), key="shift-1")
    done(desk, c.AcceptShift(shift=1, text=text()), "petrov")
    call = {"requester": SINITSYNA, "started_at": moment("2026-11-24T11:00"), "ended_at": moment("2026-11-24T11:04")}
    done(desk, c.LogCall(**call, solved=True, text=text()), key="call-1")
    done(
        desk,
        c.SetAbsence(
            since=desk.now(), until=desk.now() + day, login="sidorov", substitute_login="petrov", reason=text()
        ),
        "orlova",
    )
    done(desk, c.SaveView(title=text("Мои {}"), filter=text("{}"), columns=text("{}")), key="view-1")
    done(desk, c.OpenOutage(title=text("Сбой {}"), text=text(), mis=Mis.QMS, organizations=(GP4,)))
    done(desk, c.UpdateOutage(outage=1, text=text()))
    done(desk, c.EndOutage(outage=1, text=text()))
    done(desk, c.AddSolution(title=text("Решение {}"), text=text(), module=text("Модуль {}")))
    done(desk, c.ChangeSolution(solution=1, text=text()))
    done(desk, c.RetireSolution(solution=1, reason=text()), "orlova")
    done(
        desk,
        c.RequestAccount(
            account_kind="create", system="qms", person=SINITSYNA, requested_by=VOROBYOV, staff_number="17",
            position=text("Врач {}"), specialization=text("Терапия {}"), reason=text(), external_number=text("{}"),
        ),
    )  # fmt: skip
    done(desk, c.RefuseAccount(request=1, mismatch=text()))
    done(desk, c.ShowStaffNumber(person=SINITSYNA, reason=text()))
    done(desk, c.AddKey(login="ivanova", public_key=ed25519(comment=""), comment=text("ноутбук, {}")), "admin")
    done(
        desk,
        c.BlockPerson(
            person=VOROBYOV, ground="abuse", reason=text(), decision=text("б/н, {}"), decided_on="2026-11-20"
        ),
        "orlova",
    )  # fmt: skip
    done(desk, c.SendLetter(letter=1, how=text("Почтой {}")), "orlova")
    done(desk, c.UnblockPerson(person=VOROBYOV, reason=text()), "orlova")
    done(desk, c.SetContract(organization=KKB, contract=text("Д-1 {}")), "orlova")
    console = OpenSession(
        id="0a1b", login="petrov", name="Петров А. Н.", role=Role.SECOND_LINE, since=desk.now(), door="tty",
        address="", place="queue", ticket=None,
    )  # fmt: skip
    desk.consoles.leases().mark(console, desk.now())
    done(desk, c.EndSession(console="0a1b", reason=text()), "orlova")
    done(desk, c.PromiseCallback(number=3, until=desk.now() + timedelta(days=7), text=text()))
    done(desk, c.FinishCallback(number=3, text=text()))

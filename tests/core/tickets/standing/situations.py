"""Situations in which a ticket can be, by the events that led there."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from core.tickets.fold import replay
from core.tickets.log import History, Recorded, TicketEvent
from core.vocabulary import (
    Channel,
    ClockName,
    Destination,
    LinkKind,
    Mis,
    Outcome,
    Priority,
    RoutingGround,
    Scenario,
    TicketType,
    Waiting,
)
from tests.core.tickets.story import CLINIC, ENGINEER, NUMBER, OPERATOR, REQUESTER, at
from tests.support.catalogue import events as e

BEGUN: Final = at("2026-11-24 09:00")
STEP: Final = timedelta(minutes=7)
NOW: Final = at("2026-11-24 11:30")
LATE: Final = at("2026-12-15 16:00")
"""Long after: every procedural term has run out."""


def registered(kind: TicketType = TicketType.ERROR, priority: Priority = Priority.HIGH) -> e.Registered:
    """A request by telephone."""
    return e.Registered(
        subject="Не печатает талон", description="Ошибка при печати", organization=CLINIC.id, requester=REQUESTER.id,
        mis=Mis.QMS, type=kind, priority=priority, channel=Channel.PHONE, received_at=BEGUN,
    )  # fmt: skip


def log(*events: TicketEvent, number: int = NUMBER, begun: datetime = BEGUN) -> History:
    """The events one after the other, seven minutes apart."""
    author = {True: OPERATOR, False: ENGINEER}
    first_line = True
    history: History = ()
    for place, event in enumerate(events):
        actor = author[first_line]
        history += (Recorded(number, place + 1, begun + place * STEP, actor.login, actor.role, event),)
        first_line = first_line and not isinstance(event, e.Released)
    return history


_R, _TO = registered(), e.Released(to=ENGINEER.login)
_SOLVED = e.Resolved(solution="Перестроен индекс карт, проверено на трёх пациентах")
_OUT = {
    each: e.RoutedOut(
        destination=Destination.QMS_DEVELOPER, scenario=each, ground=RoutingGround.MALFUNCTION, text="Разобрать журнал"
    )
    for each in Scenario
}
_SESSION = e.RemoteStarted(session=1, pc="PC-1", consent_by=REQUESTER.id, consent_how="phone", consent_at=BEGUN)
_BACK = e.Returned(text="Исправлено в сборке")

SITUATIONS: Final[Mapping[str, History]] = {
    "new": log(_R),
    "new-setup": log(registered(TicketType.SETUP, Priority.MEDIUM)),
    "new-other": log(registered(TicketType.OTHER, Priority.NONE)),
    "new-consultation": log(registered(TicketType.CONSULTATION, Priority.LOW)),
    "answered": log(_R, e.Commented(text="Смотрим")),
    "taken-by-first": log(_R, e.Taken()),
    "critical": log(registered(priority=Priority.VERY_HIGH), e.Commented(text="Смотрим")),
    "released": log(_R, _TO),
    "in-progress": log(_R, e.Commented(text="Смотрим"), _TO, e.Taken()),
    "setup-approved": log(
        registered(TicketType.SETUP, Priority.MEDIUM), _TO, e.Taken(),
        e.ApprovalRequested(approval=1, person=REQUESTER.id, text="Согласуйте"),
        e.ApprovalGranted(approval=1, by=REQUESTER.id, how="phone"),
    ),
    "approval-asked": log(_R, _TO, e.Taken(), e.ApprovalRequested(approval=1, person=REQUESTER.id, text="Согласуйте")),
    "task-open": log(_R, _TO, e.Taken(), e.TaskSet(task=1, text="Проверить сеть", person=REQUESTER.id)),
    "waits": log(_R, _TO, e.Taken(), e.WaitingStarted(waiting=Waiting.REQUESTER, text="Пришлите снимок")),
    "agreed": log(
        _R, _TO, e.Taken(),
        e.TermAgreed(
            clock=ClockName.RESOLUTION, due=at("2026-11-27 12:00"), agreed_with=REQUESTER.id, reason="Ждём поставку"
        ),
    ),
    **{f"out-{each.value}": log(_R, _TO, e.Taken(), _OUT[each]) for each in Scenario},
    **{f"back-{each.value}": log(_R, _TO, e.Taken(), _OUT[each], _BACK) for each in Scenario},
    "session": log(_R, _TO, e.Taken(), _SESSION),
    "mis-run": log(_R, _TO, e.Taken(), e.MisRunStarted(run=1, person=REQUESTER.id, reason="Проверить права")),
    "resolved": log(_R, _TO, e.Taken(), _SOLVED),
    "resolved-by-first": log(_R, e.Taken(), _SOLVED),
    "heard": log(
        _R, _TO, e.Taken(), _SOLVED, e.RequesterAnswered(by=REQUESTER.id, text="Дайте неделю", asks_time=True)
    ),
    "rejected": log(_R, _TO, e.Taken(), _SOLVED, e.Rejected(by=REQUESTER.id, reason="Не печатает")),
    "disputed": log(_R, _TO, e.Taken(), _SOLVED, e.DisputeOpened(dispute=1, person=REQUESTER.id, text="Не согласны")),
    "escalated": log(
        _R, _TO, e.Taken(), _SOLVED, e.DisputeOpened(dispute=1, person=REQUESTER.id, text="Не согласны"),
        e.DisputeEscalated(dispute=1, text="Решает руководство"),
    ),
    "confirmed": log(_R, _TO, e.Taken(), _SOLVED, e.Confirmed(by=REQUESTER.id, how="phone")),
    "withdrawn": log(_R, e.Closed(outcome=Outcome.WITHDRAWN, reason="Отозвано")),
    "duplicate": log(_R, e.Linked(other=118, link=LinkKind.DUPLICATE), e.Closed(outcome=Outcome.DUPLICATE, reason="")),
}  # fmt: skip

OTHERS: Final = {
    number: replay(log(*events, number=number, begun=begun))
    for number, begun, events in (
        (118, BEGUN - STEP, (_R,)),
        (119, BEGUN - STEP, (_R, e.Closed(outcome=Outcome.WITHDRAWN, reason="Отозвано"))),
        (121, BEGUN + STEP, (_R,)),
    )
}
"""An earlier open ticket, an earlier closed one, a later open one."""

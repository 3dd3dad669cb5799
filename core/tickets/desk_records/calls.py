"""The call log and the five-minute rule (п. 5.5); whom it is not kept for (п. 1.2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import DeskEvent, free_text
from core.tickets.people.contracts import uncontracted
from core.tickets.refusal import Refusal, RefusalKind, bad_input, not_found
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Ground, Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLogged(DeskEvent):
    """A call that needed no ticket, or led to one (п. 5.5); ``seconds`` is how long it took."""

    kind: ClassVar[str] = "call_logged"
    id: int
    requester: int
    organization: int
    started_at: datetime
    ended_at: datetime
    solved: bool
    mis: Mis | None = None
    ticket: int | None = None
    text: str = free_text()
    admitted: str | None = free_text(None)
    """Why a supervisor let a clinic without a contract in (п. 1.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCall(DeskCommand):
    """Write a call into the call log (п. 5.5): the registration of what was solved in 5:00 minutes or less.

    ``admit_reason``: why a supervisor lets a clinic without a contract in (п. 1.2).
    """

    name: ClassVar[str] = "call_log"
    requester: int
    started_at: datetime
    ended_at: datetime
    solved: bool
    text: str
    mis: Mis | None = None
    admit_reason: str | None = None


CALLS: Final = "п. 5.5"
LONGEST: Final = timedelta(hours=12)
"""No call lasts longer: a mistyped date."""


def log_call(command: LogCall, context: Context) -> Effects | Refusal:
    """A call solved within the limit is a line of the log; any other one is registered as a ticket."""
    requester = context.facts.people.get(command.requester)
    if requester is None:
        return not_found("person.unknown", f"Нет человека с номером {command.requester}")
    if requester.blocked:
        return Refusal("requester.blocked", f"Учётная запись инициатора заблокирована: {requester.name}", "п. 10.2")
    clinic = context.facts.organizations[requester.organization]
    if refusal := uncontracted(clinic, command.started_at, command.admit_reason, context, what="звонок"):
        return refusal
    length = command.ended_at - command.started_at
    if length < timedelta(0) or length > LONGEST or command.ended_at > context.now:
        message = "Проверьте время звонка: конец не раньше начала и не позже текущего времени"
        return bad_input("call.times", message, CALLS, field="ended_at")
    ground = must_be_registered(length, command.solved, context)
    if ground is not None:
        label = context.policy.labels.of(ground).lower()
        message = f"Этот звонок регистрируют обращением ({label}): одной строки журнала мало"
        return Refusal("call.needs_ticket", message, CALLS, RefusalKind.RULE, {"ground": ground.value})
    logged = CallLogged(
        id=context.facts.next_ids["calls"],
        requester=requester.id,
        organization=requester.organization,
        started_at=command.started_at,
        ended_at=command.ended_at,
        solved=command.solved,
        mis=command.mis,
        text=command.text,
        admitted=command.admit_reason,
    )
    return (logged,)


def must_be_registered(length: timedelta, solved: bool, context: Context) -> Ground | None:
    """Why a call of this length needs a ticket; None where a line of the log is enough (5:00 or less, solved)."""
    if not solved:
        return Ground.NOT_SOLVED
    limit = timedelta(seconds=context.policy.lifecycle.call_log_limit.seconds)
    return Ground.LONGER_THAN_5_MIN if length > limit else None


USE_CASES: Final = (
    UseCase(
        LogCall,
        log_call,
        title="Записать звонок в журнал",
        about="Решённый сразу звонок — строкой журнала (п. 5.5).",
        denial="Журнал звонков ведёт ПЛТП",
        clause="п. 5.5",
        rights="+  -  +  -  -  -",
        undo=Reversal.FINAL,
        instead="Журнал звонков не правят: запишите звонок ещё раз",
    ),
)

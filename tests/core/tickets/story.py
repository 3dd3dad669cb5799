"""Short ways to tell the life of a ticket: who did what when, in desk time, under the shipped policy."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from core.policy import Policy, load_policy
from core.tickets.answers.events import Commented, Noted
from core.tickets.assignment.events import Released, Taken
from core.tickets.classification.events import PriorityChanged, TypeChanged
from core.tickets.clocks.clock import Clocks
from core.tickets.clocks.reading import read_clocks
from core.tickets.closing.events import Closed, Confirmed, Rejected, Resolved
from core.tickets.context import Context, Facts
from core.tickets.directory import Actor, Organization, Person, User
from core.tickets.fold import replay
from core.tickets.log import History, Recorded, TicketEvent
from core.tickets.registration.commands import Register
from core.tickets.registration.events import Registered
from core.tickets.ticket import Ticket
from core.vocabulary import Channel, Mis, Outcome, Priority, Role, TicketType

KRASNOYARSK = ZoneInfo("Asia/Krasnoyarsk")
NUMBER = 120
SECOND = timedelta(seconds=1)
MICROSECOND = timedelta(microseconds=1)

OPERATOR = Actor("ivanova", "Иванова А. А.", Role.FIRST_LINE)
COLLEAGUE = Actor("kuznetsova", "Кузнецова К. К.", Role.FIRST_LINE)
ENGINEER = Actor("petrov", "Петров П. П.", Role.SECOND_LINE)
OTHER_ENGINEER = Actor("sidorov", "Сидоров С. С.", Role.SECOND_LINE)
CHIEF = Actor("orlova", "Орлова О. О.", Role.SUPERVISOR)
ADMINISTRATOR = Actor("admin", "Админов А. А.", Role.ADMINISTRATOR)
OBSERVER = Actor("gost", "Гостев Г. Г.", Role.OBSERVER)
EVERYBODY = (OPERATOR, COLLEAGUE, ENGINEER, OTHER_ENGINEER, CHIEF, ADMINISTRATOR, OBSERVER)
BLOCKED = User("uvolen", "Уволенный У. У.", Role.SECOND_LINE, blocked=True)

CLINIC = Organization(1, "gp1", "Поликлиника № 1", (Mis.QMS,), "12/2019")
HOSPITAL = Organization(2, "kb2", "Больница № 2", (Mis.QMS, Mis.PROMED), "13/2019")
REQUESTER = Person(10, "Врачева В. В.", CLINIC.id)
COWORKER = Person(11, "Медсестрова М. М.", CLINIC.id)
STRANGER = Person(20, "Главная Г. Г.", HOSPITAL.id)
DISMISSED = Person(12, "Бывшая Б. Б.", CLINIC.id, blocked=True)

FACTS = Facts(
    {each.id: each for each in (CLINIC, HOSPITAL)},
    {each.id: each for each in (REQUESTER, COWORKER, STRANGER, DISMISSED)},
    {each.login: User(each.login, each.name, each.role) for each in EVERYBODY} | {BLOCKED.login: BLOCKED},
)


@lru_cache
def shipped() -> Policy:
    """The policy as it is shipped, read once."""
    return load_policy()


def under(**changes: Any) -> Policy:
    """The shipped policy with another reading in ``lifecycle``."""
    return replace(shipped(), lifecycle=replace(shipped().lifecycle, **changes))


def at(text: str) -> datetime:
    """``2026-11-23 09:00`` in Krasnoyarsk; seconds and fractions may follow."""
    return datetime.fromisoformat(text).replace(tzinfo=KRASNOYARSK)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing that happens: ``when`` is a time of the same day, or a whole date and time."""

    when: str
    actor: Actor
    event: Callable[[Ticket], TicketEvent]


def answered(when: str, by: Actor = OPERATOR) -> Beat:
    return Beat(when, by, lambda _: Commented(text="Разбираемся"))


def noted(when: str, by: Actor = OPERATOR) -> Beat:
    return Beat(when, by, lambda _: Noted(text="Перезвонить"))


def taken(when: str, by: Actor = OPERATOR) -> Beat:
    return Beat(when, by, lambda _: Taken())


def released(when: str, to: Actor = ENGINEER, by: Actor = OPERATOR, **more: Any) -> Beat:
    return Beat(when, by, lambda _: Released(to=to.login, **more))


def raised(when: str, priority: Priority, by: Actor = OPERATOR) -> Beat:
    return Beat(when, by, lambda ticket: PriorityChanged(old=ticket.priority, new=priority))


def retyped(when: str, type: TicketType, priority: Priority | None = None, by: Actor = OPERATOR) -> Beat:
    return Beat(when, by, lambda ticket: TypeChanged(old=ticket.type, new=type, priority=priority or ticket.priority))


def resolved(when: str, by: Actor = OPERATOR) -> Beat:
    return Beat(when, by, lambda _: Resolved(solution="Пересоздали очередь"))


def rejected(when: str, by: Actor = OPERATOR) -> Beat:
    return Beat(when, by, lambda ticket: Rejected(by=ticket.requester, reason="Не печатает"))


def confirmed(when: str, by: Actor = OPERATOR) -> Beat:
    return Beat(when, by, lambda ticket: Confirmed(by=ticket.requester))


def closed(when: str, outcome: Outcome = Outcome.WITHDRAWN, by: Actor = OPERATOR) -> Beat:
    return Beat(when, by, lambda _: Closed(outcome=outcome, reason="Инициатор отозвал"))


def story(
    received: str,
    *beats: Beat,
    type: TicketType = TicketType.ERROR,
    priority: Priority = Priority.VERY_HIGH,
    registered: str | None = None,
) -> History:
    """The log of a ticket received at ``received`` and, unless said otherwise, registered at that instant."""
    first = Registered(
        subject="Не печатает рецепт",
        description="Печать рецепта зависает",
        type=type,
        priority=priority,
        channel=Channel.PHONE,
        mis=Mis.QMS,
        organization=CLINIC.id,
        requester=REQUESTER.id,
        received_at=at(received),
    )
    day = received.split(maxsplit=1)[0]
    created = at(_whole(registered or received, day))
    history: History = (Recorded(NUMBER, 1, created, OPERATOR.login, OPERATOR.role, first),)
    for beat in beats:
        when = _whole(beat.when, day)
        day = when.split()[0]
        event = beat.event(replay(history))
        history += (Recorded(NUMBER, len(history) + 1, at(when), beat.actor.login, beat.actor.role, event),)
    return history


def _whole(when: str, day: str) -> str:
    return when if " " in when else f"{day} {when}"


def read(history: History, now: str | datetime | None = None, policy: Policy | None = None) -> Clocks:
    """The clocks at ``now``, or at the last event."""
    instant = at(now) if isinstance(now, str) else now or history[-1].at
    return read_clocks(history, policy or shipped(), instant)


def context(actor: Actor = OPERATOR, now: str = "2026-11-23 10:00", facts: Facts = FACTS) -> Context:
    return Context(actor, at(now), shipped(), facts)


def call(**changes: Any) -> Register:
    """A phone request of the clinic's doctor: an error of very high priority in qMS."""
    fields: dict[str, Any] = {
        "subject": "Не печатает рецепт",
        "description": "Печать рецепта зависает",
        "organization": CLINIC.id,
        "requester": REQUESTER.id,
        "mis": Mis.QMS,
        "type": TicketType.ERROR,
        "priority": Priority.VERY_HIGH,
        "channel": Channel.PHONE,
    }
    return Register(**fields | changes)

"""Mass incidents: announced, told of, over (п. 5.4, 6.3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import DeskEvent, free_text
from core.tickets.refusal import Refusal, not_found
from core.tickets.registers import Outage
from core.tickets.use_cases.checks import to_come
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOutage(DeskCommand):
    """Announce a mass incident (п. 5.4, 6.3); no ``organizations``: all of them."""

    name: ClassVar[str] = "outage_open"
    title: str
    text: str
    mis: Mis | None = None
    organizations: tuple[int, ...] = ()
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOutage(DeskCommand):
    """Tell news of a mass incident."""

    name: ClassVar[str] = "outage_update"
    outage: int
    text: str
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOutage(DeskCommand):
    """End a mass incident; its tickets stay as they are."""

    name: ClassVar[str] = "outage_end"
    outage: int
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageOpened(DeskEvent):
    """A mass incident was announced (п. 5.4, 6.3); no ``organizations``: all of them."""

    kind: ClassVar[str] = "outage_opened"
    id: int
    at: datetime
    mis: Mis | None = None
    organizations: tuple[int, ...] = ()
    expected_end: datetime | None = None
    title: str = free_text()
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageUpdated(DeskEvent):
    """News of a mass incident."""

    kind: ClassVar[str] = "outage_updated"
    id: int
    at: datetime
    expected_end: datetime | None = None
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageEnded(DeskEvent):
    """A mass incident is over."""

    kind: ClassVar[str] = "outage_ended"
    id: int
    at: datetime
    text: str | None = free_text(None)


OUTAGES: Final = "п. 5.4, 6.3"


def open_outage(command: OpenOutage, context: Context) -> Effects | Refusal:
    """A mass incident is announced."""
    if refusal := to_come(command.expected_end, context, "outage.end_in_past", OUTAGES):
        return refusal
    for identity in command.organizations:
        if identity not in context.facts.organizations:
            return not_found("organization.unknown", f"Нет организации с номером {identity}")
    return (
        OutageOpened(
            id=context.facts.next_ids["outages"],
            at=context.now,
            mis=command.mis,
            organizations=tuple(dict.fromkeys(command.organizations)),
            expected_end=command.expected_end,
            title=command.title,
            text=command.text,
        ),
    )


def update(command: UpdateOutage, context: Context) -> Effects | Refusal:
    """News of a mass incident."""
    outage = lasting(command.outage, context)
    refusal = outage if isinstance(outage, Refusal) else None
    refusal = refusal or to_come(command.expected_end, context, "outage.end_in_past", OUTAGES)
    updated = OutageUpdated(id=command.outage, at=context.now, expected_end=command.expected_end, text=command.text)
    return refusal or (updated,)


def end(command: EndOutage, context: Context) -> Effects | Refusal:
    """A mass incident is over; its tickets stay as they are."""
    outage = lasting(command.outage, context)
    if isinstance(outage, Refusal):
        return outage
    return (OutageEnded(id=outage.id, at=context.now, text=command.text),)


def lasting(number: int, context: Context) -> Outage | Refusal:
    """A mass incident that is not over."""
    outage = context.facts.outages.get(number)
    if outage is None:
        return not_found("outage.unknown", f"Сбоя № {number} нет")
    if outage.ended_at is not None:
        return Refusal("outage.over", f"Сбой № {number} уже устранён", OUTAGES)
    return outage


USE_CASES: Final = (
    UseCase(
        OpenOutage,
        open_outage,
        title="Сообщить о сбое",
        about="Массовый сбой: одно сообщение на все пульты (п. 5.4, 6.3).",
        denial="О сбоях сообщают специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        UpdateOutage,
        update,
        title="Новости о сбое",
        about="Выбрать сбой и записать новости.",
        denial="О сбоях сообщают специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        EndOutage,
        end,
        title="Закончить сбой",
        about="Выбрать сбой и закончить его.",
        denial="О сбоях сообщают специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
)

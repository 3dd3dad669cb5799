"""Production calendars loaded or changed (п. 3.4): the record of it; the file itself is the customer's."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import DeskEvent
from core.tickets.refusal import Refusal
from core.tickets.use_cases.use_case import Reversal, UseCase


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged(DeskEvent):
    """A production calendar was loaded or changed; ``moved`` are the tickets whose due times it moved."""

    kind: ClassVar[str] = "calendar_changed"
    year: int
    decree: str
    moved: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCalendar(DeskCommand):
    """Record that a production calendar was loaded or changed: which year, its decree, whose due times moved."""

    name: ClassVar[str] = "calendar_apply"
    year: int
    decree: str
    moved: tuple[int, ...] = ()


def record(command: RecordCalendar, context: Context) -> Effects | Refusal:
    """Which year, by which decree, and whose due times moved."""
    return (CalendarChanged(year=command.year, decree=command.decree, moved=command.moved),)


USE_CASES: Final = (
    UseCase(
        RecordCalendar,
        record,
        title="Загрузить календарь года",
        about="Производственный календарь из файла или день по постановлению (п. 3.4).",
        denial="Календарь загружают руководитель смены и администратор",
        clause="п. 3.4",
        rights="-  -  +  +  -  -",
        undo=Reversal.FINAL,
        instead="Прежний календарь загружают снова",
    ),
)

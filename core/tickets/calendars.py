"""Production calendars loaded or changed (п. 3.4): the record of it; the file itself is the customer's."""

from collections.abc import Mapping
from typing import Final

from core.tickets.commands import RecordCalendar
from core.tickets.context import Context
from core.tickets.effects import DeskRule, Effects
from core.tickets.facts import CalendarChanged
from core.tickets.refusal import Refusal


def record(command: RecordCalendar, context: Context) -> Effects | Refusal:
    """Which year, by which decree, and whose due times moved."""
    return (CalendarChanged(year=command.year, decree=command.decree, moved=command.moved),)


DESK_RULES: Final[Mapping[str, DeskRule]] = {RecordCalendar.name: record}

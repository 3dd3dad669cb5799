"""Rows of the queue for tests."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.desk.views import QueueRow
from core.vocabulary import ClockName, Line, Mis, Priority, Status, TicketType

KRASNOYARSK = ZoneInfo("Asia/Krasnoyarsk")
RECEIVED = datetime(2026, 11, 24, 9, 0, tzinfo=KRASNOYARSK)
USUAL: dict[str, Any] = {
    "number": 1,
    "version": 1,
    "subject": "Не открывается карта",
    "type": TicketType.ERROR,
    "priority": Priority.HIGH,
    "status": Status.NEW,
    "line": Line.FIRST,
    "assignee": None,
    "assignee_name": None,
    "organization": "kkb",
    "organization_name": "Краевая клиническая больница",
    "requester": "Синицына Анна Павловна",
    "mis": Mis.QMS,
    "next_clock": ClockName.FIRST_REACTION,
    "due_at": datetime(2026, 11, 24, 9, 20, tzinfo=KRASNOYARSK),
    "soft": False,
    "received_at": RECEIVED,
    "changed_at": RECEIVED,
    "closed_at": None,
}


def row(**changes: Any) -> QueueRow:
    """A row of the usual kind with some fields of its own."""
    return QueueRow(**USUAL | changes)

"""The JSON shapes of what stands inside a ticket: tasks, approvals, promises, links, ТЛТП, disputes, sessions."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from console.cli.json_shapes.values import Document, instant_json
from core.tickets.records import TicketRecords

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket


def work_json(ticket: Ticket, zone: ZoneInfo) -> Document:
    """Write everything inside a ticket, each list in the order in which it came."""
    return {
        "template": ticket.template,
        "masked": list(ticket.masked),
        "no_executor": ticket.ownerless,
        "named": ticket.named,
        "proposed_priority": ticket.proposed_priority and ticket.proposed_priority.value,
        "waiting_since": instant_json(ticket.waiting_since, zone),
        "watching_people": list(ticket.watching_people),
        "outage": ticket.outage,
        "solutions": list(ticket.solutions),
        "checklist": record_json(ticket.checklist, zone),
        "third_line": record_json(ticket.third_line, zone),
        **{each.name: [record_json(one, zone) for one in getattr(ticket, each.name)] for each in fields(TicketRecords)},
    }


def record_json(record: Any, zone: ZoneInfo) -> Document | None:
    """Write a record field by field: codes by name, instants in the desk's zone."""
    if record is None:
        return None
    return {each.name: _plain(getattr(record, each.name), zone) for each in fields(record)}


def _plain(value: Any, zone: ZoneInfo) -> Any:
    match value:
        case datetime():
            return instant_json(value, zone)
        case StrEnum():
            return value.value
        case tuple():
            return [_plain(each, zone) for each in value]
    return value

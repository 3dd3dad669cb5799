"""Single values of the JSON shapes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.instants import iso

Document = dict[str, Any]


def instant_json(instant: datetime | None, zone: ZoneInfo) -> str | None:
    """Write an instant, or null; a fraction of a second is cut."""
    return None if instant is None else iso(instant.replace(microsecond=0), zone)

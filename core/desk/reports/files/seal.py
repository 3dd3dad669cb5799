"""The seal of a report's file: what it was asked for and what it rests on, so that anybody may make it again.

A seal proves nothing by itself: ``pult report verify`` makes the file anew from the log up to the same event.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from core.tickets.reporting.catalogue import REPORTS
from core.tickets.reporting.entries import Aspect
from core.tickets.reporting.period import ReportPeriod

MONTH: Final = "month"
"""The name of the whole month of a clinic, which is several reports in one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """``clinic``: a code, None for all; ``event`` and ``hash``: the head of the chain; ``policy``: its SHA-256;
    ``readings``: the readings in force of what the regulation leaves open, by name."""

    name: str
    period: ReportPeriod
    clinic: str | None
    by: tuple[Aspect, ...] | None
    event: int
    hash: str
    policy: str
    made_at: datetime
    readings: tuple[tuple[str, str], ...] = ()

    def written(self) -> str:
        """As one line of JSON, its keys in order."""
        document = {
            "report": self.name,
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "org": self.clinic,
            "by": None if self.by is None else [each.value for each in self.by],
            "event": self.event,
            "hash": self.hash,
            "policy": self.policy,
            "made_at": self.made_at.isoformat(),
            "readings": dict(self.readings),
        }
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def read_seal(text: str) -> Seal:
    """Read the line that :meth:`Seal.written` gives. Raises ValueError, in Russian, for any other text."""
    try:
        return _seal(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("Печать сводки не читается: файл изменён или сделан не пультом") from error


def _seal(found: dict[str, Any]) -> Seal:
    made_at = datetime.fromisoformat(found["made_at"])
    if (found["report"] != MONTH and found["report"] not in REPORTS) or made_at.utcoffset() is None:
        raise ValueError(found["report"])
    return Seal(
        name=found["report"],
        period=ReportPeriod(date.fromisoformat(found["from"]), date.fromisoformat(found["to"])),
        clinic=None if found["org"] is None else str(found["org"]),
        by=None if found["by"] is None else tuple(Aspect(each) for each in found["by"]),
        event=int(found["event"]),
        hash=str(found["hash"]),
        policy=str(found["policy"]),
        made_at=made_at,
        readings=tuple((str(name), str(value)) for name, value in found["readings"].items()),
    )

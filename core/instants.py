"""Instants and durations at the edges: text people type, text others read, integers the store keeps.

Inside the program an instant is an aware ``datetime`` and a length is a ``timedelta``; no float ever holds either.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
SECOND: Final = timedelta(seconds=1)

_DATE_AND_TIME = re.compile(r"[0-9]{4}-?[0-9W][0-9-]*[T ][0-9].*")
_DURATION = re.compile(r"([0-9]{1,9})\s*([a-zа-я]+)", re.IGNORECASE)
_UNIT_SECONDS = {"s": 1, "с": 1, "сек": 1, "m": 60, "м": 60, "мин": 60, "h": 3600, "ч": 3600, "час": 3600}
_DAY_UNITS = frozenset({"d", "д", "дн"})


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of working time as people write it: seconds, or whole working days (``14d``).

    Exactly one of the two is set; what a working day is worth only the schedule knows.
    """

    seconds: int | None = None
    working_days: int | None = None

    def amount(self, full_day: timedelta) -> timedelta:
        """This duration as working time, where ``full_day`` is one working day (п. 3.4: 480 minutes)."""
        if self.working_days is not None:
            return self.working_days * full_day
        return timedelta(seconds=self.seconds or 0)


def parse_duration(text: str) -> Duration:
    """Read ``90m``, ``4h``, ``14d`` (working days) or ``3600s``; Russian units (мин, ч, дн, с) do as well.

    Raises ValueError, in Russian and naming the text, for anything else.
    """
    match = _DURATION.fullmatch(text.strip())
    if match:
        count, unit = int(match[1]), match[2].lower()
        if unit in _DAY_UNITS:
            return Duration(working_days=count)
        if unit in _UNIT_SECONDS:
            return Duration(seconds=count * _UNIT_SECONDS[unit])
    raise ValueError(f"Не понимаю длительность «{text}»: нужно, например, 90m, 4h, 14d (рабочие дни) или 3600s")


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """Read an ISO 8601 date and time, with any offset or in desk time without one; the result is in ``zone``.

    Raises ValueError, in Russian and naming the text, for anything else: also for a date without a time, since
    nobody means midnight by it.
    """
    stripped = text.strip()
    parsed = _parse_iso(stripped, zone) if _DATE_AND_TIME.fullmatch(stripped) else None
    if parsed is None:
        raise ValueError(f"Не понимаю время «{text}»: нужно, например, 2026-11-24T13:20 или 2026-11-24T13:20:00+07:00")
    return parsed


def _parse_iso(text: str, zone: ZoneInfo) -> datetime | None:
    import pendulum  # lazily: an edge pays for it, the core does not

    try:
        parsed = pendulum.parse(text, strict=True, exact=True, tz=zone.key)
        if not isinstance(parsed, pendulum.DateTime):
            return None
        return datetime.fromisoformat(parsed.isoformat()).astimezone(zone)  # a plain datetime, none of pendulum's
    except (ValueError, OverflowError):
        return None


def iso(instant: datetime, zone: ZoneInfo) -> str:
    """ISO 8601 with the offset ``zone`` has at that instant; a fraction is shown only where there is one.

    Raises ValueError for a naive datetime.
    """
    local = _aware(instant).astimezone(zone)
    return local.isoformat(timespec="microseconds" if local.microsecond else "seconds")


def to_us(instant: datetime) -> int:
    """Microseconds since 1970-01-01T00:00Z, exact. Raises ValueError for a naive datetime."""
    return (_aware(instant) - EPOCH) // MICROSECOND


def from_us(microseconds: int, zone: tzinfo = UTC) -> datetime:
    """The instant that many microseconds after 1970-01-01T00:00Z, in ``zone``; the inverse of :func:`to_us`."""
    return (EPOCH + timedelta(microseconds=microseconds)).astimezone(zone)


def midnight(at: datetime) -> datetime:
    """The beginning of the day of an instant, in its own zone."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def floor_seconds(amount: timedelta) -> int:
    """Whole seconds rounded down: what *remaining* shows."""
    return amount // SECOND


def ceil_seconds(amount: timedelta) -> int:
    """Whole seconds rounded up: what *elapsed* shows."""
    return -(-amount // SECOND)


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError(f"Время «{instant.isoformat()}» без часового пояса")
    return instant

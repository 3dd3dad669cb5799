"""Whether a zone keeps one offset for a whole year: looked up, never assumed."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

STEP: Final = timedelta(days=1)
"""How far apart a year is looked at; in the tz database the closest two changes since 1990 lie a week apart."""
_LAST_MOMENT: Final = timedelta(microseconds=-1)


@lru_cache(maxsize=512)
def constant_offset(zone: ZoneInfo, year: int) -> timedelta | None:
    """The offset that ``zone`` has all through the local ``year``; None where it changes, be it at the year's very end.

    Kiritimati left out the last day of 1994: by the wall clock that year has one offset, and its last day never was.
    """
    at, following = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone, fold=1)
    offset = following.utcoffset()
    if (following + _LAST_MOMENT).utcoffset() != offset:
        return None
    while at < following:  # of one zone: compared and moved by the wall clock
        if at.utcoffset() != offset:
            return None
        at += STEP
    return offset

"""Dates and instants as people type them: «24.11 16:30», «пт 12:00», «завтра 12», «+2ч», «через час», ISO 8601.

Pure: now and the desk's hours are arguments. What the text may mean besides one thing, and what is no date at all, is
refused with the forms that are read.
"""

from core.when.days import Impossible, goes_on
from core.when.meaning import (
    ASKED,
    COUNTED,
    DUE,
    EXACTLY,
    EXPECTED,
    HAPPENED,
    LASTS,
    PLANNED,
    Meaning,
    Toward,
    Understood,
)
from core.when.reading import FORMS, is_iso, read_day, read_instant, read_written

__all__ = [
    "ASKED",
    "COUNTED",
    "DUE",
    "EXACTLY",
    "EXPECTED",
    "FORMS",
    "HAPPENED",
    "LASTS",
    "PLANNED",
    "Impossible",
    "Meaning",
    "Toward",
    "Understood",
    "goes_on",
    "is_iso",
    "read_day",
    "read_instant",
    "read_written",
]

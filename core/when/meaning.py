"""What a field asks for: on which side of now «пт» lies, which instant a mere day means, what hours are counted in."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final
from zoneinfo import ZoneInfo

from core.wording import moment


class Toward(Enum):
    """Where what names no year, week or day of its own is looked for."""

    AHEAD = auto()
    """The next one: «пт 12:00» on Friday at 13:00 is in a week."""
    BACK = auto()
    """The last one: «пт 12:00» on Monday was three days ago."""
    NEAR = auto()
    """A date without a year is the nearest one; a weekday the next one, today included."""


class OfDay(Enum):
    """Which instant a day without a time means."""

    BEGIN = auto()
    """00:00."""
    CLOSE = auto()
    """The end of the working hours: on a day off, when they end on a working day."""
    END = auto()
    """The last second."""
    NONE = auto()
    """None: the time must be said."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """How one field is to be read. ``working``: «+2ч» and «через 3 дня» count working time (п. 3.4)."""

    toward: Toward
    of_day: OfDay
    working: bool = False


DUE: Final = Meaning(Toward.AHEAD, OfDay.CLOSE, working=True)
"""A term that is promised or given: agreed, indicative, of a task."""
EXPECTED: Final = Meaning(Toward.AHEAD, OfDay.CLOSE)
"""When something is expected to be over, whoever works meanwhile: a mass incident."""
PLANNED: Final = Meaning(Toward.NEAR, OfDay.BEGIN)
"""A span's end that may lie on either side of now: an absence."""
LASTS: Final = Meaning(Toward.AHEAD, OfDay.END)
"""Until when something is valid, that day included: a key."""
HAPPENED: Final = Meaning(Toward.BACK, OfDay.BEGIN)
"""Since when something is so, or is asked for."""
EXACTLY: Final = Meaning(Toward.BACK, OfDay.NONE)
"""What has happened and is measured from: a call, the receipt of a request. Nobody means midnight by a day."""
ASKED: Final = Meaning(Toward.NEAR, OfDay.NONE)
"""An instant that working time is only reckoned from."""
COUNTED: Final = Meaning(Toward.AHEAD, OfDay.BEGIN)
"""A border of a filter over dues."""


@dataclass(frozen=True, slots=True)
class Understood:
    """An instant that was read; ``working``: it was counted in working time from now."""

    at: datetime
    working: bool = False

    def told(self, zone: ZoneInfo) -> str:
        """How it is told to whoever typed it: «пт 27.11.2026 12:00»."""
        return moment(self.at, zone) + (" (рабочее время)" if self.working else "")

"""The time of a day as people type it: «16:30», «16.30», «12», «в 12 часов», «9 утра»."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Final

from core.when.days import Impossible

_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_LOOSE: Final = re.compile(r"(\d{1,2})[.-](\d{2})")
_HOUR: Final = re.compile(r"\d{1,2}")
_HOURS: Final = re.compile(r"(\d{1,2}) ?(?:ч|час|часа|часов)\.?(?: ?(\d{1,2}) ?(?:м|мин|минут|минуты)?\.?)?")
_PART: Final = re.compile(r"(\d{1,2})(?::(\d{2}))? ?(?:ч |час |часа |часов )?(утра|дня|вечера|ночи)")
_PARTS: Final = {"утра": range(4, 12), "дня": range(12, 17), "вечера": range(17, 24), "ночи": range(4)}


def read_time_words(words: Sequence[str], *, loosely: bool) -> time | None:
    """Read folded words; None where they name no time. ``loosely``: beside a day also «16.30», «12» and «2 часа».

    Raises Impossible.
    """
    text = " ".join(words)
    if found := _CLOCK.fullmatch(text):
        return _made(text, found[1], found[2], found[3])
    if found := _PART.fullmatch(text):
        return _of_part(text, int(found[1]), found[2], _PARTS[found[3]])
    if text == "полдень":
        return time(12)
    if not loosely:
        return None
    if found := _LOOSE.fullmatch(text):
        return _made(text, found[1], found[2])
    if found := _HOURS.fullmatch(text):
        return _made(text, found[1], found[2])
    return _made(text, text) if _HOUR.fullmatch(text) else None


def _of_part(text: str, hour: int, minute: str | None, part: range) -> time:
    """«5 вечера» is 17:00; an hour that the part of the day has not is refused."""
    fitting = [each for each in (hour % 12, hour % 12 + 12) if each in part and (hour <= 12 or each == hour)]
    if len(fitting) != 1:
        raise Impossible(f"времени «{text}» не бывает")
    return _made(text, str(fitting[0]), minute)


def _made(text: str, hour: str, minute: str | None = None, second: str | None = None) -> time:
    try:
        return time(int(hour), int(minute or 0), int(second or 0))
    except ValueError:
        raise Impossible(f"времени «{text}» не бывает") from None

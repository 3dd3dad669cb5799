"""Days as people name them: «24.11», «24 ноября», «пт», «завтра», «2026-11-24»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from core.when.meaning import Toward
from core.wording import WEEKDAYS

_SHIFTS: Final = {
    "позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
_WEEKDAY_STEMS: Final = (
    r"пн|пон|понедельник\w?|mon|monday", r"вт|вторник\w?|tue|tuesday", r"ср|сред[аеуы]|wed|wednesday",
    r"чт|чет|четверг\w?|thu|thursday", r"пт|пятниц[аеуы]|fri|friday", r"сб|суббот[аеуы]|sat|saturday",
    r"вс|воскресень[еяю]|sun|sunday",
)  # fmt: skip
_MONTH_STEMS: Final = (
    r"янв(?:ар[яь])?", r"фев(?:р|рал[яь])?", r"март?а?", r"апр(?:ел[яь])?", r"ма[йя]", r"июн[яь]?", r"июл[яь]?",
    r"авг(?:уста?)?", r"сен(?:т|тябр[яь])?", r"окт(?:ябр[яь])?", r"ноя(?:б|бр[яь])?", r"дек(?:абр[яь])?",
)  # fmt: skip
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMBER: Final = re.compile(r"\d{1,2}")
_YEAR: Final = re.compile(r"\d{4}")
_GOES_ON: Final = re.compile(
    rf"(?:(?<=\d)\s+(?:{'|'.join(_MONTH_STEMS)})\.?(?:\s+\d{{4}}(?![\d:]))?)?"
    r"(?:\s+(?:в\s+)?\d{1,2}:\d{2}(?::\d{2})?)?(?=[\s,()]|$)",
    re.IGNORECASE,
)
_LONGEST_SEARCH: Final = 8
"""Years in which every date of a calendar occurs: 29.02 may be that far away."""


class Impossible(ValueError):
    """It is the form of a date or a time, and there is none such; the message is a Russian clause."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was named: ``on`` itself, or by ``month`` and ``number``, or by the ``weekday`` alone.

    Beside a date the weekday is only checked.
    """

    on: date | None = None
    month: int | None = None
    number: int | None = None
    weekday: int | None = None

    def candidates(self, today: date, toward: Toward, yearless: Toward | None = None) -> Iterator[date]:
        """The days that may be meant, the likeliest first; ``yearless``: where a date without its year is looked for.

        Raises Impossible.
        """
        if self.on is not None:
            yield self._checked(self.on)
        elif self.month is not None and self.number is not None:
            yield from (self._checked(each) for each in self._of_years(today, yearless or toward))
        elif self.weekday is not None:
            step = -1 if toward is Toward.BACK else 1
            away = step * (self.weekday - today.weekday()) % 7
            yield from (today + timedelta(days=step * (away + more)) for more in (0, 7))

    def _of_years(self, today: date, toward: Toward) -> list[date]:
        assert self.month is not None
        assert self.number is not None
        reach = range(today.year - _LONGEST_SEARCH, today.year + _LONGEST_SEARCH + 1)
        known = [made for year in reach if (made := _date(year, self.month, self.number)) is not None]
        if not known:
            raise Impossible(f"дня {self.number:02}.{self.month:02} не бывает")
        if toward is Toward.NEAR:
            return sorted(known, key=lambda each: abs(each - today))
        back = toward is Toward.BACK
        return sorted((each for each in known if (each <= today if back else each >= today)), reverse=back)

    def _checked(self, day: date) -> date:
        if self.weekday is not None and day.weekday() != self.weekday:
            raise Impossible(f"{day:%d.%m.%Y} — это {WEEKDAYS[day.weekday()]}, а не {WEEKDAYS[self.weekday]}")
        return day


def read_day_words(words: Sequence[str], today: date) -> Day | None:
    """Read folded words; None where they name no day. Raises Impossible."""
    if not words:
        return None
    if len(words) > 1 and (weekday := _weekday(words[0])) is not None:
        dated = read_day_words(words[1:], today)
        return None if dated is None or dated.weekday is not None else replace(dated, weekday=weekday)
    if len(words) == 1:
        return _one_word(words[0], today)
    return _with_month(words)


def _one_word(word: str, today: date) -> Day | None:
    if (shift := _SHIFTS.get(word)) is not None:
        return Day(on=today + timedelta(days=shift))
    if (weekday := _weekday(word)) is not None:
        return Day(weekday=weekday)
    if found := _DOTTED.fullmatch(word):
        return _made(found[3], int(found[2]), int(found[1]))
    if found := _ISO.fullmatch(word):
        return _made(found[1], int(found[2]), int(found[3]))
    return None


def goes_on(text: str, at: int) -> int:
    """Where a date that seems to end at *at* ends with its month («24 ноября») and its time («24.11 16:30»)."""
    found = _GOES_ON.match(text, at)
    return found.end() if found else at


def _with_month(words: Sequence[str]) -> Day | None:
    """«24 ноября», «24 ноября 2026»."""
    month = next((n for n, stem in enumerate(_MONTH_STEMS, 1) if re.fullmatch(stem, words[1].rstrip("."))), None)
    if month is None or not _NUMBER.fullmatch(words[0]) or len(words) > 3:
        return None
    if len(words) == 3 and not _YEAR.fullmatch(words[2]):
        return None
    return _made(words[2] if len(words) == 3 else None, month, int(words[0]))


def _made(year: str | None, month: int, number: int) -> Day:
    if year is None:
        if _date(2000, month, number) is None:  # a leap year: 29.02 is a day
            raise Impossible(f"дня {number:02}.{month:02} не бывает")
        return Day(month=month, number=number)
    on = _date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    if on is None:
        raise Impossible(f"дня {number:02}.{month:02}.{year} не бывает")
    return Day(on=on)


def _weekday(word: str) -> int | None:
    bare = word.rstrip(".")
    return next((n for n, stem in enumerate(_WEEKDAY_STEMS) if re.fullmatch(stem, bare)), None)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None

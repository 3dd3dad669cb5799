"""Lengths that lead from now: «+2ч», «через 3 дня», «полчаса назад»."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Final

from core.worktime import WorkTime

_NUMBERS: Final[Mapping[str, int | Fraction]] = {
    "один": 1, "одну": 1, "одна": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7,
    "восемь": 8, "девять": 9, "десять": 10, "полтора": Fraction(3, 2), "полторы": Fraction(3, 2),
}  # fmt: skip
_STEMS: Final = (
    ("s", r"с|сек|секунд\w*|s|sec"),
    ("m", r"м|мин|минут\w*|m|min"),
    ("h", r"ч|час\w{0,2}|h|hours?"),
    ("d", r"д|дн|день|дня|дней|d|days?"),
    ("w", r"н|нед|недел\w{1,2}|w|weeks?"),
    ("M", r"мес|месяц\w{0,2}"),
    ("y", r"год\w?|лет|y|years?"),
)
_UNITS: Final = "|".join(f"(?:{stem})" for _, stem in _STEMS)
_PART: Final = re.compile(rf"(?:(\d{{1,7}}(?:[.,]\d{{1,3}})?|{'|'.join(_NUMBERS)})\s*)?({_UNITS})\.?(?![a-zа-я])\s*")
_KINDS: Final = re.compile(r"\b(раб(?:очи[йхе]|оч)?|календарн(?:ый|ых|ые))\b\.? ?")
_LONG: Final = frozenset("wMy")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True, slots=True)
class Length:
    """So many of each unit (s, m, h, d, w, M, y); ``back`` where it leads into the past."""

    parts: tuple[tuple[Fraction, str], ...]
    back: bool = False
    working: bool | None = None
    """Whether working time or the calendar's was named: «через 3 рабочих дня»."""

    def in_working_time(self, otherwise: bool) -> bool:
        """Whether it is counted in working time; weeks, months and years are those of the calendar."""
        if self.back or any(unit in _LONG for _, unit in self.parts):
            return False
        return otherwise if self.working is None else self.working

    def counted_from(self, now: datetime, worktime: WorkTime) -> datetime:
        """So much working time after ``now``; a day is a working day (п. 3.4)."""
        amount = _seconds(self.parts)
        for count, unit in self.parts:
            if unit == "d":
                amount += _whole(count) * worktime.schedule.full_day
        return worktime.add(now, amount)

    def from_(self, now: datetime) -> datetime:
        """So much after or before ``now`` by the clock and the calendar; days keep the time of the day."""
        sign = -1 if self.back else 1
        at = now
        for count, unit in self.parts:
            if unit in "My":
                at = _months(at, sign * _whole(count) * (12 if unit == "y" else 1))
            elif unit in "dw":
                at += timedelta(days=sign * _whole(count) * (7 if unit == "w" else 1))
        exact = _seconds(self.parts)
        return (at.astimezone(UTC) + sign * exact).astimezone(now.tzinfo) if exact else at

    @property
    def only_days(self) -> bool:
        """Whether it consists of whole days."""
        return not any(unit in _SECONDS for _, unit in self.parts)


def read_length(text: str) -> Length | None:
    """Read a folded text: «+2ч», «-30м», «через 1 ч 30 мин», «2 часа назад»; None for anything else."""
    body, sign = text, ""
    if text[:1] in ("+", "-", "−"):
        sign, body = text[0], text[1:].strip()
    elif text.startswith("через "):
        sign, body = "+", text.removeprefix("через ")
    elif text.endswith(" назад"):
        sign, body = "-", text.removesuffix(" назад")
    kind = _KINDS.search(body)
    parts = _parts(_KINDS.sub("", body)) if sign else None
    return Length(parts, sign != "+", kind[1].startswith("раб") if kind else None) if parts else None


def _parts(text: str) -> tuple[tuple[Fraction, str], ...] | None:
    if text in ("полчаса", "пол часа"):
        return ((Fraction(1, 2), "h"),)
    found, place = [], 0
    while place < len(text):
        match = _PART.match(text, place)
        if match is None:
            return None
        found.append((_number(match[1]), _unit(match[2])))
        place = match.end()
    return tuple(found) or None


def _number(word: str | None) -> Fraction:
    if word is None:
        return Fraction(1)
    return Fraction(_NUMBERS[word]) if word in _NUMBERS else Fraction(word.replace(",", "."))


def _unit(word: str) -> str:
    return next(code for code, stem in _STEMS if re.fullmatch(stem, word))


def _seconds(parts: tuple[tuple[Fraction, str], ...]) -> timedelta:
    whole = sum((count * _SECONDS[unit] for count, unit in parts if unit in _SECONDS), Fraction())
    return timedelta(seconds=int(whole))


def _whole(count: Fraction) -> int:
    if count.denominator != 1:
        raise ValueError("дни, недели и месяцы считают целыми")
    return int(count)


def _months(at: datetime, months: int) -> datetime:
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))

"""How working time reads in Russian: what is left of a term, by how much it is over, what was used, what a norm allows.

The one wording of lists, sentences, reports and the command line. What is left is rounded down, what was used or is
over up; a length always has its units, and is the same wherever it is told: whole minutes, hours and minutes up to
three working days, days and hours beyond, seconds in the last five minutes of a term alone. ``day`` is the full working
day of the hours that the term is counted by.
"""

from datetime import timedelta
from typing import Final

from core.instants import ceil_seconds, floor_seconds
from core.text import plural

FULL_DAY: Final = timedelta(hours=8)
"""A full day by п. 3.4."""
SECONDS_BELOW: Final = timedelta(minutes=5)
"""So little left is told to the second."""
_DAYS_FROM: Final = 3
_ZERO: Final = timedelta(0)
_MINUTE, _HOUR = 60, 3600


def size(left: timedelta, day: timedelta = FULL_DAY) -> str:
    """How much is left of a running term, or by how much it is over: «22 ч 40 мин», «13 дн. 4 ч», «4 мин 59 с»."""
    if left < _ZERO:
        return _spelled(_rounded(ceil_seconds(-left), day, up=True), day)
    seconds = floor_seconds(left)
    return _spelled(seconds if left < SECONDS_BELOW else _rounded(seconds, day, up=False), day)


def brief(left: timedelta, day: timedelta = FULL_DAY, *, breached: bool = False, soft: bool = False) -> str:
    """A cell of a list: «22 ч 40 мин», «−12 мин» past the due; ``soft`` past it: «не сразу».

    ``breached``: a breach is recorded that no agreed term has settled, whatever later due there is: «нарушен».
    """
    if left < _ZERO:
        return "не сразу" if soft else f"−{size(left, day)}"
    return "нарушен" if breached else size(left, day)


def full(left: timedelta, day: timedelta = FULL_DAY, *, breached: bool = False, soft: bool = False) -> str:
    """A sentence's part: «осталось 22 ч 40 мин», «просрочено на 12 мин», softly «не сразу, дольше на 12 мин»."""
    if left < _ZERO:
        return f"не сразу, дольше на {size(left, day)}" if soft else f"просрочено на {size(left, day)}"
    return f"нарушен, осталось {size(left, day)}" if breached else f"осталось {size(left, day)}"


def exact(amount: timedelta, day: timedelta | None = FULL_DAY) -> str:
    """A length that is over and done, to the second, rounded up: «8 мин», «1 ч 20 мин 5 с», «14 дн.».

    None: in hours however many they are, where no schedule says what a day is.
    """
    return _spelled(ceil_seconds(abs(amount)), day)


def spent(amount: timedelta, day: timedelta = FULL_DAY) -> str:
    """Time in use that still runs, in whole minutes rounded up, so that it changes once a minute: «12 мин»."""
    return size(-amount, day) if amount else "0 мин"


def norm(amount: timedelta, day: timedelta = FULL_DAY) -> str:
    """A norm as its table says it: «20 мин», «4 ч», «14 дней»."""
    days, rest = divmod(amount, day)
    return f"{days} {plural(days, 'день', 'дня', 'дней')}" if days and not rest else exact(amount, day)


def _rounded(seconds: int, day: timedelta, *, up: bool) -> int:
    """To whole minutes, from three working days on to whole hours of the last day."""
    whole = _seconds(day)
    days, rest = divmod(seconds, whole)
    if days < _DAYS_FROM:
        return (-(-seconds // _MINUTE) if up else seconds // _MINUTE) * _MINUTE
    hours = -(-rest // _HOUR) if up else rest // _HOUR
    return days * whole + min(hours * _HOUR, whole)


def _spelled(seconds: int, day: timedelta | None) -> str:
    """Hours, minutes and seconds; from three working days on with days."""
    days, rest = divmod(seconds, _seconds(day)) if day is not None else (0, seconds)
    if days < _DAYS_FROM:
        days, rest = 0, seconds
    parts = [f"{days} дн."] if days else []
    for length, unit in ((_HOUR, "ч"), (_MINUTE, "мин"), (1, "с")):
        count, rest = divmod(rest, length)
        parts += [f"{count} {unit}"] if count else []
    return " ".join(parts) or "0 с"


def _seconds(day: timedelta) -> int:
    return max(1, floor_seconds(day))

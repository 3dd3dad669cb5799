"""Instants and lengths of working time as the console says them in Russian: short, calm, changing seldom.

Remaining time is rounded down and elapsed time up, as everywhere in the desk. Instants are told in the zone of ``now``.
"""

from datetime import datetime, timedelta

from core.desk.views import DeskTime
from core.instants import ceil_seconds, floor_seconds
from core.text import plural
from core.wording import WEEKDAYS

WORKING_DAY = timedelta(hours=8)
"""A full day by п. 3.4; screens pass the schedule's own where they have it."""

_SHOW_SECONDS_BELOW = 5 * 60
_SHOW_HOURS_BELOW_DAYS = 3


def initials(name: str) -> str:
    """«Орлова Марина Викторовна» as «Орлова М. В.»; a name that is not of three words stays as it is."""
    words = name.split()
    return f"{words[0]} {words[1][0]}. {words[2][0]}." if len(words) == 3 else name


def left(amount: timedelta, day: timedelta = WORKING_DAY) -> str:
    """Say remaining working time only as finely as is useful: «3 дн», «1 дн 2 ч», «2 ч 10 м», «12 м», «4:59».

    A negative amount is told by its size: whoever shows it says «просрочено на» before it.
    """
    seconds = floor_seconds(amount) if amount >= timedelta() else ceil_seconds(-amount)
    return _coarse(seconds, int(day.total_seconds()))


def _coarse(seconds: int, day: int) -> str:
    days, rest = divmod(seconds, day)
    hours, minutes = rest // 3600, rest % 3600 // 60
    if days >= _SHOW_HOURS_BELOW_DAYS or (days and not hours):
        return f"{days} дн"
    if days:
        return f"{days} дн {hours} ч"
    if hours:
        return f"{hours} ч {minutes} м" if minutes else f"{hours} ч"
    if seconds >= _SHOW_SECONDS_BELOW:
        return f"{minutes} м"
    return timer(timedelta(seconds=seconds))


def timer(amount: timedelta) -> str:
    """Say a length as a running timer does: «4:59», «12:07», «1:02:03»."""
    seconds = max(0, floor_seconds(amount))
    hours, minutes, rest = seconds // 3600, seconds % 3600 // 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def length(amount: timedelta, day: timedelta = WORKING_DAY) -> str:
    """Say a length of working time exactly: «14 дней», «1 день 2 ч», «20 мин», «3 мин 12 с»; rounded up to a second."""
    seconds, whole = ceil_seconds(amount), int(day.total_seconds())
    days, rest = divmod(seconds, whole)
    parts = [f"{days} {plural(days, 'день', 'дня', 'дней')}"] if days else []
    for size, unit in ((3600, "ч"), (60, "мин"), (1, "с")):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts) or "0 мин"


def spent(amount: timedelta, day: timedelta = WORKING_DAY) -> str:
    """Say running elapsed time in minutes, rounded up, so that it changes once a minute: «12 м», «2 ч 10 м», «3 дн»."""
    minutes = -(-amount // timedelta(minutes=1))
    return f"{minutes} м" if minutes < 60 else _coarse(minutes * 60, int(day.total_seconds()))


def moment(at: datetime, now: datetime) -> str:
    """Say an instant beside ``now``: «13:00», «завтра 08:30», «вчера 16:40», «пн 30.11 11:00», «14.01.2027 09:30»."""
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if days in (1, -1):
        return f"{'завтра' if days > 0 else 'вчера'} {local:%H:%M}"
    if local.year != now.year:
        return f"{local:%d.%m.%Y %H:%M}"
    return f"{WEEKDAYS[local.weekday()]} {local:%d.%m %H:%M}"


def due_text(at: datetime, now: datetime) -> str:
    """Say a due time: «до 13:00», and «срок был вчера 16:40» once it is past."""
    return f"до {moment(at, now)}" if at >= now else f"срок был {moment(at, now)}"


def full_moment(at: datetime, now: datetime) -> str:
    """Say an instant with its date always: «пн 23.11 10:42», with the year where it is another."""
    local = at.astimezone(now.tzinfo)
    form = "%d.%m %H:%M" if local.year == now.year else "%d.%m.%Y %H:%M"
    return f"{WEEKDAYS[local.weekday()]} {local:{form}}"


def working_state(time: DeskTime) -> str:
    """Say what the desk's hours are doing: «рабочее время до 13:00», «обед до 14:00», «вне работы до пн 08:30»."""
    until = until_when(time.until, time.now)
    if time.open:
        return f"рабочее время {until}"
    return f"{ {'lunch': 'обед', 'day_off': 'выходной'}.get(time.reason or '', 'нерабочее время') } {until}"


def until_when(until: datetime, now: datetime) -> str:
    """«до 14:00» today, «до пн 08:30» within a week, «до 11.01 08:30» later."""
    local = until.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    if days == 0:
        return f"до {local:%H:%M}"
    if days < 7:
        return f"до {WEEKDAYS[local.weekday()]} {local:%H:%M}"
    return f"до {local:%d.%m %H:%M}"

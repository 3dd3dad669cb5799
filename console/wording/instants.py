"""Instants as the console says them in Russian, short and calm, in the zone of ``now``; lengths: ``core.durations``."""

from datetime import datetime

from core.desk.views import DeskTime
from core.wording import WEEKDAYS


def initials(name: str) -> str:
    """«Орлова Марина Викторовна» as «Орлова М. В.»; a name that is not of three words stays as it is."""
    words = name.split()
    return f"{words[0]} {words[1][0]}. {words[2][0]}." if len(words) == 3 else name


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

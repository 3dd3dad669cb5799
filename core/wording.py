"""How instants read in Russian: one wording for the log, the explanations and every screen."""

import errno
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_REASONS: Final[Mapping[int | None, str]] = {
    errno.ENOENT: "нет такого файла или папки",
    errno.EACCES: "нет прав доступа",
    errno.EPERM: "нет прав доступа",
    errno.EISDIR: "это папка",
    errno.ENOTDIR: "на пути стоит файл, а не папка",
    errno.EROFS: "файловая система только для чтения",
    errno.ENOSPC: "на диске нет места",
    errno.EDQUOT: "исчерпана квота диска",
    errno.EIO: "ошибка ввода-вывода",
    errno.ENAMETOOLONG: "слишком длинное имя",
    errno.ELOOP: "ссылки указывают друг на друга",
    errno.EEXIST: "такой файл уже есть",
    errno.ENOTEMPTY: "папка не пуста",
    errno.EBUSY: "занято другой программой",
    errno.ETXTBSY: "занято другой программой",
    errno.EAGAIN: "временно недоступно",
    errno.EFBIG: "файл слишком велик",
    errno.EMFILE: "открыто слишком много файлов",
    errno.ENFILE: "открыто слишком много файлов",
    errno.ENOMEM: "не хватает памяти",
    errno.EINVAL: "такое имя или действие недопустимо",
    errno.EXDEV: "это на другом диске",
    errno.ENODEV: "нет такого устройства",
    errno.ENXIO: "нет такого устройства",
    errno.EPIPE: "читающий закрыл канал",
    errno.EINTR: "прервано",
    errno.ENOSYS: "система этого не умеет",
    errno.EOPNOTSUPP: "здесь это не поддерживается",
    errno.ESTALE: "сетевая папка отключилась",
    errno.ENOTCONN: "нет соединения",
    errno.ECONNREFUSED: "в соединении отказано",
    errno.ETIMEDOUT: "нет ответа",
    errno.EHOSTUNREACH: "узел недоступен",
    errno.ENETUNREACH: "сеть недоступна",
}


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """An instant in full: «пн 23.11.2026 09:05», with seconds when they are not zero."""
    local = instant.astimezone(zone)
    return f"{WEEKDAYS[local.weekday()]} {local:%d.%m.%Y} {clock_time(local)}"


def full_day(day: date) -> str:
    """A date in full: «пт 27.11.2026»."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d.%m.%Y}"


def short_moment(instant: datetime, now: datetime, zone: ZoneInfo) -> str:
    """An instant as short as it stays clear from ``now``: «13:00» today, «пн 08:30» within six days, «14.12 16:30»."""
    local, today = instant.astimezone(zone), now.astimezone(zone).date()
    days = (local.date() - today).days
    if days == 0:
        return f"{local:%H:%M}"
    if abs(days) <= 6:
        return f"{WEEKDAYS[local.weekday()]} {local:%H:%M}"
    return f"{local:%d.%m %H:%M}" if local.year == today.year else f"{local:%d.%m.%Y %H:%M}"


def mid_sentence(label: str) -> str:
    """A label inside a sentence: «Ошибка» becomes «ошибка»; abbreviations stay as they are, also inside the label."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def clock_time(local: datetime) -> str:
    """The time of day: «09:05», or «09:05:30» when there are seconds."""
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def reason(error: OSError) -> str:
    """Why the operating system refused, in Russian; an unusual reason of its by the code, not in its English words."""
    code = errno.errorcode.get(error.errno or 0)
    if error.strerror and any("а" <= letter <= "я" for letter in error.strerror.lower()):
        return error.strerror  # said by the desk itself
    return _REASONS.get(error.errno) or (f"ошибка системы {code}" if code else error.strerror or type(error).__name__)

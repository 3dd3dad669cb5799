"""How long ago the desk was swept and copied, by what the store itself remembers: a timer's link proves nothing."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from core.desk.health.findings import HealthFinding, State
from core.instants import from_us
from core.store.metadata import COPIED, COPIED_TO, SWEPT
from core.text import plural

SWEEP_EVERY: Final = timedelta(minutes=15)
"""The timer sweeps each minute: silence of this length is no accident."""
COPY_EVERY: Final = timedelta(hours=36)
"""The timer copies each night: this is a night that was missed."""
_SWEEP: Final = "systemctl status pult-sweep.timer, journalctl -u pult-sweep; без таймера — pult sweep каждую минуту"
_COPY: Final = "systemctl status pult-backup.timer, journalctl -u pult-backup; без таймера — pult backup ПАПКА"


def remembered(facts: Mapping[str, str], now: datetime) -> Iterator[HealthFinding]:
    """The last sweep and the last copy that was verified, each with a warning once it is too long ago."""
    swept, copied = _at(facts.get(SWEPT), now), _at(facts.get(COPIED), now)
    told = f"Автозакрытие и напоминания (обход по времени): {_when(swept, now)}"
    late = swept is None or now - swept > SWEEP_EVERY
    yield HealthFinding("sweep", State.WARNING, told, _SWEEP) if late else HealthFinding("sweep", State.GOOD, told)
    place = f", {facts[COPIED_TO]}" if copied is not None and COPIED_TO in facts else ""
    told = f"Проверенная копия хранилища: {_when(copied, now)}{place}"
    late = copied is None or now - copied > COPY_EVERY
    yield HealthFinding("copy", State.WARNING, told, _COPY) if late else HealthFinding("copy", State.GOOD, told)


def _when(at: datetime | None, now: datetime) -> str:
    return "ещё не было" if at is None else f"{ago(now - at)} ({at:%d.%m.%Y %H:%M})"


def ago(age: timedelta) -> str:
    """An age as people say it: «только что», «3 мин назад», «5 ч назад», «2 дня назад»."""
    minutes = max(0, age // timedelta(minutes=1))
    if minutes < 1:
        return "только что"
    if minutes < 120:
        return f"{minutes} мин назад"
    if minutes < 48 * 60:
        return f"{minutes // 60} ч назад"
    days = minutes // (24 * 60)
    return f"{days} {plural(days, 'день', 'дня', 'дней')} назад"


def _at(microseconds: str | None, now: datetime) -> datetime | None:
    if microseconds is None or not microseconds.isdigit():
        return None
    return from_us(int(microseconds)).astimezone(now.tzinfo)

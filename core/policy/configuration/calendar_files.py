"""A year's production calendar in the customer's folder: checked, changed by a day, written whole or not at all."""

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from core.policy.configuration.locations import CALENDARS
from core.policy.configuration.reading import read_bytes
from core.policy.configuration.strict_yaml import read_yaml
from core.policy.configuration.validate import validate
from core.policy.errors import ConfigError, Problem
from core.policy.models import CalendarFile
from core.policy.policy import Policy
from core.wording import reason
from core.worktime import YearCalendar

KINDS: Final = ("off", "work", "short")


@dataclass(frozen=True, slots=True)
class NewCalendar:
    """A calendar that is not in force yet: its file as text, and what the program makes of it."""

    year: int
    decree: str
    text: str
    calendar: YearCalendar
    remarks: tuple[str, ...]
    """Where it differs from the statutory holidays, in Russian; none of it is an error."""


def read_calendar(path: Path) -> NewCalendar:
    """Read and check a file; raises ConfigError with every problem."""
    try:
        raw = read_bytes(path)
    except OSError as error:
        raise ConfigError([Problem(str(path), None, "", f"файл не читается ({reason(error)})")]) from None
    return _checked(raw, str(path))


def with_day(policy: Policy, day: date, kind: str, decree: str) -> NewCalendar:
    """The calendar of a day's year with that day declared off, worked or shortened by a decree.

    Raises ConfigError for a kind that no day can have, and where the day already is so.
    """
    if kind not in KINDS:
        raise ConfigError([Problem("--day", None, kind, f"возможно: {', '.join(KINDS)}")])
    present = policy.worktime().calendar(day.year)
    off, work, short = set(present.days_off), set(present.working_weekends), set(present.shortened)
    for days in (off, work, short):
        days.discard(day)
    weekend = day.weekday() >= 5
    if kind == "off" and not weekend:
        off.add(day)
    if kind in ("work", "short") and weekend:
        work.add(day)
    if kind == "short":
        short.add(day)
    lists = {"days_off": off, "working_weekends": work, "shortened": short}
    if all(days == set(getattr(present, name)) for name, days in lists.items()):
        raise ConfigError([Problem("--day", None, day.isoformat(), "этот день и так такой")])
    return _checked(_written(day.year, f"{present.source}; {decree}", lists).encode(), f"{CALENDARS}/{day.year}.yaml")


def store_calendar(folder: Path, new: NewCalendar) -> Path:
    """Write the file into the customer's folder in one step; raises OSError, and then nothing has changed."""
    target = folder / CALENDARS / f"{new.year}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{new.year}-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(new.text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def with_calendar(directory: Path | None, new: NewCalendar) -> Policy:
    """The policy of a folder as it would be with the calendar in force."""
    from core.policy.compiling.compile import compile_policy
    from core.policy.configuration.files import Checked, read_files

    files = read_files(directory)
    name = f"{CALENDARS}/{new.year}.yaml"
    document = read_yaml(new.text.encode(), name)
    files[name] = Checked(document, validate(CalendarFile, document))
    return compile_policy(files)


def _checked(raw: bytes, shown: str) -> NewCalendar:
    from core.policy.compiling.hours import compile_calendar

    document = read_yaml(raw, shown)
    model = validate(CalendarFile, document)
    assert isinstance(model, CalendarFile)
    calendar = compile_calendar(f"{CALENDARS}/{model.year}.yaml", document, model)
    return NewCalendar(model.year, model.decree, raw.decode(), calendar, _remarks(calendar))


def _remarks(calendar: YearCalendar) -> tuple[str, ...]:
    from core.worktime.statutory import statutory_calendar

    statutory = statutory_calendar(calendar.year).days_off
    missing = sorted(statutory - calendar.days_off - calendar.working_weekends)
    return tuple(f"{day:%d.%m.%Y}: праздник или день отдыха по закону, а в файле рабочий" for day in missing)


def _written(year: int, decree: str, lists: dict[str, set[date]]) -> str:
    import yaml

    data: dict[str, Any] = {"year": year, "decree": decree}
    data |= {name: [day.isoformat() for day in sorted(days)] for name, days in lists.items()}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_style=None, width=1000)

"""Reading an instant or a day from what was typed: one reading, or a refusal that names the forms."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from core.instants import parse_instant
from core.language.layout import as_cyrillic
from core.text import fold, safe_line
from core.when.days import Day, Impossible, read_day_words
from core.when.lengths import Length, read_length
from core.when.meaning import Meaning, OfDay, Toward, Understood
from core.when.times import read_time_words
from core.worktime import WorkTime

FORMS: Final = "24.11 16:30, пт 12:00, завтра 12, 12:00, +2ч или 2026-11-24T16:30"
"""What is read, as refusals and hints name it."""
DAY_FORMS: Final = "24.11, 24.11.2026, пт, завтра, +3д или 2026-11-24"
_LONGEST: Final = 60
_LATIN: Final = re.compile(r"[a-z\[\]]+")
_BETWEEN: Final = re.compile(r",(?!\d+ ?[чh])|(?<=\d{4})г\.?(?= |$)|;")
_ISO_LIKE: Final = re.compile(r"\d{4}-?[\dw]")
_LEADS: Final = frozenset(("в", "во", "на", "к", "ко", "до", "с", "со", "от", "г", "г.", "года"))
"""Words that stand around a date and say nothing about it."""
_DOTTED_TIME: Final = re.compile(r"(\d{1,2})[.-](\d{2})")
_SOME_DAY: Final = date(2000, 1, 1)
_Pair = tuple[Day | None, time | None]


def read_instant(text: str, now: datetime, meaning: Meaning, worktime: WorkTime) -> Understood:
    """Read an instant, told by ``now`` (in the desk's zone) and by what the field means.

    Raises ValueError, in Russian and with the forms, where there is no reading, more than one, or none possible.
    """
    try:
        found = _instant(text, now, meaning, worktime)
    except Impossible as error:
        raise _refused(text, _hint(text, meaning) or f": {error}") from None
    except (ValueError, OverflowError):
        raise _refused(text, ": так далеко календаря нет") from None
    if found is None:
        raise _refused(text, _hint(text, meaning))
    return found


def read_day(text: str, now: datetime, toward: Toward, *, yearless: Toward | None = None) -> date:
    """Read a local date; ``yearless``: where a date without its year is looked for, if elsewhere than a weekday.

    Raises ValueError, in Russian and with the forms; Impossible for a day that no calendar has.
    """
    forms = f"; нужно, например, {DAY_FORMS}"
    try:
        for reading in _readings(text):
            length = read_length(" ".join(reading))
            if length is not None and length.only_days:
                return length.from_(now).date()
            if (day := read_day_words(_bare(reading), now.date())) is not None:
                return next(day.candidates(now.date(), toward, yearless))
    except Impossible as error:
        raise Impossible(f"Не понимаю дату «{_shown(text)}»: {error}{forms}") from None
    except (ValueError, OverflowError, StopIteration):
        raise ValueError(f"Не понимаю дату «{_shown(text)}»: так далеко календаря нет{forms}") from None
    raise ValueError(f"Не понимаю дату «{_shown(text)}»{forms}")


def read_written(text: str, zone: ZoneInfo) -> datetime:
    """Read an instant of a file: ISO 8601, or «24.11.2026 16:30»; nothing that depends on now. Raises ValueError."""
    words = text.replace(",", " ").split()
    if len(words) == 2:
        try:
            day, at = read_day_words(words[:1], date.min), read_time_words(words[1:], loosely=True)
        except Impossible as error:
            raise _refused(text, f": {error}") from None
        if day is not None and day.on is not None and at is not None and "." in words[0]:
            return datetime.combine(day.on, at, zone)
    return parse_instant(text, zone)


def is_iso(text: str) -> bool:
    """Whether it is written for machines: ISO 8601 with a date and a time."""
    return bool(_ISO_LIKE.match(text.strip().lower())) and len(text.strip()) > len("2026-11-24")


def _instant(text: str, now: datetime, meaning: Meaning, worktime: WorkTime) -> Understood | None:
    if is_iso(text):
        return Understood(_of_iso(text, worktime.zone))
    for reading in _readings(text):
        length = read_length(" ".join(reading))
        if length is not None:
            return _led(length, now, meaning, worktime)
        pair = _pair(reading, now.date())
        if pair is not None:
            at = _at(pair, now, meaning, worktime)
            return None if at is None else Understood(at)
    return None


def _of_iso(text: str, zone: ZoneInfo) -> datetime:
    try:
        return parse_instant(text, zone)
    except ValueError:
        raise Impossible("такой записи ISO 8601 нет") from None


def _led(length: Length, now: datetime, meaning: Meaning, worktime: WorkTime) -> Understood:
    if length.in_working_time(meaning.working):
        return Understood(length.counted_from(now, worktime), working=True)
    return Understood(length.from_(now))


def _readings(text: str) -> Iterator[list[str]]:
    """The words as typed, and as the same keys would have typed them in the other layout."""
    if len(text) > _LONGEST:
        return
    folded = _BETWEEN.sub(" ", fold(text))
    yield folded.split()
    other = _LATIN.sub(lambda match: as_cyrillic(match[0]), folded)
    if other != folded:
        yield other.split()


def _bare(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _LEADS]


def _pair(words: Sequence[str], today: date) -> _Pair | None:
    """The day and the time that the words name; None for none. Raises Impossible, also where there are two ways."""
    bare = _bare(words)
    at_an_hour = words[:1] in (["в"], ["к"], ["до"], ["с"]) and len(bare) > 1
    found = list(dict.fromkeys(_pairs(bare, today, at_an_hour=at_an_hour)))
    if len(found) > 1:
        raise Impossible("это можно прочесть по-разному, время пишут через двоеточие")
    return found[0] if found else None


def _pairs(words: Sequence[str], today: date, *, at_an_hour: bool) -> Iterator[_Pair]:
    wrong: Impossible | None = None
    some = False
    for cut in range(len(words) + 1):
        for first, second in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            try:
                pair = _as_pair(first, second, today, at_an_hour=at_an_hour)
            except Impossible as error:
                wrong = wrong or error
                continue
            if pair is not None:
                some = True
                yield pair
    if wrong is not None and not some:
        raise wrong


def _as_pair(dated: Sequence[str], timed: Sequence[str], today: date, *, at_an_hour: bool) -> _Pair | None:
    """Read the first words as a day and the second as a time; None where either is something else."""
    day = read_day_words(dated, today) if dated else None
    if dated and day is None:
        return None
    at = read_time_words(timed, loosely=bool(dated) or at_an_hour) if timed else None
    return None if (timed and at is None) or (day is None and at is None) else (day, at)


def _at(pair: _Pair, now: datetime, meaning: Meaning, worktime: WorkTime) -> datetime | None:
    """The instant that a day and a time mean; None where the time must be said and is not."""
    day, at = pair
    if day is None:
        day = Day(on=now.date()) if meaning.toward is Toward.NEAR else _next_to(now, meaning.toward, at)
    if at is None and meaning.of_day is OfDay.NONE:
        return None
    made = (_of(each, at, meaning, worktime) for each in day.candidates(now.date(), meaning.toward))
    if day.on is not None:
        return next(made)
    return next((each for each in made if _fits(each, now, meaning, timed=at is not None)), None)


def _next_to(now: datetime, toward: Toward, at: time | None) -> Day:
    """Today, or the day beside it on the side where the time lies."""
    today = datetime.combine(now.date(), at or time(), now.tzinfo)
    if toward is Toward.AHEAD and today <= now:
        return Day(on=now.date() + timedelta(days=1))
    return Day(on=now.date() - timedelta(days=1)) if toward is Toward.BACK and today > now else Day(on=now.date())


def _of(day: date, at: time | None, meaning: Meaning, worktime: WorkTime) -> datetime:
    if at is None:
        at = {OfDay.BEGIN: time(), OfDay.END: time(23, 59, 59)}.get(meaning.of_day) or _close(day, meaning, worktime)
    return datetime.combine(day, at, worktime.zone)


def _close(day: date, meaning: Meaning, worktime: WorkTime) -> time:
    if meaning.of_day is not OfDay.CLOSE:
        return time()
    hours = worktime.schedule.hours_on(day, worktime.calendar(day.year)) or worktime.schedule.normal_day
    return hours[-1][1]


def _fits(made: datetime, now: datetime, meaning: Meaning, *, timed: bool) -> bool:
    """Whether it lies on the side of now that the field means; a day that begins is today until it ends."""
    if meaning.toward is Toward.NEAR or (not timed and meaning.of_day is OfDay.BEGIN):
        return True
    return made > now if meaning.toward is Toward.AHEAD else made <= now


def _hint(text: str, meaning: Meaning) -> str:
    stripped = text.strip()
    if meaning.of_day is OfDay.NONE and _is_day(text):
        return ": нужно и время"
    if found := _DOTTED_TIME.fullmatch(stripped):
        return f": время пишут через двоеточие, {found[1]}:{found[2]}" if int(found[1]) < 24 else ""
    if stripped.isdigit() and len(stripped) <= 2:
        return f": час пишут с минутами, {stripped}:00"
    return ""


def _is_day(text: str) -> bool:
    try:
        return any(read_day_words(_bare(each), _SOME_DAY) for each in _readings(text))
    except Impossible:
        return False


def _shown(text: str) -> str:
    return safe_line(text.strip())[:_LONGEST]


def _refused(text: str, why: str) -> ValueError:
    return ValueError(f"Не понимаю время «{_shown(text)}»{why}; нужно, например, {FORMS}")

"""The sentences of the breach panel: one wording for the screen, the wall and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from console.wording.instants import initials, moment, working_state
from core.durations import brief, size
from core.text import plural, safe_line
from core.tickets.forecast.horizons import Judged, Period
from core.tickets.forecast.shift_forecast import no_history, sentence
from core.vocabulary import ClockName, Priority, TicketType

if TYPE_CHECKING:
    from core.desk.oversight.breach_panel import BurningClock, Wall
    from core.desk.oversight.clinic_trend import Aspect, ClinicTrend, TrendPart
    from core.desk.oversight.compliance import Compliance
    from core.desk.oversight.shift_load import Worker
    from core.policy.labels import Labels

PERIOD_TITLES: Final = {
    Period.TODAY: "Сегодня", Period.WEEK: "Неделя", Period.MONTH: "Месяц", Period.LAST_MONTH: "Прошлый месяц",
}  # fmt: skip
ASPECT_TITLES: Final[dict[Aspect, str]] = {
    "clock": "Срок", "type": "Тип", "priority": "Приоритет", "assignee": "Исполнитель",
}  # fmt: skip
_CODES: Final[dict[Aspect, type[ClockName | TicketType | Priority]]] = {
    "clock": ClockName, "type": TicketType, "priority": Priority,
}  # fmt: skip
_WHY_STILL = {"lunch": "обед", "after_hours": "рабочий день окончен", "day_off": "выходной"}


def left_words(burning: BurningClock) -> str:
    """What is left: «12 мин»; what is over: «−1 ч 5 мин»."""
    return brief(burning.left, burning.day, breached=burning.row.breached)


def percent(part: int, whole: int) -> int:
    """A share in whole percent; never 100 while one is missing, nor 0 while one is there. ``whole`` is not 0."""
    found = round(100 * part / whole)
    if found == 100 and part < whole:
        return 99
    return 1 if found == 0 and part else found


def share(part: int, whole: int) -> str:
    """«93 %», and «—» of nothing."""
    return f"{percent(part, whole)} %" if whole else "—"


def time_words(wall: Wall) -> str:
    """«11:20, рабочее время до 13:00»; while it stands still, what its first minutes will bring."""
    time = wall.time
    if time.open:
        return f"{time.now:%H:%M}, {working_state(time)}"
    first = sum(each.within[0] for each in wall.clocks)
    day = "" if time.until.date() == time.now.date() else f"{time.until:%d.%m} "
    brings = f"{plural(first, 'сгорит', 'сгорят', 'сгорят')} {first}, если не успеть" if first else "не сгорит ничего"
    still = _WHY_STILL.get(time.reason or "", "время стоит")
    if time.reason == "after_hours" and not day:
        still = "рабочий день ещё не начался"
    return f"{time.now:%H:%M}, {still}; с {day}{time.until:%H:%M} за первые 15 минут {brings}"


def next_words(wall: Wall, now: datetime) -> str:
    """What burns next: «Ближайший срок: № 400, до 15:39»; the instant, which needs no counting down."""
    near = next((each for each in wall.soon if each.row.due >= now), None)
    if near is None:
        return "В ближайшие 4 рабочих часа ни один срок не выходит"
    return f"Ближайший срок: № {near.row.ticket.number}, до {moment(near.row.due, now)}"


@dataclass(frozen=True, slots=True)
class Said:
    """What follows for a worker until ``when``, and which tickets it is about."""

    text: str
    when: str = ""
    burning: tuple[int, ...] = ()
    lost: bool = False


def fit_sentences(worker: Worker) -> list[Said]:
    """What of a load fits until lunch, then until the end of the day; or why nothing can be said."""
    if not worker.to_end.hands:
        nobody = Said("сегодня никого нет: назначьте замещающего (п. 4.7)", lost=True)
        return [nobody] if worker.open else []
    if not worker.to_end.until or not worker.open:
        return []
    if not worker.to_end.plan and worker.to_end.unknown:
        return [Said(f"не посчитать: {no_history(len(worker.to_end.unknown))}")]
    until = (("до обеда", worker.to_lunch), ("до конца дня", worker.to_end))
    return [Said(sentence(each, when), when, each.burning, bool(each.lost)) for when, each in until if each is not None]


def fit_words(worker: Worker) -> str:
    """The figures of a worker's load and what follows, in one sentence."""
    parts = [f"решать {worker.open}"]
    if worker.to_end.already and worker.to_end.hands:
        parts.append(f"срок решения вышел у {len(worker.to_end.already)}")
    return "; ".join([*parts, *(said.text for said in fit_sentences(worker))])


def age_words(at: datetime, now: datetime) -> str:
    """How old the figures are: «Хранилище не отвечает: данные на 11:20, отстают на 3 мин»."""
    age = size(now - at) if now - at >= timedelta(minutes=1) else "меньше минуты"
    return f"‼ Хранилище не отвечает: данные на {at:%H:%M}, отстают на {age}; подключусь сам"


def share_words(found: Judged) -> str:
    """The breached of some clocks, those that still run among them: «4 из 10 · 40 %»."""
    return _of(found.missed, found.of)


def kept_words(found: Compliance) -> str:
    """The kept of the clocks that ended or are breached and still run: «12 из 27 · 44 %»."""
    return _of(found.kept, found.of)


def _of(part: int, whole: int) -> str:
    return f"{part} из {whole} · {share(part, whole)}" if whole else "не было"


def part_title(part: TrendPart, labels: Labels) -> str:
    """What the clocks of a part have in common, by its name."""
    if part.aspect == "assignee":
        return initials(safe_line(part.name or part.code or "без исполнителя"))
    return labels.of(_CODES[part.aspect](part.code or ""))


def clinic_words(trend: ClinicTrend) -> str:
    """How a clinic's month compares with the one before: «Нарушено 4 из 10 · 40 %; в прошлом месяце 0 из 10 · 0 %»."""
    now, before = share_words(trend.now), share_words(trend.before)
    return f"{safe_line(trend.name)}: с начала месяца нарушено {now}; в прошлом месяце {before}."


def horizon_words(horizon: timedelta) -> str:
    """«До 15 минут», «До часа», «До 4 часов»: of working time."""
    minutes = horizon // timedelta(minutes=1)
    if minutes < 60:
        return f"До {minutes} {plural(minutes, 'минуты', 'минут', 'минут')}"
    hours = minutes // 60
    return "До часа" if hours == 1 else f"До {hours} часов"


def brief_horizon(horizon: timedelta, width: int) -> str:
    """«≤ 15 мин», «≤ 1 ч»; where there is no room for the sign, «15 мин»: what a minute is must be told."""
    said = f"≤ {size(horizon)}"
    return said if len(said) < width else said[2:]


def more_words(part: TrendPart) -> str:
    """By how many breaches a part exceeds last month's share: «+4,0», «−1,6», «0»."""
    said = f"{part.more:+.1f}".replace(".", ",").replace("-", "−")
    return "0" if said in ("+0,0", "−0,0") else said

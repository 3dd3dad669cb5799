"""The words of the filter language, Russian and English, and its help made from them."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from core.language.layout import as_cyrillic
from core.policy.labels import Labels
from core.text import fold
from core.tickets.forecast.horizons import Period
from core.vocabulary import Channel, ClockName, Line, Mis, Priority, Status, TicketType, Waiting

CODES: Final[Mapping[str, type[StrEnum]]] = {
    "type": TicketType,
    "priority": Priority,
    "status": Status,
    "line": Line,
    "mis": Mis,
    "channel": Channel,
}
"""The fields whose values are codes with labels."""
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "organization": ("мо", "клиника", "org"),
    "priority": ("приоритет", "priority"),
    "type": ("тип", "type"),
    "status": ("статус", "status"),
    "line": ("линия", "line"),
    "mis": ("мис", "mis"),
    "channel": ("канал", "channel"),
    "assignee": ("исполнитель", "assignee"),
    "requester": ("инициатор", "requester"),
    "number": ("номер", "number"),
    "external": ("внешний", "external"),
    "due": ("срок", "due"),
    "received": ("поступило", "received"),
    "created": ("записано", "создано", "created"),
    "closed_on": ("закрыто", "closed_on"),
    "waits": ("ожидает", "waits"),
    "burning": ("горит", "burning"),
    "broken": ("нарушено", "broken"),
}
"""What a key is called; the first is the one that help and completion show."""
FLAGS: Final[Mapping[str, tuple[str, ...]]] = {
    "overdue": ("просрочено", "overdue"),
    "soon": ("скоро", "soon"),
    "waiting": ("ждёт", "waiting"),
    "new": ("новое", "new"),
    "mine": ("моё", "mine"),
    "confirmation": ("решено", "confirmation"),
    "closed": ("закрыто", "closed"),
    "no_term": ("безсрока", "no_term"),
    "needs_term": ("согласовать", "needs_term"),
    "no_executor": ("безисполнителя", "no_executor"),
    "unregistered": ("безномера", "unregistered"),
    "third_line": ("тлтп", "third_line"),
    "masked": ("скрыто", "masked"),
    "disputed": ("спор", "disputed"),
    "tasks": ("задачи", "tasks"),
    "outage": ("сбой", "outage"),
    "to_solve": ("решать", "to_solve"),
}
"""Words that stand alone, by the view whose condition they are."""
WAITS: Final[Mapping[str, Waiting]] = {
    "инициатора": Waiting.REQUESTER,
    "мо": Waiting.ORGANIZATION,
    "согласования": Waiting.APPROVAL,
    "тлтп": Waiting.THIRD_LINE,
}
"""Whom a ticket waits for."""
CLOCKS: Final[Mapping[str, ClockName]] = {
    "реакция": ClockName.FIRST_REACTION,
    "исполнитель": ClockName.EXECUTOR_REACTION,
    "решение": ClockName.RESOLUTION,
}
"""The clocks, as «горит:» and «нарушено:» name them."""
PERIODS: Final[Mapping[str, Period]] = {
    "неделя": Period.WEEK,
    "месяц": Period.MONTH,
    "прошлыймесяц": Period.LAST_MONTH,
}
"""Spans of «нарушено:» besides single days."""
LATE: Final = "поздно"
"""What «горит:» calls a clock whose due has passed."""
AGREED: Final = "по согласованию"
"""What «срок:» calls a norm without a number (Прил. 2, табл. 1)."""
ME: Final = ("я", "me")
NOBODY: Final = ("нет", "none")
OR: Final = ("или", "or")
DAYS: Final[Mapping[str, int]] = {"вчера": -1, "сегодня": 0, "завтра": 1, "yesterday": -1, "today": 0, "tomorrow": 1}
KEY_OF: Final = {fold(word): key for key, words in KEYS.items() for word in words}
FLAG_OF: Final = {fold(word): name for name, words in FLAGS.items() for word in words}


def word_of(word: str, known: Mapping[str, str]) -> str | None:
    """What a word means among some that are known, in the other layout too."""
    return known.get(fold(word)) or known.get(fold(as_cyrillic(word.lower())))


_TOLD: Final = {
    "overdue": "срок прошёл и новый не согласован",
    "soon": "до срока меньше часа рабочего времени",
    "waiting": "ждём инициатора, МО, согласования или ТЛТП",
    "new": "ещё не взято",
    "mine": "исполнитель — я",
    "confirmation": "решено, ждёт подтверждения",
    "closed": "закрыто",
    "no_term": "срок по согласованию не назначен",
    "needs_term": "срок нарушен, новый не согласован (п. 6.8)",
    "no_executor": "правила никого не нашли",
    "unregistered": "нет номера в ИСКИЗ или Интерактиве",
    "third_line": "сейчас у ТЛТП",
    "masked": "скрыты персональные данные",
    "disputed": "открыт спор",
    "tasks": "есть открытые задачи",
    "outage": "относится к сбою",
    "to_solve": "срок решения идёт",
}


def filter_help(labels: Labels) -> Iterator[tuple[str, str]]:
    """What can be typed and what it means, a line each."""
    for field, enum in CODES.items():
        values = ", ".join(labels.of(code).lower() for code in enum)
        yield f"{KEYS[field][0]}:…", values
    yield "мо:…", "код, первые буквы или слова названия"
    yield "исполнитель:…", "логин или фамилия; я; нет"
    yield "инициатор:…", "фамилия"
    yield "номер:…  внешний:…", "номер обращения здесь; в ИСКИЗ или Интерактиве"
    yield "срок:…", "сегодня, завтра, <2ч, <30м, <3д рабочего времени; по согласованию"
    yield "поступило:…  записано:…  закрыто:…", "сегодня, вчера, >25.11, <01.11.2026"
    yield "ожидает:…", ", ".join(WAITS)
    clocks = ", ".join(CLOCKS)
    yield "горит:…", f"поздно — срок идёт и прошёл; 15м, 4ч — осталось не больше; чей срок: {clocks}"
    yield "нарушено:…", f"закончено с нарушением или нарушено и идёт: сегодня, неделя, месяц, 25.11; {clocks}"
    for name, told in _TOLD.items():
        yield FLAGS[name][0], told
    yield "-слово", "всё, кроме этого; минус годится перед любым условием"
    yield "а или б", "одно из двух; запятая перечисляет значения: приоритет:высокий,очень высокий"
    yield '"несколько слов"', "искать эти слова в теме, номере, МО и инициаторе"

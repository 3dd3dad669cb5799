"""What invented requests are made of: a case is one believable trouble with the words of everybody who meets it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from random import Random

from core.vocabulary import Mis, Outcome, Priority, TicketType

_SLOT = re.compile(r"\\\{(\w+)\\\}")
_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_DEPARTMENTS = (
    "терапевтического отделения", "хирургического отделения", "неврологического отделения",
    "кардиологического отделения", "педиатрического отделения", "инфекционного отделения",
    "травматологического отделения", "гинекологического отделения", "дневного стационара",
    "поликлиники № 1", "поликлиники № 2", "женской консультации",
)  # fmt: skip
_WARDS = tuple(name for name in _DEPARTMENTS if name.endswith(" отделения"))
_SPECIALISTS = (
    "врача-терапевта", "врача-невролога", "врача-хирурга", "врача-кардиолога", "врача-эндокринолога",
    "врача-офтальмолога", "врача-педиатра", "врача-онколога", "фельдшера", "врача-оториноларинголога",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of trouble: texts with slots in braces, see :func:`slots`.

    ``answer`` is the first public comment of ПЛТП, ``solution`` what the executor writes at the end; with an
    ``outcome`` it is the reason of a closing without a solution. ``engineer``: it takes ВЛТП, else ПЛТП solves it.
    ``mis`` None goes with both systems; ``by_it``: IT specialists write about it.
    """

    subject: str
    description: str
    answer: str
    solution: str
    type: TicketType
    priorities: tuple[Priority, ...]
    engineer: bool = False
    mis: Mis | None = None
    by_it: bool = False
    outcome: Outcome | None = None


Words = Callable[[str], str]
"""Fills the slots of one ticket's texts, each slot with the same word every time."""


def error(
    subject: str, description: str, answer: str, solution: str, *priorities: Priority,
    engineer: bool = False, mis: Mis | None = None, by_it: bool = False,
) -> Case:  # fmt: skip
    """A function that a clinic uses does not work (Прил. 2, «Типизация обращений», п. 2)."""
    return Case(subject, description, answer, solution, TicketType.ERROR, priorities, engineer, mis, by_it)


def setup(
    subject: str, description: str, answer: str, solution: str, *priorities: Priority,
    engineer: bool = False, mis: Mis | None = None, by_it: bool = True,
) -> Case:  # fmt: skip
    """A clinic asks for settings (Прил. 2, «Типизация обращений», п. 3)."""
    return Case(subject, description, answer, solution, TicketType.SETUP, priorities, engineer, mis, by_it)


def consultation(
    subject: str, description: str, answer: str, solution: str, *priorities: Priority, mis: Mis | None = None
) -> Case:
    """A clinic asks how to work with the system (Прил. 2, «Типизация обращений», п. 1); ПЛТП answers at once."""
    return Case(subject, description, answer, solution, TicketType.CONSULTATION, priorities, False, mis)


def other(subject: str, description: str, answer: str, solution: str, *, by_it: bool = True) -> Case:
    """Anything else: all terms by agreement (Прил. 2, табл. 1)."""
    return Case(subject, description, answer, solution, TicketType.OTHER, (Priority.NONE,), by_it=by_it)


def slots(random: Random, at: datetime) -> Mapping[str, str]:
    """Draw the words of one ticket: ``at`` is the local instant of its arrival."""
    return {
        "room": str(random.randrange(101, 430)),
        "dept": random.choice(_DEPARTMENTS),
        "ward": random.choice(_WARDS),
        "spec": random.choice(_SPECIALISTS),
        "month": _MONTHS[at.month - 2],
        "count": str(random.randrange(3, 48)),
        "num": str(random.randrange(1200, 9800)),
        "ver": f"{random.randrange(3, 6)}.{random.randrange(0, 20)}.{random.randrange(1, 9)}",
        "hour": f"08:{random.randrange(0, 6) * 5:02}",
    }


def words(random: Random, at: datetime) -> Words:
    """Give the filler for one ticket."""
    drawn = slots(random, at)
    return lambda template: template.format_map(drawn)


def recall(template: str, text: str) -> Mapping[str, str] | None:
    """Read the slots back from a text that was made from ``template``; None when it was not."""
    match = _pattern(template).fullmatch(text)
    return None if match is None else match.groupdict()


@lru_cache(maxsize=512)
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_SLOT.sub(r"(?P<\1>.+?)", re.escape(template)))

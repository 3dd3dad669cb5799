"""A scenario of a drill: who calls and what arrives at which minute of the shift, and what is best done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from random import Random
from typing import TypeVar

from core.vocabulary import Channel, Line, Mis, Priority, TicketType


class KeptAs(StrEnum):
    """What a call should become (п. 5.5)."""

    TICKET = "ticket"
    COMMENT = "comment"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """What is best done with a call or a request; None and empty: not judged.

    ``same_as``: the id of what it repeats (п. 5.5); ``never``: words that must not stand in the log (Прил. 3, п. 5);
    ``why``: the trainer's own sentence, told where something was missed.
    """

    type: TicketType | None = None
    priority: Priority | None = None
    mis: Mis | None = None
    line: Line | None = None
    same_as: str | None = None
    never: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A call: the telephone rings ``minute`` minutes after the shift has begun."""

    id: str
    minute: int
    caller: str
    says: str
    kept_as: KeptAs = KeptAs.TICKET
    best: Best = Best()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A request that comes through a register, as its initiator wrote it."""

    id: str
    minute: int
    caller: str
    channel: Channel
    number: str
    subject: str
    description: str
    mis: Mis
    type: TicketType
    priority: Priority
    best: Best = Best()


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody of a clinic whom the demonstration does not have; ``kind`` as of any person of a clinic."""

    name: str
    clinic: str
    kind: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillScenario:
    """A shift: it begins at ``begins`` of a working day and lasts ``minutes`` of desk time, ``speed`` times as fast.

    ``around``: how many invented tickets stand in the queue besides.
    """

    code: str
    title: str
    about: str
    begins: time
    minutes: int
    speed: int
    around: int
    people: tuple[Newcomer, ...] = ()
    calls: tuple[Ring, ...] = ()
    requests: tuple[Arrival, ...] = ()

    @property
    def happenings(self) -> tuple[Ring | Arrival, ...]:
        """Everything that happens, calls first."""
        return (*self.calls, *self.requests)


Item = TypeVar("Item", Ring, Arrival)
EARLIER_OR_LATER = 1
"""Minutes by which a seed moves what happens."""


def shuffled(scenario: DrillScenario, seed: int) -> DrillScenario:
    """The scenario with its minutes moved a little, the same for the same seed; 0 leaves it as it is written."""
    random = Random(seed)

    def moved(items: Sequence[Item]) -> tuple[Item, ...]:
        return tuple(replace(each, minute=_near(each.minute, random, scenario.minutes)) for each in items)

    return scenario if seed == 0 else replace(scenario, calls=moved(scenario.calls), requests=moved(scenario.requests))


def _near(minute: int, random: Random, last: int) -> int:
    return min(max(0, minute + random.randint(-EARLIER_OR_LATER, EARLIER_OR_LATER)), last)

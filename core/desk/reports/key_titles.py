"""How the keys of a report's rows are called in Russian."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from core.policy import Policy
from core.store.registers.directory_reads import read_organizations, read_users
from core.store.registers.register_reads import read_outages, read_solutions
from core.store.store import Reading
from core.tickets.reporting.breach_causes import BreachCause
from core.tickets.reporting.entries import Aspect
from core.tickets.reporting.figures_table import FigureTable
from core.tickets.reporting.period import MONTHS
from core.vocabulary import Channel, ClockName, Line, Mis, Priority, TicketType

Titles = Mapping[str | None, str]
NOBODY: Final = "—"
_CODES: Final[Mapping[Aspect, type[StrEnum]]] = {
    Aspect.TYPE: TicketType,
    Aspect.PRIORITY: Priority,
    Aspect.LINE: Line,
    Aspect.CHANNEL: Channel,
    Aspect.MIS: Mis,
}


def titles_of(tx: Reading, policy: Policy, table: FigureTable) -> tuple[Titles, ...]:
    """The title of every key that the table has, one mapping for each column of keys."""
    columns = list(zip(*(row.keys for row in table.rows), strict=True)) or [()] * len(table.heads)
    leading = [_leading(tx, policy, head, keys) for head, keys in zip(table.leading, columns, strict=False)]
    asked = [
        _aspect(tx, policy, aspect, keys)
        for aspect, keys in zip(table.aspects, columns[len(table.leading) :], strict=True)
    ]
    return (*leading, *asked)


def _leading(tx: Reading, policy: Policy, head: str, keys: Iterable[str | None]) -> Titles:
    makers: Mapping[str, Callable[[], Titles]] = {
        "Срок": lambda: {each.value: policy.labels.of(each) for each in ClockName},
        "Причина": lambda: {each.value: each.told for each in BreachCause},
        "Решение из базы": lambda: {str(each.id): f"{each.id}. {each.title}" for each in read_solutions(tx)},
        "Сбой": lambda: {str(each.id): f"{each.id}. {each.title}" for each in read_outages(tx)},
    }
    known = makers[head]()
    return {key: known.get(key, key or NOBODY) for key in keys}


def _aspect(tx: Reading, policy: Policy, aspect: Aspect, keys: Iterable[str | None]) -> Titles:
    if aspect in _CODES:
        enum = _CODES[aspect]
        return {key: NOBODY if key is None else policy.labels.of(enum(key)) for key in keys}
    known: dict[str, str] = {}
    if aspect is Aspect.ORG:
        known = {str(each.id): each.name for each in read_organizations(tx)}
    elif aspect is Aspect.ASSIGNEE:
        known = {each.login: each.name for each in read_users(tx)}
    return {key: known.get(key or "", _of_time(aspect, key)) for key in keys}


def _of_time(aspect: Aspect, key: str | None) -> str:
    if key is None:
        return NOBODY
    if aspect is Aspect.MONTH:
        return f"{MONTHS[int(key[5:7]) - 1]} {key[:4]}"
    return f"{date.fromisoformat(key):%d.%m.%Y}" if aspect is Aspect.WEEK else key

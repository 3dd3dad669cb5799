"""What of a list can be marked together: all of it, the rows between two, those that are such as the selected one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from core.desk.views import QueueQuery, QueueRow

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.policy.labels import Labels

_GROUPS: Final = {"organization": "МО", "assignee": "исполнитель"}
"""What is told apart by the groups of a list, with the word for it."""
_CODES: Final = {"status": "статус", "priority": "приоритет", "type": "тип", "line": "линия", "mis": "МИС"}
"""What is told apart by a code, by the row's field and the filter's word."""
_NOBODY: Final = "не назначен"


@dataclass(frozen=True, slots=True)
class Markable:
    """Tickets that can be marked together, and what they have in common."""

    title: str
    numbers: tuple[int, ...]


def markable(desk: "Desk", query: QueueQuery, selected: int) -> tuple[Markable, ...]:
    """The whole list, then what is such as the selected ticket, by the list's own groups first.

    Everything is of the list as ``query`` asks for it now, whether it was shown yet or not. Raises StoreUnavailable.
    """
    whole = desk.queue.numbers(query)
    rows = desk.queue.rows((selected,), query.me)
    such = _such(desk, query, rows[0]) if rows else ()
    inside = frozenset(whole)
    kept = (replace(each, numbers=tuple(n for n in each.numbers if n in inside)) for each in such)
    return (Markable("Все в списке", whole), *(each for each in kept if len(each.numbers) > 1))


def _such(desk: "Desk", query: QueueQuery, row: QueueRow) -> Iterator[Markable]:
    fields = [*_GROUPS, *_CODES]
    if query.group in fields:
        fields.insert(0, fields.pop(fields.index(query.group)))
    for field in fields:
        yield _by_group(desk, query, row, field) if field in _GROUPS else _by_code(desk, query, row, field)


def _by_group(desk: "Desk", query: QueueQuery, row: QueueRow, field: str) -> Markable:
    groups = desk.queue.groups(replace(query, group=field))
    numbers = next((group.numbers for group in groups if row.number in group.numbers), ())
    value = row.organization_name if field == "organization" else row.assignee_name or _NOBODY
    return Markable(f"{_GROUPS[field]}: {value}", tuple(numbers))


def _by_code(desk: "Desk", query: QueueQuery, row: QueueRow, field: str) -> Markable:
    code: StrEnum = getattr(row, field)
    labels: Labels = desk.policy.labels
    numbers = desk.queue.numbers(replace(query, group=None, filter=f"{_CODES[field]}:{code.value}"))
    return Markable(f"{_CODES[field]}: {labels.of(code)}", numbers)

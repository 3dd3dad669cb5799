"""One look at the desk for the queue: keys of a view, the rows near the eye, counts. No Textual here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.desk.views import QueueQuery, QueueRow, View
from core.vocabulary import Line

if TYPE_CHECKING:
    from core.desk.queue_desk import QueueDesk


@dataclass(frozen=True, slots=True)
class Reading:
    """What one look gave; ``query`` is what was asked for."""

    query: QueueQuery
    numbers: tuple[int, ...]
    rows: tuple[QueueRow, ...]
    counts: Mapping[View, int]
    heads: Mapping[int, str] = field(default_factory=dict)
    """Titles of groups, by the negative numbers that stand for them."""


def read_queue(desk: "QueueDesk", query: QueueQuery, me: str, near: tuple[int, ...], window: int) -> Reading:
    """Read a view for the login ``me`` with the rows ``near``, or with the first ``window`` rows where none are named.

    Raises StoreUnavailable.
    """
    asked = replace(query, me=me)
    numbers, heads = _grouped(desk, asked) if query.group else (desk.queue_numbers(asked), {})
    wanted = [number for number in near or numbers[:window] if number > 0]
    return Reading(query, numbers, desk.queue_rows(wanted), desk.counts(me), heads)


def _grouped(desk: "QueueDesk", query: QueueQuery) -> tuple[tuple[int, ...], dict[int, str]]:
    """The numbers with a head before each group: «Городская больница № 1 · 12»."""
    labels = desk.policy.labels
    numbers: list[int] = []
    heads: dict[int, str] = {}
    for place, group in enumerate(desk.queue_groups(query), start=1):
        title = labels.of(Line(group.title)) if query.group == "line" and group.title else group.title
        heads[-place] = f"{title or _NOBODY.get(query.group or '', '—')} · {len(group.numbers)}"
        numbers += [-place, *group.numbers]
    return tuple(numbers), heads


_NOBODY = {"assignee": "Без исполнителя"}

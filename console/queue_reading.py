"""One look at the desk for the queue: keys of a view, the rows near the eye, counts. No Textual here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.desk.views import QueueQuery, QueueRow, View

if TYPE_CHECKING:
    from core.desk.queue_desk import QueueDesk


@dataclass(frozen=True, slots=True)
class Reading:
    """What one look gave; ``query`` is what was asked for."""

    query: QueueQuery
    numbers: tuple[int, ...]
    rows: tuple[QueueRow, ...]
    counts: Mapping[View, int]


def read_queue(desk: "QueueDesk", query: QueueQuery, me: str, near: tuple[int, ...], window: int) -> Reading:
    """Read a view for the login ``me`` with the rows ``near``, or with the first ``window`` rows where none are named.

    Raises StoreUnavailable.
    """
    numbers = desk.queue_numbers(replace(query, me=me))
    return Reading(query, numbers, desk.queue_rows(near or numbers[:window]), desk.counts(me))

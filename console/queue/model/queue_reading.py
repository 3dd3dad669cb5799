"""One look at the desk for the queue: keys of a view, the rows near the eye, counts. No Textual here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from console.labels import VIEW_TITLES
from console.queue.model.queue_model import STEP
from console.wording.counts import COUNTED_TO
from core.desk.views import QueueGroup, QueueQuery, QueueRow, QueueWindow, TrueUntil, View
from core.vocabulary import Line

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.policy.labels import Labels


@dataclass(frozen=True, slots=True)
class QueueReading:
    """What one look gave; ``query`` is what was asked for."""

    query: QueueQuery
    numbers: tuple[int, ...]
    rows: tuple[QueueRow, ...]
    counts: Mapping[View, int]
    heads: Mapping[int, str] = field(default_factory=dict)
    """Titles of groups, by the negative numbers that stand for them."""
    true_until: TrueUntil | None = None
    """Until when time alone changes nothing of it; None where that is not known."""
    whole: bool = True
    """Whether the numbers are all that the view holds."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a view is looked at: the positions whose rows are shown, how many numbers are wanted (None: all), and
    the ticket that is to be among them wherever it stands."""

    shown: slice
    most: int | None = STEP
    through: int | None = None


def read_queue(desk: "Desk", query: QueueQuery, me: str, sight: Sight) -> QueueReading:
    """Read a view for the login ``me``, as far as it is looked at. Raises StoreUnavailable."""
    heads: dict[int, str] = {}

    def lay(groups: Sequence[QueueGroup]) -> tuple[int, ...]:
        if query.group is None:
            return groups[0].numbers if groups else ()
        return _with_heads(desk.policy.labels, query.group, groups, heads)

    counted = tuple(dict.fromkeys((*map(View, VIEW_TITLES), query.view)))
    window = QueueWindow(sight.most, sight.through, counted, COUNTED_TO)
    look = desk.queue.look(replace(query, me=me), lay, sight.shown, window)
    return QueueReading(query, look.numbers, look.rows, look.counts, heads, look.true_until, look.whole)


def _with_heads(labels: "Labels", by: str, groups: Sequence[QueueGroup], heads: dict[int, str]) -> tuple[int, ...]:
    """The numbers with a head before each group: «Городская больница № 1 · 12»; ``heads`` is filled with the titles."""
    numbers: list[int] = []
    for place, group in enumerate(groups, start=1):
        title = labels.of(Line(group.title)) if by == "line" and group.title else group.title
        heads[-place] = f"{title or _NOBODY.get(by, '—')} · {len(group.numbers)}"
        numbers += [-place, *group.numbers]
    return tuple(numbers)


_NOBODY = {"assignee": "Без исполнителя"}

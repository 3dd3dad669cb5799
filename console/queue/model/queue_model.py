"""The queue as a keyed model: the first numbers of the view, a cache of the rows near the eye, a cursor on a ticket.

The cursor stands on a number, not on a position, so it follows its ticket when rows move. No Textual here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from console.queue.model.unseen import UnseenRows
from core.desk.views import QueueRow

Fetch = Callable[[Sequence[int]], tuple[QueueRow, ...]]
WINDOW = 60
"""Rows fetched above and below what is shown."""
STEP = 1000
"""A view that is longer is read as one goes down it: so many numbers at first, and so many more at a time."""
AHEAD = 200
"""So many rows before the end of what was read, more is read."""


def _fetch_nothing(_numbers: Sequence[int]) -> tuple[QueueRow, ...]:
    return ()


@dataclass(slots=True)
class QueueModel:
    """What the queue shows; ``fetch`` reads rows by key."""

    fetch: Fetch = _fetch_nothing
    numbers: tuple[int, ...] = ()
    rows: dict[int, QueueRow] = field(default_factory=dict)
    cursor: int = 0
    """Position of the selected row."""
    heads: Mapping[int, str] = field(default_factory=dict)
    """Titles of groups by the negative numbers that stand for them among the numbers; no cursor stands on one."""
    whole: bool = True
    """Whether the numbers are all that the view holds, or only its first ones."""
    unseen: UnseenRows = field(default_factory=UnseenRows)
    """What of it nobody has seen yet."""
    _positions: dict[int, int] = field(default_factory=dict)

    @property
    def selected(self) -> int | None:
        """The number under the cursor, None in an empty view."""
        number = self.numbers[self.cursor] if self.numbers else None
        return number if number is None or number > 0 else None

    @property
    def count(self) -> int:
        """How many tickets the view holds, as far as it was read."""
        return len(self.numbers) - len(self.heads)

    def runs_out(self, position: int) -> bool:
        """Whether what was read ends soon after a position, though the view does not."""
        return not self.whole and position + AHEAD >= len(self.numbers)

    def enough_for(self, position: int) -> int:
        """How many numbers are to be read by one who stands at a position."""
        return ((position + AHEAD) // STEP + 1) * STEP

    def fresh(self, numbers: tuple[int, ...]) -> frozenset[int]:
        """The tickets of another reading that are new to this one.

        Where only the first numbers were read, what follows the last known one may have been there before.
        """
        known = self._positions.keys()
        if not self.whole:
            last = max((place for place, number in enumerate(numbers) if number in known), default=-1)
            numbers = numbers[: last + 1]
        return frozenset(numbers) - known

    def outdated(self, rows: Iterable[QueueRow]) -> frozenset[int]:
        """The tickets of which another reading has a later version than this one knows."""
        known = self.rows
        return frozenset(row.number for row in rows if row.number in known and row.version > known[row.number].version)

    def position(self, number: int) -> int | None:
        """Where a ticket stands in the view."""
        return self._positions.get(number)

    def replace(
        self,
        numbers: tuple[int, ...],
        rows: Iterable[QueueRow],
        *,
        to_top: bool = False,
        heads: Mapping[int, str] | None = None,
    ) -> bool:
        """Take a fresh reading of the view; True when the order or the set of tickets changed.

        The cursor stays on its ticket; where that is gone, on the row that took its place. Rows outside the reading
        are forgotten, since they may have changed as well.
        """
        self.rows = {row.number: row for row in rows}
        if numbers == self.numbers and not to_top and (heads or {}) == self.heads:
            return False
        self.heads = heads or {}
        selected = None if to_top else self.selected
        self.numbers = numbers
        self._positions = {number: position for position, number in enumerate(numbers)}
        found = self._positions.get(selected) if selected is not None else None
        self.cursor = found if found is not None else self._clamp(0 if to_top else self.cursor)
        return True

    def move(self, position: int) -> bool:
        """Put the cursor on a position, held within the view; True when it moved."""
        before = self.cursor
        self.cursor = self._clamp(position, down=position >= before)
        return self.cursor != before

    def row_at(self, position: int) -> QueueRow | None:
        """The row at a position, fetched with its neighbours when it is not at hand; None when it is gone."""
        if not 0 <= position < len(self.numbers) or self.numbers[position] < 0:
            return None
        number = self.numbers[position]
        if number not in self.rows:
            missing = [n for n in self.window(position, position + 1) if n > 0 and n not in self.rows]
            self.rows.update((row.number, row) for row in self.fetch(missing))
        return self.rows.get(number)

    def window(self, first: int, last: int) -> tuple[int, ...]:
        """The numbers of the positions from ``first`` up to ``last`` with :data:`WINDOW` more on both sides."""
        return self.numbers[max(0, first - WINDOW) : last + WINDOW]

    def _clamp(self, position: int, *, down: bool = True) -> int:
        """The nearest position within the view that is no head of a group, in the direction of the move first."""
        position = max(0, min(position, len(self.numbers) - 1))
        for step in (1, -1) if down else (-1, 1):
            at = position
            while 0 <= at < len(self.numbers) and self.numbers[at] < 0:
                at += step
            if 0 <= at < len(self.numbers):
                return at
        return position

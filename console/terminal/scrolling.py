"""Finds what has only moved up or down, which a terminal can do by itself.

A scroll region is as wide as the terminal: what stands beside is moved as well and has to be written again. So this
only proposes, and whoever paints takes what is less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from console.terminal.cells import CellRow

LEAST_ROWS: Final = 4
"""Fewer rows than these are not worth a look."""


@dataclass(frozen=True, slots=True)
class Scroll:
    """The rows from ``top`` to ``bottom`` (both of them) go up by ``by``, or down where it is negative."""

    top: int
    bottom: int
    by: int

    @property
    def sequence(self) -> str:
        """DECSTBM, DL or IL, and the whole terminal again: every terminal knows them; the cursor is anywhere after."""
        at, letter = self.top + 1, "M" if self.by > 0 else "L"
        return f"\x1b[{at};{self.bottom + 1}r\x1b[{at}H\x1b[{abs(self.by)}{letter}\x1b[r"

    def applied(self, rows: Sequence[CellRow]) -> list[CellRow]:
        """What stands on a terminal after it."""
        width = len(rows[0].texts)
        moved = list(rows)
        for y in range(self.top, self.bottom + 1):
            source = y + self.by
            moved[y] = rows[source] if self.top <= source <= self.bottom else CellRow.blank(width)
        return moved


def scroll_between(old: Sequence[CellRow], new: Mapping[int, CellRow]) -> Scroll | None:
    """A scroll by which most of the rows that differ come to what they are to be; None where there is no such."""
    differing = [y for y, row in new.items() if row != old[y]]
    if len(differing) < LEAST_ROWS:
        return None
    columns = _columns(old, new, differing)
    before: dict[tuple[str, ...], list[int]] = {}
    for y in differing:
        before.setdefault(_key(old[y], columns), []).append(y)
    votes: Counter[int] = Counter()
    for y in differing:
        found = before.get(_key(new[y], columns), ())
        if len(found) == 1:
            votes[found[0] - y] += 1
    votes.pop(0, None)
    if not votes:
        return None
    by, count = votes.most_common(1)[0]
    if count < max(LEAST_ROWS - 1, len(differing) // 4):
        return None
    came = [y for y in differing if before.get(_key(new[y], columns)) == [y + by]]
    return Scroll(min(came[0], came[0] + by), max(came[-1], came[-1] + by), by)


def _columns(old: Sequence[CellRow], new: Mapping[int, CellRow], differing: Sequence[int]) -> slice:
    """The columns among which anything differs."""
    width = len(old[0].texts)
    left, right = width, 0
    for y in differing:
        changed = [x for x, (a, b) in enumerate(zip(old[y].texts, new[y].texts, strict=True)) if a != b]
        if changed:
            left, right = min(left, changed[0]), max(right, changed[-1] + 1)
    return slice(left, right)


def _key(row: CellRow, columns: slice) -> tuple[str, ...]:
    return tuple(row.texts[columns])

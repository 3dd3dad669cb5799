"""What of a list nobody has seen yet: rows that came, rows that others changed. No Textual here.

A row is seen once the cursor has stood on it, or once it has been in sight for :data:`LOOK` and a key was pressed: what
comes while nobody is there keeps its sign until somebody is.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

LOOK: Final = timedelta(seconds=3)
"""So long a row is in sight before a key says that it was seen."""
NEW, CHANGED = "+", "~"
"""The signs before a row."""


class UnseenRows:
    """The unseen tickets by number, each with its sign and since when it has been in sight."""

    def __init__(self) -> None:
        self._signs: dict[int, str] = {}
        self._since: dict[int, datetime] = {}

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._signs)

    @property
    def new(self) -> frozenset[int]:
        """The tickets that came and were not seen."""
        return frozenset(number for number, sign in self._signs.items() if sign == NEW)

    def sign(self, number: int) -> str:
        """What stands before a ticket's row; «» for nothing."""
        return self._signs.get(number, "")

    def arrived(self, numbers: Iterable[int]) -> None:
        """These came."""
        self._signs.update(dict.fromkeys(numbers, NEW))

    def changed(self, numbers: Iterable[int]) -> None:
        """Others changed these; what came and was not seen is new all the same."""
        for number in numbers:
            self._signs.setdefault(number, CHANGED)

    def in_sight(self, numbers: Iterable[int], now: datetime) -> None:
        """These stand on the screen now; the others do not, and their time begins anew."""
        if self._signs:
            shown = [number for number in numbers if number in self._signs]
            self._since = {number: self._since.get(number, now) for number in shown}

    def looked(self, cursor: int | None, now: datetime) -> frozenset[int]:
        """A key was pressed, and the cursor stands on a ticket: which ones are seen by that."""
        seen = {number for number, since in self._since.items() if now - since >= LOOK}
        seen |= {cursor} & self._signs.keys() if cursor is not None else set()
        for number in seen:
            self._signs.pop(number, None)
            self._since.pop(number, None)
        return frozenset(seen)

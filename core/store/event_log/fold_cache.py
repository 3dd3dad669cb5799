"""Folds of tickets that a process remembers between transactions; whoever asks proves each against the log first.

Nothing of it is stored. A fold is remembered when the transaction that made it is kept, and not before; one that the
log does not bear out any more is read anew (:mod:`core.store.event_log.folded`).
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol
from weakref import WeakSet

if TYPE_CHECKING:
    from core.tickets.log import History
    from core.tickets.ticket import Ticket

MOST: Final = 512
"""How many tickets are remembered, those last asked for."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A ticket folded up to its event ``number`` of the chain, whose hash (hex) vouches for all that came before.

    ``sieve``: what of its log clocks read (:func:`core.tickets.fold.sifted`).
    """

    ticket: Ticket
    number: int
    hash: str
    sieve: History


class KeepsWords(Protocol):
    """What keeps words of tickets besides their folds."""

    def forget(self, ticket: int) -> None:
        """Let the words of a ticket go at once; asked from any thread, and must not wait."""


class FoldCache:
    """The folds of one open store, by ticket. Safe to ask from any thread."""

    def __init__(self, most: int = MOST) -> None:
        """Begin empty; the one that was longest not asked for makes room beyond ``most``."""
        self._most = most
        self._lock = Lock()
        self._folds: OrderedDict[int, Fold] = OrderedDict()
        self._others: WeakSet[KeepsWords] = WeakSet()

    def __len__(self) -> int:
        return len(self._folds)

    def get(self, ticket: int) -> Fold | None:
        """What is remembered of a ticket."""
        with self._lock:
            found = self._folds.get(ticket)
            if found is not None:
                self._folds.move_to_end(ticket)
            return found

    def keep(self, fold: Fold) -> None:
        """Remember a fold whose last event is committed."""
        with self._lock:
            self._folds[fold.ticket.number] = fold
            self._folds.move_to_end(fold.ticket.number)
            while len(self._folds) > self._most:
                self._folds.popitem(last=False)

    def forget(self, ticket: int) -> None:
        """Let what is remembered of a ticket go, here and with whoever else keeps its words."""
        with self._lock:
            self._folds.pop(ticket, None)
            others = tuple(self._others)
        for each in others:
            each.forget(ticket)

    def tell(self, other: KeepsWords) -> None:
        """Have something else that keeps words of tickets told what to let go, as long as it lives."""
        with self._lock:
            self._others.add(other)


class FoldsInHand:
    """What one transaction has folded: remembered by the store once it is committed, or never."""

    def __init__(self, kept: FoldCache) -> None:
        """Begin with what the store remembers."""
        self._kept = kept
        self._own: dict[int, Fold] = {}

    def get(self, ticket: int) -> Fold | None:
        """What is known of a ticket: by this transaction, or from before it."""
        return self._own.get(ticket) or self._kept.get(ticket)

    def keep(self, fold: Fold) -> None:
        """Take a fold that this transaction has made."""
        self._own[fold.ticket.number] = fold

    def forget(self, ticket: int) -> None:
        """Let a ticket go, here and in the store's memory: words are cut out of it."""
        self._own.pop(ticket, None)
        self._kept.forget(ticket)

    def roll_back(self) -> None:
        """Forget what this transaction has folded: a part of it is undone."""
        self._own.clear()

    def settle(self) -> None:
        """Have the store remember what was folded: it is committed."""
        for fold in self._own.values():
            self._kept.keep(fold)
        self._own.clear()

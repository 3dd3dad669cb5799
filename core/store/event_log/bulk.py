"""The end of the chain held in memory: events that get their numbers and hashes at once and their rows later."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.store.event_log.log import ADD_EVENT, ADD_WORDS, Author, Head, rows_of
from core.store.store import Writing
from core.tickets.log import DeskEvent, TicketEvent


@dataclass(slots=True)
class ChainEnd:
    """What is to follow ``head``; only for who keeps every other writer from the chain until the transaction ends."""

    head: Head
    _rows: list[tuple[dict[str, Any], list[dict[str, Any]]]] = field(default_factory=list)

    def add(
        self,
        event: TicketEvent | DeskEvent,
        author: Author,
        at: datetime,
        *,
        ticket: int | None = None,
        seq: int | None = None,
    ) -> int:
        """Add an event and give its number."""
        row, words = rows_of(self.head, event, author, at, ticket=ticket, seq=seq)
        self._rows.append((row, words))
        self.head = Head(row["number"], row["hash"])
        return self.head.event

    def write(self, tx: Writing) -> None:
        """Write what was added since the last time: each event and then its words, as the log's guards want it."""
        for row, words in self._rows:
            ADD_EVENT.run(tx, row)
            if words:
                ADD_WORDS.run_each(tx, words)
        self._rows = []

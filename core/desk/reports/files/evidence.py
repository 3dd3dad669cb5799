"""The tickets behind a month as plain rows, each with its hash: what a page of HTML counts its own figures from."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final

from core.instants import ceil_seconds, to_us
from core.tickets.reporting.material import ReportMaterial
from core.tickets.reporting.ticket_facts import ClockFacts, TicketFacts

Row = list[Any]
FIELDS: Final = ("number", "created", "resolved", "closed", "open", "lifetime", "net", "clocks")
"""What each place of a row holds: instants in whole seconds since 1970, lengths in seconds of working time, clocks as
``[name, ended, breached]``."""


def evidence_of(material: ReportMaterial) -> tuple[Row, ...]:
    """A row for each ticket of the month."""
    return tuple(_row(each, material) for each in material.tickets)


def _row(facts: TicketFacts, material: ReportMaterial) -> Row:
    instants = (facts.created_at, facts.resolved_at, facts.closed_at)
    return [
        facts.number,
        *(None if each is None else to_us(each) // 1_000_000 for each in instants),
        not (facts.closed_at is not None and facts.closed_at < material.until),
        ceil_seconds(facts.lifetime),
        ceil_seconds(facts.net),
        [_clock(each) for each in facts.clocks],
    ]


def _clock(clock: ClockFacts) -> Row:
    return [clock.name.value, None if clock.ended is None else to_us(clock.ended) // 1_000_000, clock.breached]


def written(row: Row) -> str:
    """A row as JSON, as ``JSON.stringify`` writes it."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return sha256(text.encode()).hexdigest()


def root(hashes: Iterable[str]) -> str:
    """One hash over those of all rows, in their order."""
    return digest("".join(hashes))

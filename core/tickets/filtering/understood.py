"""Which days and instants a filter was understood to mean, for whoever typed it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from core.instants import midnight
from core.tickets.filtering import terms
from core.tickets.filtering.keys import KEYS
from core.wording import full_day, moment

_DATED: Final = {
    terms.Due: "due", terms.Received: "received", terms.Created: "created", terms.ClosedTerm: "closed_on",
    terms.Broken: "broken",
}  # fmt: skip


def understood(term: terms.Term, zone: ZoneInfo) -> Iterator[str]:
    """«срок пт 27.11.2026», «поступило с пн 23.11.2026 00:00»: one for each date of the filter, in its order."""
    match term:
        case terms.All(inner) | terms.Any(inner):
            for each in inner:
                yield from understood(each, zone)
        case terms.Not(inner_term):
            yield from understood(inner_term, zone)
        case terms.Due() | terms.Received() | terms.Created() | terms.ClosedTerm() | terms.Broken():
            if said := _span(term.since, term.until, zone):
                yield f"{KEYS[_DATED[type(term)]][0]} {said}"


def _span(since: datetime | None, until: datetime | None, zone: ZoneInfo) -> str:
    if since is not None and until is not None and midnight(since) == since and until - since == timedelta(days=1):
        return full_day(since.astimezone(zone).date())
    sides = (("с", since), ("до", until))
    return " ".join(f"{word} {moment(each, zone)}" for word, each in sides if each is not None)

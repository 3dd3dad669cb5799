"""An absence as its row tells it; light to import, so that the first queue can be read without a database library."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from core.instants import from_us
from core.tickets.directory import Absence


def absence_of(row: Sequence[Any], zone: tzinfo) -> Absence:
    """The absence of a row in the order of its columns, its instants in ``zone`` (п. 4.7)."""
    id_, since, until, login, person, substitute_login, substitute_person, sudden, reason = row
    return Absence(
        id=id_,
        since=from_us(since, zone),
        until=from_us(until, zone),
        login=login,
        person=person,
        substitute_login=substitute_login,
        substitute_person=substitute_person,
        sudden=bool(sudden),
        reason=reason,
    )

"""What a search gives: frozen values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.search.fragments import Fragment

COUNTED: int = 1_000
"""No group is counted further."""


class Group(StrEnum):
    """Where a result is listed, in the order of the groups."""

    OPEN = "open"
    CLOSED = "closed"
    SOLUTIONS = "solutions"
    PEOPLE = "people"
    CALLS = "calls"


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found. ``kind``: ticket, solution, person, organization or call; ``number``: its number or id.

    ``status`` is that of a ticket, «retired» of a solution that is not proposed any more, «blocked» of somebody;
    ``clinic``: its code; ``who``: the requester; ``at``: received, or begun.
    """

    kind: str
    number: int
    group: Group
    title: str
    fragment: Fragment
    status: str | None = None
    clinic: str | None = None
    who: str | None = None
    at: datetime | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody searches for.

    ``groups``: where; ``filter``: of the filter language, besides the fields in ``text``; ``limit``: how many of each
    group; ``typing``: the last word may still grow.
    """

    text: str
    groups: tuple[Group, ...] = tuple(Group)
    filter: str = ""
    limit: int = 10
    typing: bool = False


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What was found, in groups and in each the best first.

    ``read_as``: the words as understood; ``unknown``: those that stand nowhere, and were left out where others do.
    ``counts``: how many there are, no further than :data:`COUNTED`; ``more``: there are more than were counted.
    ``relaxed``: nothing has all words, these have most. ``stale``: the index is to be made anew, it may lack something.
    """

    query: str
    read_as: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    counts: dict[Group, int] = field(default_factory=dict)
    more: bool = False
    relaxed: bool = False
    stale: bool = False

    @property
    def total(self) -> int:
        """How many there are in all groups."""
        return sum(self.counts.values())

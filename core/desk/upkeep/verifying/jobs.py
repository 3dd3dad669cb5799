"""The jobs of a verification, which any process over the same snapshot can do: a span of the chain, some tickets.

What a job finds is plain values, so that it can come from another process.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from core.desk.queue.due_index import due_index
from core.desk.upkeep.verifying.differences import differences
from core.policy import Policy
from core.store.event_log.audit import Span, SpanAudit, part_of
from core.store.event_log.codec import encode
from core.store.event_log.refolding import logs
from core.store.projections.raw_rows import stored_clocks, stored_tickets
from core.store.projections.ticket_rows import clock_rows, row_of, search_names
from core.store.search.checking import sums_of
from core.store.search.logged_words import pages_of
from core.store.store import Reading
from core.tickets.fold import replay
from core.tickets.log import History
from core.tickets.redaction.archiving import WordsArchived
from core.tickets.redaction.redacting import Redacted
from core.tickets.relations.attachments import Attached

Found = TypeVar("Found", covariant=True)  # noqa: PLC0105 -- what is found
Names = tuple[Mapping[int, str], Mapping[int, str]]
"""What search knows of every clinic and of every person, by id."""
Cut = tuple[int | None, int, str]
"""A text on record as cut out: of which ticket, which event of it, which field; of none, by the event's number."""


class Contents(Protocol):
    """Whether the bytes under a SHA-256 are still what it says; None for a name that is not kept."""

    def get(self, name: str, /) -> bool | None:
        """Of one name."""


@dataclass(slots=True)
class Snapshot:
    """Where jobs are done: one snapshot of the store, the policy in force."""

    tx: Reading
    policy: Policy
    _names: Names | None = None

    def names(self) -> Names:
        """Read once."""
        if self._names is None:
            self._names = search_names(self.tx)
        return self._names


class Job(Protocol[Found]):
    """Something to be looked at."""

    def do(self, place: Snapshot) -> Found:
        """Look at it."""


class Hands(Protocol):
    """Who does jobs: this process alone, or several over the same snapshot."""

    @property
    def spans(self) -> int:
        """Into how many spans the chain is worth being cut for them."""

    def do(self, jobs: Sequence[Job[Found]]) -> list[Found]:
        """What each of the jobs finds, in their order."""


@dataclass(slots=True)
class OwnHands:
    """This process, one job after the other."""

    place: Snapshot
    spans: int = 1

    def do(self, jobs: Sequence[Job[Found]]) -> list[Found]:
        """Do them here."""
        return [each.do(self.place) for each in jobs]


@dataclass(frozen=True, slots=True)
class FollowSpan:
    """A span of the chain and its texts."""

    span: Span

    def do(self, place: Snapshot) -> SpanAudit:
        """Follow it."""
        return part_of(place.tx, self.span)


@dataclass(slots=True)
class TicketsFound:
    """What is wrong with the rows of some tickets, and what only all tickets together can be held against."""

    mismatches: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    """Events that cannot be read."""
    redacted: set[Cut] = field(default_factory=set)
    attached: set[str] = field(default_factory=set)
    """The contents that a ticket has, by SHA-256."""
    sums: dict[int, int] = field(default_factory=dict)
    """What the search index must hold of the tickets, by document, and the words of its vocabulary."""
    words: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class FoldTickets:
    """The tickets of a range of numbers: their rows in the lists, their clocks, their files."""

    numbers: tuple[int, int]
    files: Contents

    def do(self, place: Snapshot) -> TicketsFound:
        """Fold each again and compare."""
        found = TicketsFound()
        found.mismatches += self._mismatches(place, found)
        return found

    def _mismatches(self, place: Snapshot, found: TicketsFound) -> Iterator[str]:
        tx = place.tx
        histories = logs(tx, self.numbers, found.broken)
        rows, clocks = stored_tickets(tx, self.numbers), stored_clocks(tx, self.numbers)
        unknown = histories.keys() - rows.keys()
        pages = (page for log in histories.values() for page in pages_of(log))
        found.sums, found.words = sums_of(tx, pages)
        for number, log in sorted(histories.items()):
            row = rows.pop(number, None)
            if row is None:
                yield f"Обращение {number}: есть в журнале, нет в списках"
            else:
                yield from _ticket(log, place.policy, row, clocks, place.names())
            yield from self._files(number, log, found)
        for number in sorted(rows):
            yield f"Обращение {number}: есть в списках, нет в журнале"
        for number, clock in sorted((key for key in clocks if key[0] not in unknown | rows.keys()), key=str):
            yield f"Обращение {number}, срок {clock}: есть в списках, нет в журнале"

    def _files(self, number: int, log: History, found: TicketsFound) -> Iterator[str]:
        """Attachments whose bytes are gone or changed; those that were cut out need none (Прил. 3, п. 5)."""
        cut = set(_recorded_cuts(log))
        found.redacted |= {(number, *each) for each in cut}
        gone = {event for event, _name in cut}
        for each in log:
            if isinstance(each.event, Attached) and each.seq not in gone:
                found.attached.add(each.event.sha256)
                whole = self.files.get(each.event.sha256)
                if not whole:
                    what = "изменён" if whole is False else "пропал"
                    yield f"Обращение {number}: файл {each.event.attachment} {what} (событие {each.seq})"


def _recorded_cuts(log: History) -> Iterator[tuple[int, str]]:
    """The texts of a ticket that are on record as cut out, one by one or with an archive: event and field."""
    archived = max((each.seq for each in log if isinstance(each.event, WordsArchived)), default=0)
    for each in log:
        if isinstance(each.event, Redacted):
            yield from ((each.event.event, name) for name in each.event.fields)
        if each.seq < archived:
            yield from ((each.seq, name) for name in encode(each.event)[1])


def _ticket(
    log: History,
    policy: Policy,
    row: Mapping[str, Any],
    clocks: dict[Any, Mapping[str, Any]],
    names: Names,
) -> Iterator[str]:
    """One ticket's row and clocks against its log; its clocks are taken out of ``clocks``."""
    number, (clinics, persons) = row["number"], names
    try:
        ticket = replay(log)
        due = due_index(log, policy, ticket)
    except ValueError as error:
        yield f"Обращение {number}: журнал не восстанавливается ({error})"
        return
    expected = row_of(ticket, due, f"{clinics.get(ticket.organization, '')} {persons.get(ticket.requester, '')}")
    yield from differences(f"Обращение {number}", row, expected)
    for clock in clock_rows(ticket, due):
        kept = clocks.pop((number, clock["clock"]), {})
        yield from differences(f"Обращение {number}, срок {clock['clock']}", kept, clock)

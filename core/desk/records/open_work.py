"""What is open over all tickets: promises, tasks, disputes, connections, what somebody holds; solutions by words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from core.policy import Policy
from core.search.documents import DocumentKind, identity_of, range_of
from core.search.expression import Term, either
from core.search.places import IndexColumn
from core.search.understanding import Synonyms
from core.store.event_log.log import histories_of
from core.store.projections import open_work as standing
from core.store.projections import queue
from core.store.projections.open_work import PromiseEntry, read
from core.store.projections.queue_row import QueueRow
from core.store.registers.register_reads import read_outages, read_solutions
from core.store.registers.solution_uses import SolutionUse, solution_uses, solved_lately
from core.store.search.engine import engine_of
from core.store.search.version import is_current
from core.store.store import Reading
from core.tickets.closing.disputes import due_of
from core.tickets.fold import replay
from core.tickets.knowledge.proposals import Proposal, proposals
from core.tickets.knowledge.search import ranked, terms_of_text
from core.tickets.records import Dispute, Promise, Task
from core.tickets.registers import Outage, Solution
from core.tickets.ticket import Ticket

_TERMS: Final = 60
"""Terms of a text that solutions are looked for by."""
_NONE: Final[Synonyms] = MappingProxyType({})
_LATELY: Final = 3_000
"""Closed tickets among which solutions are looked for that are worth documenting."""
_ANSWERING: Final = 500
"""Solutions that are ranked, the latest."""


@dataclass(frozen=True, slots=True)
class FoundSolution:
    """A documented solution with how well it answers, and the tickets that it was given in."""

    solution: Solution
    score: float
    used_in: tuple[int, ...]
    helped: int = 0
    """In how many tickets it was given that have not come back since."""
    last_used: datetime | None = None
    returned: tuple[int, ...] = ()
    """The tickets that were rejected or opened again after it."""


@dataclass(frozen=True, slots=True)
class DocketEntry:
    """A dispute that is open: its ticket, when it is to be decided, and the working time left, negative when late."""

    number: int
    subject: str
    dispute: Dispute
    due: datetime
    left: timedelta


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that still has to be done, with its ticket."""

    number: int
    subject: str
    organization: int
    task: Task


@dataclass(frozen=True, slots=True)
class Holdings:
    """What somebody would leave to others: open tickets and open tasks."""

    tickets: tuple[QueueRow, ...] = ()
    tasks: tuple[OpenTask, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """What the clinic of an open ticket was promised last for one clock that runs (п. 4.8, 6.7): ``times`` agreed on so
    far; ``late``: the clock is past it."""

    number: int
    subject: str
    assignee: str | None
    promise: Promise
    times: int
    late: bool = False


def solutions(
    tx: Reading, text: str, *, retired: bool = False, synonyms: Synonyms = _NONE, uses: bool = True
) -> tuple[FoundSolution, ...]:
    """Documented solutions that have any word of ``text`` in any form, or what it is called besides, the best first;
    all of them without one. ``uses``: how each did as well, which the whole log is looked through for."""
    wanted = _wanted(text, synonyms)
    known = [each for each in read_solutions(tx, _answering(tx, wanted)) if retired or not each.retired]
    if text.strip():
        found = ranked(wanted or (), [f"{each.title}\n{each.text}" for each in known])
    else:
        found = tuple((place, 0.0) for place in range(len(known)))
    did = solution_uses(tx) if uses and found else {}
    return tuple(_found(known[place], score, did.get(known[place].id)) for place, score in found)


def proposed(tx: Reading) -> tuple[Proposal, ...]:
    """Solutions that were confirmed often enough to be documented (п. 6.9)."""
    documented = [each.text for each in read_solutions(tx)]
    return proposals(solved_lately(tx, _LATELY), documented)


def _found(solution: Solution, score: float, use: SolutionUse | None) -> FoundSolution:
    use = use or SolutionUse()
    helped = len(set(use.given) - set(use.back))
    return FoundSolution(solution, score, use.tickets, helped, use.last, use.back)


def _wanted(text: str, synonyms: Synonyms) -> tuple[str, ...] | None:
    """The terms that are looked for; None for no text."""
    if not text.strip():
        return None
    own = terms_of_text(text)
    others = (each for term in own for other in synonyms.get(term, ()) for each in other.split())
    return tuple(dict.fromkeys((*own, *others)))


def _answering(tx: Reading, wanted: Sequence[str] | None) -> list[int] | None:
    """The ids of the solutions that have any of some terms; None, all of them, while the index is to be made anew."""
    if wanted is None or not is_current(tx):
        return None
    if not wanted:
        return []
    asked = either(tuple(Term(each) for each in wanted[:_TERMS]))
    columns = IndexColumn.TITLE, IndexColumn.PUBLIC
    numbers = engine_of(tx).numbers(tx, asked, columns, range_of(DocumentKind.SOLUTION), _ANSWERING)
    return [identity_of(each) for each in numbers]


def outages(tx: Reading, *, over: bool = False) -> tuple[Outage, ...]:
    """Mass incidents that last, or all of them."""
    return tuple(each for each in read_outages(tx) if over or each.ended_at is None)


def docket(tx: Reading, policy: Policy, now: datetime) -> tuple[DocketEntry, ...]:
    """The open disputes, the one due first at the head."""
    worktime = policy.worktime()
    entries = []
    for ticket in _tickets(tx, "disputed"):
        if ticket.dispute is not None:
            due = due_of(ticket.dispute, policy)
            left = worktime.between(now, due) if now <= due else -worktime.between(due, now)
            entries.append(DocketEntry(ticket.number, ticket.subject, ticket.dispute, due, left))
    return tuple(sorted(entries, key=lambda entry: (entry.due, entry.number)))


def tasks(tx: Reading) -> tuple[OpenTask, ...]:
    """Every open task of the open tickets, those with a due first."""
    found = [
        OpenTask(ticket.number, ticket.subject, ticket.organization, task)
        for ticket in _tickets(tx, "tasks")
        for task in ticket.tasks
        if task.open
    ]
    return tuple(sorted(found, key=lambda each: (each.task.due is None, each.task.due or each.task.set_at)))


def holdings(tx: Reading, login: str) -> Holdings:
    """The open tickets that a member of staff is the executor of, and the open tasks that are his (п. 4.8)."""
    mine = tuple(each for each in tasks(tx) if each.task.user == login)
    return Holdings(queue.rows(tx, queue.held_by(tx, login)), mine)


def requests_of(tx: Reading, person: int) -> Holdings:
    """The open tickets of somebody of a clinic, and the open tasks that are his (п. 4.4, 10.2)."""
    his = tuple(each for each in tasks(tx) if each.task.person == person)
    return Holdings(queue.rows(tx, queue.requested_by(tx, person)), his)


def promises(tx: Reading, policy: Policy, now: datetime) -> tuple[OpenPromise, ...]:
    """The last promise of each running clock of every open ticket, the one due first at the head (п. 4.8, 6.7, 6.8)."""
    found = [
        OpenPromise(row.number, row.subject, row.assignee, each.promise, each.times, _late(each, policy, now))
        for row in standing.promised(tx)
        for each in read(row.promised, tx.zone)
    ]
    return tuple(sorted(found, key=lambda each: (each.promise.due, each.number)))


def _late(entry: PromiseEntry, policy: Policy, now: datetime) -> bool:
    """Whether the clock of a promise is overdue by now."""
    return entry.late or (entry.spent is not None and entry.spent < policy.worktime(entry.line).last_counted(now))


def connected(tx: Reading) -> tuple[Ticket, ...]:
    """The tickets in which a remote session is open (п. 8.4)."""
    return tuple(map(replay, histories_of(tx, standing.connected(tx)).values()))


def _tickets(tx: Reading, view: str) -> Iterator[Ticket]:
    return map(replay, histories_of(tx, queue.flagged(tx, view)).values())

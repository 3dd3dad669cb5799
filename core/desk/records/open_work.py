"""What is open over all tickets: promises, tasks, disputes, connections, what somebody holds; solutions by words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.policy import Policy
from core.store.event_log.log import histories_of
from core.store.projections import open_work as standing
from core.store.projections import queue
from core.store.projections.open_work import PromiseEntry, read
from core.store.projections.queue_row import QueueRow
from core.store.registers.register_reads import read_outages, read_solutions
from core.store.store import Reading
from core.tickets.closing.disputes import due_of
from core.tickets.fold import replay
from core.tickets.knowledge.search import ranked
from core.tickets.records import Dispute, Promise, Task
from core.tickets.registers import Outage, Solution
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class FoundSolution:
    """A documented solution with how well it answers, and the tickets that it was given in."""

    solution: Solution
    score: float
    used_in: tuple[int, ...]


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


def solutions(tx: Reading, text: str, *, retired: bool = False) -> tuple[FoundSolution, ...]:
    """Documented solutions that have any word of ``text`` in any form, the best first; all of them without one."""
    known = [each for each in read_solutions(tx) if retired or not each.retired]
    used = queue.solutions_used(tx)
    if not text.strip():
        return tuple(FoundSolution(each, 0.0, used.get(each.id, ())) for each in known)
    found = ranked(text, [f"{each.title}\n{each.text}" for each in known])
    return tuple(FoundSolution(known[place], score, used.get(known[place].id, ())) for place, score in found)


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

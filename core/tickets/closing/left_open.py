"""Nothing stays open inside a ticket that ends: tasks, a remote session, a run of the МИС (п. 4.4, 5.11, 6.10, 8.4).

Whoever solves or closes a ticket is told what is open in it, and either finishes it first or drops it with a reason in
the same step. A session and a run end then: the instant of the command is their recorded end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.tickets.effects import Effects
from core.tickets.log import TicketEvent
from core.tickets.refusal import Refusal
from core.tickets.remote_access.mis_runs import MisRunEnded
from core.tickets.remote_access.sessions import RemoteEnded
from core.tickets.tasks.tasks import TaskDone
from core.tickets.ticket import Ticket

SILENCE: Final = "Обращение закрыто автоматически"
"""Why the program itself drops what an older log left open."""


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """One thing that is open inside a ticket: what it is called, by which clause it must end, and under which code."""

    title: str
    code: str
    clause: str
    kind: str
    id: int

    def dropped(self, reason: str) -> TicketEvent:
        """The event that ends it without a result."""
        match self.kind:
            case "task":
                return TaskDone(task=self.id, cancelled=True, result=reason)
            case "remote":
                return RemoteEnded(session=self.id, result=reason)
        return MisRunEnded(run=self.id, result=reason)


def left_open(ticket: Ticket) -> tuple[LeftOpen, ...]:
    """What is open inside a ticket: its remote session first, then the run of the МИС, then its tasks."""
    return tuple(_open(ticket))


def _open(ticket: Ticket) -> Iterator[LeftOpen]:
    if (session := ticket.remote_open) is not None:
        title = f"удалённый сеанс {session.id} ({session.pc})"
        yield LeftOpen(title, "remote.open", "п. 8.4", "remote", session.id)
    if (run := ticket.mis_run_open) is not None:
        title = f"работа в МИС от имени пользователя ({run.id})"
        yield LeftOpen(title, "mis_run.open", "п. 5.11, 6.10", "mis_run", run.id)
    for task in ticket.tasks:
        if task.open:
            yield LeftOpen(f"задача {task.id} «{task.text}»", "task.open", "п. 4.4", "task", task.id)


def laid_down(ticket: Ticket, reason: str | None) -> Effects | Refusal:
    """What ends along with the ticket: nothing where nothing is open; a refusal where it is, and no reason is given."""
    found = left_open(ticket)
    if reason is not None or not found:
        return tuple(each.dropped(reason or "") for each in found)
    first = found[0]
    titles = ", ".join(each.title for each in found)
    message = f"В обращении не завершено: {titles}. Завершите или снимите с причиной, и обращение можно будет закончить"
    details = {"open": [{"kind": each.kind, "id": each.id, "title": each.title} for each in found]}
    return Refusal(first.code, message, first.clause, details=details)

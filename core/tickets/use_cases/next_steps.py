"""What is sensible to do next with a ticket: a table of who looks at it, in which state, where, and for whom it waits.

The table orders, and permits nothing: what is possible now is for :mod:`core.tickets.use_cases.possible` to say. First
comes what is open and must end, then what ends the waiting, then the work of the stage in the order of the regulation.
Nothing heavy is imported here: a console's key bar begins with these steps.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from core.tickets.use_cases.offered import TO_END
from core.vocabulary import Role, Status, TicketType, Waiting

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket

MOST: Final = 8
"""How many steps are told at once."""
Names: TypeAlias = tuple[str, ...]


class WorkStage(StrEnum):
    """Where a ticket is worked on."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    RETURNED = "returned"
    """ТЛТП has answered; the executor verifies it and agrees it with the requester (п. 7.6)."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the order depends on. ``setup``: a «Настройка», which is not solved without an approval (п. 11.4);
    ``taken``: whoever has it has taken it himself."""

    status: Status
    role: Role
    stage: WorkStage
    waits: Waiting | None = None
    setup: bool = False
    taken: bool = True


def _names(text: str) -> Names:
    return tuple(text.split())


_WAITS: Final[Mapping[Waiting, Names]] = {
    Waiting.REQUESTER: _names("answered callback_promise comment resume force_close"),
    Waiting.ORGANIZATION: _names("task_done task_pass comment resume"),
    Waiting.APPROVAL: _names("approval_grant approval_refuse comment resume"),
    Waiting.THIRD_LINE: _names("route_returned comment indicate note"),
}
"""Who was waited for has answered, or is reminded (п. 4.4, 4.6, 4.9, 7.6, 11.4)."""
_RETURNED: Final = _names("route_verified comment route resolve")
_SETUP: Final = _names("approval_request")

_PROCESSING: Final = _names(
    "take comment priority_confirm process request_information release resolve route duplicate priority"
)
"""ПЛТП with what has come in: answer within minutes, process (п. 5.5), hand over or solve (п. 5.4, 5.7, 5.9)."""
_SOLVING_FIRST: Final = _names(
    "comment resolve priority_confirm process release request_information remote_start callback_promise route duplicate"
)
"""ПЛТП with what it has taken (п. 5.4, 5.11)."""
_TAKING_OVER: Final = _names("take comment request_information remote_start send_back assign term note")
"""ВЛТП with what ПЛТП has handed over (п. 6.4): its reaction runs, and sent by mistake it goes back."""
_SOLVING_SECOND: Final = _names("comment resolve request_information task remote_start wait route term note")
"""ВЛТП at work (п. 6.3, 6.5–6.8, 7.4)."""
_ACCOMPANYING: Final = _names("comment note callback_promise request_information attach priority watch dispute_open")
"""ПЛТП while another line has it (п. 5.6)."""
_WATCHING: Final = _names("note watch dispute_open")
"""ВЛТП before ПЛТП has finished (п. 6.4)."""
_LEADING: Final = _names("assign release comment note term request_information send_back close watch")
"""A supervisor replaces whoever is missing, and does not work on the matter (п. 4.8)."""
_CONFIRMING: Final = _names("confirm reject answered comment force_close note dispute_open")
"""Решена waits for the requester's word (п. 4.9; Прил. 2, «Статусы обращений»)."""
_CLOSED: Final = _names("note link dispute_open reopen external")
_REDACTING: Final = _names("redact")


def situation_of(ticket: "Ticket", role: Role) -> Situation:
    """A ticket as whoever has this role meets it."""
    stay = ticket.third_line
    stage = WorkStage(ticket.line)
    if ticket.at_third_line is not None:
        stage = WorkStage.THIRD
    elif stay is not None and stay.verified_at is None:
        stage = WorkStage.RETURNED
    return Situation(
        ticket.status, role, stage, ticket.waits_for, ticket.type is TicketType.SETUP, ticket.accepted_by is not None
    )


def ordered(situation: Situation) -> Names:
    """Every step that may be sensible, the next one first."""
    if situation.role is Role.ADMINISTRATOR:
        return _REDACTING
    if situation.role not in (Role.FIRST_LINE, Role.SECOND_LINE, Role.SUPERVISOR):
        return ()
    return tuple(dict.fromkeys((*TO_END, *_open_matters(situation), *_work(situation))))


def next_steps(ticket: "Ticket", role: Role, allowed: Collection[str]) -> Names:
    """The first steps that are possible; ``allowed`` names every command that is."""
    return tuple(name for name in ordered(situation_of(ticket, role)) if name in allowed)[:MOST]


def _open_matters(situation: Situation) -> Names:
    """What ends the waiting, or verifies ТЛТП's answer; a ticket that is solved waits for nobody else."""
    if situation.status in (Status.RESOLVED, Status.CLOSED):
        return ()
    waits = _WAITS[situation.waits] if situation.waits is not None else ()
    back = _RETURNED if situation.stage is WorkStage.RETURNED else ()
    asked = _SETUP if situation.setup and situation.waits is not Waiting.APPROVAL else ()
    return (*waits, *back, *asked) if _at_its_own_work(situation) else waits


def _at_its_own_work(situation: Situation) -> bool:
    """Whether the ticket is where this role works on it."""
    own = (WorkStage.FIRST,) if situation.role is Role.FIRST_LINE else (WorkStage.SECOND, WorkStage.THIRD)
    return situation.stage in (*own, WorkStage.RETURNED)


def _work(situation: Situation) -> Names:
    """The work of the stage."""
    if situation.status is Status.CLOSED:
        return _CLOSED
    if situation.status is Status.RESOLVED:
        return _CONFIRMING
    if situation.role is Role.SUPERVISOR:
        return _LEADING
    new = situation.status is Status.NEW or not situation.taken
    if situation.role is Role.FIRST_LINE:
        return (_PROCESSING if new else _SOLVING_FIRST) if _at_its_own_work(situation) else _ACCOMPANYING
    if not _at_its_own_work(situation):
        return _WATCHING
    return _TAKING_OVER if new else _SOLVING_SECOND

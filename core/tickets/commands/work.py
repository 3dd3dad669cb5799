"""Work inside a ticket: waiting, terms, tasks, approvals, watchers, attachments, links (п. 4.4, 4.8, 6.5–6.8, 11.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.commands.base import TicketCommand
from core.vocabulary import Channel, ClockName, LinkKind, Screened, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(TicketCommand):
    """Say whom the ticket waits for."""

    name: ClassVar[str] = "wait"
    waiting: Waiting
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(TicketCommand):
    """Say that the waiting is over."""

    name: ClassVar[str] = "resume"
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeTerm(TicketCommand):
    """Record a term that both sides agreed on (п. 4.8, 6.7, 6.8)."""

    name: ClassVar[str] = "term"
    due: datetime
    agreed_with: int
    reason: str
    clock: ClockName = ClockName.RESOLUTION


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicateTerm(TicketCommand):
    """Give an indicative term (п. 5.9, 6.7)."""

    name: ClassVar[str] = "indicate"
    due: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTask(TicketCommand):
    """Set a task: to the centre's people (``user``) or to the head of IT of the clinic (``person``, п. 4.4)."""

    name: ClassVar[str] = "task"
    text: str
    user: str | None = None
    person: int | None = None
    due: datetime | None = None
    reason: str | None = None
    """Why to somebody who is absent (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassTask(TicketCommand):
    """Give a task to somebody else: within the clinic (``person``, п. 4.4), or to a colleague (``user``, п. 4.8)."""

    name: ClassVar[str] = "task_pass"
    task: int
    person: int | None = None
    user: str | None = None
    reason: str | None = None
    """Why to somebody who is absent (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishTask(TicketCommand):
    """Record a task's result, or that it is not needed any more."""

    name: ClassVar[str] = "task_done"
    task: int
    result: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestApproval(TicketCommand):
    """Ask somebody of the clinic to approve (п. 11.4)."""

    name: ClassVar[str] = "approval_request"
    person: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantApproval(TicketCommand):
    """Record an approval (п. 11.4); ``how``: phone, comment or external."""

    name: ClassVar[str] = "approval_grant"
    approval: int
    by: int
    how: str = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseApproval(TicketCommand):
    """Record that approval was refused."""

    name: ClassVar[str] = "approval_refuse"
    approval: int
    by: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch(TicketCommand):
    """Add a watcher of the centre, or take one off."""

    name: ClassVar[str] = "watch"
    login: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach(TicketCommand):
    """Add a file: ``title`` is what people see, ``body`` its bytes."""

    name: ClassVar[str] = "attach"
    title: str
    body: bytes
    unscreened_ok: bool = False
    """Its writer says that it holds no personal data, though not all of it could be looked through (Прил. 3, п. 5)."""
    screened: Screened = Screened.NO
    """How much of it the gate has looked through; nobody else sets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(TicketCommand):
    """Link the ticket to another one, as related or as its repetition."""

    name: ClassVar[str] = "link"
    other: int
    link: LinkKind = LinkKind.RELATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(TicketCommand):
    """Make a ticket of its own from another problem in the same request (Прил. 3, п. 1)."""

    name: ClassVar[str] = "split"
    subject: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetExternal(TicketCommand):
    """Record the number of the request in ИСКИЗ or Интерактив (п. 3.6); ``register``: in which of them it is."""

    name: ClassVar[str] = "external"
    external_number: str
    register: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseSolution(TicketCommand):
    """Say which documented solution was given (п. 5.4)."""

    name: ClassVar[str] = "use_solution"
    solution: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinOutage(TicketCommand):
    """Attach the ticket to a mass incident, or take it off (п. 5.4, 6.3)."""

    name: ClassVar[str] = "join_outage"
    outage: int
    left: bool = False

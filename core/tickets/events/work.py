"""Work inside a ticket: waiting, terms, tasks, approvals, watchers, attachments, links (п. 4.4, 4.8, 6.5–6.8, 11.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.events.base import free_text
from core.vocabulary import ClockName, LinkKind, Screened, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingStarted:
    """The ticket waits for somebody; waiting is measured, and stops no clock unless the policy says so."""

    kind: ClassVar[str] = "waiting_started"
    waiting: Waiting
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEnded:
    """What the ticket waited for has come, or is no longer waited for."""

    kind: ClassVar[str] = "waiting_ended"
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAgreed:
    """A term that both sides agreed on (п. 4.8, 6.7, 6.8): the actor for the desk, ``agreed_with`` for the clinic.

    ``due`` is absolute: neither waiting nor holidays move it.
    """

    kind: ClassVar[str] = "term_agreed"
    clock: ClockName
    due: datetime
    agreed_with: int
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermIndicated:
    """An indicative term, a hint by the executor: it judges nothing (п. 5.9, 6.7)."""

    kind: ClassVar[str] = "term_indicated"
    due: datetime
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSet:
    """A task inside the ticket: to the centre's people by login, or to the head of IT of the clinic (п. 4.4)."""

    kind: ClassVar[str] = "task_set"
    task: int
    user: str | None = None
    person: int | None = None
    due: datetime | None = None
    despite_absence: bool = False
    text: str = free_text()
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPassed:
    """A task was given to somebody else: within the clinic by its head of IT (п. 4.4), or to a colleague (п. 4.8)."""

    kind: ClassVar[str] = "task_passed"
    task: int
    person: int | None = None
    user: str | None = None
    despite_absence: bool = False
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone:
    """A task has its result; ``cancelled``: it is not needed any more."""

    kind: ClassVar[str] = "task_done"
    task: int
    cancelled: bool = False
    result: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphaned:
    """Who had the ticket (``executor``) or some of its tasks works no longer: blocked, or in another role (п. 10.2)."""

    kind: ClassVar[str] = "orphaned"
    login: str
    executor: bool = True
    tasks: tuple[int, ...] = ()
    blocked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRequested:
    """The clinic is asked to approve something about its system (п. 11.4)."""

    kind: ClassVar[str] = "approval_requested"
    approval: int
    person: int
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGranted:
    """Somebody of the clinic approved (п. 11.4)."""

    kind: ClassVar[str] = "approval_granted"
    approval: int
    by: int
    how: str = "phone"
    capacity: str = ""
    """As what he spoke for the clinic: head, it_head, … or requester; «» where an older log does not say."""
    stands_for: int | None = None
    """The absent approver, or requester, whom ``by`` substitutes (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRefused:
    """Somebody of the clinic refused to approve."""

    kind: ClassVar[str] = "approval_refused"
    approval: int
    by: int
    reason: str = free_text()
    capacity: str = ""
    stands_for: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Somebody of staff (``login``) or of a clinic (``person``) watches from now on, or no longer.

    ``because_of``: the duplicate whose requester watches the ticket that solves the problem (Прил. 3, п. 2); ``apart``:
    he is of another clinic, is told of the solution and does not watch here.
    """

    kind: ClassVar[str] = "watched"
    login: str | None = None
    person: int | None = None
    removed: bool = False
    because_of: int | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file was added; its bytes lie in the store under ``sha256``, its name is people's words and never a path."""

    kind: ClassVar[str] = "attached"
    attachment: int
    sha256: str
    size: int
    title: str = free_text()
    screened: Screened = Screened.NO
    """How much of it was looked through for personal data (Прил. 3, п. 5); nothing of what was kept before that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The ticket stands in a relation to another; both logs tell it. ``origin``: this is the earlier of the two.

    ``removed``: no longer, because the duplicate is open again.
    """

    kind: ClassVar[str] = "linked"
    link: LinkKind
    other: int
    origin: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternallyRegistered:
    """The number under which the request stands in ИСКИЗ or Интерактив (п. 3.6)."""

    kind: ClassVar[str] = "externally_registered"
    external_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionUsed:
    """A documented solution was given in this ticket, or was documented from it (п. 5.4, 6.3)."""

    kind: ClassVar[str] = "solution_used"
    solution: int
    documented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageJoined:
    """The ticket belongs to a mass incident (п. 5.4, 6.3), or no longer."""

    kind: ClassVar[str] = "outage_joined"
    outage: int
    left: bool = False

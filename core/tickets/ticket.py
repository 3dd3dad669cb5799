"""The state of a ticket at one version: the fold of its events."""

from dataclasses import dataclass
from datetime import datetime

from core.tickets.records import (
    Approval,
    Attachment,
    Checklist,
    Dispute,
    Follower,
    HandOver,
    Impact,
    MisRun,
    Promise,
    RemoteSession,
    Said,
    Task,
    TicketLink,
)
from core.vocabulary import Channel, Line, LinkKind, Mis, Outcome, Priority, Status, TicketType, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket at one version; ``version`` is the ``seq`` of its last event, ``changed_at`` that event's instant.

    ``accepted_by`` is the assignee once he has taken the ticket himself; a hand-over empties it. ``no_executor``: the
    rules found nobody, or who had it works no longer, and the supervisor is told. ``waiting`` is what was said by hand;
    open tasks of the clinic, approvals and ТЛТП make a ticket wait too (:attr:`waits_for`).
    """

    number: int
    version: int
    subject: str
    description: str
    type: TicketType
    priority: Priority
    status: Status
    outcome: Outcome | None = None
    line: Line
    assignee: str | None = None
    assigned_at: datetime | None = None
    assignee_line: Line | None = None
    """Whose line the assignee is of: the rules name somebody of ВЛТП while the ticket is still with ПЛТП."""
    accepted_by: str | None = None
    no_executor: bool = False
    named: str | None = None
    """Whom of ВЛТП the rules named at the registration, until the ticket is handed over (п. 5.9; Прил. 2, «Новый»)."""
    watchers: tuple[str, ...] = ()
    watching_people: tuple[int, ...] = ()
    followers: tuple[Follower, ...] = ()
    organization: int
    requester: int
    mis: Mis
    channel: Channel
    external_number: str | None = None
    received_at: datetime
    created_at: datetime
    changed_at: datetime
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    heard_at: datetime | None = None
    """When the requester last answered without confirming, or asked for time (п. 4.9)."""
    solution: str | None = None
    indicative_due: datetime | None = None
    template: str | None = None
    masked: tuple[str, ...] = ()
    proposed_priority: Priority | None = None
    impact: Impact | None = None
    """Urgency and impact as ПЛТП has clarified them last (п. 3.9; Прил. 2); None before it has."""
    checklist: Checklist | None = None
    waiting: Waiting | None = None
    waiting_since: datetime | None = None
    tasks: tuple[Task, ...] = ()
    approvals: tuple[Approval, ...] = ()
    promises: tuple[Promise, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    links: tuple[TicketLink, ...] = ()
    third_line: HandOver | None = None
    outage: int | None = None
    solutions: tuple[int, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    remote: tuple[RemoteSession, ...] = ()
    mis_runs: tuple[MisRun, ...] = ()
    alerts: tuple[Said, ...] = ()

    @property
    def clarified(self) -> bool:
        """Whether ПЛТП stands by the present priority: it chose or confirmed it, and no other one is proposed."""
        impact = self.impact
        return impact is not None and impact.priority is self.priority and self.proposed_priority is None

    @property
    def duplicate_of(self) -> int | None:
        """The ticket that solves the problem of this duplicate (Прил. 3, п. 2)."""
        return next((link.other for link in self.links if link.kind is LinkKind.DUPLICATE and not link.origin), None)

    @property
    def duplicates(self) -> tuple[int, ...]:
        """The duplicates whose problem is solved here."""
        return tuple(link.other for link in self.links if link.kind is LinkKind.DUPLICATE and link.origin)

    @property
    def following(self) -> tuple[int, ...]:
        """The people of clinics who are told besides the requester: those who watch, and those who follow apart."""
        apart = (each.person for each in self.followers if each.apart and each.person is not None)
        return tuple(dict.fromkeys((*self.watching_people, *apart)))

    @property
    def dispute(self) -> Dispute | None:
        """The dispute that is open; None without one."""
        return next((each for each in self.disputes if each.open), None)

    @property
    def remote_open(self) -> RemoteSession | None:
        """The remote session that has not ended; None without one."""
        return next((each for each in self.remote if each.ended_at is None), None)

    @property
    def mis_run_open(self) -> MisRun | None:
        """The run of the МИС as a user that has not ended; None without one."""
        return next((each for each in self.mis_runs if each.ended_at is None), None)

    @property
    def at_third_line(self) -> HandOver | None:
        """Where in ТЛТП the ticket is now; None when it is not there, or is back."""
        return self.third_line if self.third_line and self.third_line.returned_at is None else None

    @property
    def ownerless(self) -> bool:
        """Nobody works on it, or on one of its open tasks: the rules found nobody, or who had it is gone."""
        return self.no_executor or any(each.open and each.orphaned for each in self.tasks)

    @property
    def waits_for(self) -> Waiting | None:
        """Whom the ticket waits for now: what was said, then ТЛТП, an approval, a task of the clinic."""
        if self.status in (Status.RESOLVED, Status.CLOSED):
            return None
        if self.waiting is not None:
            return self.waiting
        if self.at_third_line is not None:
            return Waiting.THIRD_LINE
        if any(each.granted is None for each in self.approvals):
            return Waiting.APPROVAL
        if any(each.open and each.person is not None for each in self.tasks):
            return Waiting.ORGANIZATION
        return None

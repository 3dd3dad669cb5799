"""The desk's registers: calls, accounts of people, solutions, outages, calendars (п. 5.4, 5.5; гл. 10)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.commands.base import DeskCommand
from core.vocabulary import Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCall(DeskCommand):
    """Write a call into the call log (п. 5.5): the registration of what was solved in 5:00 minutes or less.

    ``admit_reason``: why a supervisor lets a clinic without a contract in (п. 1.2).
    """

    name: ClassVar[str] = "call_log"
    requester: int
    started_at: datetime
    ended_at: datetime
    solved: bool
    text: str
    mis: Mis | None = None
    admit_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson(DeskCommand):
    """Change what is known of somebody of a clinic (п. 10.3); what is None stays."""

    name: ClassVar[str] = "person_change"
    person: int
    full_name: str | None = None
    person_kind: str | None = None
    phone: str | None = None
    email: str | None = None
    staff_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPerson(DeskCommand):
    """Block somebody of a clinic: people are never deleted (п. 10.2).

    ``ground``: dismissal, maternity, abuse. Abuse needs the decision of the УК (п. 10.7).
    """

    name: ClassVar[str] = "person_block"
    person: int
    ground: str
    reason: str | None = None
    decision: str | None = None
    decided_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnblockPerson(DeskCommand):
    """Let somebody of a clinic back, blocked by mistake or returned from leave: the same card and account (гл. 10)."""

    name: ClassVar[str] = "person_unblock"
    person: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLetter(DeskCommand):
    """Record that a letter was sent (п. 10.7): how, and on which local date; None: today."""

    name: ClassVar[str] = "letter_sent"
    letter: int
    how: str
    sent_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAccount(DeskCommand):
    """A request about an account in ИСКИЗ or a МИС: create, change, block or unblock (п. 10.3–10.5).

    ``system``: iskiz, qms or promed. ``dismissed_on``: local ISO date of the dismissal or leave.
    """

    name: ClassVar[str] = "account_request"
    account_kind: str
    system: str
    person: int
    requested_by: int
    staff_number: str | None = None
    position: str | None = None
    specialization: str | None = None
    reason: str | None = None
    dismissed_on: str | None = None
    ticket: int | None = None
    external_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAccountNumber(DeskCommand):
    """Record the number under which a request about an account stands in ИСКИЗ (п. 3.6)."""

    name: ClassVar[str] = "account_external"
    request: int
    external_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishAccount(DeskCommand):
    """Carry a request about an account out."""

    name: ClassVar[str] = "account_done"
    request: int
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseAccount(DeskCommand):
    """Refuse a request about an account: only for data that does not match (п. 10.6)."""

    name: ClassVar[str] = "account_refuse"
    request: int
    mismatch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowStaffNumber(DeskCommand):
    """Read a protected staff number (п. 10.3); that it was read is recorded."""

    name: ClassVar[str] = "staff_number"
    person: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSolution(DeskCommand):
    """Document a solution (п. 5.4, 6.9); ``source`` is the line that found it, ``ticket`` where it comes from."""

    name: ClassVar[str] = "solution_add"
    title: str
    text: str
    mis: Mis | None = None
    module: str | None = None
    source: str = "second"
    ticket: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSolution(DeskCommand):
    """Change a documented solution; what is None stays."""

    name: ClassVar[str] = "solution_change"
    solution: int
    title: str | None = None
    text: str | None = None
    mis: Mis | None = None
    module: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireSolution(DeskCommand):
    """Take a documented solution out of use; it is kept."""

    name: ClassVar[str] = "solution_retire"
    solution: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOutage(DeskCommand):
    """Announce a mass incident (п. 5.4, 6.3); no ``organizations``: all of them."""

    name: ClassVar[str] = "outage_open"
    title: str
    text: str
    mis: Mis | None = None
    organizations: tuple[int, ...] = ()
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOutage(DeskCommand):
    """Tell news of a mass incident."""

    name: ClassVar[str] = "outage_update"
    outage: int
    text: str
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOutage(DeskCommand):
    """Answer the requesters of all tickets of a mass incident at once."""

    name: ClassVar[str] = "outage_answer"
    outage: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveOutage(DeskCommand):
    """Resolve all tickets of a mass incident with one solution, and end it."""

    name: ClassVar[str] = "outage_resolve"
    outage: int
    solution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOutage(DeskCommand):
    """End a mass incident; its tickets stay as they are."""

    name: ClassVar[str] = "outage_end"
    outage: int
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCalendar(DeskCommand):
    """Record that a production calendar was loaded or changed: which year, its decree, whose due times moved."""

    name: ClassVar[str] = "calendar_apply"
    year: int
    decree: str
    moved: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExport(DeskCommand):
    """Record that people's data leaves the desk: ``what`` (a code of ``core.tickets.exports``), how many records."""

    name: ClassVar[str] = "export"
    what: str
    count: int
    ticket: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordArchive(DeskCommand):
    """Record a verified archive of everything up to now, before the words of tickets closed before a year are cut.

    ``sha256`` (hex) is that of the file, ``events`` and ``head`` the length and the last hash of the chain in it.
    """

    name: ClassVar[str] = "archive_record"
    before: int
    file: str
    sha256: str
    events: int
    head: str

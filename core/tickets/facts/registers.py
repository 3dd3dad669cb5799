"""What can happen in the desk's registers: calls, accounts, solutions, outages, calendars, denials."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.events.base import free_text
from core.vocabulary import Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLogged:
    """A call that needed no ticket, or led to one (п. 5.5); ``seconds`` is how long it took."""

    kind: ClassVar[str] = "call_logged"
    id: int
    requester: int
    organization: int
    started_at: datetime
    ended_at: datetime
    solved: bool
    mis: Mis | None = None
    ticket: int | None = None
    text: str = free_text()
    admitted: str | None = free_text(None)
    """Why a supervisor let a clinic without a contract in (п. 1.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRequested:
    """A request about an account (п. 10.3–10.5); ``late``: blocking was asked for after 3 working days."""

    kind: ClassVar[str] = "account_requested"
    id: int
    account_kind: str
    system: str
    person: int
    requested_by: int
    position: str | None = None
    specialization: str | None = None
    dismissed_on: str | None = None
    late: bool = False
    ticket: int | None = None
    external_number: str | None = None
    at: datetime
    reason: str | None = free_text(None)
    staff_number: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRegistered:
    """The number under which a request about an account stands in ИСКИЗ (п. 3.6)."""

    kind: ClassVar[str] = "account_registered"
    id: int
    external_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDone:
    """A request about an account was carried out."""

    kind: ClassVar[str] = "account_done"
    id: int
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRefused:
    """A request about an account was refused for data that does not match (п. 10.6)."""

    kind: ClassVar[str] = "account_refused"
    id: int
    mismatch: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNumberRead:
    """Somebody read a protected staff number (п. 10.3)."""

    kind: ClassVar[str] = "staff_number_read"
    id: int
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionAdded:
    """A solution was documented (п. 5.4, 6.3, 6.9)."""

    kind: ClassVar[str] = "solution_added"
    id: int
    mis: Mis | None = None
    module: str | None = None
    source: str = "second"
    ticket: int | None = None
    title: str = free_text()
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionChanged:
    """A documented solution was changed; None: that field stays."""

    kind: ClassVar[str] = "solution_changed"
    id: int
    mis: Mis | None = None
    module: str | None = None
    title: str | None = free_text(None)
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionRetired:
    """A documented solution is no longer proposed."""

    kind: ClassVar[str] = "solution_retired"
    id: int
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageOpened:
    """A mass incident was announced (п. 5.4, 6.3); no ``organizations``: all of them."""

    kind: ClassVar[str] = "outage_opened"
    id: int
    at: datetime
    mis: Mis | None = None
    organizations: tuple[int, ...] = ()
    expected_end: datetime | None = None
    title: str = free_text()
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageUpdated:
    """News of a mass incident."""

    kind: ClassVar[str] = "outage_updated"
    id: int
    at: datetime
    expected_end: datetime | None = None
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageEnded:
    """A mass incident is over."""

    kind: ClassVar[str] = "outage_ended"
    id: int
    at: datetime
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged:
    """A production calendar was loaded or changed; ``moved`` are the tickets whose due times it moved."""

    kind: ClassVar[str] = "calendar_changed"
    year: int
    decree: str
    moved: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessDenied:
    """The gate denied a command: which, to which ticket, with which code."""

    kind: ClassVar[str] = "access_denied"
    command: str
    code: str
    ticket: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAdmitted:
    """A supervisor let a text with personal data into the desk's own registers, with a reason (Прил. 3, п. 5).

    ``fields`` are those of ``command``; ``kinds`` never holds a value. On a ticket it is
    :class:`core.tickets.events.PersonalDataAdmitted`.
    """

    kind: ClassVar[str] = "text_admitted"
    command: str
    fields: tuple[str, ...]
    kinds: tuple[str, ...]
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRedacted:
    """A text was cut out of an event of the desk (Прил. 3, п. 5); ``event`` is its number in the log.

    ``left``: as in ``Redacted``.
    """

    kind: ClassVar[str] = "fact_redacted"
    event: int
    fields: tuple[str, ...]
    left: str | None = None
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """People's data left the desk: what, how many records, of which ticket; who and when say the event itself."""

    kind: ClassVar[str] = "exported"
    what: str
    count: int
    ticket: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRecorded:
    """A verified archive was made: the words of tickets closed before a year may be cut from the store.

    ``sha256`` (hex) is that of the file, ``events`` and ``head`` the length and the last hash of the chain in it.
    """

    kind: ClassVar[str] = "archive_recorded"
    before: int
    file: str
    sha256: str
    events: int
    head: str

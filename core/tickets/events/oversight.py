"""What is watched over: disputes, remote sessions, runs as a user, alerts of time, personal data, archives.

Прил. 2; п. 5.11, 6.10; гл. 8, 9; Прил. 3, п. 5.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.events.base import free_text
from core.vocabulary import Alert, ClockName


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeOpened:
    """A participant turned to ПЛТП with a dispute (Прил. 2, disputes): a person of the clinic or staff."""

    kind: ClassVar[str] = "dispute_opened"
    dispute: int
    person: int | None = None
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeDecided:
    """The dispute was decided."""

    kind: ClassVar[str] = "dispute_decided"
    dispute: int
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEscalated:
    """The dispute was put before the higher management."""

    kind: ClassVar[str] = "dispute_escalated"
    dispute: int
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteStarted:
    """A remote session began (п. 8.1–8.4): organisation, МИС and PC named, consent given for this session alone."""

    kind: ClassVar[str] = "remote_started"
    session: int
    consent_by: int
    consent_how: str
    consent_at: datetime
    pc: str = free_text()
    for_requester: int | None = None
    """The absent requester whom ``consent_by`` substitutes (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteEnded:
    """A remote session ended."""

    kind: ClassVar[str] = "remote_ended"
    session: int
    result: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MisRunStarted:
    """The МИС was run as one of its users, for a test (п. 5.11, 6.10)."""

    kind: ClassVar[str] = "mis_run_started"
    run: int
    person: int
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class MisRunEnded:
    """The run as a user ended."""

    kind: ClassVar[str] = "mis_run_ended"
    run: int
    result: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceChecked:
    """The checklist of п. 9.1 and 9.2 for one PC; ``missing`` holds the codes of what is not there."""

    kind: ClassVar[str] = "workplace_checked"
    missing: tuple[str, ...] = ()
    pc: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted:
    """What time alone made the program say: once for each clock and due."""

    kind: ClassVar[str] = "alerted"
    alert: Alert
    clock: ClockName | None = None
    due: datetime | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataAdmitted:
    """A supervisor let a text with personal data in, with a reason (Прил. 3, п. 5); ``kinds`` never holds a value."""

    kind: ClassVar[str] = "personal_data_admitted"
    fields: tuple[str, ...]
    kinds: tuple[str, ...]
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A text that should never have been there was cut out of event ``event`` of this ticket (Прил. 3, п. 5).

    ``left``: the hash (hex) of that event's row as it is left, where a word stood in the row itself and not beside it;
    the row keeps the hash that it was written under, and so does the chain.
    """

    kind: ClassVar[str] = "redacted"
    event: int
    fields: tuple[str, ...]
    left: str | None = None
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsArchived:
    """All words of the events before this one were cut: they stand in the archive that event ``archive`` records."""

    kind: ClassVar[str] = "words_archived"
    archive: int

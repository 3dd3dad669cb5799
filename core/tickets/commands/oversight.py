"""Disputes, remote sessions, runs as a user, alerts of time, redaction, archives (Прил. 2; гл. 8, 9; Прил. 3, п. 5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.commands.base import DeskCommand, TicketCommand
from core.vocabulary import Alert, ClockName


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDispute(TicketCommand):
    """Open a dispute (Прил. 2, «Работа по спорным ситуациям»); ``by`` is a person of the clinic, None for staff."""

    name: ClassVar[str] = "dispute_open"
    text: str
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDispute(TicketCommand):
    """Decide the open dispute; ``reopen`` opens a closed ticket again."""

    name: ClassVar[str] = "dispute_decide"
    text: str
    reopen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateDispute(TicketCommand):
    """Put the open dispute before the higher management."""

    name: ClassVar[str] = "dispute_escalate"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRemote(TicketCommand):
    """Begin a remote session (п. 8.3, 8.4)."""

    name: ClassVar[str] = "remote_start"
    pc: str
    consent_by: int | None = None
    consent_how: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRemote(TicketCommand):
    """End the remote session that is open."""

    name: ClassVar[str] = "remote_end"
    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMisRun(TicketCommand):
    """Run the МИС as a user, for a test (п. 5.11, 6.10): as whom, and what is to be tested."""

    name: ClassVar[str] = "mis_run_start"
    person: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMisRun(TicketCommand):
    """End the run as a user that goes on."""

    name: ClassVar[str] = "mis_run_end"
    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWorkplace(TicketCommand):
    """Record the checklist of a workplace (п. 9.1, 9.2); ``missing``: codes of what is not there."""

    name: ClassVar[str] = "workplace"
    pc: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseAlert(TicketCommand):
    """Say what time alone has caused: the program alone gives this command."""

    name: ClassVar[str] = "alert"
    alert: Alert
    clock: ClockName | None = None
    due: datetime | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redact(TicketCommand):
    """Cut people's words out of one event of the ticket (Прил. 3, п. 5); no ``fields``: all of its texts."""

    name: ClassVar[str] = "redact"
    event: int
    reason: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactFact(DeskCommand):
    """Cut people's words out of one event of the desk's registers (Прил. 3, п. 5); ``event``: its number in the log."""

    name: ClassVar[str] = "redact_fact"
    event: int
    reason: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveWords(TicketCommand):
    """Cut all words of a long closed ticket; ``archive`` is the number of the event that recorded the archive."""

    name: ClassVar[str] = "archive"
    archive: int

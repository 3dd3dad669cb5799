"""The limits of a ticket's life: how long silence may last, and what the customer may set about clocks and texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from core.policy.norms import Span
from core.vocabulary import ClockName, Mis, Priority, Waiting


class SolutionStart(StrEnum):
    """The instant from which the term of resolution is judged."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class TextLimits:
    """How many characters people's texts may have."""

    subject: int
    body: int
    line: int


@dataclass(frozen=True, slots=True)
class AttachmentLimits:
    """How large a file may be, in bytes, and how many a ticket may have."""

    size: int
    count: int


@dataclass(frozen=True, slots=True)
class CommandRate:
    """How fast one session may give commands: so many a second, and so many at once after a rest."""

    per_second: int
    burst: int


class RemoteConsent(StrEnum):
    """Who may consent to a remote session."""

    INITIATOR = "initiator"
    ORGANIZATION = "organization"


class PersonalDataMode(StrEnum):
    """What happens to personal data in a text that staff types."""

    BLOCK = "block"
    MASK = "mask"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Terms and choices of a ticket's life; days are working days, counted by dates."""

    confirmation_days: int
    """Silence after «Решена» before the automatic closing (Прил. 2, «Статусы обращений»)."""
    forced_close_days: int
    """More than so many days without confirmation allow the forced closing (п. 4.9)."""
    dispute_days: int
    """The term of a dispute at ПЛТП (Прил. 2, «Работа по спорным ситуациям»)."""
    agreement_reminder: Span
    """How long a ticket «По согласованию» may stand without a term before ПЛТП is reminded."""
    solution_start: SolutionStart
    """Where the resolution clock starts (п. 4.10, 4.11, 11.1)."""
    resume_after_reject: bool
    """After a rejection the resolution clock goes on with its elapsed time: true leaves time in «Решена» out."""
    pauses: tuple[Waiting, ...]
    """Waiting that stops the resolution clock; the regulation knows none."""
    reopen: bool
    """Whether a closed ticket may be opened again."""
    keep_with_first_line: bool
    """An automatic assignment leaves the ticket with ПЛТП until its stage is done (п. 3.4, 6.4)."""
    texts: TextLimits
    attachments: AttachmentLimits
    commands: CommandRate
    call_log_limit: Span
    """A call solved within so much time by the clock is a line of the call log, and no ticket (п. 5.5)."""
    similar_from: int
    """From which likeness, in percent, on an open ticket of the same requester counts as a similar one (п. 5.5)."""
    contract_required: bool
    """Whether a clinic without a contract in force is refused at registration (п. 1.2)."""
    substitute_required: bool
    """Whether a planned absence must name a substitute (п. 4.7)."""
    checklist_required: bool
    """Whether ПЛТП's checklist must have passed before a ticket goes to ВЛТП (п. 5.5, 6.4)."""
    impact_required: bool
    """Whether a ticket stays with ПЛТП until it has clarified urgency and impact (п. 3.9; Прил. 2)."""
    mistake_window: Span
    """Within how much time, by the clock, type or priority set back by the same person was a mistake (п. 5.10)."""
    critical: Priority
    """From which priority on a ticket is critical (п. 5.7, 7.3)."""
    solution_least: int
    """How many characters a detailed solution of ВЛТП has at least (п. 6.9)."""
    blocking_days: int
    """Within how many working days of a dismissal blocking is to be asked for (п. 10.3)."""
    warn_before: Mapping[ClockName, Span]
    """How much working time before a due the program warns."""
    setup_approvers: tuple[str, ...]
    """Which kinds of people of the clinic, or who stands in for them, approve a «Настройка» (п. 11.4)."""
    remote_consent: RemoteConsent
    """Who consents to a remote session: the requester (п. 8.4), or anybody of the clinic."""
    remote_limit: Span
    """After how much working time a remote session that has not ended is told of (п. 8.4)."""
    registers: Mapping[Mis, str]
    """In which register the requests of a МИС stand: interactive or iskiz (п. 3.6)."""
    retention_years: int
    """For how many whole years the words of a closed ticket are kept; the regulation sets no term."""
    pii: PersonalDataMode
    """What happens to personal data that staff types (Прил. 3, п. 5)."""
    undo_window: timedelta = timedelta(seconds=10)
    """How long, by the clock on the wall, an act may be taken back as if it had not been."""
    undo_window_typed: timedelta = timedelta(minutes=1)
    """The same by the command line, where taking back has to be typed."""

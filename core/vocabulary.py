"""The codes that every part of the desk shares: stable names in the log, in JSON and in YAML.

Russian labels are policy (``config/labels.yaml``), not code; ``docs/glossary.md`` maps both to the regulation.
"""

from enum import StrEnum


class TicketType(StrEnum):
    """Kind of request (Прил. 2, «Типизация обращений»); ``other`` is the fourth row of табл. 1."""

    CONSULTATION = "consultation"
    ERROR = "error"
    SETUP = "setup"
    OTHER = "other"


class Priority(StrEnum):
    """Urgency (Прил. 2, «Приоритезация обращений»); ``none`` goes with ``other`` alone."""

    VERY_HIGH = "very_high"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Status(StrEnum):
    """Where a ticket stands: Новый → В работе → Решена → Закрыта (Прил. 2, «Статусы обращений»)."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a closed ticket ended."""

    CONFIRMED = "confirmed"
    AUTOMATIC = "automatic"
    FORCED = "forced"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


class RefusalGround(StrEnum):
    """Why a request is refused; each has a clause of its own."""

    MISMATCH = "mismatch"
    NO_CONTRACT = "no_contract"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_APPROVED = "not_approved"
    UNFIT = "unfit"
    NOT_RESPONSIBLE = "not_responsible"


class Line(StrEnum):
    """Line of support: ПЛТП, ВЛТП, ТЛТП (п. 3.4, 3.11)."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


class Channel(StrEnum):
    """How a request came in (п. 3.5)."""

    PHONE = "phone"
    ISKIZ = "iskiz"
    INTERACTIVE = "interactive"


class Mis(StrEnum):
    """Medical information system (п. 3.3)."""

    QMS = "qms"
    PROMED = "promed"


class Role(StrEnum):
    """What a member of staff may do at the desk."""

    FIRST_LINE = "first_line"
    SECOND_LINE = "second_line"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    OBSERVER = "observer"
    SYSTEM = "system"
    """The program itself: what time alone causes. No account has this role."""

    @property
    def line(self) -> Line | None:
        """The line whose reaction this role's public comment gives; None for the roles of no line."""
        return _LINE_OF_ROLE.get(self)


_LINE_OF_ROLE = {Role.FIRST_LINE: Line.FIRST, Role.SECOND_LINE: Line.SECOND}


class ClockName(StrEnum):
    """The three clocks of a ticket (Прил. 2, табл. 1)."""

    FIRST_REACTION = "first_reaction"
    EXECUTOR_REACTION = "executor_reaction"
    RESOLUTION = "resolution"


class ClockState(StrEnum):
    """What a clock says at one instant."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    AGREED = "agreed"
    NOT_APPLICABLE = "not_applicable"


class NormKind(StrEnum):
    """What sort of term a cell of Прил. 2, табл. 1 sets."""

    TIMED = "timed"
    AGREED = "agreed"
    IMMEDIATE = "immediate"
    NONE = "none"


class Waiting(StrEnum):
    """Whom a ticket waits for: the buckets that waiting is measured in."""

    REQUESTER = "requester"
    ORGANIZATION = "organization"
    APPROVAL = "approval"
    THIRD_LINE = "third_line"


class Ground(StrEnum):
    """Why ПЛТП itself registers a request (п. 5.5)."""

    NOT_SOLVED = "not_solved"
    LONGER_THAN_5_MIN = "longer_than_5_min"
    REQUESTER_CANNOT = "requester_cannot"


class Destination(StrEnum):
    """Who of ТЛТП a ticket is routed to (п. 3.11)."""

    QMS_DEVELOPER = "qms_developer"
    PROMED_DEVELOPER = "promed_developer"
    DATA_CENTER = "data_center"
    PROVIDER = "provider"
    TFOMS = "tfoms"
    CONTRACTOR = "contractor"


class Scenario(StrEnum):
    """Who answers for a ticket that went to ТЛТП (п. 7.5)."""

    EXECUTOR = "executor"
    ADVICE = "advice"
    TASK = "task"


class RoutingGround(StrEnum):
    """Why a ticket goes to ТЛТП (п. 7.3, 7.4)."""

    CRITICAL = "critical"
    CONSULTATION = "consultation"
    MALFUNCTION = "malfunction"
    NO_AUTHORITY = "no_authority"


class LinkKind(StrEnum):
    """How one ticket stands to another."""

    RELATED = "related"
    REPEAT = "repeat"
    SPLIT = "split"
    DUPLICATE = "duplicate"


class Alert(StrEnum):
    """What time alone makes the program say about a ticket."""

    BREACH_NEAR = "breach_near"
    BREACHED = "breached"
    NO_TERM = "no_term"
    CONFIRMATION_NEAR = "confirmation_near"
    TASK_OVERDUE = "task_overdue"
    DISPUTE_OVERDUE = "dispute_overdue"
    REMOTE_OPEN = "remote_open"


class Screened(StrEnum):
    """How much of a file was looked through for personal data before it was kept (Прил. 3, п. 5)."""

    FULL = "full"
    PART = "part"
    NO = "no"

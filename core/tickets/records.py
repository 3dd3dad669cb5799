"""What stands inside a ticket besides its fields: tasks, approvals, promises, hand-overs, disputes, sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.tickets.narration.comparison import compared
from core.tickets.narration.values import Names
from core.vocabulary import Alert, ClockName, Destination, LinkKind, Priority, RoutingGround, Scenario, Screened
from core.wording import mid_sentence

UNSEEN: Final[Mapping[Screened, str]] = {
    Screened.PART: "просмотрено не полностью", Screened.NO: "не просмотрено",
}  # fmt: skip
"""What is said of a file that was not, or not all, looked through for personal data (Прил. 3, п. 5)."""


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """One thing that is open inside a ticket: what it is called, by which clause it must end, and under which code."""

    title: str
    code: str
    clause: str
    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing that is still to be done inside a ticket: a short label, in what words, until when."""

    label: str
    text: str
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody of a clinic (``person``) or of staff (``login``) who follows because of a duplicate (Прил. 3, п. 2).

    ``apart``: of another clinic; he is told in the duplicate and does not watch what is not his clinic's.
    """

    person: int | None
    login: str | None
    because_of: int
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task (п. 4.4): ``user`` of the centre or ``person`` of the clinic has it; ``result`` once it is done."""

    id: int
    text: str
    user: str | None
    person: int | None
    due: datetime | None
    set_at: datetime
    set_by: str
    done_at: datetime | None = None
    result: str | None = None
    cancelled: bool = False
    orphaned: bool = False
    """Who has it works no longer: it is to be given to somebody else."""

    @property
    def open(self) -> bool:
        """Whether it still has to be done."""
        return self.done_at is None

    @property
    def left_open(self) -> LeftOpen:
        """How it is named among what is open."""
        return LeftOpen(f"задача {self.id} «{self.text}»", "task.open", "п. 4.4", "task", self.id)

    @property
    def to_do(self) -> ToDo:
        """How it is shown among what is to be done."""
        return ToDo(f"Задача {self.id}", self.text, self.due)

    def told(self, names: Names) -> str:
        """Where it stands and who has it, in words."""
        state = "поставлена" if self.open else "снята" if self.cancelled else "выполнена"
        return f"{state}: {names.user(self.user) if self.user else names.person(self.person)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Something the clinic is asked to approve (п. 11.4); ``granted`` is None until somebody answered."""

    id: int
    person: int
    text: str
    requested_at: datetime
    granted: bool | None = None
    by: int | None = None
    how: str | None = None
    answered_at: datetime | None = None
    reason: str | None = None
    answered_seq: int = 0
    """The event of the answer, which tells the last word; 0 until then."""
    capacity: str = ""
    """As what the one who answered spoke: a kind of person, or requester; «» in an older log."""

    def told(self, names: Names) -> str:
        """Where it stands and whose it is, in words."""
        state = {None: "запрошено", True: "получено", False: "отказано"}[self.granted]
        return f"{state}: {names.person(self.person)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A term that both sides agreed on (п. 4.8, 6.7, 6.8); earlier ones are kept."""

    clock: ClockName
    due: datetime
    agreed_with: int
    agreed_by: str
    at: datetime
    reason: str

    def told(self, names: Names) -> str:
        """The term in words."""
        return f"до {names.moment(self.due)} ({mid_sentence(names.policy.labels.of(self.clock))})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdLineStay:
    """A time at ТЛТП (гл. 7): back once ``returned_at`` is set; the executor verifies it until ``verified_at`` is."""

    destination: Destination
    scenario: Scenario
    ground: RoutingGround
    at: datetime
    text: str
    returned_at: datetime | None = None
    answer: str | None = None
    verified_at: datetime | None = None

    def told(self, names: Names) -> str:
        """Where it stands, in words."""
        state = "передано" if self.returned_at is None else "ответила" if self.verified_at is None else "проверено"
        return f"{state}: {names.policy.labels.of(self.destination)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of the ticket; ``title`` is what people see, ``screened`` how much of it was looked through."""

    id: int
    title: str
    sha256: str
    size: int
    at: datetime
    screened: Screened = Screened.NO

    def told(self, names: Names) -> str:
        """What people see of it."""
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLink:
    """A relation to another ticket; ``origin``: this ticket is the earlier of the two."""

    kind: LinkKind
    other: int
    origin: bool

    def told(self, names: Names) -> str:
        """The other ticket and what it is to this one."""
        return f"№ {self.other} ({mid_sentence(names.policy.labels.of(self.kind))})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute (Прил. 2): open until it is decided; ``escalated_at`` once it was put before the management."""

    id: int
    opened_at: datetime
    person: int | None
    text: str
    decided_at: datetime | None = None
    decision: str | None = None
    escalated_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it still has to be decided."""
        return self.decided_at is None

    def told(self, names: Names) -> str:
        """Where it stands, in words."""
        return "решён" if not self.open else "у руководства" if self.escalated_at else "открыт"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteSession:
    """A remote session (гл. 8) with the consent that it was given."""

    id: int
    pc: str
    consent_by: int
    consent_how: str
    started_at: datetime
    started_by: str
    ended_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None

    @property
    def left_open(self) -> LeftOpen:
        """How it is named among what is open."""
        title = f"удалённый сеанс {self.id} ({self.pc})"
        return LeftOpen(title, "remote.open", "п. 8.4", "remote", self.id)

    def told(self, names: Names) -> str:
        """Whether it goes on, and on which PC."""
        return f"{'идёт' if self.open else 'завершён'}: {self.pc}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MisRun:
    """A run of the МИС as one of its users (п. 5.11, 6.10)."""

    id: int
    person: int
    reason: str
    started_at: datetime
    started_by: str
    ended_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None

    @property
    def left_open(self) -> LeftOpen:
        """How it is named among what is open."""
        title = f"работа в МИС от имени пользователя ({self.id})"
        return LeftOpen(title, "mis_run.open", "п. 5.11, 6.10", "mis_run", self.id)

    def told(self, names: Names) -> str:
        """Whether it goes on, and as whom."""
        return f"{'идёт' if self.open else 'завершён'}: {names.person(self.person)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """A call back that the requester was promised (п. 4.6, 5.4); ``result`` is what was said, for ЦК alone."""

    id: int
    until: datetime
    text: str
    promised_at: datetime
    promised_by: str
    done_at: datetime | None = None
    result: str | None = None
    cancelled: bool = False

    @property
    def open(self) -> bool:
        """Whether nobody has called yet."""
        return self.done_at is None

    @property
    def left_open(self) -> LeftOpen:
        """How it is named among what is open."""
        return LeftOpen(f"обещанный звонок «{self.text}»", "callback.open", "п. 4.6, 5.4", "callback", self.id)

    @property
    def to_do(self) -> ToDo:
        """How it is shown among what is to be done."""
        return ToDo("Перезвонить", self.text, self.until)

    def told(self, names: Names) -> str:
        """Where it stands, and until when it was promised, in words."""
        state = "обещан" if self.open else "снят" if self.cancelled else "сделан"
        return f"{state}: до {names.moment(self.until)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """ПЛТП's last primary processing (п. 5.5); ``details`` of all of them."""

    relevant: bool
    correct: bool
    complete: bool
    category: bool
    urgency: bool
    impact: str | None
    missing: str | None
    details: str | None
    at: datetime
    by: str

    @property
    def passed(self) -> bool:
        """Whether every point holds."""
        return all((self.relevant, self.correct, self.complete, self.category, self.urgency))

    def told(self, names: Names) -> str:
        """How it ended, in words."""
        return "пройдена" if self.passed else "не сходится"


class Clarified(StrEnum):
    """How ПЛТП has clarified urgency and impact (Прил. 2): by which of its acts."""

    REGISTERED = "registered"
    SET = "set"
    CONFIRMED = "confirmed"
    CHECKED = "checked"
    INHERITED = "inherited"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifiedImpact:
    """That ПЛТП has clarified urgency and impact (п. 3.9; Прил. 2): by which priority, who, when and how.

    Прил. 2 defines each priority by its impact; ``text`` adds what a check of the request has put down in words.
    """

    priority: Priority
    by: str
    at: datetime
    how: Clarified
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RaisedAlert:
    """An alert that was raised already: each is raised once for its clock, due and item."""

    alert: Alert
    clock: ClockName | None = None
    due: datetime | None = None
    item: int | None = None

    def told(self, names: Names) -> str:
        """The alert in words."""
        return names.policy.labels.of(self.alert)


ENDS_WITH_THE_TICKET: Final = ("remote", "mis_runs", "tasks", "callbacks")
"""The records that must not stay open when the ticket ends, in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRecords:
    """The records inside a ticket, sort by sort, each in the order in which they came."""

    tasks: tuple[Task, ...] = field(default=(), metadata=compared("Задача", item="task"))
    approvals: tuple[Approval, ...] = field(default=(), metadata=compared("Согласование", item="approval"))
    promises: tuple[Promise, ...] = field(default=(), metadata=compared("Согласованный срок", last=True))
    attachments: tuple[Attachment, ...] = field(default=(), metadata=compared("Файлы", additive=True))
    links: tuple[TicketLink, ...] = field(default=(), metadata=compared("Связи"))
    disputes: tuple[Dispute, ...] = field(default=(), metadata=compared("Спор", item="dispute"))
    remote: tuple[RemoteSession, ...] = field(default=(), metadata=compared("Удалённый сеанс", item="session"))
    mis_runs: tuple[MisRun, ...] = field(default=(), metadata=compared("Запуск МИС от пользователя", item="run"))
    callbacks: tuple[Callback, ...] = field(default=(), metadata=compared("Обещан звонок", item="callback"))

    @property
    def dispute(self) -> Dispute | None:
        """The dispute that is open; None without one."""
        return next((each for each in self.disputes if each.open), None)

    @property
    def remote_open(self) -> RemoteSession | None:
        """The remote session that has not ended; None without one."""
        return next((each for each in self.remote if each.open), None)

    @property
    def mis_run_open(self) -> MisRun | None:
        """The run of the МИС as a user that has not ended; None without one."""
        return next((each for each in self.mis_runs if each.open), None)

    @property
    def left_open(self) -> tuple[LeftOpen, ...]:
        """What must not stay open when the ticket ends (п. 4.4, 5.11, 6.10, 8.4), in the order in which it is told."""
        within = (each for name in ENDS_WITH_THE_TICKET for each in getattr(self, name))
        return tuple(each.left_open for each in within if each.open)

    @property
    def to_do(self) -> tuple[ToDo, ...]:
        """What is still to be done, each with its label."""
        wanted: tuple[Task | Callback, ...] = (*self.tasks, *self.callbacks)
        return tuple(each.to_do for each in wanted if each.open)

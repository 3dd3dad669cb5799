"""The state of a ticket at one version: the fold of its events."""

from dataclasses import dataclass, field
from datetime import datetime

from core.tickets.narration.comparison import ACCOMPANYING, compared, numbered
from core.tickets.narration.values import Names
from core.tickets.records import Checklist, ClarifiedImpact, Follower, RaisedAlert, ThirdLineStay, TicketRecords
from core.vocabulary import Channel, Line, LinkKind, Mis, Outcome, Priority, Status, TicketType, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket(TicketRecords):
    """A ticket at one version; ``version`` is the ``seq`` of its last event, ``changed_at`` that event's instant.

    ``accepted_by`` is the assignee once he has taken the ticket himself; a hand-over empties it. ``no_executor``: the
    rules found nobody, or who had it works no longer, and the supervisor is told. ``waiting`` is what was said by hand;
    open tasks of the clinic, approvals and ТЛТП make a ticket wait too (:attr:`waits_for`).
    """

    number: int = field(metadata=compared("Номер"))
    version: int = field(metadata=ACCOMPANYING)
    subject: str = field(metadata=compared("Тема"))
    description: str = field(metadata=compared("Описание"))
    type: TicketType = field(metadata=compared("Тип"))
    priority: Priority = field(metadata=compared("Приоритет"))
    status: Status = field(metadata=compared("Статус"))
    outcome: Outcome | None = field(default=None, metadata=compared("Исход"))
    line: Line = field(metadata=compared("Линия"))
    assignee: str | None = field(default=None, metadata=compared("Исполнитель", worded=Names.user))
    assigned_at: datetime | None = field(default=None, metadata=ACCOMPANYING)
    assignee_line: Line | None = field(default=None, metadata=ACCOMPANYING)
    """Whose line the assignee is of: the rules name somebody of ВЛТП while the ticket is still with ПЛТП."""
    accepted_by: str | None = field(default=None, metadata=compared("В работе у", worded=Names.user))
    no_executor: bool = field(default=False, metadata=ACCOMPANYING)
    named: str | None = field(default=None, metadata=ACCOMPANYING)
    """Whom of ВЛТП the rules named at the registration, until the ticket is handed over (п. 5.9; Прил. 2, «Новый»)."""
    watchers: tuple[str, ...] = field(default=(), metadata=compared("Наблюдатели", worded=Names.user, additive=True))
    watching_people: tuple[int, ...] = field(
        default=(), metadata=compared("Наблюдатели от МО", worded=Names.person, additive=True)
    )
    followers: tuple[Follower, ...] = field(default=(), metadata=ACCOMPANYING)
    organization: int = field(metadata=compared("МО"))
    requester: int = field(metadata=compared("Инициатор", worded=Names.person))
    mis: Mis = field(metadata=compared("МИС"))
    channel: Channel = field(metadata=compared("Способ подачи"))
    external_number: str | None = field(default=None, metadata=compared("Внешний номер"))
    received_at: datetime = field(metadata=compared("Поступило"))
    created_at: datetime = field(metadata=compared("Создано"))
    changed_at: datetime = field(metadata=ACCOMPANYING)
    resolved_at: datetime | None = field(default=None, metadata=ACCOMPANYING)
    closed_at: datetime | None = field(default=None, metadata=ACCOMPANYING)
    heard_at: datetime | None = field(default=None, metadata=compared("Ответ инициатора"))
    """When the requester last answered without confirming, or asked for time (п. 4.9)."""
    solution: str | None = field(default=None, metadata=compared("Решение"))
    indicative_due: datetime | None = field(default=None, metadata=compared("Ориентировочный срок"))
    template: str | None = field(default=None, metadata=compared("Шаблон"))
    masked: tuple[str, ...] = field(default=(), metadata=compared("Скрытые данные"))
    proposed_priority: Priority | None = field(default=None, metadata=compared("Предложенный приоритет"))
    impact: ClarifiedImpact | None = field(default=None, metadata=ACCOMPANYING)
    """Urgency and impact as ПЛТП has clarified them last (п. 3.9; Прил. 2); None before it has."""
    checklist: Checklist | None = field(default=None, metadata=compared("Первичная обработка"))
    waiting: Waiting | None = field(default=None, metadata=compared("Ожидание"))
    waiting_since: datetime | None = field(default=None, metadata=ACCOMPANYING)
    third_line: ThirdLineStay | None = field(default=None, metadata=compared("ТЛТП"))
    outage: int | None = field(default=None, metadata=compared("Массовый сбой", worded=numbered))
    solutions: tuple[int, ...] = field(default=(), metadata=compared("Решения из базы", worded=numbered, additive=True))
    alerts: tuple[RaisedAlert, ...] = field(default=(), metadata=compared("Предупреждения", last=True, additive=True))

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
    def at_third_line(self) -> ThirdLineStay | None:
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

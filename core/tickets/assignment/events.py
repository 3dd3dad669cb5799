"""Who holds a ticket: what happens (п. 4.8, 5.9, 6.4)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from core.tickets.assignment.commands import Assign
from core.tickets.clauses import STATUSES
from core.tickets.command import TicketCommand
from core.tickets.log import Changed, Recorded, TicketEvent, free_text
from core.tickets.narration.comparison import LogEntry
from core.tickets.narration.values import Names, Narration, although_away, with_reason
from core.tickets.routing.decision import Decision
from core.tickets.ticket import Ticket
from core.tickets.undo.compensation import REASON
from core.vocabulary import Line, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(TicketEvent):
    """The actor became the assignee and the ticket is in progress (Прил. 2, «В работе»)."""

    kind: ClassVar[str] = "taken"

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        held = ticket.assigned_at if ticket.assignee == recorded.actor else recorded.at
        return {
            "assignee": recorded.actor,
            "assigned_at": held,
            "assignee_line": ticket.line,
            "accepted_by": recorded.actor,
            "no_executor": False,
            "status": Status.IN_PROGRESS,
        }

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration("Обращение взято в работу", clause=STATUSES)

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return _to_former(before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(TicketEvent):
    """ПЛТП finished its stage and handed the ticket to an executor of ВЛТП (п. 5.9, 6.4)."""

    kind: ClassVar[str] = "released"
    to: str
    decision: Decision | None = None
    watchers: tuple[str, ...] = ()
    indicative_due: datetime | None = None
    despite_absence: bool = False
    text: str | None = free_text(None)
    reason: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {
            "line": Line.SECOND,
            "named": None,
            "assignee": self.to,
            "assigned_at": recorded.at,
            "assignee_line": Line.SECOND,
            "accepted_by": None,
            "no_executor": False,
            "watchers": _joined(ticket.watchers, self.watchers),
            "indicative_due": self.indicative_due or ticket.indicative_due,
        }

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"Передано на ВЛТП, исполнитель — {names.user(self.to)}"
        if self.decision and self.decision.instead_of:
            named = names.user(self.decision.instead_of)
            title += f" вместо названного при регистрации ({named} — {self.decision.because})"
        data: dict[str, Any] = {"to": self.to, "watchers": list(self.watchers)}
        if self.decision and self.decision.instead_of:
            data |= {"instead_of": self.decision.instead_of, "because": self.decision.because}
        if self.indicative_due is not None:
            title += f", ориентировочно до {names.moment(self.indicative_due)}"
            data["indicative_due"] = names.iso(self.indicative_due)
        return Narration(title + although_away(self), with_reason(self.text, self.reason), "п. 5.9", False, data)

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return "Обращение уже у ВЛТП: вернуть его на ПЛТП может исполнитель или руководитель смены"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack(TicketEvent):
    """ВЛТП returned to ПЛТП what was sent by mistake (п. 5.9, 6.4), to whoever had sent it; None: to nobody yet."""

    kind: ClassVar[str] = "sent_back"
    to: str | None = None
    reason: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {
            "line": Line.FIRST,
            "assignee": self.to,
            "assigned_at": recorded.at if self.to else None,
            "accepted_by": None,
            "no_executor": self.to is None,
        }

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        whom = f", исполнитель — {names.user(self.to)}" if self.to else ", исполнителя нужно назначить"
        return Narration(f"Возвращено на ПЛТП{whom}", self.reason, "п. 5.9, 6.4", False, {"to": self.to})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(TicketEvent):
    """An executor inside the line, by the rules or by hand; ``accepted`` stays empty until he takes it himself."""

    kind: ClassVar[str] = "assigned"
    to: str | None
    automatic: bool = False
    decision: Decision | None = None
    despite_absence: bool = False
    reason: str | None = free_text(None)

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        watchers = self.decision.watchers if self.decision else ()
        return {
            "assignee": self.to,
            "assigned_at": recorded.at if self.to else None,
            "assignee_line": _line_of_assigned(ticket, self),
            "accepted_by": None,
            "no_executor": self.to is None,
            "watchers": _joined(ticket.watchers, watchers),
        }

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        data: dict[str, Any] = {"to": self.to, "automatic": self.automatic}
        data["rule"] = self.decision.rule if self.decision else None
        if self.to is None:
            reason = self.decision.reason if self.decision else None
            return Narration("Исполнителя по правилам не нашлось", reason, "Прил. 2, «Статусы обращений»", False, data)
        how = "Назначен по правилам исполнитель" if self.automatic else "Исполнитель назначен:"
        title = f"{how} {names.user(self.to)}{although_away(self)}"
        return Narration(title, self.reason, STATUSES if self.automatic else "п. 4.8", False, data)

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return _to_former(before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphaned(TicketEvent):
    """Who had the ticket (``executor``) or some of its tasks works no longer: blocked, or in another role (п. 10.2)."""

    kind: ClassVar[str] = "orphaned"
    clockless: ClassVar[bool] = True
    entry: ClassVar[LogEntry] = LogEntry(name="orphaned", label="Без исполнителя", additive=True)
    kept: ClassVar[str] = "Учётная запись уже не та: передайте обращение другому исполнителю"
    login: str
    executor: bool = True
    tasks: tuple[int, ...] = ()
    blocked: bool = False

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        tasks = tuple(replace(each, orphaned=True) if each.id in self.tasks else each for each in ticket.tasks)
        return {"tasks": tasks} | ({"no_executor": True} if self.executor else {})

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        why = "учётная запись заблокирована" if self.blocked else "сотрудник в другой роли"
        tasks = ", ".join(map(str, self.tasks))
        what = (["обращение"] if self.executor else []) + ([f"задачи: {tasks}"] if tasks else [])
        title = f"Осталось без исполнителя ({', '.join(what)}): {names.user(self.login)}, {why}"
        data = {"login": self.login, "executor": self.executor, "tasks": list(self.tasks), "blocked": self.blocked}
        return Narration(title, None, "п. 4.8, 10.2", False, data)

    def entered(self, names: Names) -> str:
        """What the entry says, in short."""
        return names.user(self.login)


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return old + tuple(each for each in new if each not in old)


def _line_of_assigned(ticket: Ticket, event: Assigned) -> Line | None:
    """ПЛТП assigns its own people by hand; the rules, and whoever assigns later, name somebody of ВЛТП."""
    if event.to is None:
        return None
    return Line.FIRST if ticket.line is Line.FIRST and not event.automatic else Line.SECOND


def _to_former(before: Ticket) -> TicketCommand | str:
    """Giving a ticket back to who had it."""
    if before.assignee is None:
        return "Прежде исполнителя не было: назначьте другого"
    return Assign(number=before.number, to=before.assignee, reason=REASON)

"""Where a request goes: ordered rules, filters, a fair chooser, substitution, the duty supervisor (Прил. 2; п. 5.9).

The first rule that matches decides the line and who of it; all that match add watchers. Those of the line are filtered
by competence, presence and load, and the one who has waited longest for a ticket gets it. Where only absence bars, who
substitutes the absent one does (п. 4.7). An empty pool falls back on nobody: the ticket is flagged and the duty
supervisor watches it. The decision is a value that can say why it is what it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from core.language import lemmas
from core.policy import Dispatch, RoutingCondition, RoutingRule
from core.tickets.directory import Absence, User
from core.tickets.routing.decision import Decision, Excluded
from core.tickets.staff.substitution import path_of
from core.vocabulary import Channel, Line, Mis, Priority, Role, TicketType

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket

ROLE_OF_LINE: Final = {Line.FIRST: Role.FIRST_LINE, Line.SECOND: Role.SECOND_LINE}
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Request:
    """What the rules look at; ``organization`` is the code of the clinic, ``text`` subject and description."""

    mis: Mis
    type: TicketType
    priority: Priority
    channel: Channel
    organization: str
    text: str = ""

    @classmethod
    def of(cls, ticket: "Ticket", organization: str) -> "Request":
        """A ticket as the rules look at it."""
        text = f"{ticket.subject}\n{ticket.description}"
        return cls(ticket.mis, ticket.type, ticket.priority, ticket.channel, organization, text)


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who could work at an instant: everybody of staff, open tickets and the last assignment of each, who is absent."""

    users: Sequence[User]
    load: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, datetime] = field(default_factory=dict)
    absences: tuple[Absence, ...] = ()
    at: datetime = _NEVER
    turns: Mapping[str, int] = field(default_factory=dict)
    """The latest ticket of each by number, which tells turns of one instant apart."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where the first matching rule sends a request, who could take it, and whom the chooser proposes.

    ``executor`` is None when nobody can: nothing falls back silently. ``why`` says what is missing; it stands in the
    log, so it names nobody but by login.
    """

    rule: str
    clause: str
    line: Line
    competence: str | None
    candidates: tuple[User, ...]
    executor: User | None
    why: str
    excluded: tuple[Excluded, ...] = ()
    watchers: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()
    instead_of: str | None = None
    because: str = ""

    @property
    def reason(self) -> str:
        """Why it is this executor, by name, or why nobody."""
        return f"{self.executor.name}: {self.why}" if self.executor else self.why

    @property
    def decision(self) -> Decision:
        """The same, as it is kept with the event that it leads to."""
        return Decision(
            rule=self.rule,
            clause=self.clause,
            line=self.line,
            competence=self.competence,
            candidates=tuple(user.login for user in self.candidates),
            excluded=self.excluded,
            watchers=self.watchers,
            executor=self.executor.login if self.executor else None,
            substitutes=self.substitutes,
            reason=self.why,
            instead_of=self.instead_of,
            because=self.because,
        )


def route(dispatch: Dispatch, request: Request, staffing: Staffing) -> Route | None:
    """Decide by the first rule that matches; None when no rule does."""
    found_rules = matching(dispatch, request)
    if not found_rules:
        return None
    rule = found_rules[0]
    watchers = _working((login for each in found_rules for login in each.watchers), staffing)
    barred = {user.login: _barred(rule, user, staffing, dispatch) for user in _of_line(rule, staffing)}
    candidates = tuple(user for user in _of_line(rule, staffing) if barred[user.login] is None)
    excluded = tuple(Excluded(login=login, reason=why) for login, why in barred.items() if why is not None)
    found = Route(
        rule=rule.name,
        clause=rule.clause,
        line=rule.line,
        competence=rule.competence,
        candidates=candidates,
        executor=_longest_waiting(candidates, staffing),
        why="",
        excluded=excluded,
        watchers=watchers,
    )
    if found.executor is None:
        found = _by_substitute(rule, found, staffing, dispatch)
    if found.executor is None and dispatch.duty is not None:
        duty = (dispatch.duty, *path_of(staffing.absences, dispatch.duty, staffing.at)[-1:])
        found = replace(found, watchers=_working((*watchers, *duty), staffing))
    return replace(found, why=_why(rule, found, staffing, dispatch))


def matching(dispatch: Dispatch, request: Request) -> tuple[RoutingRule, ...]:
    """The rules that match a request, in order: the first decides."""
    return tuple(rule for rule in dispatch.rules if matches(rule.when, request, dispatch.modules))


def matches(when: RoutingCondition, request: Request, modules: Mapping[str, Sequence[str]] | None = None) -> bool:
    """Whether every condition that the rule sets holds; an empty one asks nothing."""
    return (
        _asks(when.mis, request.mis)
        and _asks(when.type, request.type)
        and _asks(when.priority, request.priority)
        and _asks(when.channel, request.channel)
        and _asks(when.organization, request.organization)
        and (not when.words or _has_any(request.text, when.words))
        and (not when.module or any(_has_any(request.text, (modules or {}).get(name, ())) for name in when.module))
    )


def _working(logins: Iterable[str], staffing: Staffing) -> tuple[str, ...]:
    """Those of some logins whose accounts are not blocked, each once."""
    blocked = {user.login for user in staffing.users if user.blocked}
    return tuple(login for login in dict.fromkeys(logins) if login not in blocked)


def _asks(allowed: frozenset[Any], value: object) -> bool:
    return not allowed or value in allowed


def _has_any(text: str, wanted: Sequence[str] | frozenset[str]) -> bool:
    """Whether the text has one of some words or phrases, in any form of theirs."""
    own = set(lemmas(text))
    return any((phrase := lemmas(each)) and own.issuperset(phrase) for each in wanted)


def _of_line(rule: RoutingRule, staffing: Staffing) -> tuple[User, ...]:
    role = ROLE_OF_LINE.get(rule.line)
    wanted = (user for user in staffing.users if user.role is role)
    return tuple(user for user in wanted if rule.executor is None or user.login == rule.executor)


def _barred(rule: RoutingRule, user: User, staffing: Staffing, dispatch: Dispatch) -> str | None:
    """The first reason why somebody of the line cannot take the request; None when he can."""
    if reason := barred_by(user, rule.competence):
        return reason
    absence = absence_of(user.login, staffing)
    if absence is not None:
        return f"отсутствует до {absence.until:%d.%m.%Y %H:%M}"
    limit = dispatch.open_per_executor
    if limit is None or (load := staffing.load.get(user.login, 0)) < limit:
        return None
    return f"открытых обращений — {load} при пределе {limit}"


def barred_by(user: User, competence: str | None, executor: str | None = None) -> str | None:
    """What lasts and bars somebody from what asks for a competence, or for one executor by login."""
    if user.blocked:
        return "учётная запись заблокирована"
    if competence is not None and competence not in user.competences:
        return f"нет компетенции «{competence}»"
    if executor is not None and user.login != executor:
        return f"правило называет другого исполнителя: {executor}"
    return None


def absence_of(login: str, staffing: Staffing) -> Absence | None:
    """The absence that keeps somebody away at the instant of the staffing; None when he is there."""
    return next((each for each in staffing.absences if each.login == login and each.covers(staffing.at)), None)


def _longest_waiting(candidates: Sequence[User], staffing: Staffing) -> User | None:
    """The one whose last assignment is the oldest; ties go by login."""
    return min(candidates, key=lambda user: _turn(user, staffing), default=None)


def _turn(user: User, staffing: Staffing) -> tuple[datetime, int, str]:
    return staffing.last.get(user.login, _NEVER), staffing.turns.get(user.login, 0), user.login


def _by_substitute(rule: RoutingRule, found: Route, staffing: Staffing, dispatch: Dispatch) -> Route:
    """Whoever substitutes the one that only absence bars, if he is there and fits himself."""
    known = {user.login: user for user in staffing.users}
    line = _of_line(rule, staffing)
    fit = [user for user in line if barred_by(user, rule.competence) is None and absence_of(user.login, staffing)]
    for absent in sorted(fit, key=lambda user: _turn(user, staffing)):
        path = path_of(staffing.absences, absent.login, staffing.at)
        last = known.get(path[-1]) if path else None
        if last is not None and not last.blocked and absence_of(last.login, staffing) is None:
            return replace(found, executor=last, substitutes=(absent.login, *path))
    return found


def _why(rule: RoutingRule, found: Route, staffing: Staffing, dispatch: Dispatch) -> str:
    wanted = f"с компетенцией «{rule.competence}»" if rule.competence else "этой линии"
    if rule.executor is not None:
        wanted = f"с логином «{rule.executor}»"
    if found.executor is None:
        told = f"; сообщено дежурному руководителю {dispatch.duty}" if dispatch.duty else ""
        return f"Никого {wanted}: исполнителя назначьте сами{told}"
    if found.substitutes:
        return f"замещает {found.substitutes[0]} (п. 4.7)"
    load = staffing.load.get(found.executor.login, 0)
    return f"{wanted}, дольше других без нового обращения; открытых обращений — {load}"

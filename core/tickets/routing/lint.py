"""What is wrong with the routing rules: on their own, and against the people of the desk (Прил. 2; п. 4.7, 5.9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.policy import Dispatch, Policy, RoutingCondition, RoutingRule
from core.tickets.directory import Organization, User
from core.tickets.routing.choice import ROLE_OF_LINE, Request, Staffing, route
from core.tickets.staff.substitution import path_of
from core.vocabulary import Channel, Line, Role


class Severity(StrEnum):
    """Whether routing goes wrong, or may."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class RoutingProblem:
    """One thing that is wrong: a stable code, the rule or the person it stands at, and a Russian sentence."""

    severity: Severity
    code: str
    place: str
    message: str


def lint(
    policy: Policy, staffing: Staffing, organizations: Sequence[Organization], days: int
) -> tuple[RoutingProblem, ...]:
    """Everything that is wrong, errors first."""
    dispatch = policy.dispatch
    found = [
        *unreachable(dispatch),
        *_unknown(dispatch, staffing, organizations),
        *_without_executor(policy, staffing, organizations),
        *_circles(staffing),
        *_deserted(policy, staffing, days),
    ]
    return tuple(sorted(found, key=lambda problem: (problem.severity, problem.code, problem.place)))


def unreachable(dispatch: Dispatch) -> Iterator[RoutingProblem]:
    """Rules that an earlier one shadows: whatever they match, it has matched."""
    for place, rule in enumerate(dispatch.rules):
        for earlier in dispatch.rules[:place]:
            if _covers(earlier.when, rule.when):
                message = f"Правило недостижимо: всё, что ему подходит, забирает правило «{earlier.name}»"
                yield RoutingProblem(Severity.ERROR, "rule.unreachable", rule.name, message)
                break


def _covers(wide: RoutingCondition, narrow: RoutingCondition) -> bool:
    names = ("mis", "type", "priority", "channel", "organization", "module", "words")
    return all(_wider(getattr(wide, name), getattr(narrow, name)) for name in names)


def _wider(wide: frozenset[object], narrow: frozenset[object]) -> bool:
    return not wide or (bool(narrow) and narrow <= wide)


def _unknown(dispatch: Dispatch, staffing: Staffing, organizations: Sequence[Organization]) -> Iterator[RoutingProblem]:
    logins, codes = {user.login: user for user in staffing.users}, {each.code for each in organizations}
    for rule in dispatch.rules:
        for login in (*rule.watchers, *((rule.executor,) if rule.executor else ())):
            if login not in logins or logins[login].blocked:
                message = f"Сотрудника «{login}» нет, или он заблокирован"
                yield RoutingProblem(Severity.ERROR, "rule.unknown_login", rule.name, message)
        for code in rule.when.organization - codes:
            message = f"Организации с кодом «{code}» нет"
            yield RoutingProblem(Severity.ERROR, "rule.unknown_organization", rule.name, message)
        if rule.competence is not None and not any(_able(rule, user) for user in staffing.users):
            message = f"Компетенции «{rule.competence}» нет ни у кого"
            yield RoutingProblem(Severity.ERROR, "rule.missing_competence", rule.name, message)
    duty = logins.get(dispatch.duty or "")
    if dispatch.duty is not None and (duty is None or duty.blocked or duty.role is not Role.SUPERVISOR):
        message = f"Дежурный «{dispatch.duty}» — не действующий руководитель смены"
        yield RoutingProblem(Severity.ERROR, "duty.unknown", "duty", message)


def _able(rule: RoutingRule, user: User) -> bool:
    in_line = user.role is ROLE_OF_LINE.get(rule.line) and not user.blocked
    return in_line and (rule.competence is None or rule.competence in user.competences)


def _without_executor(
    policy: Policy, staffing: Staffing, organizations: Sequence[Organization]
) -> Iterator[RoutingProblem]:
    """Clinics some of whose requests nobody at all could take, presence and load apart."""
    everybody = Staffing(staffing.users)
    unlimited = replace(policy.dispatch, open_per_executor=None)
    for clinic in organizations:
        for mis in clinic.mis:
            for row in policy.norms.rows:
                request = Request(mis, row.type, row.priority, Channel.PHONE, clinic.code)
                found = route(unlimited, request, everybody)
                if found is None or (found.executor is None and found.line is Line.SECOND):
                    label = f"{policy.labels.of(row.type)}, {policy.labels.of(row.priority)}"
                    message = f"«{clinic.name}» ({policy.labels.of(mis)}; {label}): исполнителя нет"
                    yield RoutingProblem(Severity.ERROR, "organization.no_executor", clinic.code, message)
                    break


def _circles(staffing: Staffing) -> Iterator[RoutingProblem]:
    for absence in staffing.absences:
        at = max(absence.since, staffing.at)
        if absence.login is not None and absence.login in path_of(staffing.absences, absence.login, at):
            message = "Замещение замкнулось в круг"
            yield RoutingProblem(Severity.ERROR, "absence.circle", absence.login, message)


def _deserted(policy: Policy, staffing: Staffing, days: int) -> Iterator[RoutingProblem]:
    """Working days on which nobody of a line, or nobody with a competence, is there."""
    for day in _working_days(policy, staffing.at, days):
        there = [user for user in staffing.users if not user.blocked and not _away(user, staffing, day)]
        for line, role in ROLE_OF_LINE.items():
            if not any(user.role is role for user in there):
                label = policy.labels.of(line)
                message = f"{day:%d.%m.%Y} на линии {label} никого нет"
                yield RoutingProblem(Severity.WARNING, "day.deserted", label, message)
        for competence in sorted({rule.competence for rule in policy.dispatch.rules if rule.competence}):
            if not any(competence in user.competences for user in there):
                message = f"{day:%d.%m.%Y} нет никого с компетенцией «{competence}»"
                yield RoutingProblem(Severity.WARNING, "day.no_competence", competence, message)


def _working_days(policy: Policy, start: datetime, days: int) -> Iterator[datetime]:
    """The opening of each of the next working days, that of today included when the desk still works."""
    worktime, at = policy.worktime(), start
    for _ in range(days):
        at = worktime.next_opening(at)
        yield at
        at = worktime.end_of_working_day(at - timedelta(days=1), 1)


def _away(user: User, staffing: Staffing, at: datetime) -> bool:
    return any(each.login == user.login and each.covers(at) for each in staffing.absences)


def failing_cases(policy: Policy) -> Iterator[tuple[int, str]]:
    """The golden cases that the rules do not keep: the place of each, and a Russian sentence."""
    for place, case in enumerate(policy.dispatch.cases):
        request = Request(case.mis, case.type, case.priority, case.channel, case.organization, case.text)
        found = route(policy.dispatch, request, Staffing(()))
        got = (found.rule, found.line, found.competence) if found else None
        if got != (case.rule, case.line, case.competence):
            rule = f"правило «{found.rule}»" if found else "ни одно правило"
            yield place, f"пример «{case.name}»: решает {rule}, а ожидается «{case.rule}»"

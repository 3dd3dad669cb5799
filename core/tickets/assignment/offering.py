"""Whom a hand-over to ВЛТП offers (п. 5.9): who was named at the registration stays named.

Only what keeps him from working on it changes that: a block, another role, a competence that the rules ask for and he
no longer has, an absence (п. 4.7, 4.8). Then the offer says so, with the reason.
"""

from dataclasses import replace

from core.policy import Dispatch, RoutingRule
from core.tickets.directory import User
from core.tickets.log import History
from core.tickets.registration.events import Registered
from core.tickets.routing.choice import Request, Route, Staffing, absence_of, barred_by, matching, route
from core.tickets.routing.decision import Decision
from core.tickets.staff.substitution import path_of
from core.tickets.ticket import Ticket
from core.vocabulary import Line, Role

NAMED = "назван при регистрации"


def offered(ticket: Ticket, history: History, request: Request, dispatch: Dispatch, staffing: Staffing) -> Route | None:
    """Where a hand-over would send the ticket now; None where nobody was named and no rule matches.

    ``instead_of`` of the route is who was named and cannot have it, ``because`` says why.
    """
    decision = named_by(history)
    if ticket.named is None or decision is None:
        return route(dispatch, request, staffing)
    user = next((each for each in staffing.users if each.login == ticket.named), None)
    rules = matching(dispatch, request)
    rule = rules[0] if rules and rules[0].line is Line.SECOND else None
    unfit = _unfit(user, rule, decision)
    if unfit is None and user is not None:
        away = absence_of(user.login, staffing)
        if away is None:
            return _kept(user, decision)
        unfit = f"отсутствует до {away.until:%d.%m.%Y %H:%M}"
        if substitute := _substitute(user, staffing):
            return replace(substitute, rule=decision.rule, clause=decision.clause, because=unfit)
    found = route(dispatch, request, staffing)
    return replace(found, instead_of=ticket.named, because=unfit or "") if found else None


def named_by(history: History) -> Decision | None:
    """The decision of the rules that named an executor at the registration."""
    registered = history[0].event if history else None
    return registered.decision if isinstance(registered, Registered) else None


def _unfit(user: User | None, rule: RoutingRule | None, decision: Decision) -> str | None:
    """What lasts and keeps the named one from working on it: for the rule that holds now, or held then."""
    if user is None:
        return "такого сотрудника больше нет"
    if user.role is not Role.SECOND_LINE:
        return "больше не на ВЛТП"
    return barred_by(user, rule.competence if rule else decision.competence, rule.executor if rule else None)


def _kept(user: User, decision: Decision) -> Route:
    return Route(
        rule=decision.rule,
        clause=decision.clause,
        line=Line.SECOND,
        competence=decision.competence,
        candidates=(user,),
        executor=user,
        why=NAMED,
    )


def _substitute(absent: User, staffing: Staffing) -> Route | None:
    """Who stands in for the absent one, if he is there and of ВЛТП (п. 4.7)."""
    path = path_of(staffing.absences, absent.login, staffing.at)
    last = next((each for each in staffing.users if path and each.login == path[-1]), None)
    if last is None or last.blocked or last.role is not Role.SECOND_LINE or absence_of(last.login, staffing):
        return None
    return Route(
        rule="",
        clause="",
        line=Line.SECOND,
        competence=None,
        candidates=(last,),
        executor=last,
        why=f"замещает {absent.login} (п. 4.7)",
        substitutes=(absent.login, *path),
        instead_of=absent.login,
    )

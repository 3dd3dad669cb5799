"""Who of ВЛТП could have a ticket: whom the rules offer, what each has in hand, and what bars the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.desk.handling.staffing import staffing
from core.policy import Dispatch, Policy
from core.store.event_log.log import history
from core.store.limits import is_id
from core.store.registers.directory_reads import read_organizations
from core.store.store import Reading
from core.tickets.assignment.offering import offered
from core.tickets.directory import User
from core.tickets.fold import replay
from core.tickets.routing.choice import Request, Route, Staffing, absence_of
from core.vocabulary import Role


@dataclass(frozen=True, slots=True)
class ExecutorCandidate:
    """Somebody of ВЛТП; ``in_hand``: open tickets besides this one; ``offered``: the rules propose him; ``barred``: why
    the rules would not, in Russian, None where they would."""

    user: User
    in_hand: int
    offered: bool
    barred: str | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """``rows``: whom the rules offer first, then who has waited longest, then those whom something bars, by name.

    ``users``: everybody of staff whose account is not blocked, by name; ``names``: of all of them, by login.
    """

    route: Route | None
    rows: tuple[ExecutorCandidate, ...]
    users: tuple[User, ...]
    names: Mapping[str, str]

    @property
    def most_in_hand(self) -> int:
        """The longest of the bars."""
        return max((each.in_hand for each in self.rows), default=0)

    def name_of(self, login: str | None) -> str:
        """Somebody of staff by name, blocked or not; whom nobody knows any more by login."""
        return self.names.get(login or "", login or "")


def candidates(tx: Reading, policy: Policy, number: int, now: datetime) -> Candidates:
    """Read who could have a ticket; nobody is offered for one that is not there."""
    found = staffing(tx, now, without=number)
    users = tuple(sorted((each for each in found.users if not each.blocked), key=lambda each: each.name))
    route = _route(tx, policy, number, found)
    rows = tuple(_rows(users, route, found, policy.dispatch))
    return Candidates(route, rows, users, {each.login: each.name for each in found.users})


def _route(tx: Reading, policy: Policy, number: int, found: Staffing) -> Route | None:
    log = history(tx, number) if is_id(number) else ()
    if not log:
        return None
    ticket = replay(log)
    (organization,) = read_organizations(tx, (ticket.organization,))
    return offered(ticket, log, Request.of(ticket, organization.code), policy.dispatch, found)


def _rows(
    users: tuple[User, ...], route: Route | None, found: Staffing, dispatch: Dispatch
) -> Iterator[ExecutorCandidate]:
    executor = route.executor.login if route is not None and route.executor is not None else None
    rows = [
        ExecutorCandidate(
            user, found.load.get(user.login, 0), user.login == executor, _barred(user, route, found, dispatch)
        )
        for user in users
        if user.role is Role.SECOND_LINE
    ]

    free = [each for each in rows if each.barred is None and not each.offered]
    yield from (each for each in rows if each.offered)
    yield from sorted(free, key=lambda each: _waited(each, found))
    yield from (each for each in rows if each.barred is not None and not each.offered)


def _waited(each: ExecutorCandidate, found: Staffing) -> tuple[float, str]:
    last = found.last.get(each.user.login)
    return (last.timestamp() if last is not None else 0.0, each.user.login)


def _barred(user: User, route: Route | None, found: Staffing, dispatch: Dispatch) -> str | None:
    """What would keep the rules from offering somebody, the lasting before the passing."""
    wanted = route.competence if route is not None else None
    if wanted is not None and wanted not in user.competences:
        return f"нет компетенции «{dispatch.competence(wanted)}»"
    if absence_of(user.login, found) is not None:
        return "отсутствует (п. 4.7)"
    limit, load = dispatch.open_per_executor, found.load.get(user.login, 0)
    return f"в работе {load} при пределе {limit}" if limit is not None and load >= limit else None

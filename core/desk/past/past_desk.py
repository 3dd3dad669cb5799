"""A desk at an instant that is over: every read is the ordinary one, over what the log held by then; no command is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from core.desk.consoles import Consoles
from core.desk.desk import Desk
from core.desk.environment import Environment
from core.desk.handling.commands import Commands
from core.desk.past.past_rows import PastRows
from core.desk.privacy.personal_data_gate import AS_TYPED, Handling
from core.desk.search.results import Asked, SearchResults
from core.desk.search.search_reads import SearchReads
from core.desk.tickets.ticket_reads import TicketReads
from core.desk.views import Done, TicketView
from core.policy import ConfigError, Policy, PolicySource
from core.store.backends.change_signal import ChangeSignal
from core.store.past.instants import after, before
from core.store.past.past_store import PastStore
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, forbidden
from core.wording import moment

CODE: Final = "access.past"
"""The code of the refusal of every command that is given to the past."""


class PastDesk(Desk):
    """``live`` as it was at ``at``. Rights are those of now: who may not read something now does not then either."""

    def __init__(self, live: Desk, at: datetime, rows: PastRows) -> None:
        """Take an open desk, which is not closed with this one; ``rows``: known from other instants. Raises
        StoreUnavailable."""
        super().__init__(PastEnvironment(live.environment, at, rows))
        self.rows = rows
        """What another instant may begin with."""
        self._live = live
        self.at = at.astimezone(live.policy.zone)
        """The instant that it shows."""
        self.closed = closed_at(self.at, live.policy)

    @cached_property
    def tickets(self) -> TicketReads:
        """One ticket as it was."""
        return PastTicketReads(self.environment, self._live, closed_at(self.at, self.policy))

    @cached_property
    def search(self) -> SearchReads:
        """Nothing is found: the index holds what is said now."""
        return NoSearch(self.environment)

    @cached_property
    def consoles(self) -> Consoles:
        """Whose consoles are open: now, since nobody wrote that down."""
        return self._live.consoles

    @cached_property
    def commands(self) -> Commands:
        """None is carried out."""
        return NoCommands(self.environment, self.consoles, closed_at(self.at, self.policy))


class PastEnvironment(Environment):
    """A store as it was, a clock that stands, the policy of now: of settings the log knows only that they changed."""

    def __init__(self, live: Environment, at: datetime, rows: PastRows) -> None:
        """Stand on a live one, by the policy that ``rows`` are made under."""
        policy = rows.policy
        self._live = live
        store = PastStore(live.store, at, rows.remake)
        try:
            policies = _Standing(policy, live.configuration)
            super().__init__(store, policies, lambda: at, session=live.session, read_only=True)
        except BaseException:
            store.close()
            raise

    @property
    def barred(self) -> str | None:
        """Whether the store can be written does not matter here; the header tells it as ever."""
        return self._live.barred

    def sign_in(self, login: str) -> Actor | Refusal:
        """Who works under a login now."""
        return self._live.sign_in(login)

    def change_signal(self, wake: Callable[[], None] | None = None) -> ChangeSignal:
        """That of the live desk."""
        return self._live.change_signal(wake)


class _Standing(PolicySource):
    """A policy that follows no file."""

    def __init__(self, policy: Policy, directory: Path | None) -> None:
        super().__init__(directory)
        self._standing = policy

    @property
    def in_force(self) -> Policy:
        """The one."""
        return self._standing

    @property
    def problem(self) -> ConfigError | None:
        """None: nothing is read."""
        return None

    def current(self) -> Policy:
        """The one."""
        return self._standing


class PastTicketReads(TicketReads):
    """The reads of one ticket, in which nothing can be done."""

    def __init__(self, environment: Environment, live: Desk, closed: Refusal) -> None:
        """``closed``: why nothing can be done."""
        super().__init__(environment)
        self._past = environment
        self._live = live
        self._closed = closed

    def view(self, number: int, actor: Actor) -> TicketView | Refusal:
        """The ticket as it was; of one that was not there yet, when it came."""
        found = super().view(number, actor)
        if isinstance(found, TicketView):
            return replace(found, actions=tuple(replace(each, refusal=self._closed) for each in found.actions))
        later = self._live.tickets.view(number, actor)
        if isinstance(later, Refusal):
            return found
        zone = self._past.last_policy.zone
        told = (
            f"{moment(self._past.now(), zone)} обращения № {number} ещё не было: "
            f"оно зарегистрировано {moment(later.ticket.created_at, zone)}"
        )
        return replace(found, message=told)


class NoSearch(SearchReads):
    """What would tell of later words."""

    def find(self, asked: Asked, actor: Actor) -> SearchResults:
        """Nothing."""
        del actor
        return SearchResults(asked.text)


class NoCommands(Commands):
    """What operators would give."""

    def __init__(self, environment: Environment, consoles: Consoles, closed: Refusal) -> None:
        """``closed``: why none is carried out."""
        super().__init__(environment, consoles)
        self._closed = closed

    def perform(
        self,
        command: Command,
        actor: Actor,
        *,
        key: str | None = None,
        expect_version: int | None = None,
        merge: bool = False,
        handling: Handling = AS_TYPED,
        one_of_many: bool = False,
    ) -> Done | Refusal:
        """Refuse it."""
        del command, actor, key, expect_version, merge, handling, one_of_many
        return self._closed


def closed_at(at: datetime, policy: Policy) -> Refusal:
    """Why no command is carried out at an instant that is over."""
    return forbidden(CODE, f"Это прошлое, {moment(at, policy.zone)}: его только смотрят, действуют в настоящем")


def look_back(live: Desk, at: datetime, rows: PastRows | None = None) -> PastDesk | Refusal:
    """The desk at an instant; a refusal where the log says nothing of it. The caller closes it.

    ``rows``: those that are known from another instant, under the policy in force.
    """
    policy = live.policy
    if at > live.now():
        return Refusal("past.ahead", f"{moment(at, policy.zone)} ещё не наступило: прошлое — это то, что уже было")
    first = first_instant(live)
    if first is None or at < first:
        begins = "пуст" if first is None else f"начинается {moment(first, policy.zone)}"
        return Refusal("past.before", f"Журнал {begins}: раньше этого пульт ничего не знает")
    known = rows is not None and rows.policy.fingerprint == policy.fingerprint
    return PastDesk(live, at, rows if rows is not None and known else PastRows(policy))


def first_instant(live: Desk) -> datetime | None:
    """When the log begins."""
    with live.environment.store.reading() as tx:
        return after(tx, None)


def next_instant(live: Desk, at: datetime, ticket: int | None = None) -> datetime | None:
    """The first instant after another at which something happened, in a ticket or at all; None: nothing has since."""
    with live.environment.store.reading() as tx:
        return after(tx, at, ticket)


def previous_instant(live: Desk, at: datetime, ticket: int | None = None) -> datetime | None:
    """The last instant before another at which something happened, in a ticket or at all; None: nothing had yet."""
    with live.environment.store.reading() as tx:
        return before(tx, at, ticket)

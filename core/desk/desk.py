"""The façade: every use case and every read, each in a transaction of its own, safe to call from any thread."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Self

from core.desk import finding, reading
from core.desk.gate import check_key, clean_command
from core.desk.index import is_current, rebuild
from core.desk.performing import Attempt, perform, present_actor
from core.desk.verifying import verify
from core.desk.views import (
    Countdown,
    DeskTime,
    Done,
    IntakePreview,
    QueueQuery,
    QueueRow,
    TicketView,
    VerifyReport,
    View,
)
from core.policy import ConfigError, Policy, PolicySource
from core.store.directory import read_organizations, read_people, read_users
from core.store.ledger import STORE_ID, fact
from core.store.signal import ChangeSignal
from core.store.store import Store
from core.text import safe_line
from core.tickets.commands import Command, Register
from core.tickets.directory import Actor, Organization, Person, User
from core.tickets.refusal import Refusal
from core.tickets.routing import Route
from core.vocabulary import Line


class Desk:
    """One open desk. Every method may raise StoreUnavailable; nothing of a failed or refused command is kept."""

    def __init__(self, store: Store, policies: PolicySource, clock: Callable[[], datetime], *, session: str) -> None:
        """Take an open store, and see that its due index is that of the policy; use ``core.desk.open_desk``."""
        self._store = store
        self._policies = policies
        self._clock = clock
        self._session = session
        self._indexed = ""
        self._follow(policies.current())
        with store.reading() as tx:
            self.store_id = fact(tx, STORE_ID) or ""
            """What tells this store from any other: drafts of one are never offered at another."""

    @property
    def policy(self) -> Policy:
        """The policy in force; when its terms have changed, the due index is made again first."""
        policy = self._policies.current()
        if policy.terms_fingerprint != self._indexed:
            self._follow(policy)
        return policy

    @property
    def policy_problem(self) -> ConfigError | None:
        """Why changed configuration files are not in force; None when they are."""
        return self._policies.problem

    def now(self) -> datetime:
        """The present instant in the desk's zone."""
        return self._clock().astimezone(self._policies.in_force.zone)

    # --- use cases ---------------------------------------------------------------------------------------------

    def sign_in(self, login: str) -> Actor | Refusal:
        """Who works under a login; forbidden for one that is unknown or blocked."""
        with self._store.reading() as tx:
            return present_actor(tx, safe_line(login))

    def perform(
        self, command: Command, actor: Actor, *, key: str | None = None, expect_version: int | None = None
    ) -> Done | Refusal:
        """Carry out one command in one transaction.

        The same ``key`` again answers with the first result. A ticket that has moved on from ``expect_version`` is a
        conflict: its details hold the present ``version`` and ``changes``, the timeline entries (with ``at`` in
        ISO 8601) that came since.
        """
        policy = self.policy
        cleaned = clean_command(command, policy.lifecycle.texts)
        if isinstance(cleaned, Refusal):
            return cleaned
        if refusal := check_key(key):
            return refusal
        with self._store.writing() as tx:
            attempt = Attempt(cleaned, actor, self._session, self.now(), policy, key, expect_version)
            done = perform(tx, attempt)
            if done.denied if isinstance(done, Refusal) else not done.repeated:
                tx.commit()
            return done

    # --- reads -------------------------------------------------------------------------------------------------

    def queue_numbers(self, query: QueueQuery) -> tuple[int, ...]:
        """The numbers of a whole view, in its order."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return reading.numbers(tx, policy, query, now)

    def queue_rows(self, numbers: Sequence[int]) -> tuple[QueueRow, ...]:
        """Rows by number, in the order asked; gone ones are left out."""
        with self._store.reading() as tx:
            return reading.rows(tx, numbers)

    def counts(self, me: str | None) -> dict[View, int]:
        """How many tickets each view has, for the login ``me``."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return reading.counts(tx, policy, me, now)

    def row_countdown(self, row: QueueRow, now: datetime | None = None) -> Countdown | None:
        """What is left of the next clock of a row; None without a due. Touches no store."""
        return reading.row_countdown(self._policies.in_force, row, now or self.now())

    def countdown(
        self,
        due: datetime,
        now: datetime | None = None,
        line: Line = Line.FIRST,
        uncounted: timedelta = timedelta(0),
    ) -> Countdown:
        """What is left until a due time by the hours of a line. Touches no store."""
        return reading.countdown(self._policies.in_force.worktime(line), due, now or self.now(), uncounted)

    def ticket(self, number: int, actor: Actor) -> TicketView | Refusal:
        """Everything about one ticket, with what ``actor`` may do; not found is a refusal."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return reading.ticket_view(tx, policy, number, actor, now)

    def preview(self, command: Register, actor: Actor) -> IntakePreview:
        """What registering would mean; an organisation or a requester not yet chosen is 0."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return reading.preview(tx, policy, command, actor, now)

    def route(self, number: int) -> Route | None:
        """Where the routing rules would send a ticket; None without a ticket or a rule that matches."""
        policy = self.policy
        with self._store.reading() as tx:
            return reading.ticket_route(tx, policy, number)

    def organizations(self) -> tuple[Organization, ...]:
        """Every clinic, by name."""
        with self._store.reading() as tx:
            return read_organizations(tx)

    def people(self, organization: int | None = None, text: str = "") -> tuple[Person, ...]:
        """People by name: of one clinic or of all, those whose name has every word of ``text``."""
        with self._store.reading() as tx:
            return read_people(tx, organization=organization, text=safe_line(text))

    def users(self) -> tuple[User, ...]:
        """Everybody of the staff, by login, the blocked included."""
        with self._store.reading() as tx:
            return read_users(tx)

    def find_organization(self, name: str) -> Organization | Refusal:
        """A clinic by id, code or unambiguous name; an ambiguous one is refused with ``candidates``."""
        with self._store.reading() as tx:
            return finding.find_organization(tx, name)

    def find_person(self, name: str, organization: int | None = None) -> Person | Refusal:
        """A person by id or unambiguous name, of one clinic or of all."""
        with self._store.reading() as tx:
            return finding.find_person(tx, name, organization)

    def find_user(self, name: str) -> User | Refusal:
        """A member of staff by login or unambiguous name."""
        with self._store.reading() as tx:
            return finding.find_user(tx, name)

    def desk_time(self) -> DeskTime:
        """Whether the desk works now, and until when that stays so. Touches no store."""
        return reading.desk_time(self._policies.in_force, self.now())

    def verify(self) -> VerifyReport:
        """Check the log, its texts, and every row that is derived from them."""
        policy = self.policy
        with self._store.reading() as tx:
            return verify(tx, policy)

    # --- the rest ----------------------------------------------------------------------------------------------

    def change_signal(self) -> ChangeSignal:
        """Tell whether anybody has committed since it was last asked; for one thread at a time."""
        return self._store.change_signal()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _follow(self, policy: Policy) -> None:
        """Make the due index again if it was made under other terms."""
        with self._store.reading() as tx:
            current = is_current(tx, policy)
        if not current:
            with self._store.writing() as writing:
                if not is_current(writing, policy):
                    rebuild(writing, policy)
                    writing.commit()
        self._indexed = policy.terms_fingerprint

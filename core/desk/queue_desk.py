"""The part of the façade that a list of tickets needs, light to import: no rule is loaded to paint the first queue."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from core.desk import listing
from core.desk.listing import is_current
from core.desk.signing import present_actor, standing_in
from core.desk.views import Countdown, DeskTime, QueueGroup, QueueLook, QueueQuery, QueueRow, View
from core.policy import ConfigError, Policy, PolicySource
from core.store.backend import Attendance, Marks
from core.store.ledger import STORE_ID, fact
from core.store.signal import ChangeSignal
from core.store.store import Store
from core.text import safe_line
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal
from core.vocabulary import Line

if TYPE_CHECKING:
    from core.tickets.filtering import Parsed


class QueueDesk:
    """One open desk as far as its queue goes. Every method may raise StoreUnavailable."""

    def __init__(
        self,
        store: Store,
        policies: PolicySource,
        clock: Callable[[], datetime],
        *,
        session: str,
        read_only: bool = False,
    ) -> None:
        """Take an open store, and see that its due index is that of the policy; use ``core.desk.open_desk``.

        ``read_only``: no command is carried out through this desk, whoever gives it.
        """
        self.read_only = read_only
        self._store = store
        self._policies = policies
        self._clock = clock
        self.session = session
        """What this desk's events are recorded under, and its console is known by."""
        self._indexed = ""
        self._follow(policies.current())
        with store.reading() as tx:
            self.store_id = fact(tx, STORE_ID) or ""
            """What tells this store from any other: drafts of one are never offered at another."""

    @property
    def barred(self) -> str | None:
        """Why nothing may be written to the store now, in Russian; None where it may."""
        return self._store.backend.barred()

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

    @property
    def configuration(self) -> Path | None:
        """The folder of the customer's configuration; None for the shipped one."""
        return self._policies.directory

    def now(self) -> datetime:
        """The present instant in the desk's zone."""
        return self._clock().astimezone(self._policies.in_force.zone)

    def sign_in(self, login: str) -> Actor | Refusal:
        """Who works under a login; forbidden for one that is unknown or blocked."""
        with self._store.reading() as tx:
            return present_actor(tx, safe_line(login), self.now())

    def queue_numbers(self, query: QueueQuery) -> tuple[int, ...]:
        """The numbers of a whole view, in its order."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return listing.numbers(tx, policy, query, now)

    def queue_groups(self, query: QueueQuery) -> tuple[QueueGroup, ...]:
        """A whole view in the groups of ``query.group``, each in the view's order."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return listing.groups(tx, policy, query, now)

    def queue_look(
        self, query: QueueQuery, lay: Callable[[Sequence[QueueGroup]], tuple[int, ...]], shown: slice
    ) -> QueueLook:
        """A view, the rows that stand at the positions ``shown``, and the counters, all of one instant.

        ``lay`` puts the groups of the view, one where it has none, into the order of the screen; a number below 1 there
        stands for no ticket.
        """
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            numbers = lay(listing.groups(tx, policy, query, now))
            standing = () if query.me is None else standing_in(tx, query.me, now)
            rows = listing.rows(tx, numbers[shown], standing)
            return QueueLook(numbers, rows, listing.counts(tx, policy, query.me, now))

    def read_filter(self, text: str) -> "Parsed":
        """A filter as far as it can be read now, and what cannot. Touches no store."""
        from core.tickets.filtering import parse

        return parse(safe_line(text), self._policies.in_force, self.now())

    def queue_rows(self, numbers: Sequence[int], me: str | None = None) -> tuple[QueueRow, ...]:
        """Rows by number, in the order asked; gone ones are left out. Those of whom ``me`` stands in for are marked."""
        with self._store.reading() as tx:
            return listing.rows(tx, numbers, () if me is None else standing_in(tx, me, self.now()))

    def counts(self, me: str | None) -> dict[View, int]:
        """How many tickets each view has, for the login ``me``."""
        policy, now = self.policy, self.now()
        with self._store.reading() as tx:
            return listing.counts(tx, policy, me, now)

    def row_countdown(self, row: QueueRow, now: datetime | None = None) -> Countdown | None:
        """What is left of the next clock of a row; None without a due. Touches no store."""
        return listing.row_countdown(self._policies.in_force, row, now or self.now())

    def countdown(
        self,
        due: datetime,
        now: datetime | None = None,
        line: Line = Line.FIRST,
        uncounted: timedelta = timedelta(0),
    ) -> Countdown:
        """What is left until a due time by the hours of a line. Touches no store."""
        return listing.countdown(self._policies.in_force.worktime(line), due, now or self.now(), uncounted)

    def desk_time(self) -> DeskTime:
        """Whether the desk works now, and until when that stays so. Touches no store."""
        return listing.desk_time(self._policies.in_force, self.now())

    def presence(self) -> Marks:
        """Who looks at which ticket right now; nothing of it is part of the desk's truth."""
        return self._store.backend.presence(self.session)

    def sessions(self) -> Attendance:
        """Whose consoles are open right now; nothing of it is part of the desk's truth."""
        return self._store.backend.sessions(self._policies.in_force.zone)

    def change_signal(self, wake: Callable[[], None] | None = None) -> ChangeSignal:
        """Tell whether anybody has committed since it was last asked; for one thread at a time.

        ``wake`` is called from a thread as soon as somebody has, where the store can tell so by itself.
        """
        return self._store.change_signal(wake)

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
            from core.desk.index import rebuild

            with self._store.writing() as writing:
                if not is_current(writing, policy):
                    rebuild(writing, policy)
                    writing.commit()
        self._indexed = policy.terms_fingerprint

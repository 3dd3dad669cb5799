"""What every face of a desk stands on: its store, the policy in force, the clock, and the session that works here."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from core.desk.queue.listing import is_current
from core.desk.sign_in import present_actor
from core.policy import ConfigError, Policy, PolicySource
from core.store.backends.change_signal import ChangeSignal
from core.store.metadata import STORE_ID, read_metadata
from core.store.store import Store
from core.text import safe_line
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal


class Environment:
    """An open store under a policy and a clock. Light to import: no rule is loaded."""

    def __init__(
        self,
        store: Store,
        policies: PolicySource,
        clock: Callable[[], datetime],
        *,
        session: str,
        read_only: bool = False,
    ) -> None:
        """Take an open store, and see that its due index is that of the policy.

        ``read_only``: nothing is written here, whoever asks.
        """
        self.store = store
        self.read_only = read_only
        self.session = session
        """What is recorded from here is recorded under it, and its console is known by it."""
        self._policies = policies
        self._clock = clock
        self._indexed = ""
        self._follow(policies.current())
        with store.reading() as tx:
            self.store_id = read_metadata(tx, STORE_ID) or ""
            """What tells this store from any other: drafts of one are never offered at another."""

    @property
    def barred(self) -> str | None:
        """Why nothing may be written to the store now, in Russian; None where it may."""
        return self.store.backend.barred()

    @property
    def policy(self) -> Policy:
        """The policy in force; when its terms have changed, the due index is made again first."""
        policy = self._policies.current()
        if policy.terms_fingerprint != self._indexed:
            self._follow(policy)
        return policy

    @property
    def last_policy(self) -> Policy:
        """The policy as it was last looked at: neither the files nor the store are touched."""
        return self._policies.in_force

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
        return self._clock().astimezone(self.last_policy.zone)

    def sign_in(self, login: str) -> Actor | Refusal:
        """Who works under a login; forbidden for one that is unknown or blocked."""
        with self.store.reading() as tx:
            return present_actor(tx, safe_line(login), self.now())

    def change_signal(self, wake: Callable[[], None] | None = None) -> ChangeSignal:
        """Tell whether anybody has committed since it was last asked; for one thread at a time.

        ``wake`` is called from a thread as soon as somebody has, where the store can tell so by itself.
        """
        return self.store.change_signal(wake)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def _follow(self, policy: Policy) -> None:
        """Make the due index again if it was made under other terms."""
        with self.store.reading() as tx:
            current = is_current(tx, policy)
        if not current:
            from core.desk.queue.due_index import rebuild

            with self.store.writing() as writing:
                if not is_current(writing, policy):
                    rebuild(writing, policy)
                    writing.commit()
        self._indexed = policy.terms_fingerprint

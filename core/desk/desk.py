"""The façade, cut by who uses it: a desk holds its faces, and each is loaded when it is first asked for.

``queue`` is all that the first rows of a list need; no rule is loaded for them. Every method of every face may raise
StoreUnavailable, is a transaction of its own, and may be called from any thread.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from core.desk.environment import Environment
from core.desk.queue.queue_reads import QueueReads
from core.policy import ConfigError, Policy
from core.store.backends.change_signal import ChangeSignal
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.consoles import Consoles
    from core.desk.handling.commands import Commands
    from core.desk.oversight.oversight_reads import OversightReads
    from core.desk.records.directory_reads import DirectoryReads
    from core.desk.records.register_reads import RegisterReads
    from core.desk.reports.report_reads import ReportReads
    from core.desk.search.search_reads import SearchReads
    from core.desk.tickets.ticket_reads import TicketReads
    from core.desk.upkeep.administration import Administration

FACES: Final = (
    "queue",
    "tickets",
    "directory",
    "registers",
    "oversight",
    "search",
    "consoles",
    "commands",
    "administration",
)


class Desk:
    """One open desk: where it stands, and its faces."""

    closed: Refusal | None = None
    """Why no command at all is carried out here, whoever gives it; None where they are."""

    def __init__(self, environment: Environment, *, paced: bool = False) -> None:
        """Stand on an open store; use ``core.desk.open_desk``. ``paced``: a person gives the commands one by one."""
        self.environment = environment
        self._paced = paced

    def load(self) -> Self:
        """Load every face now, and what one of them loads at need, before anybody waits for it."""
        for face in FACES:
            getattr(self, face)
        import_module("core.desk.records.open_work")
        return self

    # --- faces -------------------------------------------------------------------------------------------------

    @cached_property
    def queue(self) -> QueueReads:
        """Lists of tickets: views, rows, counts, what is left of their time."""
        return QueueReads(self.environment)

    @cached_property
    def tickets(self) -> "TicketReads":
        """One ticket, and one that is about to be registered."""
        from core.desk.tickets.ticket_reads import TicketReads

        return TicketReads(self.environment)

    @cached_property
    def directory(self) -> "DirectoryReads":
        """Clinics, their people, the staff, who may call."""
        from core.desk.records.directory_reads import DirectoryReads

        return DirectoryReads(self.environment)

    @cached_property
    def registers(self) -> "RegisterReads":
        """The books of the desk: calls, accounts, letters, solutions, incidents, shifts, tasks, disputes."""
        from core.desk.records.register_reads import RegisterReads

        return RegisterReads(self.environment)

    @cached_property
    def oversight(self) -> "OversightReads":
        """What supervisors watch: the breach panel, trends, accesses, denials, another policy."""
        from core.desk.oversight.oversight_reads import OversightReads

        return OversightReads(self.environment)

    @cached_property
    def reports(self) -> "ReportReads":
        """Reports over a period, read from the logs; what a shift never asks for is loaded when somebody does."""
        from core.desk.reports.report_reads import ReportReads

        return ReportReads(self.environment)

    @cached_property
    def search(self) -> "SearchReads":
        """Everything that can be found by words."""
        from core.desk.search.search_reads import SearchReads

        return SearchReads(self.environment)

    @cached_property
    def consoles(self) -> "Consoles":
        """Whose consoles are open, and who looks at what."""
        from core.desk.consoles import Consoles

        return Consoles(self.environment)

    @cached_property
    def commands(self) -> "Commands":
        """The one way to change anything."""
        from core.desk.handling.commands import Commands

        return Commands(self.environment, self.consoles, paced=self._paced)

    @cached_property
    def administration(self) -> "Administration":
        """Upkeep: what time causes, verifying, looking for personal data."""
        from core.desk.upkeep.administration import Administration

        return Administration(self.environment, self.commands)

    # --- where it stands ---------------------------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """Whether no command is carried out through this desk, whoever gives it."""
        return self.environment.read_only

    @property
    def session(self) -> str:
        """What this desk's events are recorded under, and its console is known by."""
        return self.environment.session

    @property
    def store_id(self) -> str:
        """What tells this store from any other: drafts of one are never offered at another."""
        return self.environment.store_id

    @property
    def barred(self) -> str | None:
        """Why nothing may be written to the store now, in Russian; None where it may."""
        return self.environment.barred

    @property
    def policy(self) -> Policy:
        """The policy in force; when its terms have changed, the due index is made again first."""
        return self.environment.policy

    @property
    def policy_problem(self) -> ConfigError | None:
        """Why changed configuration files are not in force; None when they are."""
        return self.environment.policy_problem

    @property
    def configuration(self) -> Path | None:
        """The folder of the customer's configuration; None for the shipped one."""
        return self.environment.configuration

    def now(self) -> datetime:
        """The present instant in the desk's zone."""
        return self.environment.now()

    def sign_in(self, login: str) -> Actor | Refusal:
        """Who works under a login; forbidden for one that is unknown or blocked."""
        return self.environment.sign_in(login)

    def change_signal(self, wake: Callable[[], None] | None = None) -> ChangeSignal:
        """Tell whether anybody has committed since it was last asked; see :meth:`Environment.change_signal`."""
        return self.environment.change_signal(wake)

    def close(self) -> None:
        """Let go of the store."""
        self.environment.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

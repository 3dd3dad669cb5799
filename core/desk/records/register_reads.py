"""The reads of the desk's books: calls, accounts, letters, solutions, incidents, shifts, tasks, disputes.

What is open over all tickets needs the rules, which are loaded when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.desk.environment import Environment
from core.store.registers.register_reads import (
    read_accounts,
    read_calls,
    read_letters,
    read_shifts,
    read_views,
    unregistered_accounts,
)
from core.text import safe_line
from core.tickets.registers import AccountRequest, Call, Letter, Outage, SavedView, Shift
from core.tickets.ticket import Ticket

if TYPE_CHECKING:
    from core.desk.records.open_work import DocketEntry, FoundSolution, Holdings, OpenPromise, OpenTask
    from core.tickets.knowledge.proposals import Proposal


class RegisterReads:
    """One method for each book of the desk."""

    def __init__(self, environment: Environment) -> None:
        """Read the store of an environment, by its policy and its clock."""
        self._environment = environment

    def calls(self, *, requester: int | None = None, most: int | None = None) -> tuple[Call, ...]:
        """The call log, the latest first (п. 5.5): of all or of one who called, no more than ``most``."""
        with self._environment.store.reading() as tx:
            return read_calls(tx, requester=requester, most=most)

    def call(self, number: int) -> Call | None:
        """One line of the call log."""
        with self._environment.store.reading() as tx:
            return next(iter(read_calls(tx, (number,))), None)

    def accounts(self) -> tuple[AccountRequest, ...]:
        """Requests about accounts, by number (гл. 10)."""
        with self._environment.store.reading() as tx:
            return read_accounts(tx)

    def unregistered_accounts(self) -> tuple[AccountRequest, ...]:
        """Requests about accounts without a number in ИСКИЗ, to be registered there (п. 3.6)."""
        with self._environment.store.reading() as tx:
            return unregistered_accounts(tx)

    def letters(self) -> tuple[Letter, ...]:
        """Letters that the regulation demands, the latest first (п. 10.7)."""
        with self._environment.store.reading() as tx:
            return read_letters(tx)

    def letter_about(self, person: int) -> Letter | None:
        """The last letter about a person; None where none was written."""
        with self._environment.store.reading() as tx:
            return next(iter(read_letters(tx, person=person, most=1)), None)

    def solutions(self, text: str = "", *, retired: bool = False, uses: bool = True) -> tuple[FoundSolution, ...]:
        """Documented solutions by Russian words in any form, the best first (п. 5.4); ``uses``: and how each did."""
        from core.desk.records import open_work as registers
        from core.search.synonyms import synonyms_of

        synonyms = synonyms_of(self._environment.policy.registration.synonyms)
        with self._environment.store.reading() as tx:
            return registers.solutions(tx, safe_line(text), retired=retired, synonyms=synonyms, uses=uses)

    def proposed(self) -> tuple[Proposal, ...]:
        """Solutions that were confirmed often enough to be documented (п. 6.9)."""
        from core.desk.records import open_work as registers

        with self._environment.store.reading() as tx:
            return registers.proposed(tx)

    def outages(self, *, over: bool = False) -> tuple[Outage, ...]:
        """Mass incidents that last, or all of them (п. 5.4, 6.3)."""
        from core.desk.records import open_work as registers

        with self._environment.store.reading() as tx:
            return registers.outages(tx, over=over)

    def saved_views(self, me: str) -> tuple[SavedView, ...]:
        """The views that a login sees: his own and the shared ones, by title."""
        with self._environment.store.reading() as tx:
            return tuple(each for each in read_views(tx) if each.shared or each.owner == me)

    def shifts(self) -> tuple[Shift, ...]:
        """Shifts that were handed over, the latest first."""
        with self._environment.store.reading() as tx:
            return read_shifts(tx)

    def docket(self) -> tuple[DocketEntry, ...]:
        """The open disputes, by their due (Прил. 2)."""
        from core.desk.records import open_work as registers

        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return registers.docket(tx, policy, now)

    def tasks(self) -> tuple[OpenTask, ...]:
        """Every open task (п. 4.4)."""
        from core.desk.records import open_work as registers

        with self._environment.store.reading() as tx:
            return registers.tasks(tx)

    def holdings(self, login: str) -> Holdings:
        """The open tickets and tasks of a member of staff: what he would leave to others (п. 4.8)."""
        from core.desk.records import open_work as registers

        with self._environment.store.reading() as tx:
            return registers.holdings(tx, login)

    def requests_of(self, person: int) -> Holdings:
        """The open tickets and tasks of somebody of a clinic: what his blocking would leave open (п. 10.2)."""
        from core.desk.records import open_work as registers

        with self._environment.store.reading() as tx:
            return registers.requests_of(tx, person)

    def promises(self) -> tuple[OpenPromise, ...]:
        """What was promised last for clocks that run, the one due first at the head (п. 4.8, 6.7, 6.8)."""
        from core.desk.records import open_work as registers

        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return registers.promises(tx, policy, now)

    def connected(self) -> tuple[Ticket, ...]:
        """The tickets in which a remote session is open (п. 8.4)."""
        from core.desk.records import open_work as registers

        with self._environment.store.reading() as tx:
            return registers.connected(tx)

"""The reads of the directory: clinics, their people, the staff, and who may call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from core.desk.environment import Environment
from core.desk.records import name_lookup as finding
from core.desk.records.callers import CallerIndex
from core.desk.records.own_people import own_people
from core.privacy import Known
from core.store.registers.directory_reads import read_absences, read_organizations, read_people, read_users
from core.store.registers.register_reads import read_keys
from core.text import safe_line
from core.tickets.directory import Absence, Organization, Person, User
from core.tickets.refusal import Refusal
from core.tickets.registers import StaffKey

if TYPE_CHECKING:
    from core.desk.records.kept_callers import KeptCallers

REMEMBERED: Final = timedelta(days=180)
"""How long a closed ticket still tells who calls."""
_FEW: Final = 1000
"""So many people are asked for by their ids; for more of them the directory is read."""


class DirectoryReads:
    """Everybody whom the desk knows, and how to find them."""

    def __init__(self, environment: Environment) -> None:
        """Read the store of an environment, by its policy and its clock."""
        self._environment = environment

    def organizations(self) -> tuple[Organization, ...]:
        """Every clinic, by name."""
        with self._environment.store.reading() as tx:
            return read_organizations(tx)

    def people(self, organization: int | None = None, text: str = "") -> tuple[Person, ...]:
        """People by name: of one clinic or of all, those whose name has every word of ``text``."""
        with self._environment.store.reading() as tx:
            return read_people(tx, organization=organization, text=safe_line(text))

    def names(self, ids: Iterable[int | None]) -> Mapping[int, str]:
        """The names of some of the clinics' people by id; who is not known is left out."""
        wanted = {each for each in ids if each is not None}
        with self._environment.store.reading() as tx:
            found = read_people(tx, wanted if len(wanted) <= _FEW else None)
        return {each.id: each.name for each in found}

    def users(self) -> tuple[User, ...]:
        """Everybody of the staff, by login, the blocked included."""
        with self._environment.store.reading() as tx:
            return read_users(tx)

    def find_organization(self, name: str) -> Organization | Refusal:
        """A clinic by id, code or unambiguous name; an ambiguous one is refused with ``candidates``."""
        with self._environment.store.reading() as tx:
            return finding.find_organization(tx, name)

    def find_person(self, name: str, organization: int | None = None) -> Person | Refusal:
        """A person by id or unambiguous name, of one clinic or of all."""
        with self._environment.store.reading() as tx:
            return finding.find_person(tx, name, organization)

    def find_user(self, name: str) -> User | Refusal:
        """A member of staff by login or unambiguous name."""
        with self._environment.store.reading() as tx:
            return finding.find_user(tx, name)

    def callers(self) -> CallerIndex:
        """Who may call, ready to be searched by phone, name, clinic, МИС or an earlier ticket of the last 180 days."""
        since = self._environment.now() - REMEMBERED
        with self._environment.store.reading() as tx:
            return self._callers.index(tx, since)

    @cached_property
    def _callers(self) -> KeptCallers:
        """What is kept of them: it reads the log, which a list of clinics has no use for."""
        from core.desk.records.kept_callers import KeptCallers

        kept = KeptCallers()
        self._environment.store.folds.tell(kept)
        return kept

    def absences(self) -> tuple[Absence, ...]:
        """Who is absent now or will be, by the beginning (п. 4.7)."""
        now = self._environment.now()
        with self._environment.store.reading() as tx:
            return read_absences(tx, now)

    def staff_keys(self) -> tuple[StaffKey, ...]:
        """The staff's SSH keys, by number, the revoked included."""
        with self._environment.store.reading() as tx:
            return read_keys(tx)

    def known(self) -> Known:
        """Whom the desk knows: their names and contacts are no patient's."""
        with self._environment.store.reading() as tx:
            return own_people(tx)

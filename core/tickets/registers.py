"""The rows of the desk's registers as the rules and the screens know them: frozen values."""

from dataclasses import dataclass
from datetime import datetime

from core.vocabulary import Mis, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A line of the call log (п. 5.5)."""

    id: int
    requester: int
    organization: int
    started_at: datetime
    ended_at: datetime
    solved: bool
    mis: Mis | None
    ticket: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRequest:
    """A request about an account in ИСКИЗ or a МИС (п. 10.3–10.6); ``state``: open, done or refused."""

    id: int
    account_kind: str
    system: str
    person: int
    requested_by: int
    position: str | None
    specialization: str | None
    dismissed_on: str | None
    late: bool
    ticket: int | None
    at: datetime
    reason: str | None
    state: str
    result: str | None
    external_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that the regulation demands (п. 10.7): about ``person``, to ``addressee``; sent once ``sent_on`` is set.

    ``addressee`` is None where no head of the clinic was recorded.
    """

    id: int
    at: datetime
    person: int
    organization: int
    addressee: int | None
    text: str
    sent_on: str | None
    how: str | None
    sent_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A documented solution (п. 5.4, 6.3, 6.9); ``source`` is the line that found it."""

    id: int
    title: str
    text: str
    mis: Mis | None
    module: str | None
    source: str
    ticket: int | None
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A view of the queue that somebody keeps: the shipped ``view``, narrowed, ordered and laid his way."""

    id: int
    owner: str
    shared: bool
    title: str
    view: str
    filter: str | None
    sort: str
    group: str | None
    columns: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A shift that was handed over, and taken over once ``accepted_at`` is set."""

    id: int
    at: datetime
    by: str
    to: str
    tickets: tuple[int, ...]
    text: str
    accepted_at: datetime | None
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffKey:
    """A public SSH key of a member of staff; ``blob`` is the key itself in base64."""

    id: int
    login: str
    at: datetime
    algorithm: str
    bits: int
    blob: str
    fingerprint: str
    expires_at: datetime | None
    comment: str | None
    revoked_at: datetime | None

    def lets_in(self, at: datetime) -> bool:
        """Whether it opens the door at an instant, as far as the key itself goes."""
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A console that is open: a lease and no part of the log.

    ``door`` is ssh or local; ``address`` where its terminal is, ``place`` the scope of the screen on top, ``ticket``
    the ticket shown there.
    """

    id: str
    login: str
    name: str
    role: Role
    since: datetime
    door: str
    address: str
    place: str
    ticket: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A mass incident (п. 5.4, 6.3); no ``organizations``: all of them."""

    id: int
    at: datetime
    mis: Mis | None
    organizations: tuple[int, ...]
    expected_end: datetime | None
    title: str
    text: str
    ended_at: datetime | None
    news: str | None

    def concerns(self, mis: Mis, organization: int) -> bool:
        """Whether a request of this МИС and clinic may belong to it while it lasts."""
        return (
            self.ended_at is None
            and self.mis in (None, mis)
            and (not self.organizations or organization in self.organizations)
        )

"""What a ticket has to do with others: watchers, files, links (п. 5.9; Прил. 3, п. 1–3)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.log import TicketEvent, free_text
from core.vocabulary import LinkKind, Screened


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched(TicketEvent):
    """Somebody of staff (``login``) or of a clinic (``person``) watches from now on, or no longer.

    ``because_of``: the duplicate whose requester watches the ticket that solves the problem (Прил. 3, п. 2); ``apart``:
    he is of another clinic, is told of the solution and does not watch here.
    """

    kind: ClassVar[str] = "watched"
    login: str | None = None
    person: int | None = None
    removed: bool = False
    because_of: int | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(TicketEvent):
    """A file was added; its bytes lie in the store under ``sha256``, its name is people's words and never a path."""

    kind: ClassVar[str] = "attached"
    attachment: int
    sha256: str
    size: int
    title: str = free_text()
    screened: Screened = Screened.NO
    """How much of it was looked through for personal data (Прил. 3, п. 5); nothing of what was kept before that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(TicketEvent):
    """The ticket stands in a relation to another; both logs tell it. ``origin``: this is the earlier of the two.

    ``removed``: no longer, because the duplicate is open again.
    """

    kind: ClassVar[str] = "linked"
    link: LinkKind
    other: int
    origin: bool = False
    removed: bool = False

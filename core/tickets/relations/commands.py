"""What a ticket has to do with others: what is asked (п. 5.9; Прил. 3, п. 1–3)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.vocabulary import LinkKind, Screened


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch(TicketCommand):
    """Add a watcher of the centre, or take one off."""

    name: ClassVar[str] = "watch"
    login: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach(TicketCommand):
    """Add a file: ``title`` is what people see, ``body`` its bytes."""

    name: ClassVar[str] = "attach"
    title: str
    body: bytes
    unscreened_ok: bool = False
    """Its writer says that it holds no personal data, though not all of it could be looked through (Прил. 3, п. 5)."""
    screened: Screened = Screened.NO
    """How much of it the gate has looked through; nobody else sets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(TicketCommand):
    """Link the ticket to another one, as related or as its repetition."""

    name: ClassVar[str] = "link"
    other: int
    link: LinkKind = LinkKind.RELATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(TicketCommand):
    """Make a ticket of its own from another problem in the same request (Прил. 3, п. 1)."""

    name: ClassVar[str] = "split"
    subject: str
    description: str

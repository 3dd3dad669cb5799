"""The log of a ticket and of the desk: what has happened, by whom, when; nothing of it is ever changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar, Final

from core.tickets.command import TicketCommand
from core.tickets.narration.accesses import AccessEntry
from core.tickets.narration.comparison import LogEntry
from core.tickets.narration.values import Names, Narration
from core.tickets.ticket import Ticket
from core.tickets.undo.compensation import STAYS
from core.vocabulary import Role, Waiting

Changed = Mapping[str, Any]
"""New values of a ticket by the names of its fields."""
FREE_TEXT: Final = {"free_text": True}


def free_text(default: Any = ...) -> Any:
    """Declare a dataclass field that holds people's words."""
    return field(metadata=FREE_TEXT) if default is ... else field(default=default, metadata=FREE_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEvent:
    """Something that has happened to a ticket. It carries only what cannot be derived from earlier events.

    Fields marked by :func:`free_text` are people's words: the store keeps them beside the log under their own hash, so
    that they can be cut out while the chain stays whole.
    """

    kind: ClassVar[str]
    drops: ClassVar[str | None] = None
    """What it ends without a result when the ticket ends (``LeftOpen.kind``): see :meth:`dropping`."""
    entry: ClassVar[LogEntry | None] = None
    """How it is called as a change of its own; None where it is told by the fields that it changes."""
    access: ClassVar[AccessEntry | None] = None
    """How the report of accesses tells it; None for what it does not tell."""
    clockless: ClassVar[bool] = False
    """No clock reads it: a fold that goes on from what clocks read (:func:`core.tickets.fold.sifted`) lets it go."""
    kept: ClassVar[str | None] = None
    """Why no taking back reaches it: a Russian sentence; None where one does."""

    def apply(self, ticket: Ticket, recorded: "Recorded") -> Changed:
        """What of the ticket it changes: values by the names of its fields; nothing where it only tells something."""
        return {}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(self.kind)

    def entered(self, names: Names) -> str:
        """What its entry says, in short, where it has one."""
        return self.told(names).title

    @classmethod
    def dropping(cls, identity: int, reason: str) -> "TicketEvent | None":  # noqa: ARG003 - what it is for others
        """The event that ends one record, known by its id, without a result; None where it is no such event."""
        return None

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or a Russian sentence about why there is none.

        ``before`` is the ticket without it.
        """
        return STAYS

    def ended_by(self, number: int) -> TicketCommand | None:
        """What ends it, where it stays on record even when it is taken back at once."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEvent:
    """Something that has happened to the desk outside its tickets: an event of the same chain, without a ticket."""

    kind: ClassVar[str]
    access: ClassVar[AccessEntry | None] = None
    """How the report of accesses tells it; None for what it does not tell."""

    def withdrawn(self, reason: str) -> "DeskEvent | None":
        """What takes it out of its register again along with the act that recorded it; None where nothing does."""
        return None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the log tells it.

    ``seq`` counts within the ticket from 1 and is the ticket's version after the event; ``at`` is an aware instant;
    ``actor`` a login; ``role`` the actor's role at that time, so that history never depends on today's accounts.
    ``on_behalf`` is the login of the absent executor for whom the actor acted as a substitute (п. 4.7). ``act`` is the
    same for all events of one command, in whichever ticket; 0 where the log does not tell.
    """

    ticket: int
    seq: int
    at: datetime
    actor: str
    role: Role
    event: TicketEvent
    on_behalf: str | None = None
    act: int = 0

    @property
    def effective(self) -> datetime:
        """When it took effect: an automatic closing at the end of its term, anything else when it was recorded."""
        return getattr(self.event, "effective_at", None) or self.at


History = tuple[Recorded, ...]
WholeLog = History | Callable[[], History]
"""The whole log of a ticket, or what reads it for the few rules that ask for more than its fold."""


def no_longer(ticket: Ticket, waiting: Waiting) -> Changed:
    """The end of a wait for somebody that was said by hand; no change where the ticket waits for somebody else."""
    return {"waiting": None, "waiting_since": None} if ticket.waiting is waiting else {}


def with_one(items: tuple[Any, ...], identity: int, **changes: Any) -> tuple[Any, ...]:
    """The items with one of them changed, known by its ``id``."""
    return tuple(replace(each, **changes) if each.id == identity else each for each in items)

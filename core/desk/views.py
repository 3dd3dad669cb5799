"""What the desk shows: frozen values, made by the reads, rendered by the console and by the command line.

The rules' own values are only named here, so that a console can load this page before it loads the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from core.durations import FULL_DAY
from core.store.projections.queue_row import QueueRow as QueueRow
from core.vocabulary import Channel, Line, Status

if TYPE_CHECKING:
    from core.tickets.answers.informing import ToInform
    from core.tickets.clocks.clock import Clock, Clocks
    from core.tickets.clocks.corrections import Correction
    from core.tickets.directory import Organization, Person
    from core.tickets.merging import Difference
    from core.tickets.refusal import Refusal
    from core.tickets.registration.hints import Hint
    from core.tickets.routing.choice import Route
    from core.tickets.routing.decision import Decision
    from core.tickets.ticket import Ticket


class View(StrEnum):
    """The views of the queue; the first seven are those of the digit keys, in their order."""

    NEW = "new"
    MINE = "mine"
    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"
    CONFIRMATION = "confirmation"
    CLOSED = "closed"
    NO_TERM = "no_term"
    NEEDS_TERM = "needs_term"
    NO_EXECUTOR = "no_executor"
    UNREGISTERED = "unregistered"
    WAITING = "waiting"
    THIRD_LINE = "third_line"
    MASKED = "masked"
    DISPUTED = "disputed"
    TASKS = "tasks"
    OUTAGE = "outage"
    TO_SOLVE = "to_solve"
    ALL = "all"


class Sort(StrEnum):
    """Orders of the queue; ``due`` is the natural one: earliest next due first, then without a due, then by number."""

    DUE = "due"
    NUMBER = "number"
    PRIORITY = "priority"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Entrance:
    """How a console was entered: by which door (ssh or local), from where, and by which SSH key if by one."""

    door: str = "local"
    address: str = ""
    key: int | None = None


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """Which tickets to list: a view, words that all must occur (subject, number, clinic, requester), an order.

    ``me`` is the login that the view «Мои» means, with whom it stands in for. ``filter`` is in the language of
    :mod:`core.tickets.filtering`: what cannot be read of it is left out. ``group``: organization, line or assignee.
    """

    view: View = View.OPEN
    text: str = ""
    sort: Sort = Sort.DUE
    me: str | None = None
    filter: str = ""
    group: str | None = None


@dataclass(frozen=True, slots=True)
class QueueWindow:
    """How much of a view is read: the first ``most`` numbers (None: all), further where the ticket ``through`` stands
    further; which views are counted, none beyond ``counted_to``."""

    most: int | None = None
    through: int | None = None
    counted: tuple[View, ...] = tuple(View)
    counted_to: int | None = None


EVERYTHING: Final = QueueWindow()


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """Tickets of one clinic, line or executor, in the order of the view."""

    title: str | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DueCrossing:
    """The next due that a horizon of a line's hours has before it: ``ahead`` working time from now, or (None) now."""

    line: Line
    ahead: timedelta | None
    due: datetime


@dataclass(frozen=True, slots=True)
class TrueUntil:
    """Until when what was read ``at`` an instant stays true as long as nobody commits: a due crosses a horizon, or an
    absence or the working hours begin or end at ``edge``."""

    at: datetime
    edge: datetime
    crossings: tuple[DueCrossing, ...]


@dataclass(frozen=True, slots=True)
class QueueLook:
    """What a list of tickets shows at one instant: all numbers in order, some of the rows, and every view's count.
    ``true_until``: None where a filter may look at the time by itself. ``whole``: the numbers are all there are."""

    numbers: tuple[int, ...]
    rows: tuple[QueueRow, ...]
    counts: Mapping[View, int]
    true_until: TrueUntil | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event told as a story. ``public``: the requester may see it. ``title`` is a Russian sentence without the
    actor; ``text`` people's words, already cleaned, or None; ``data`` the other fields of the event, JSON-ready."""

    seq: int
    at: datetime
    actor: str
    actor_name: str
    kind: str
    title: str
    text: str | None
    clause: str | None
    public: bool
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActionState:
    """A command that the ticket's screen offers: allowed now, or disabled with the refusal that says why."""

    name: str
    title: str
    refusal: Refusal | None

    @property
    def allowed(self) -> bool:
        """Whether the gate and the rules would let the actor do it now."""
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who must be told how a ticket goes: who he is, how he is reached, and why he is told."""

    told: ToInform
    name: str
    organization: str | None = None
    phone: str | None = None
    email: str | None = None

    @property
    def line(self) -> str:
        """The name, what he is reached by, and the reason."""
        return f"{self.name}{f', {self.phone}' if self.phone else ''} — {self.told.why}"


@dataclass(frozen=True, slots=True)
class TicketView:
    """Everything that a ticket's screen shows, read at ``at``.

    ``inform``: who must be told how it goes. ``original``: the ticket in which the problem of a duplicate is solved in
    the end.
    """

    ticket: Ticket
    clocks: Clocks
    timeline: tuple[TimelineEntry, ...]
    actions: tuple[ActionState, ...]
    organization: Organization
    requester: Person
    assignee_name: str | None
    at: datetime
    named_name: str | None = None
    """Whom the rules named, by name, while somebody else has the ticket at ПЛТП."""
    assignee_state: str | None = None
    """Why the executor does not work on it now: «отсутствует…, замещает…», «заблокирован»; None where he may."""
    standing_in: bool = False
    """Whoever looks stands in for the executor (п. 4.7)."""
    decision: Decision | None = None
    impact_text: str | None = None
    """The impact on the clinic's work in words, once ПЛТП has clarified it (п. 3.9; Прил. 2)."""
    corrections: tuple[Correction, ...] = ()
    """Classifications that were a mistake and set back at once: no clock knows them (п. 5.10)."""
    inform: tuple[Addressee, ...] = ()
    original: int | None = None

    @property
    def others_to_inform(self) -> tuple[Addressee, ...]:
        """Who must be told besides the requester."""
        return tuple(each for each in self.inform if each.told.person != self.ticket.requester)


@dataclass(frozen=True, slots=True)
class OtherTicket:
    """An open ticket of the same requester."""

    number: int
    subject: str
    status: Status


@dataclass(frozen=True, slots=True)
class Contact:
    """One time that somebody was heard of: a ticket that came (``number``), or a call that was solved at once."""

    at: datetime
    text: str
    number: int | None = None
    channel: Channel = Channel.PHONE


@dataclass(frozen=True, slots=True)
class RequesterBackground:
    """``open``: his other open tickets, the latest first; ``contacts``: the last ones besides the ticket at hand."""

    open: tuple[OtherTicket, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakePreview:
    """What registering would mean: the clocks as they would stand, the route, or the refusal in place of both.

    ``hints`` tell what the request may be wrong in (Прил. 3).
    """

    clocks: tuple[Clock, ...]
    route: Route | None
    refusal: Refusal | None
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A command that was carried out. ``repeated``: this key was carried out before, the first result is given again.

    ``told``: kinds of personal data that the texts may hold; ``masked``: those that were masked on the way in
    (Прил. 3, п. 5). ``number``: the ticket; ``subject``:
    for directory commands, the id, code or login that was made or changed. ``merged``: what others had changed in the
    ticket since the version that the writer had read.
    """

    number: int | None
    version: int | None
    subject: str | None = None
    repeated: bool = False
    told: tuple[str, ...] = ()
    merged: tuple[Difference, ...] = ()
    masked: tuple[str, ...] = ()
    person: str | None = None
    """The id of who was added to the directory with the call that was saved (гл. 10)."""


@dataclass(frozen=True, slots=True)
class NotedHead:
    """A head as somebody has noted it: the hash of an event, and its number if that was noted too."""

    hash: str
    event: int | None = None


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `pult verify` found; ``mismatches`` and ``broken_chains`` are Russian sentences that name the place.

    ``head`` is the hash of the last event. The chain alone cannot show that its end was cut off: a head noted elsewhere
    can. ``past`` is how many events came after such a head; None where none was given, or the log lacks it.
    ``chain_only``: the chain and the texts were checked, and nothing that is derived from them.
    ``since``: only what came after that event was, and the tickets that it touched; they are what is counted then.
    """

    tickets: int
    events: int
    mismatches: tuple[str, ...] = ()
    broken_chains: tuple[str, ...] = ()
    head: str = ""
    past: int | None = None
    chain_only: bool = False
    since: NotedHead | None = None

    @property
    def ok(self) -> bool:
        """Nothing disagrees."""
        return not self.mismatches and not self.broken_chains


@dataclass(frozen=True, slots=True)
class DeskTime:
    """The desk's clock for the header: working now or not, and until when (``reason``: lunch, after_hours, day_off)."""

    now: datetime
    open: bool
    until: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Countdown:
    """What a row's countdown says: ``remaining`` working time (negative once overdue), ``standing`` until ``resumes``
    when no working time runs now. ``day``: the full day of the hours that it is counted by."""

    remaining: timedelta
    overdue: bool
    standing: bool
    resumes: datetime | None
    day: timedelta = FULL_DAY

"""The reads of one ticket, and of one that is about to be registered."""

from dataclasses import replace

from core.desk.environment import Environment
from core.desk.tickets import ticket_view as reading
from core.desk.tickets.candidates import Candidates, candidates
from core.desk.tickets.hint_reads import request_hints, ticket_hints
from core.desk.tickets.news import News, news
from core.desk.tickets.requester import requester_background
from core.desk.views import IntakePreview, RequesterBackground, TicketView
from core.store.blobs import blob
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.registration.events import Registered
from core.tickets.registration.hints import Hint
from core.tickets.registration.similar import Similar
from core.tickets.routing.choice import Route
from core.tickets.ticket import Ticket


class TicketReads:
    """A ticket in full, what is new of tickets, and what a registration would mean."""

    def __init__(self, environment: Environment) -> None:
        """Read the store of an environment, by its policy and its clock."""
        self._environment = environment

    def view(self, number: int, actor: Actor) -> TicketView | Refusal:
        """Everything about one ticket, with what ``actor`` may do; not found is a refusal."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return reading.ticket_view(tx, policy, number, actor, now)

    def background(self, person: int, besides: int) -> RequesterBackground:
        """What else is open of the requester of the ticket ``besides``, and when he was heard of last."""
        with self._environment.store.reading() as tx:
            return requester_background(tx, person, besides)

    def candidates(self, number: int) -> Candidates:
        """Who of ВЛТП could have a ticket, what each has in hand, and what bars whom; the one offered stands first."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return candidates(tx, policy, number, now)

    def imported_as(self, external_number: str) -> tuple[Ticket, Registered] | None:
        """The ticket that has an external number, and what was registered of it; None where it is new."""
        with self._environment.store.reading() as tx:
            return reading.imported_as(tx, external_number)

    def news(self, actor: Actor, after: int | None) -> News:
        """What ``actor`` wants to hear of, since the event ``after``; None: only how things stand."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return news(tx, policy, actor, now, after)

    def preview(self, command: Register, actor: Actor) -> IntakePreview:
        """What registering would mean; an organisation or a requester not yet chosen is 0."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            shown = reading.preview(tx, policy, command, actor, now)
            compared = shown.refusal is not None and shown.refusal.code == "register.similar"
            return replace(shown, hints=request_hints(tx, policy, command, now, compared=compared))

    def route(self, number: int) -> Route | None:
        """Where the routing rules would send a ticket; None without a ticket or a rule that matches."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return reading.ticket_route(tx, policy, number, now)

    def dry_route(self, command: Register) -> Route | None:
        """Where the rules would send a registration now, and why; nothing is written."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return reading.dry_route(tx, policy, command, now)

    def similar(self, command: Register) -> tuple[Similar, ...]:
        """Open tickets that a registration resembles, the requester's own first (п. 5.5)."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            return reading.resembling_tickets(tx, policy, command, now)

    def hints(self, request: Register | int) -> tuple[Hint, ...] | Refusal:
        """What a request, or the ticket of a number, may be wrong in (Прил. 3); no such ticket is a refusal."""
        policy, now = self._environment.policy, self._environment.now()
        with self._environment.store.reading() as tx:
            if isinstance(request, Register):
                return request_hints(tx, policy, request, now)
            return ticket_hints(tx, policy, request, now)

    def attachment(self, sha256: str) -> bytes | None:
        """The bytes of an attachment; None where the store has none under this hash."""
        with self._environment.store.reading() as tx:
            return blob(tx, sha256)

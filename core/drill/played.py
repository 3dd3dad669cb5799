"""What was done in a drill, as its store tells it at the end: all that the judge is given besides the scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.desk.views import QueueQuery, View
from core.tickets.refusal import Refusal
from core.vocabulary import Channel

if TYPE_CHECKING:
    from core.desk import Desk
    from core.desk.views import TicketView
    from core.drill.scenario import Arrival, Ring
    from core.policy import Policy
    from core.tickets.registers import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A drill that is over at ``ended``.

    ``rung``: when each call and each request of the scenario came, by its id; what is missing never came. ``people``:
    the ids of those who call, by name. ``keys``: how many keys were pressed.
    """

    me: str
    ended: datetime
    tickets: tuple[TicketView, ...]
    calls: tuple[Call, ...]
    rung: Mapping[str, datetime]
    people: Mapping[str, int]
    policy: Policy
    keys: int = 0

    def registered(self, call: Ring, at: datetime) -> TicketView | None:
        """The ticket that was registered by telephone for whoever called at an instant, the first one after it."""
        found = (
            each
            for each in self.tickets
            if each.ticket.requester == self.people.get(call.caller)
            and each.ticket.channel is Channel.PHONE
            and each.timeline[0].actor == self.me
            and each.ticket.created_at >= at
        )
        return min(found, key=lambda each: each.ticket.created_at, default=None)

    def arrived(self, request: Arrival) -> TicketView | None:
        """The ticket of a request, known by its number in its register."""
        return next((each for each in self.tickets if each.ticket.external_number == request.number), None)

    def commented(self, view: TicketView, at: datetime) -> bool:
        """Whether the trainee has answered in a ticket since an instant."""
        return any(each.kind == "commented" and each.actor == self.me and each.at >= at for each in view.timeline)

    def in_journal(self, call: Ring, at: datetime) -> bool:
        """Whether the call stands in the call log, without a ticket."""
        person = self.people.get(call.caller)
        return any(each.requester == person and each.ticket is None and each.ended_at >= at for each in self.calls)

    def words(self) -> str:
        """Every word that stands in the tickets and in the call log, folded."""
        told = [
            f"{each.ticket.subject}\n{each.ticket.description}\n"
            + "\n".join(f"{entry.title}\n{entry.text or ''}" for entry in each.timeline)
            for each in self.tickets
        ]
        return "\n".join((*told, *(each.text for each in self.calls))).casefold()


def read_played(desk: Desk, me: str, rung: Mapping[str, datetime], keys: int) -> Played:
    """Read it from the desk of the drill."""
    actor = desk.sign_in(me)
    assert not isinstance(actor, Refusal), actor.message
    views = (desk.tickets.view(number, actor) for number in desk.queue.numbers(QueueQuery(View.ALL)))
    return Played(
        me=me,
        ended=desk.now(),
        tickets=tuple(each for each in views if not isinstance(each, Refusal)),
        calls=desk.registers.calls(),
        rung=dict(rung),
        people={each.name: each.id for each in desk.directory.people()},
        policy=desk.policy,
        keys=keys,
    )

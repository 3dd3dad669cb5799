"""What a request may be wrong in (Прил. 3), read with what the store knows: similar tickets and mass incidents."""

from datetime import datetime

from core import privacy as personal_data
from core.desk.handling.command_handler import no_ticket
from core.desk.privacy.personal_data_gate import OF_PEOPLE
from core.desk.records.own_people import own_people
from core.desk.tickets.ticket_view import resembling_tickets
from core.policy import Policy
from core.privacy import NOBODY, Known
from core.store.event_log.log import history
from core.store.limits import is_id
from core.store.registers.register_reads import read_outages
from core.store.store import Reading
from core.tickets.fold import replay
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.registration.hints import Hint, HintedRequest, hints


def request_hints(
    tx: Reading, policy: Policy, command: Register, now: datetime, *, compared: bool = False
) -> tuple[Hint, ...]:
    """What a request may be wrong in, before it is registered; ``compared``: the similar tickets are told already."""
    told = HintedRequest(
        command.subject,
        command.description,
        command.template,
        known=_known(tx, policy, f"{command.subject}\n{command.description}"),
    )
    lasting = (each for each in read_outages(tx) if each.concerns(command.mis, command.organization))
    similar = () if compared else resembling_tickets(tx, policy, command, now)
    return hints(told, policy, similar, lasting)


def ticket_hints(tx: Reading, policy: Policy, number: int, now: datetime) -> tuple[Hint, ...] | Refusal:
    """What a registered ticket may be wrong in."""
    log = history(tx, number) if is_id(number) else ()
    if not log:
        return no_ticket(number)
    ticket = replay(log)
    learned = ticket.checklist.details if ticket.checklist else None
    known = _known(tx, policy, f"{ticket.subject}\n{ticket.description}")
    told = HintedRequest(ticket.subject, ticket.description, ticket.template, learned, ticket.masked, known)
    asked = Register(
        subject=ticket.subject,
        description=ticket.description,
        organization=ticket.organization,
        requester=ticket.requester,
        mis=ticket.mis,
        type=ticket.type,
        priority=ticket.priority,
        channel=ticket.channel,
    )
    others = tuple(each for each in resembling_tickets(tx, policy, asked, now) if each.number != number)
    concerning = () if ticket.outage else read_outages(tx)
    return hints(told, policy, others, (each for each in concerning if each.concerns(ticket.mis, ticket.organization)))


def _known(tx: Reading, policy: Policy, text: str) -> Known:
    """The people of the directory, read only where a text holds what may be one of theirs."""
    hits = personal_data.find(text, policy.privacy.own)
    return own_people(tx) if any(hit.kind in OF_PEOPLE for hit in hits) else NOBODY

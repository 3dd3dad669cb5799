"""Who asks, besides the ticket at hand: what else of his is open, and when he was heard of last (п. 5.4, 5.5)."""

from typing import Final

from core.desk.views import Contact, OtherTicket, RequesterBackground
from core.instants import from_us
from core.store.projections import queue
from core.store.registers.register_reads import calls_of
from core.store.store import Reading
from core.vocabulary import Channel, Status

CONTACTS: Final = 3
"""How many contacts are told."""


def requester_background(tx: Reading, person: int, besides: int) -> RequesterBackground:
    """Read what else is known of the requester of the ticket ``besides``."""
    others = (
        OtherTicket(number, subject, Status(status))
        for number, subject, status in queue.open_of_requester(tx, person)
        if number != besides
    )
    tickets = (
        Contact(from_us(at, tx.zone), subject, number, Channel(channel))
        for at, subject, number, channel in queue.latest_of_requester(tx, person, CONTACTS + 1)
        if number != besides
    )
    calls = (
        Contact(from_us(at, tx.zone), text)
        for at, text, ticket in calls_of(tx, person, CONTACTS + 1)
        if ticket is None  # a call that became a ticket, or a word in one, is told by that
    )
    heard = sorted((*tickets, *calls), key=lambda each: each.at, reverse=True)
    return RequesterBackground(tuple(others), tuple(heard[:CONTACTS]))

"""Who must be told how a ticket goes, by name and telephone, and in which ticket a duplicate is solved in the end."""

from core.desk.views import Addressee
from core.store.projections.queue import duplicate_of
from core.store.registers.directory_reads import read_organizations, read_people, read_users
from core.store.store import Reading
from core.tickets.answers.informing import ToInform, to_inform
from core.tickets.directory import Organization, Person
from core.tickets.ticket import Ticket


def addressees(tx: Reading, ticket: Ticket, requester: Person, clinic: Organization) -> tuple[Addressee, ...]:
    """Everybody who must be told, the requester first."""
    found = to_inform(ticket)
    others = [each.person for each in found if each.person not in (None, requester.id)]
    people = {each.id: each for each in (requester, *(read_people(tx, others) if others else ()))}
    further = {each.organization for each in people.values()} - {clinic.id}
    clinics = {each.id: each.name for each in (clinic, *(read_organizations(tx, further) if further else ()))}
    logins = [each.login for each in found if each.login is not None]
    staff = {each.login: each.name for each in read_users(tx, logins)} if logins else {}

    def addressee(told: ToInform) -> Addressee:
        if told.person is None:
            return Addressee(told, staff.get(told.login or "", told.login or ""))
        person = people[told.person]
        return Addressee(told, person.name, clinics.get(person.organization), person.phone, person.email)

    return tuple(map(addressee, found))


def original_of(tx: Reading, ticket: Ticket) -> int | None:
    """The last original of a duplicate, whatever became of the one that it named; None for no duplicate."""
    original, seen = ticket.duplicate_of, {ticket.number}
    while original is not None and original not in seen and (further := duplicate_of(tx, original)) is not None:
        seen.add(original)
        original = further
    return original

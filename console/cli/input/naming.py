"""People and staff named on the command line, found by the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.cli.failure import Failure
from console.cli.session import Session, granted

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket


def login_of(session: Session, name: str) -> str:
    """A member of staff by login or unambiguous name."""
    return str(granted(session.desk.directory.find_user(name)).login)


def person_of(session: Session, name: str, organization: int | None = None) -> int:
    """A person by id or unambiguous name, of one clinic or of all."""
    return int(granted(session.desk.directory.find_person(name, organization)).id)


def ticket_of(session: Session, number: int) -> Ticket:
    """The ticket of a number."""
    found: Ticket = granted(session.desk.tickets.view(number, session.actor)).ticket
    return found


def clinic_person(session: Session, number: int, name: str) -> int:
    """Somebody of the ticket's clinic; somebody of another one by id, so that the rule can say why not."""
    ticket = ticket_of(session, number)
    if name.strip().isdigit():
        return person_of(session, name)
    return person_of(session, name, ticket.organization)


def user_or_person(session: Session, name: str, organization: int | None = None) -> tuple[str | None, int | None]:
    """A login where it is one of staff, else somebody of a clinic: whoever is found by login first."""
    logins = {user.login for user in session.desk.directory.users()}
    if name.strip() in logins:
        return name.strip(), None
    try:
        return None, person_of(session, name, organization)
    except Failure as failure:
        if failure.code == "person.unknown" and not name.strip().isdigit():
            return login_of(session, name), None
        raise


def person_of_its_clinic(session: Session, number: int, name: str) -> int:
    """Find somebody of the ticket's clinic by id or unambiguous name."""
    view = granted(session.desk.tickets.view(number, session.actor))
    return int(granted(session.desk.directory.find_person(name, view.organization.id)).id)

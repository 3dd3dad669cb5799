"""One ticket as a screen shows it, and what registering a new one would mean: frozen values of one instant."""

from dataclasses import replace
from datetime import datetime

from core.desk.handling.command_facts import facts_for
from core.desk.handling.command_handler import no_ticket
from core.desk.handling.input_cleaning import check_instants
from core.desk.handling.staffing import open_tickets, staffing
from core.desk.sign_in import standing_in
from core.desk.tickets.addressees import addressees, original_of
from core.desk.tickets.timeline import tell
from core.desk.views import (
    ActionState,
    IntakePreview,
    TicketView,
)
from core.policy import Policy
from core.store.event_log.log import history
from core.store.limits import is_id
from core.store.projections.queue import by_external_number
from core.store.registers.directory_reads import read_absences, read_organizations, read_people, read_users
from core.store.store import Reading
from core.tickets.assignment.assigning import routed
from core.tickets.assignment.offering import offered
from core.tickets.clocks.corrections import corrections
from core.tickets.clocks.reading import read_clocks
from core.tickets.closing.silence import as_it_stands
from core.tickets.context import Context, Facts
from core.tickets.decide import decide
from core.tickets.directory import Actor, Organization, Person, User
from core.tickets.effects import Elsewhere
from core.tickets.fold import replay
from core.tickets.log import DeskEvent, History, Recorded
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.registration.events import Registered
from core.tickets.registration.registering import resembling
from core.tickets.registration.similar import Similar
from core.tickets.routing.choice import Request, Route, route
from core.tickets.routing.decision import Decision
from core.tickets.staff.substitution import path_of
from core.tickets.ticket import Ticket
from core.tickets.undo.standing import standing
from core.tickets.use_cases.possible import actions
from core.vocabulary import Line, Mis, Role
from core.wording import moment


def ticket_view(tx: Reading, policy: Policy, number: int, actor: Actor, now: datetime) -> TicketView | Refusal:
    """Everything that a ticket's screen shows."""
    log = history(tx, number) if is_id(number) else ()
    if not log:
        return no_ticket(number)
    ticket = as_it_stands(replay(log), policy, now)
    (organization,) = read_organizations(tx, (ticket.organization,))
    (requester,) = read_people(tx, (ticket.requester,))
    staff = {each.login: each for each in read_users(tx, [each for each in (ticket.assignee, ticket.named) if each])}
    named = ticket.named if ticket.named != ticket.assignee and ticket.line is Line.FIRST else None
    executor = staff.get(ticket.assignee or "")
    actor = replace(actor, stands_for=standing_in(tx, actor.login, now))
    return TicketView(
        ticket=ticket,
        clocks=read_clocks(log, policy, now, ticket),
        timeline=tell(tx, log, policy),
        decision=_decision(log),
        corrections=corrections(log, policy),
        impact_text=_impact(ticket, policy),
        actions=tuple(
            ActionState(*each) for each in actions(ticket, Context(actor, now, policy, Facts(users=staff), log))
        ),
        organization=organization,
        requester=requester,
        assignee_name=executor.name if executor else ticket.assignee,
        named_name=(staff[named].name if named in staff else named) if named else None,
        at=now,
        inform=addressees(tx, ticket, requester, organization),
        original=original_of(tx, ticket),
        assignee_state=_state_of(tx, policy, executor, now) if executor else None,
        standing_in=ticket.assignee in actor.stands_for,
    )


def _state_of(tx: Reading, policy: Policy, user: User, now: datetime) -> str | None:
    """Why an executor does not work now, in words (п. 4.7, 10.2)."""
    if user.blocked:
        return "учётная запись заблокирована"
    absences = read_absences(tx, now)
    away = [each.until for each in absences if each.login == user.login and each.covers(now)]
    if not away:
        return None
    others = read_users(tx, path_of(absences, user.login, now)[-1:])
    who = f"замещает {others[0].name}" if others and not others[0].blocked else "замещающий не назначен"
    return f"отсутствует до {moment(max(away), policy.zone)}, {who}"


def imported_as(tx: Reading, external_number: str) -> tuple[Ticket, Registered] | None:
    """The ticket that has an external number, and what was registered of it; None where it is new."""
    number = by_external_number(tx, external_number).get(external_number)
    log = history(tx, number) if number is not None else ()
    first = log[0].event if log else None
    return (replay(log), first) if isinstance(first, Registered) else None


def _impact(ticket: Ticket, policy: Policy) -> str | None:
    """The impact in words: those of a check, or those by which Прил. 2 defines the priority."""
    if ticket.impact is None:
        return None
    return ticket.impact.text or policy.norms.impact_of(ticket.impact.priority)


def ticket_route(tx: Reading, policy: Policy, number: int, now: datetime) -> Route | None:
    """Whom a hand-over of a ticket offers; None without a ticket or a rule."""
    log = history(tx, number) if is_id(number) else ()
    if not log:
        return None
    ticket = replay(log)
    (organization,) = read_organizations(tx, (ticket.organization,))
    request = Request.of(ticket, organization.code)
    return offered(ticket, log, request, policy.dispatch, staffing(tx, now, without=number))


def preview(tx: Reading, policy: Policy, command: Register, actor: Actor, now: datetime) -> IntakePreview:
    """What registering would mean. An id of 0 stands for a clinic or a requester not yet chosen."""
    facts = _with_unknowns(facts_for(tx, command, now), command)
    decided = check_instants(command) or decide((), command, Context(actor, now, policy, facts))
    if isinstance(decided, Refusal):
        return IntakePreview((), None, decided)
    own = (each for each in decided if not isinstance(each, Elsewhere | DeskEvent))
    log = tuple(Recorded(0, seq, now, actor.login, actor.role, each) for seq, each in enumerate(own, start=1))
    ticket = replay(log)
    request = Request.of(ticket, facts.organizations[ticket.organization].code)
    found = route(policy.dispatch, request, staffing(tx, now))
    return IntakePreview(tuple(read_clocks(log, policy, now)), found, None)


def resembling_tickets(tx: Reading, policy: Policy, command: Register, now: datetime) -> tuple[Similar, ...]:
    """Open tickets of the clinic that a registration resembles."""
    facts = Facts(open_tickets=open_tickets(tx, command))
    return resembling(command, Context(Actor("", "", Role.FIRST_LINE), now, policy, facts))


def dry_route(tx: Reading, policy: Policy, command: Register, now: datetime) -> Route | None:
    """Where the rules would send a registration."""
    return routed(command, Context(Actor("", "", Role.FIRST_LINE), now, policy, facts_for(tx, command, now)))


def _decision(log: History) -> Decision | None:
    """The last decision of the routing rules that the log holds; None where everything was done by hand."""
    decisions = (getattr(recorded.event, "decision", None) for recorded in reversed(standing(log)))
    return next((each for each in decisions if isinstance(each, Decision)), None)


def _with_unknowns(facts: Facts, command: Register) -> Facts:
    """Stand-ins for what is not chosen yet, which no rule objects to."""
    organizations, people = dict(facts.organizations), dict(facts.people)
    if command.organization == 0:
        place = people[command.requester].organization if command.requester in people else 0
        organizations[0] = Organization(place, "", "", tuple(Mis), "—")
    if command.requester == 0:
        people[0] = Person(0, "", organizations[0].id if command.organization == 0 else command.organization)
    return replace(facts, organizations=organizations, people=people)

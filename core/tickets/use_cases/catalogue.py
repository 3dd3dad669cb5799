"""Everything that can be asked for and everything that can happen, read off the areas of the regulation.

An area is a module with use cases (``USE_CASES``), events, or both. A command needs nothing here, a new area its line.
"""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Final, TypeVar

from core.tickets.alerts import events as alerts_events
from core.tickets.alerts import raising
from core.tickets.answers import callbacks, comments
from core.tickets.answers import events as answers_events
from core.tickets.assignment import assigning, hand_over
from core.tickets.assignment import events as assignment_events
from core.tickets.classification import events as classification_events
from core.tickets.classification import processing, type_and_priority
from core.tickets.closing import disputes, duplicates, silence, solving
from core.tickets.closing import events as closing_events
from core.tickets.command import Command, TicketCommand
from core.tickets.desk_records import calendars, calls, denials, exports, shifts_and_views, whole_calls
from core.tickets.knowledge import solutions
from core.tickets.log import DeskEvent, TicketEvent
from core.tickets.outages import announcements, common_answers, joining
from core.tickets.people import account_events, additions, cards, letters, organizations
from core.tickets.people import accounts as people_accounts
from core.tickets.people import events as people_events
from core.tickets.redaction import admissions, archiving, redacting
from core.tickets.registration import events as registration_events
from core.tickets.registration import external_numbers, registering
from core.tickets.relations import attachments, links, splitting, watching
from core.tickets.remote_access import mis_runs, sessions, workplaces
from core.tickets.staff import absences, keys
from core.tickets.staff import accounts as staff_accounts
from core.tickets.staff import events as staff_events
from core.tickets.tasks import approvals, tasks
from core.tickets.terms import agreements, waiting
from core.tickets.terms import events as terms_events
from core.tickets.third_line import events as third_line_events
from core.tickets.third_line import sending, verification
from core.tickets.undo import events as undo_events
from core.tickets.undo import taking_back
from core.tickets.use_cases.use_case import UseCase

AREAS: Final[tuple[ModuleType, ...]] = (
    registration_events,
    external_numbers,
    registering,
    classification_events,
    processing,
    type_and_priority,
    answers_events,
    comments,
    callbacks,
    assigning,
    assignment_events,
    hand_over,
    terms_events,
    agreements,
    waiting,
    approvals,
    tasks,
    disputes,
    duplicates,
    closing_events,
    silence,
    solving,
    third_line_events,
    sending,
    verification,
    attachments,
    watching,
    links,
    splitting,
    mis_runs,
    sessions,
    workplaces,
    solutions,
    joining,
    announcements,
    common_answers,
    archiving,
    admissions,
    redacting,
    undo_events,
    taking_back,
    alerts_events,
    raising,
    account_events,
    people_accounts,
    additions,
    cards,
    people_events,
    letters,
    organizations,
    absences,
    staff_accounts,
    staff_events,
    keys,
    calendars,
    calls,
    denials,
    exports,
    whole_calls,
    shifts_and_views,
)
Kind = TypeVar("Kind", TicketEvent, DeskEvent)


def _use_cases() -> Iterator[UseCase]:
    for area in AREAS:
        yield from getattr(area, "USE_CASES", ())


def _events(base: type[Kind]) -> Iterator[type[Kind]]:
    """The kinds of events that the areas define, in the order of their definition."""
    for area in AREAS:
        for each in vars(area).values():
            if isinstance(each, type) and issubclass(each, base) and each.__module__ == area.__name__:
                yield each


USE_CASES: Final[Mapping[str, UseCase]] = {each.name: each for each in _use_cases()}
"""Every use case by the name of its command."""
COMMANDS: Final[tuple[type[Command], ...]] = tuple(each.command for each in USE_CASES.values())
EVENT_KINDS: Final[Mapping[str, type[TicketEvent]]] = {each.kind: each for each in _events(TicketEvent)}
DESK_EVENT_KINDS: Final[Mapping[str, type[DeskEvent]]] = {each.kind: each for each in _events(DeskEvent)}


def of_tickets() -> tuple[UseCase, ...]:
    """The use cases of commands to a ticket."""
    return tuple(each for each in USE_CASES.values() if issubclass(each.command, TicketCommand))


def of_the_desk() -> tuple[UseCase, ...]:
    """The use cases of commands of the desk; the registration of a ticket is one, for it has no ticket yet."""
    return tuple(each for each in USE_CASES.values() if not issubclass(each.command, TicketCommand))

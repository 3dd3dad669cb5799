"""What can happen to the desk outside its tickets: events of the same chain, without a ticket."""

from typing import Any, get_args

from core.tickets.facts.access import (
    KeyAdded,
    KeyExpirySet,
    KeyRevoked,
    SessionEnded,
)
from core.tickets.facts.desk_life import (
    ShiftAccepted,
    ShiftHandedOver,
    ViewDropped,
    ViewSaved,
)
from core.tickets.facts.directory import (
    AbsenceCancelled,
    AbsenceSet,
    CompetencesChanged,
    ContractSet,
    LetterSent,
    LetterWritten,
    OrganizationAdded,
    PersonAdded,
    PersonBlocked,
    PersonChanged,
    PersonUnblocked,
    RoleChanged,
    UserAdded,
    UserBlocked,
    UserUnblocked,
)
from core.tickets.facts.registers import (
    AccessDenied,
    AccountDone,
    AccountRefused,
    AccountRegistered,
    AccountRequested,
    ArchiveRecorded,
    CalendarChanged,
    CallLogged,
    Exported,
    FactRedacted,
    OutageEnded,
    OutageOpened,
    OutageUpdated,
    SolutionAdded,
    SolutionChanged,
    SolutionRetired,
    StaffNumberRead,
    TextAdmitted,
)

__all__ = [
    "FACT_KINDS",
    "AbsenceCancelled",
    "AbsenceSet",
    "AccessDenied",
    "AccountDone",
    "AccountRefused",
    "AccountRegistered",
    "AccountRequested",
    "ArchiveRecorded",
    "CalendarChanged",
    "CallLogged",
    "CompetencesChanged",
    "ContractSet",
    "Exported",
    "Fact",
    "FactRedacted",
    "KeyAdded",
    "KeyExpirySet",
    "KeyRevoked",
    "LetterSent",
    "LetterWritten",
    "OrganizationAdded",
    "OutageEnded",
    "OutageOpened",
    "OutageUpdated",
    "PersonAdded",
    "PersonBlocked",
    "PersonChanged",
    "PersonUnblocked",
    "RoleChanged",
    "SessionEnded",
    "ShiftAccepted",
    "ShiftHandedOver",
    "SolutionAdded",
    "SolutionChanged",
    "SolutionRetired",
    "StaffNumberRead",
    "TextAdmitted",
    "UserAdded",
    "UserBlocked",
    "UserUnblocked",
    "ViewDropped",
    "ViewSaved",
]

Fact = (
    OrganizationAdded
    | PersonAdded
    | UserAdded
    | UserBlocked
    | UserUnblocked
    | RoleChanged
    | ContractSet
    | PersonChanged
    | PersonBlocked
    | PersonUnblocked
    | LetterWritten
    | LetterSent
    | CompetencesChanged
    | AbsenceSet
    | AbsenceCancelled
    | CallLogged
    | AccountRequested
    | AccountRegistered
    | AccountDone
    | AccountRefused
    | StaffNumberRead
    | SolutionAdded
    | SolutionChanged
    | SolutionRetired
    | OutageOpened
    | OutageUpdated
    | OutageEnded
    | CalendarChanged
    | AccessDenied
    | FactRedacted
    | TextAdmitted
    | Exported
    | ArchiveRecorded
    | ViewSaved
    | ViewDropped
    | ShiftHandedOver
    | ShiftAccepted
    | KeyAdded
    | KeyRevoked
    | KeyExpirySet
    | SessionEnded
)

FACT_KINDS: dict[str, type[Any]] = {cls.kind: cls for cls in get_args(Fact)}

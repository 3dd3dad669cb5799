"""What can happen to a ticket: one frozen payload per kind of event.

An event is a fact and carries only what cannot be derived from earlier facts. Fields marked by :func:`free_text`
are people's words: the store keeps them beside the log under their own hash, so that they can be cut out while
the chain stays whole.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from core.tickets.events.base import FREE_TEXT, free_text
from core.tickets.events.decision import Decision, Excluded
from core.tickets.events.lifecycle import (
    Assigned,
    Closed,
    Commented,
    Confirmed,
    Noted,
    PriorityChanged,
    PriorityProposed,
    Processed,
    Registered,
    Rejected,
    Released,
    Reopened,
    RequesterAnswered,
    Resolved,
    SentBack,
    Taken,
    TypeChanged,
)
from core.tickets.events.origin import Earlier, Moment, Origin
from core.tickets.events.oversight import (
    Alerted,
    DisputeDecided,
    DisputeEscalated,
    DisputeOpened,
    MisRunEnded,
    MisRunStarted,
    PersonalDataAdmitted,
    Redacted,
    RemoteEnded,
    RemoteStarted,
    WordsArchived,
    WorkplaceChecked,
)
from core.tickets.events.third_line import (
    Returned,
    RoutedOut,
    Verified,
)
from core.tickets.events.withdrawal import TakenBack
from core.tickets.events.work import (
    ApprovalGranted,
    ApprovalRefused,
    ApprovalRequested,
    Attached,
    ExternallyRegistered,
    Linked,
    Orphaned,
    OutageJoined,
    SolutionUsed,
    TaskDone,
    TaskPassed,
    TaskSet,
    TermAgreed,
    TermIndicated,
    WaitingEnded,
    WaitingStarted,
    Watched,
)
from core.vocabulary import Role

__all__ = [
    "EVENT_KINDS",
    "FREE_TEXT",
    "Alerted",
    "ApprovalGranted",
    "ApprovalRefused",
    "ApprovalRequested",
    "Assigned",
    "Attached",
    "Closed",
    "Commented",
    "Confirmed",
    "Decision",
    "DisputeDecided",
    "DisputeEscalated",
    "DisputeOpened",
    "Earlier",
    "Event",
    "Excluded",
    "ExternallyRegistered",
    "History",
    "Linked",
    "MisRunEnded",
    "MisRunStarted",
    "Moment",
    "Noted",
    "Origin",
    "Orphaned",
    "OutageJoined",
    "PersonalDataAdmitted",
    "PriorityChanged",
    "PriorityProposed",
    "Processed",
    "Recorded",
    "Redacted",
    "Registered",
    "Rejected",
    "Released",
    "RemoteEnded",
    "RemoteStarted",
    "Reopened",
    "RequesterAnswered",
    "Resolved",
    "Returned",
    "RoutedOut",
    "SentBack",
    "SolutionUsed",
    "Taken",
    "TakenBack",
    "TaskDone",
    "TaskPassed",
    "TaskSet",
    "TermAgreed",
    "TermIndicated",
    "TypeChanged",
    "Verified",
    "WaitingEnded",
    "WaitingStarted",
    "Watched",
    "WordsArchived",
    "WorkplaceChecked",
    "free_text",
]

Event = (
    Registered
    | Commented
    | Noted
    | Taken
    | TypeChanged
    | PriorityChanged
    | Released
    | SentBack
    | Resolved
    | Confirmed
    | Rejected
    | Closed
    | Reopened
    | PriorityProposed
    | RequesterAnswered
    | Assigned
    | Processed
    | WaitingStarted
    | WaitingEnded
    | TermAgreed
    | TermIndicated
    | TaskSet
    | TaskPassed
    | TaskDone
    | Orphaned
    | ApprovalRequested
    | ApprovalGranted
    | ApprovalRefused
    | Watched
    | Attached
    | Linked
    | ExternallyRegistered
    | SolutionUsed
    | OutageJoined
    | RoutedOut
    | Returned
    | Verified
    | DisputeOpened
    | DisputeDecided
    | DisputeEscalated
    | RemoteStarted
    | RemoteEnded
    | MisRunStarted
    | MisRunEnded
    | WorkplaceChecked
    | Alerted
    | PersonalDataAdmitted
    | Redacted
    | WordsArchived
    | TakenBack
)

EVENT_KINDS: dict[str, type[Any]] = {cls.kind: cls for cls in get_args(Event)}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the log tells it.

    ``seq`` counts within the ticket from 1 and is the ticket's version after the event; ``at`` is an aware instant;
    ``actor`` a login; ``role`` the actor's role at that time, so that history never depends on today's accounts.
    ``on_behalf`` is the login of the absent executor for whom the actor acted as a substitute (п. 4.7). ``act`` is the
    same for all events of one command, in whichever ticket; 0 where the log does not tell.
    """

    ticket: int
    seq: int
    at: datetime
    actor: str
    role: Role
    event: Event
    on_behalf: str | None = None
    act: int = 0


History = tuple[Recorded, ...]

"""Everything that can be asked for, and everything that can happen: lists over all areas of the regulation."""

from typing import Final

from core.tickets.alerts.commands import RaiseAlert
from core.tickets.alerts.events import Alerted
from core.tickets.answers.commands import Answered, Comment, Note
from core.tickets.answers.events import Commented, Noted, RequesterAnswered
from core.tickets.assignment.commands import Assign, Release, SendBack, Take
from core.tickets.assignment.events import Assigned, Orphaned, Released, SentBack, Taken
from core.tickets.classification.commands import ConfirmPriority, ProposePriority, SetPriority, SetType
from core.tickets.classification.events import PriorityChanged, PriorityConfirmed, PriorityProposed, TypeChanged
from core.tickets.classification.processing import Process, Processed, RequestInformation
from core.tickets.closing.commands import Close, CloseSilent, Confirm, Duplicate, ForceClose, Reject, Reopen, Resolve
from core.tickets.closing.disputes import (
    DecideDispute,
    DisputeDecided,
    DisputeEscalated,
    DisputeOpened,
    EscalateDispute,
    OpenDispute,
)
from core.tickets.closing.events import Closed, Confirmed, Rejected, Reopened, Resolved
from core.tickets.command import Command
from core.tickets.desk_records.calendars import CalendarChanged, RecordCalendar
from core.tickets.desk_records.calls import CallLogged, LogCall
from core.tickets.desk_records.denials import AccessDenied
from core.tickets.desk_records.exports import Exported, RecordExport
from core.tickets.desk_records.shifts_and_views import (
    AcceptShift,
    DropView,
    HandOverShift,
    SaveView,
    ShiftAccepted,
    ShiftHandedOver,
    ViewDropped,
    ViewSaved,
)
from core.tickets.knowledge.commands import AddSolution, ChangeSolution, RetireSolution, UseSolution
from core.tickets.knowledge.events import SolutionAdded, SolutionChanged, SolutionRetired, SolutionUsed
from core.tickets.log import DeskEvent, TicketEvent
from core.tickets.outages.commands import AnswerOutage, EndOutage, JoinOutage, OpenOutage, ResolveOutage, UpdateOutage
from core.tickets.outages.events import OutageEnded, OutageJoined, OutageOpened, OutageUpdated
from core.tickets.people.account_events import AccountDone, AccountRefused, AccountRegistered, AccountRequested
from core.tickets.people.accounts import FinishAccount, RefuseAccount, RequestAccount, SetAccountNumber
from core.tickets.people.commands import (
    AddOrganization,
    AddPerson,
    BlockPerson,
    ChangePerson,
    SendLetter,
    SetContract,
    ShowStaffNumber,
    UnblockPerson,
)
from core.tickets.people.events import (
    ContractSet,
    LetterSent,
    LetterWritten,
    OrganizationAdded,
    PersonAdded,
    PersonBlocked,
    PersonChanged,
    PersonUnblocked,
    StaffNumberRead,
)
from core.tickets.redaction.archiving import ArchiveRecorded, ArchiveWords, RecordArchive, WordsArchived
from core.tickets.redaction.commands import Redact, RedactFact
from core.tickets.redaction.events import FactRedacted, PersonalDataAdmitted, Redacted, TextAdmitted
from core.tickets.registration.commands import Register, SetExternal
from core.tickets.registration.events import ExternallyRegistered, Registered
from core.tickets.relations.commands import Attach, Link, Split, Watch
from core.tickets.relations.events import Attached, Linked, Watched
from core.tickets.remote_access.mis_runs import EndMisRun, MisRunEnded, MisRunStarted, StartMisRun
from core.tickets.remote_access.sessions import EndRemote, RemoteEnded, RemoteStarted, StartRemote
from core.tickets.remote_access.workplaces import CheckWorkplace, WorkplaceChecked
from core.tickets.staff.absences import AbsenceCancelled, AbsenceSet, CancelAbsence, SetAbsence
from core.tickets.staff.commands import AddUser, BlockUser, ChangeCompetences, ChangeRole, UnblockUser
from core.tickets.staff.events import CompetencesChanged, RoleChanged, UserAdded, UserBlocked, UserUnblocked
from core.tickets.staff.keys import (
    AddKey,
    EndSession,
    ExpireKey,
    KeyAdded,
    KeyExpirySet,
    KeyRevoked,
    RevokeKey,
    SessionEnded,
)
from core.tickets.tasks.approvals import (
    ApprovalGranted,
    ApprovalRefused,
    ApprovalRequested,
    GrantApproval,
    RefuseApproval,
    RequestApproval,
)
from core.tickets.tasks.tasks import FinishTask, PassTask, SetTask, TaskDone, TaskPassed, TaskSet
from core.tickets.terms.commands import AgreeTerm, IndicateTerm, Resume, Wait
from core.tickets.terms.events import TermAgreed, TermIndicated, WaitingEnded, WaitingStarted
from core.tickets.third_line.commands import Return, RouteOut, Verify
from core.tickets.third_line.events import Returned, RoutedOut, Verified
from core.tickets.undo.commands import TakeBack
from core.tickets.undo.events import TakenBack

DirectoryCommand = AddOrganization | AddPerson | AddUser

_TICKET_EVENTS: Final[tuple[type[TicketEvent], ...]] = (
    Registered,
    Commented,
    Noted,
    Taken,
    TypeChanged,
    PriorityChanged,
    Released,
    SentBack,
    Resolved,
    Confirmed,
    Rejected,
    Closed,
    Reopened,
    PriorityProposed,
    PriorityConfirmed,
    RequesterAnswered,
    Assigned,
    Processed,
    WaitingStarted,
    WaitingEnded,
    TermAgreed,
    TermIndicated,
    TaskSet,
    TaskPassed,
    TaskDone,
    Orphaned,
    ApprovalRequested,
    ApprovalGranted,
    ApprovalRefused,
    Watched,
    Attached,
    Linked,
    ExternallyRegistered,
    SolutionUsed,
    OutageJoined,
    RoutedOut,
    Returned,
    Verified,
    DisputeOpened,
    DisputeDecided,
    DisputeEscalated,
    RemoteStarted,
    RemoteEnded,
    MisRunStarted,
    MisRunEnded,
    WorkplaceChecked,
    Alerted,
    PersonalDataAdmitted,
    Redacted,
    WordsArchived,
    TakenBack,
)
_DESK_EVENTS: Final[tuple[type[DeskEvent], ...]] = (
    OrganizationAdded,
    PersonAdded,
    UserAdded,
    UserBlocked,
    UserUnblocked,
    RoleChanged,
    ContractSet,
    PersonChanged,
    PersonBlocked,
    PersonUnblocked,
    LetterWritten,
    LetterSent,
    CompetencesChanged,
    AbsenceSet,
    AbsenceCancelled,
    CallLogged,
    AccountRequested,
    AccountRegistered,
    AccountDone,
    AccountRefused,
    StaffNumberRead,
    SolutionAdded,
    SolutionChanged,
    SolutionRetired,
    OutageOpened,
    OutageUpdated,
    OutageEnded,
    CalendarChanged,
    AccessDenied,
    FactRedacted,
    TextAdmitted,
    Exported,
    ArchiveRecorded,
    ViewSaved,
    ViewDropped,
    ShiftHandedOver,
    ShiftAccepted,
    KeyAdded,
    KeyRevoked,
    KeyExpirySet,
    SessionEnded,
)
EVENT_KINDS: Final[dict[str, type[TicketEvent]]] = {each.kind: each for each in _TICKET_EVENTS}
DESK_EVENT_KINDS: Final[dict[str, type[DeskEvent]]] = {each.kind: each for each in _DESK_EVENTS}
COMMANDS: Final[tuple[type[Command], ...]] = (
    RaiseAlert,
    Comment,
    Note,
    Answered,
    Take,
    Release,
    SendBack,
    Assign,
    SetType,
    SetPriority,
    ConfirmPriority,
    ProposePriority,
    Process,
    RequestInformation,
    Resolve,
    Confirm,
    Reject,
    Close,
    ForceClose,
    Duplicate,
    CloseSilent,
    Reopen,
    OpenDispute,
    DecideDispute,
    EscalateDispute,
    RecordCalendar,
    LogCall,
    RecordExport,
    SaveView,
    DropView,
    HandOverShift,
    AcceptShift,
    AddSolution,
    ChangeSolution,
    RetireSolution,
    UseSolution,
    OpenOutage,
    UpdateOutage,
    AnswerOutage,
    ResolveOutage,
    EndOutage,
    JoinOutage,
    RequestAccount,
    SetAccountNumber,
    FinishAccount,
    RefuseAccount,
    AddOrganization,
    AddPerson,
    SetContract,
    ChangePerson,
    BlockPerson,
    UnblockPerson,
    SendLetter,
    ShowStaffNumber,
    ArchiveWords,
    RecordArchive,
    Redact,
    RedactFact,
    Register,
    SetExternal,
    Watch,
    Attach,
    Link,
    Split,
    StartMisRun,
    EndMisRun,
    StartRemote,
    EndRemote,
    CheckWorkplace,
    SetAbsence,
    CancelAbsence,
    AddUser,
    BlockUser,
    UnblockUser,
    ChangeRole,
    ChangeCompetences,
    AddKey,
    RevokeKey,
    ExpireKey,
    EndSession,
    RequestApproval,
    GrantApproval,
    RefuseApproval,
    SetTask,
    PassTask,
    FinishTask,
    Wait,
    Resume,
    AgreeTerm,
    IndicateTerm,
    RouteOut,
    Return,
    Verify,
    TakeBack,
)
